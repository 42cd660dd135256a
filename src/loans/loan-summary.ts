import type { LoanPosition } from '../lending/loan-position.js';
import type { Loan, LoanStatus } from './loan.entity.js';

/** How a loan stands, for the events that tell what changed. `balance` is what is left to pay, minor units. */
export interface LoanStanding {
  status: LoanStatus;
  balance: bigint;
}

export function standingOf(loan: Loan): LoanStanding {
  return { status: loan.status, balance: loan.amountDue - loan.totalPaid };
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
