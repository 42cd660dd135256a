import type { Funding } from '../funding/funding.entity.js';
import type { PaymentDivision, PaymentShare } from '../ledger/postings.js';
import type { LoanJournal } from '../ledger/rebooking.js';
import { commissionOn } from '../lending/commission.js';
import { loanPosition, payoffOn } from '../lending/loan-position.js';
import type { PaymentAllocation } from '../lending/repayment.js';
import { splitCumulative } from '../lending/split.js';
import { standingOf, summarise, type LoanStanding } from '../loans/loan-summary.js';
import { standingOn } from '../loans/loan-today.js';
import { termsOf } from '../loans/loan-terms.js';
import type { Loan } from '../loans/loan.entity.js';
import type { Payment } from './payment.entity.js';

/** A payment as it is recorded; one that was reversed counts as never made (rule 12). */
export interface RecordedPayment extends Payment {
  entryNo: bigint;
  reversed: boolean;
}

/** The place in the order of entry of what is not written yet: after everything that is. */
export const LAST_ENTRY = 2n ** 63n - 1n;

/** A payment as it will be recorded: after all that is. */
export function asEntered(payment: Payment): RecordedPayment {
  return { ...payment, entryNo: LAST_ENTRY, reversed: false };
}

/** Everything that is known of a locked loan. `fundings` come by provider id. */
export interface LoanSnapshot {
  loan: Loan;
  fundings: readonly Funding[];
  payments: RecordedPayment[];
  /** The place of its write-off, if it was: payments of that day that were entered later are recoveries. */
  writeOffNo: bigint | null;
  journal: LoanJournal;
}

/** What a replay found, before it is applied. Minor units; `overpaid` has nothing left to pay. */
export interface Replayed {
  divisions: Map<string, PaymentDivision>;
  overpaid: bigint;
  /** What is still owed. */
  outstanding: bigint;
  apply: () => { lateInterest: bigint };
}

/**
 * The loan from its terms and payments alone, in order of value date and entry: where every payment goes, and every
 * provider's share of it by cumulative entitlement (rules 9-12, 14, 16). So a payment entered late changes the loan
 * as if it had come in time, and a reversed one as if it had never come. On a written-off loan, what came before the
 * write-off counts as ever; what comes after is a recovery of what was owed then.
 */
export function replayLoan({ loan, fundings, payments, writeOffNo }: LoanSnapshot, on: string): Replayed {
  const cut = loan.writtenOffOn ?? on;
  const counted = payments
    .filter(({ reversed }) => !reversed)
    .sort((a, b) => compare(a.valueDate, b.valueDate) || compare(a.entryNo, b.entryNo));
  const isRecovery = ({ valueDate, entryNo }: RecordedPayment) =>
    loan.writtenOffOn !== null && (valueDate > cut || (valueDate === cut && entryNo > (writeOffNo ?? 0n)));
  const repayments = counted.filter((payment) => !isRecovery(payment));
  const recoveries = counted.filter(isRecovery);
  const terms = termsOf(loan);
  const facts = repayments.map(({ valueDate, amount }) => ({ on: valueDate, amount }));
  const position = loanPosition(terms, facts, cut);
  const split = new Split(fundings, loan.commissionRate);
  const divisions = new Map<string, PaymentDivision>();
  repayments.forEach(({ id }, index) => {
    divisions.set(id, split.divide({ ...(position.allocations[index] as PaymentAllocation), recovery: 0n }));
  });
  for (const { id, amount } of recoveries) {
    divisions.set(id, split.divide({ principal: 0n, interest: 0n, penalty: 0n, recovery: amount }));
  }
  const recovered = recoveries.reduce((sum, { amount }) => sum + amount, 0n);
  const claim = loan.writtenOffOn === null ? 0n : payoffOn(terms, facts, cut).total;
  const tooMuch = recovered > claim ? recovered - claim : 0n;
  return {
    divisions,
    overpaid: position.overpaid + tooMuch,
    outstanding: loan.writtenOffOn === null ? position.outstanding : claim - recovered,
    apply: () => {
      for (const payment of payments) {
        const own = divisions.get(payment.id);
        if (own) Object.assign(payment, componentsOf(own));
      }
      split.apply(fundings, loan.writtenOffOn !== null);
      const { status } = standingOf(loan);
      const lateInterest = summarise(loan, position, on);
      if (loan.writtenOffOn !== null) {
        loan.status = status;
        loan.amountDue = position.paid + claim;
        loan.totalPaid = position.paid + recovered;
        loan.principalOutstanding = 0n;
        loan.nextDueOn = null;
        loan.nextDueAmount = 0n;
      }
      return { lateInterest };
    },
  };
}

