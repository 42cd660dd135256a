import { addMonthsClipped, dateParts, daysInMonth, toDate } from './dates.js';

/**
 * The day of the month on which a credit's payments are scheduled; 31 means the end of every month. In a shorter month
 * it is the last day: for the 30th, 28 February. It is the day of the advance if all payments fit it, and the end of
 * the month if all payments are month-ends. Otherwise it is the latest day of any payment.
 */
export function scheduledDay(advancedOn: string, payments: readonly string[]): number {
  const { day } = dateParts(advancedOn);
  if (payments.every((date) => isOnDay(date, day))) return day;
  return payments.every((date) => isOnDay(date, 31))
    ? 31
    : Math.max(...payments.map((date) => dateParts(date).day));
}

/** Whether a date is on that day of its month, or on the last day of a shorter month. */
export function isOnDay(date: string, scheduled: number): boolean {
  const { year, month, day } = dateParts(date);
  return day === Math.min(scheduled, daysInMonth(year, month));
}

/** The date that many months earlier: on the scheduled day if the date itself is on it, otherwise on its own day. */
export function stepBack(date: string, months: number, scheduled: number): string {
  const { year, month } = dateParts(addMonthsClipped(date, -months));
  const day = isOnDay(date, scheduled) ? scheduled : dateParts(date).day;
  return toDate(year, month, Math.min(day, daysInMonth(year, month)));
}

/**
 * The whole months from one date to a later one, counted back from the later one on the scheduled day, and the date
 * reached that way, which is not before `from`.
 */
export function monthsBack(from: string, to: string, scheduled: number): { months: number; start: string } {
  const [start, end] = [dateParts(from), dateParts(to)];
  const apart = (end.year - start.year) * 12 + end.month - start.month;
  const months = stepBack(to, apart, scheduled) >= from ? apart : apart - 1;
  return { months, start: stepBack(to, months, scheduled) };
}
