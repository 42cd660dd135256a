import type { Funding } from '../funding/funding.entity.js';
import type { PaymentDivision } from '../ledger/postings.js';
import type { LoanJournal } from '../ledger/rebooking.js';
import { ofEach, type Components } from '../lending/components.js';
import { loanPosition } from '../lending/loan-position.js';
import type { PaymentAllocation } from '../lending/repayment.js';
import { aroundWriteOff, claimAt, isRecovery } from '../loans/loan-payments.js';
import { standingOf, summarise, writtenOffSummary, type LoanStanding } from '../loans/loan-summary.js';
import { standingOn } from '../loans/loan-today.js';
import { termsOf } from '../loans/loan-terms.js';
import type { Loan } from '../loans/loan.entity.js';
import type { Payment } from './payment.entity.js';
import { ShareSplit } from './share-split.js';

/** A recorded payment. A reversed one counts as never made (rule 12). */
export interface RecordedPayment extends Payment {
  entryNo: bigint;
  reversed: boolean;
}

/** The entry number of a payment that is not written yet: after all others. */
export const LAST_ENTRY = 2n ** 63n - 1n;

/** A payment as it will be recorded: after all others. */
export function asEntered(payment: Payment): RecordedPayment {
  return { ...payment, entryNo: LAST_ENTRY, reversed: false };
}

/** Everything known about a locked loan. `fundings` are ordered by provider id. */
export interface LoanSnapshot {
  loan: Loan;
  fundings: readonly Funding[];
  payments: RecordedPayment[];
  /** The entry number of its write-off, if any: payments of that day that were entered later are recoveries. */
  writeOffNo: bigint | null;
  journal: LoanJournal;
}

/** The result of a replay, before it is applied. Minor units; `overpaid` is the excess that the loan cannot take. */
export interface Replayed {
  divisions: Map<string, PaymentDivision>;
  overpaid: bigint;
  /** What is still owed. */
  outstanding: bigint;
  apply: () => { lateInterest: bigint };
}

/**
 * Derives the loan from its terms and payments alone, in order of value date and entry: where every payment goes, and
 * every provider's share of it by cumulative entitlement (rules 9-12, 14, 16). So a payment entered late changes the
 * loan as if it had come in time, and a reversed one as if it had never come. On a written-off loan, payments before
 * the write-off count as always; later ones are recoveries of what was owed then.
 */
export function replayLoan({ loan, fundings, payments, writeOffNo }: LoanSnapshot, on: string): Replayed {
  const cut = loan.writtenOffOn ?? on;
  const counted = payments
    .filter(({ reversed }) => !reversed)
    .sort((a, b) => compare(a.valueDate, b.valueDate) || compare(a.entryNo, b.entryNo))
    .map(({ id, valueDate, amount, entryNo }) => ({
      id,
      on: valueDate,
      amount,
      isRecovery: isRecovery({ on: valueDate, entryNo }, loan.writtenOffOn, writeOffNo),
    }));
  const { before, after } = aroundWriteOff(counted);
  const terms = termsOf(loan);
  const position = loanPosition(terms, before, cut);
  const split = ShareSplit.fromNothing(fundings, loan.commissionRate);
  const divisions = new Map<string, PaymentDivision>();
  before.forEach(({ id }, index) => {
    divisions.set(id, split.divide({ ...(position.allocations[index] as PaymentAllocation), recovery: 0n }));
  });
  for (const { id, amount } of after) {
    divisions.set(id, split.divide({ ...ofEach(() => 0n), recovery: amount }));
  }
  const recovered = after.reduce((sum, { amount }) => sum + amount, 0n);
  const claim = claimAt(terms, before, loan.writtenOffOn);
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
      split.apply();
      for (const funding of fundings) {
        funding.principalLost = loan.writtenOffOn === null ? 0n : funding.amount - funding.principalReturned;
      }
      const { status } = standingOf(loan);
      const lateInterest = summarise(loan, position, on);
      if (loan.writtenOffOn !== null) {
        Object.assign(loan, writtenOffSummary(position, { claim, recovered }), { status });
      }
      return { lateInterest };
    },
  };
}

/** A loan's standing at the end of a date, before any change. */
export function standingBefore({ loan, payments }: LoanSnapshot, on: string): LoanStanding {
  const counted = payments.filter(({ reversed }) => !reversed);
  return standingOn(
    loan,
    counted.map(({ valueDate, amount }) => ({ on: valueDate, amount })),
    on,
  );
}

/** A payment's components: the sums of its shares; the commission is part of the interest. */
export function componentsOf({ shares, commission }: PaymentDivision): Components & { commission: bigint } {
  const sums = ofEach((component) => shares.reduce((sum, share) => sum + share[component], 0n));
  return { ...sums, interest: sums.interest + commission, commission };
}

function compare<T extends string | bigint>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
