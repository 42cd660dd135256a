import { addDays, dueDate } from '../lending/dates.js';
import { daysPastDue } from '../lending/days-past-due.js';
import { loanPosition } from '../lending/loan-position.js';
import { currencyDecimals, formatMoney } from '../lending/money.js';
import type { Payment } from '../lending/repayment.js';
import type { LoanEventInput } from '../loans/loan-events.js';
import { standingOf, summarise } from '../loans/loan-summary.js';
import { termsOf } from '../loans/loan-terms.js';
import { isOpen, type Loan } from '../loans/loan.entity.js';

/** What the end of a business date did to a loan. Minor units. */
export interface Assessment {
  /** Late interest to book. */
  lateInterest: bigint;
  happened: LoanEventInput[];
}

const NOTICE_EVERY_DAYS = 7;

/** Whether something is past due on a loan at the end of a date. */
export function isPastDue(loan: Loan, date: string): boolean {
  return isOpen(loan.status) && loan.nextDueOn !== null && loan.nextDueOn < date;
}

/**
 * Whether a locked loan has to be assessed at the end of a date: something is past due, and it was not assessed since.
 * A later payment already assessed the loan up to its own date.
 */
export function isToAssess(loan: Loan, date: string): boolean {
  return loan.assessedOn < date && isPastDue(loan, date);
}

/**
 * Brings the summaries of a locked loan to the end of a date, in place, and answers what happened to it. Late interest
 * is what was derived less what was booked, so missed or repeated dates change nothing. Overdue and default are marked
 * on the day they begin.
 */
export function assess(loan: Loan, payments: readonly Payment[], date: string): Assessment {
  const before = standingOf(loan);
  const lateInterest = summarise(loan, loanPosition(termsOf(loan), payments, date), date);
  const after = standingOf(loan);
  const grown = { status: before.status, balance: after.balance };
  const happened: LoanEventInput[] = [];
  const it = { loan, businessDate: date };
  if (lateInterest > 0n) {
    happened.push({ ...it, kind: 'late_interest', before, after: grown, amount: lateInterest });
  }
  if (after.status !== before.status && (after.status === 'overdue' || after.status === 'defaulted')) {
    happened.push({ ...it, kind: after.status, before: grown, after, detail: pastDue(loan, date) });
  }
  return { lateInterest, happened };
}

/**
 * The due dates that a borrower may be reminded of at the end of a date, ascending: unpaid instalments that fall due in
 * the next `reminderDays` days (0: never).
 */
export function comingDues(loan: Loan, date: string, reminderDays: number): string[] {
  if (!isOpen(loan.status) || loan.nextDueOn === null) return [];
  const until = addDays(date, reminderDays);
  const dues: string[] = [];
  for (let nr = 1; nr <= loan.installments; nr++) {
    const dueOn = dueDate(loan.startOn, nr, loan.every, loan.unit);
    if (dueOn > until) break;
    if (dueOn > date && dueOn >= loan.nextDueOn) dues.push(dueOn);
  }
  return dues;
}

/** Whether payments are needed to tell what is open on these dates: the loan itself knows only its next instalment. */
export function needsPayments({ nextDueOn }: Loan, dues: readonly string[]): boolean {
  return dues.some((dueOn) => dueOn !== nextDueOn);
}

/**
 * One reminder for each instalment that falls due on these dates and is neither fully paid nor covered by what is in
 * transit, which goes to the oldest first. `payments` are read only if they are needed.
 */
export function reminders(
  loan: Loan,
  dues: readonly string[],
  payments: readonly Payment[],
  date: string,
  inTransit = 0n,
): LoanEventInput[] {
  if (dues.length === 0) return [];
  const on = loan.assessedOn > date ? loan.assessedOn : date;
  const open = needsPayments(loan, dues)
    ? loanPosition(termsOf(loan), payments, on).installments
    : [{ dueOn: loan.nextDueOn ?? '', outstanding: loan.nextDueAmount }];
  let left = inTransit;
  const uncovered = new Map(
    open.map(({ dueOn, outstanding }) => {
      const covered = left < outstanding ? left : outstanding;
      left -= covered;
      return [dueOn, outstanding - covered];
    }),
  );
  return dues.flatMap((dueOn) => {
    const amount = uncovered.get(dueOn) ?? 0n;
    if (amount === 0n) return [];
    const detail = `${moneyOf(loan, amount)} falls due on ${dueOn}.`;
    return [{ ...letter(loan, date), kind: 'reminder' as const, amount, detail, dueOn }];
  });
}

/**
 * A notice to the borrower on the first day past the grace days, and every seven days after it; none while what is in
 * transit covers the oldest instalment.
 */
export function overdueNotice(loan: Loan, date: string, inTransit = 0n): LoanEventInput[] {
  if (!isOpen(loan.status) || loan.nextDueOn === null || inTransit >= loan.nextDueAmount) return [];
  if (!isNoticeDay(daysPastDue(loan.nextDueOn, date), loan.graceDays)) return [];
  return [
    {
      ...letter(loan, date),
      kind: 'overdue_notice',
      amount: loan.nextDueAmount,
      detail: pastDue(loan, date),
      wasDueOn: loan.nextDueOn,
    },
  ];
}

/** A notice changes nothing about the loan. */
function letter(
  loan: Loan,
  date: string,
): Pick<LoanEventInput, 'loan' | 'businessDate' | 'before' | 'after'> {
  const standing = standingOf(loan);
  return { loan, businessDate: date, before: standing, after: standing };
}

function isNoticeDay(daysPast: number, graceDays: number): boolean {
  const daysOverdue = daysPast - graceDays - 1;
  return daysOverdue >= 0 && daysOverdue % NOTICE_EVERY_DAYS === 0;
}

function pastDue(loan: Loan, date: string): string {
  const days = daysPastDue(loan.nextDueOn, date);
  return `${nextDue(loan)} was due on ${String(loan.nextDueOn)}: ${String(days)} ${days === 1 ? 'day' : 'days'} past due.`;
}

function nextDue(loan: Loan): string {
  return moneyOf(loan, loan.nextDueAmount);
}

function moneyOf({ currency }: Loan, minor: bigint): string {
  return `${formatMoney(minor, currencyDecimals(currency))} ${currency}`;
}
