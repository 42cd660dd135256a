import { DomainError } from '../common/problems.js';
import type { LoanPosition } from '../lending/loan-position.js';
import type { Loan, LoanStatus } from './loan.entity.js';

/** How a loan stands, for the events that tell what changed. `balance` is what is left to pay, minor units. */
export interface LoanStanding {
  status: LoanStatus;
  balance: bigint;
}

/** A loan that waits, or never came to be, has nothing to pay. */
export function isUnfunded(status: LoanStatus): status is 'queued' | 'cancelled' {
  return status === 'queued' || status === 'cancelled';
}

/** Throws `loan_not_paid_out`. */
export function assertPaidOut({ status }: Pick<Loan, 'status'>): void {
  if (!isUnfunded(status)) return;
  const why =
    status === 'queued' ? 'waits for money in the funding queue' : 'was cancelled before it was funded';
  throw new DomainError('loan_not_paid_out', `This loan ${why}: nothing is owed on it.`, {
    loan_status: status,
  });
}

export function standingOf(loan: Pick<Loan, 'status' | 'amountDue' | 'totalPaid'>): LoanStanding {
  const balance = isUnfunded(loan.status) ? 0n : loan.amountDue - loan.totalPaid;
  return { status: loan.status, balance };
}

/**
 * Writes a position at the end of a business date into the summaries of a loan that is not written off; the caller
 * has locked it. Answers the late interest to book: what was derived less what was booked, minor units, negative
 * when a replay took some back.
 */
export function summarise(loan: Loan, position: LoanPosition, on: string): bigint {
  const lateInterest = position.penalty - loan.lateInterest;
  loan.lateInterest = position.penalty;
  loan.amountDue = position.principal + position.interest + position.penalty;
  loan.totalPaid = position.paid;
  loan.principalOutstanding = position.principalOutstanding;
  loan.nextDueOn = position.nextDueOn;
  loan.nextDueAmount = position.nextDueAmount;
  loan.status = position.state;
  loan.worstDaysPastDue = position.worstDaysPastDue;
  loan.pastDueUntil = position.pastDueUntil;
  loan.assessedOn = on;
  return lateInterest;
}
