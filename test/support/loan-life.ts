import { expect } from '@jest/globals';
import type { BankConfiguration } from '../../src/bank-config/bank-configuration.entity.js';
import type { Funding } from '../../src/funding/funding.entity.js';
import type { Posting } from '../../src/ledger/postings.js';
import { commissionOn } from '../../src/lending/commission.js';
import { openingOf } from '../../src/origination/granting.js';
import { copyTerms } from '../../src/loans/loan-terms.js';
import type { Loan } from '../../src/loans/loan.entity.js';
import { applyReplay } from '../../src/payments/apply-replay.js';
import { replayLoan, type LoanSnapshot, type RecordedPayment } from '../../src/payments/replay.js';
import { balanceChanges } from '../../src/providers/provider-balances.js';

export const START = '2026-01-31';
let ids = 0;
const nextId = () => `0198c0de-0000-7000-8000-${String(++ids).padStart(12, '0')}`;

const configuration = {
  version: 1,
  currency: 'USD',
  interestRate: '0.12',
  duration: 'P6M',
  installments: 6,
  interestMethod: 'flat',
  dayCount: 'actual/365',
  periodInterest: 'equal_periods',
  allocationOrder: 'penalty,interest,principal',
  prepaymentRebate: false,
  graceDays: 3,
  lateInterestRate: '0.24',
  defaultAfterDays: 60,
  commissionRate: '0',
} as BankConfiguration;

export function loanOf(amount: bigint, change: Partial<BankConfiguration>): Loan {
  const terms = copyTerms({ ...configuration, ...change });
  return {
    id: nextId(),
    number: 1,
    customerId: nextId(),
    requestedBy: null,
    ...terms,
    amount,
    ...openingOf({ ...terms, amount }, START),
    allocationRunId: null,
    creditScore: null,
    scoreBand: null,
    createdAt: new Date(0),
  };
}

/** Participations in proportion to weights; the last takes the rest. */
export function fundingsOf(loan: Loan, weights: readonly bigint[]): Funding[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0n);
  let left = loan.amount;
  return weights.map((weight, index) => {
    const amount = index === weights.length - 1 ? left : (loan.amount * weight) / total;
    left -= amount;
    return {
      id: `funding-${String(index)}`,
      loanId: loan.id,
      providerId: `provider-${String(index)}`,
      amount,
      principalReturned: 0n,
      interestEarned: 0n,
      penaltyEarned: 0n,
      principalLost: 0n,
      recovered: 0n,
      createdAt: new Date(0),
    };
  });
}

export function fileOf(loan: Loan, weights: readonly bigint[]): LoanSnapshot {
  return {
    loan,
    fundings: fundingsOf(loan, weights),
    payments: [],
    writeOffNo: null,
    journal: { live: [], nextRevision: 0 },
  };
}

export function paymentOf(loan: Loan, valueDate: string, amount: bigint): RecordedPayment {
  return {
    id: nextId(),
    loanId: loan.id,
    customerId: loan.customerId,
    currency: 'USD',
    amount,
    principal: 0n,
    interest: 0n,
    penalty: 0n,
    recovery: 0n,
    commission: 0n,
    valueDate,
    enteredBy: null,
    receivedIn: 'cash',
    transferId: null,
    createdAt: new Date(0),
    entryNo: BigInt(++ids),
    reversed: false,
  };
}

/** A loan's whole life in memory, with all postings. */
export class Life {
  readonly postings: Posting[] = [];
  /** For each event, the ids of the payments that it rewrote. */
  readonly redivided: string[][] = [];

  constructor(readonly file: LoanSnapshot) {}

  /** Answers false when the payment exceeds what the loan can take. */
  receive(payment: RecordedPayment, today: string): boolean {
    const payments = [...this.file.payments, payment];
    const replayed = replayLoan({ ...this.file, payments }, today);
    if (replayed.overpaid > 0n) return false;
    this.file.payments = payments;
    this.apply(replayed, payment);
    return true;
  }

  reverse(payment: RecordedPayment, today: string): void {
    payment.reversed = true;
    this.apply(replayLoan(this.file, today));
  }

  assess(today: string): void {
    this.apply(replayLoan(this.file, today));
  }

  private apply(replayed: ReturnType<typeof replayLoan>, paid?: RecordedPayment): void {
    const { postings, redivided = [] } = applyReplay(this.file, replayed, paid);
    this.postings.push(...postings);
    this.redivided.push(redivided.map(({ id }) => id));
  }

  writeOff(today: string): void {
    this.file.loan.status = 'written_off';
    this.file.loan.writtenOffOn = today;
    this.file.writeOffNo = BigInt(++ids);
    this.assess(today);
  }

  /** The providers' balances after all postings. */
  balances() {
    return balanceChanges(this.postings);
  }
}

export const principalPaid = ({ file }: Life) =>
  file.payments.reduce((sum, payment) => sum + (payment.reversed ? 0n : payment.principal), 0n);

export const lost = ({ file }: Life) =>
  file.fundings.reduce((sum, { principalLost }) => sum + principalLost, 0n);

export const returnsOf = ({
  principalReturned,
  interestEarned,
  penaltyEarned,
  principalLost,
  recovered,
}: Funding) => ({ principalReturned, interestEarned, penaltyEarned, principalLost, recovered });

export function expectSameLoan(life: Life, other: Life): void {
  expect(life.file.loan).toEqual(other.file.loan);
  expect(life.file.fundings.map(returnsOf)).toEqual(other.file.fundings.map(returnsOf));
  const nonZero = (life: Life) =>
    [...life.balances()]
      .map(([id, { wallet = 0n, lent = 0n }]) => ({ id, wallet, lent }))
      .sort((a, b) => (a.id < b.id ? -1 : 1));
  const moved = (all: ReturnType<typeof nonZero>) =>
    all.filter(({ wallet, lent }) => wallet !== 0n || lent !== 0n);
  expect(moved(nonZero(life))).toEqual(moved(nonZero(other)));
}

/** Compares each provider's wallet and claim, from the postings, with the participations. */
export function expectBooksToAgree(life: Life): void {
  const balances = life.balances();
  const total = { paid: 0n, lent: 0n };
  for (const funding of life.file.fundings) {
    const { wallet = 0n, lent = 0n } = balances.get(funding.providerId) ?? {};
    const { principalReturned, interestEarned, penaltyEarned, principalLost, recovered } = funding;
    expect(wallet).toBe(principalReturned + interestEarned + penaltyEarned + recovered);
    expect(lent).toBe(-principalReturned - principalLost);
    total.paid += wallet;
    total.lent -= lent;
  }
  const { loan, payments } = life.file;
  const counted = payments.filter(({ reversed }) => !reversed);
  const sum = (of: (payment: RecordedPayment) => bigint) =>
    counted.reduce((all, payment) => all + of(payment), 0n);
  const commission = sum((payment) => payment.commission);
  const income = life.postings.reduce((all, { debit, credit, amount }) => {
    if (credit[0] === 'commission') return all + amount;
    return debit[0] === 'commission' ? all - amount : all;
  }, 0n);
  expect(income).toBe(commission);
  expect(commission).toBe(
    commissionOn(
      sum(({ interest }) => interest),
      loan.commissionRate,
    ),
  );
  expect(total.paid + commission).toBe(loan.totalPaid);
  expect(total.lent).toBe(loan.amount - loan.principalOutstanding);
}