/** How a loan stands at the end of a date, before anything is changed. */
export function standingBefore({ loan, payments }: LoanSnapshot, on: string): LoanStanding {
  const counted = payments.filter(({ reversed }) => !reversed);
  return standingOn(
    loan,
    counted.map(({ valueDate, amount }) => ({ on: valueDate, amount })),
    on,
  );
}

/** A payment's components: the sums of its shares, the commission being part of the interest. */
export function componentsOf({
  shares,
  commission,
}: PaymentDivision): Pick<Payment, 'principal' | 'interest' | 'penalty' | 'recovery' | 'commission'> {
  const sums = { principal: 0n, interest: commission, penalty: 0n, recovery: 0n, commission };
  for (const component of COMPONENTS) {
    for (const share of shares) sums[component] += share[component];
  }
  return sums;
}

const COMPONENTS = ['principal', 'interest', 'penalty', 'recovery'] as const;
type Component = (typeof COMPONENTS)[number];

/** What the bank and the providers of a loan got so far, component by component, in order of provider id. */
class Split {
  private readonly weights: readonly bigint[];
  private readonly received: Record<Component, bigint[]>;

  private interestPaid = 0n;

  constructor(
    private readonly fundings: readonly Funding[],
    private readonly commissionRate: string,
  ) {
    this.weights = fundings.map(({ amount }) => amount);
    const nothing = () => fundings.map(() => 0n);
    this.received = { principal: nothing(), interest: nothing(), penalty: nothing(), recovery: nothing() };
  }

  divide(amounts: Record<Component, bigint>): PaymentDivision {
    const before = commissionOn(this.interestPaid, this.commissionRate);
    this.interestPaid += amounts.interest;
    const commission = commissionOn(this.interestPaid, this.commissionRate) - before;
    const net = { ...amounts, interest: amounts.interest - commission };
    return { commission, shares: this.share(net) };
  }

  private share(amounts: Record<Component, bigint>): PaymentShare[] {
    const parts = Object.fromEntries(
      COMPONENTS.map((component) => [component, this.part(component, amounts[component])]),
    ) as Record<Component, bigint[]>;
    return this.fundings.map(({ providerId }, index) => ({
      providerId,
      principal: parts.principal[index] as bigint,
      interest: parts.interest[index] as bigint,
      penalty: parts.penalty[index] as bigint,
      recovery: parts.recovery[index] as bigint,
    }));
  }

  apply(fundings: readonly Funding[], writtenOff: boolean): void {
    fundings.forEach((funding, index) => {
      funding.principalReturned = this.received.principal[index] as bigint;
      funding.interestEarned = this.received.interest[index] as bigint;
      funding.penaltyEarned = this.received.penalty[index] as bigint;
      funding.recovered = this.received.recovery[index] as bigint;
      funding.principalLost = writtenOff ? funding.amount - funding.principalReturned : 0n;
    });
  }

  private part(component: Component, amount: bigint): bigint[] {
    const received = this.received[component];
    if (amount === 0n) return received.map(() => 0n);
    const paidSoFar = received.reduce((sum, got) => sum + got, 0n);
    const parts = splitCumulative({ weights: this.weights, paidSoFar, amount, received });
    parts.forEach((part, index) => {
      received[index] = (received[index] as bigint) + part;
    });
    return parts;
  }
}

function compare<T extends string | bigint>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
