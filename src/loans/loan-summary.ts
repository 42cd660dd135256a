import { DomainError } from '../runtime/problems.js';
import { flatPosition } from '../lending/flat-repayment.js';
import { loanPosition, type LoanPosition } from '../lending/loan-position.js';
import { installmentTotal } from '../lending/installment.js';
import { buildSchedule } from '../lending/schedule.js';
import type { LoanTerms } from '../lending/terms.js';
import type { Loan, LoanStatus } from './loan.entity.js';

/** A loan's standing, for events that tell what changed. `balance` is what is left to pay, in minor units. */
export interface LoanStanding {
  status: LoanStatus;
  balance: bigint;
}

/** A loan that waits or was cancelled has nothing to pay. */
export function isUnfunded(status: LoanStatus): status is 'queued' | 'cancelled' {
  return status === 'queued' || status === 'cancelled';
}

/** Throws `loan_not_paid_out`. */
export function assertPaidOut({ status, undoneOn }: Pick<Loan, 'status' | 'undoneOn'>): void {
  if (!isUnfunded(status)) return;
  const why =
    status === 'queued'
      ? 'waits for money in the funding queue'
      : undoneOn == null
        ? 'was cancelled before it was funded'
        : `was undone on ${undoneOn}`;
  throw new DomainError('loan_not_paid_out', `This loan ${why}: nothing is owed on it.`, {
    loan_status: status,
  });
}

export function standingOf(loan: Pick<Loan, 'status' | 'amountDue' | 'totalPaid'>): LoanStanding {
  const balance = isUnfunded(loan.status) ? 0n : loan.amountDue - loan.totalPaid;
  return { status: loan.status, balance };
}

/** The figures of a loan row that follow from its terms and payments. Minor units. */
export type LoanSummary = Pick<
  Loan,
  | 'amountDue'
  | 'totalPaid'
  | 'principalOutstanding'
  | 'lateInterest'
  | 'nextDueOn'
  | 'nextDueAmount'
  | 'status'
  | 'worstDaysPastDue'
  | 'pastDueUntil'
>;

/** The summaries of a loan that is not written off, from its position. */
export function summaryOf(position: LoanPosition): LoanSummary {
  return {
    amountDue: position.principal + position.interest + position.penalty,
    totalPaid: position.paid,
    principalOutstanding: position.principalOutstanding,
    lateInterest: position.penalty,
    nextDueOn: position.nextDueOn,
    nextDueAmount: position.nextDueAmount,
    status: position.state,
    worstDaysPastDue: position.worstDaysPastDue,
    pastDueUntil: position.pastDueUntil,
  };
}

/**
 * The summary of a loan that was written off, from its position on that day: what was left then is the claim, and what
 * came in since is recovered. Minor units.
 */
export function writtenOffSummary(
  position: LoanPosition,
  { claim, recovered }: { claim: bigint; recovered: bigint },
): LoanSummary {
  return {
    ...summaryOf(position),
    amountDue: position.paid + claim,
    totalPaid: position.paid + recovered,
    principalOutstanding: 0n,
    nextDueOn: null,
    nextDueAmount: 0n,
    status: 'written_off',
  };
}

/**
 * The summary of a flat loan that was never late, where everything follows from the total paid. Throws RangeError when
 * that is more than the loan owes.
 */
export function punctualSummary(
  terms: LoanTerms,
  totalPaid: bigint,
  schedule = buildSchedule(terms),
): LoanSummary {
  const amountDue = schedule.reduce((sum, row) => sum + installmentTotal(row), 0n);
  const { nextDueOn, nextDueAmount, principalOutstanding } = flatPosition(
    schedule,
    totalPaid,
    terms.allocationOrder,
  );
  return {
    amountDue,
    totalPaid,
    principalOutstanding,
    lateInterest: 0n,
    nextDueOn,
    nextDueAmount,
    status: totalPaid === amountDue ? 'paid' : 'active',
    worstDaysPastDue: 0,
    pastDueUntil: null,
  };
}

/** The summary of a loan that is paid out on its start date: all of it is owed, nothing was paid. */
export function openingSummary(terms: LoanTerms): LoanSummary {
  return terms.interestMethod === 'flat'
    ? punctualSummary(terms, 0n)
    : summaryOf(loanPosition(terms, [], terms.startOn));
}

/** The summary of a loan that waits, was cancelled or undone: nothing is owed, and `amountDue` is what would be. */
export function unfundedSummary(terms: LoanTerms, status: 'queued' | 'cancelled'): LoanSummary {
  return { ...openingSummary(terms), status, principalOutstanding: 0n, nextDueOn: null, nextDueAmount: 0n };
}

/**
 * Writes a position at the end of a business date into the summaries of a loan that is not written off and that the
 * caller has locked. Answers the late interest to book: what was derived less what was booked, in minor units, negative
 * when a replay took some back.
 */
export function summarise(loan: Loan, position: LoanPosition, on: string): bigint {
  const lateInterest = position.penalty - loan.lateInterest;
  Object.assign(loan, summaryOf(position), { assessedOn: on });
  return lateInterest;
}
