import { addDays } from '../lending/dates.js';
import { daysPastDue } from '../lending/days-past-due.js';
import { loanPosition } from '../lending/loan-position.js';
import { currencyDecimals, formatMoney } from '../lending/money.js';
import type { Payment } from '../lending/repayment.js';
import type { LoanHappening } from '../loans/loan-events.js';
import { standingOf, summarise } from '../loans/loan-summary.js';
import { termsOf } from '../loans/loan-terms.js';
import type { Loan } from '../loans/loan.entity.js';

/** What the end of a business date did to a loan. Minor units. */
export interface Assessment {
  /** Late interest to book. */
  lateInterest: bigint;
  happened: LoanHappening[];
}

const NOTICE_EVERY_DAYS = 7;
const OPEN = new Set<Loan['status']>(['active', 'overdue', 'defaulted']);

/** Whether something is past due on a loan at the end of a date. */
export function isPastDue(loan: Loan, date: string): boolean {
  return OPEN.has(loan.status) && loan.nextDueOn !== null && loan.nextDueOn < date;
}

/**
 * Whether a locked loan has to be derived anew at the end of a date: something is past due, and it was not looked at
 * since. Whoever paid later was assessed by that payment, up to its own date.
 */
export function isToAssess(loan: Loan, date: string): boolean {
  return loan.assessedOn < date && isPastDue(loan, date);
}

/**
 * Brings the summaries of a locked loan to the end of a date, in place, and tells what happened on it: late interest
 * (what was derived less what was booked, so that a missed date or a repeated one changes nothing), and default or
 * overdue on the day it came to that.
 */
export function assess(loan: Loan, payments: readonly Payment[], date: string): Assessment {
  const before = standingOf(loan);
  const lateInterest = summarise(loan, loanPosition(termsOf(loan), payments, date), date);
  const after = standingOf(loan);
  const grown = { status: before.status, balance: after.balance };
  const happened: LoanHappening[] = [];
  const it = { loanId: loan.id, businessDate: date };
  if (lateInterest > 0n) {
    happened.push({ ...it, kind: 'late_interest', before, after: grown, amount: lateInterest });
  }
  if (after.status !== before.status && (after.status === 'overdue' || after.status === 'defaulted')) {
    happened.push({ ...it, kind: after.status, before: grown, after, detail: pastDue(loan, date) });
  }
  return { lateInterest, happened };
}

/**
 * What its borrower is told about a loan at the end of a date: a reminder `reminderDays` before an instalment is due
 * (0: never), and a notice on the first day past the grace days and every seven days from there.
 */
export function letters(loan: Loan, date: string, reminderDays: number): LoanHappening[] {
  if (!OPEN.has(loan.status) || loan.nextDueOn === null) return [];
  const standing = standingOf(loan);
  const letter = {
    loanId: loan.id,
    businessDate: date,
    before: standing,
    after: standing,
    amount: loan.nextDueAmount,
  };
  if (reminderDays > 0 && loan.nextDueOn === addDays(date, reminderDays)) {
    const detail = `${nextDue(loan)} falls due on ${loan.nextDueOn}.`;
    return [{ ...letter, kind: 'reminder', detail }];
  }
  if (isNoticeDay(daysPastDue(loan.nextDueOn, date), loan.graceDays)) {
    return [{ ...letter, kind: 'overdue_notice', detail: pastDue(loan, date) }];
  }
  return [];
}

function isNoticeDay(daysPast: number, graceDays: number): boolean {
  const daysOverdue = daysPast - graceDays - 1;
  return daysOverdue >= 0 && daysOverdue % NOTICE_EVERY_DAYS === 0;
}

function pastDue(loan: Loan, date: string): string {
  const days = daysPastDue(loan.nextDueOn, date);
  return `${nextDue(loan)} was due on ${String(loan.nextDueOn)}: ${String(days)} ${days === 1 ? 'day' : 'days'} past due.`;
}

function nextDue({ nextDueAmount, currency }: Loan): string {
  return `${formatMoney(nextDueAmount, currencyDecimals(currency))} ${currency}`;
}
