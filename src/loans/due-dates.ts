import { dueDate } from '../lending/dates.js';
import { loanPosition } from '../lending/loan-position.js';
import type { Payment } from '../lending/repayment.js';
import { termsOf } from './loan-terms.js';
import type { Loan } from './loan.entity.js';

/** The due dates of a loan, ascending. */
function dueDatesOf({ startOn, installments, every, unit }: Loan): string[] {
  return Array.from({ length: installments }, (_, index) => dueDate(startOn, index + 1, every, unit));
}

/** The first due date after a date; null when there is none. */
export function dueAfter(loan: Loan, date: string): string | null {
  return dueDatesOf(loan).find((dueOn) => dueOn > date) ?? null;
}

/** The last due date that is not after a date; null when there is none. */
export function dueUpTo(loan: Loan, date: string): string | null {
  return dueDatesOf(loan).findLast((dueOn) => dueOn <= date) ?? null;
}

/**
 * What has to be paid for all instalments due up to a date, minor units: their rest and their late interest, if nothing
 * is paid until then. A date that has passed is as of the last day on which the loan changed, or of `today`.
 */
export function owedUpTo(loan: Loan, payments: readonly Payment[], dueOn: string, today: string): bigint {
  const on = [dueOn, today, loan.assessedOn].reduce((a, b) => (a > b ? a : b));
  return loanPosition(termsOf(loan), payments, on)
    .installments.filter((installment) => installment.dueOn <= dueOn)
    .reduce((sum, { outstanding }) => sum + outstanding, 0n);
}
