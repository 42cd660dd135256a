/** Calendar arithmetic on 'YYYY-MM-DD' without a time zone (rule 2). A day number counts from 1970-01-01. */
export type PeriodUnit = 'days' | 'weeks' | 'months';

const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whether February of this year has 29 days. */
export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** Days of a month, 1 to 12. */
export function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : (MONTH_DAYS[month - 1] as number);
}

/** Whether the text is a day of the calendar, written YYYY-MM-DD. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const { year, month, day } = split(text);
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** Year, month (1-12) and day of a date. Throws RangeError when the text is not a date. */
export function dateParts(date: string): { year: number; month: number; day: number } {
  if (!isDate(date)) throw new RangeError(`"${date}" is not a date (YYYY-MM-DD)`);
  return split(date);
}

/** The date of year, month and day, all within the calendar. */
export function toDate(year: number, month: number, day: number): string {
  return `${String(year).padStart(4, '0')}-${month < 10 ? '0' : ''}${String(month)}-${day < 10 ? '0' : ''}${String(day)}`;
}

/** Days since 1970-01-01. Throws RangeError when the text is not a date. */
export function dayNumber(date: string): number {
  const { year, month, day } = dateParts(date);
  return dayNumberOf(year, month, day);
}

/** The day number of year, month and day, all within the calendar. */
export function dayNumberOf(year: number, month: number, day: number): number {
  // A year that starts in March puts the leap day last, so no month needs a case of its own.
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  return (
    era * 146097 +
    yearOfEra * 365 +
    Math.floor(yearOfEra / 4) -
    Math.floor(yearOfEra / 100) +
    dayOfYear -
    719468
  );
}

/** Year, month and day of a day number. */
export function partsOfDay(days: number): { year: number; month: number; day: number } {
  const z = days + 719468;
  const era = Math.floor(z / 146097);
  const dayOfEra = z - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1,
  };
}

/** The date of a day number. */
export function dateOfDayNumber(days: number): string {
  const { year, month, day } = partsOfDay(days);
  return toDate(year, month, day);
}

/** Days from one date to another: excludes the first day, includes the last; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from);
}

/** The date that many days later (earlier when negative). */
export function addDays(date: string, days: number): string {
  return dateOfDayNumber(dayNumber(date) + days);
}

/** The same day that many months later, clipped to the month's end: 31 January plus one is 28 or 29 February. */
export function addMonthsClipped(date: string, months: number): string {
  const { year, month, day } = monthsAfter(dateParts(date), months);
  return toDate(year, month, day);
}

/** `addMonthsClipped` on year, month and day. */
export function monthsAfter(
  { year, month, day }: { year: number; month: number; day: number },
  months: number,
): { year: number; month: number; day: number } {
  const index = year * 12 + month - 1 + months;
  const y = Math.floor(index / 12);
  const m = index - y * 12 + 1;
  return { year: y, month: m, day: Math.min(day, daysInMonth(y, m)) };
}

/** The fewest whole months after which `from` has reached `to`: a term in months, rounded up. */
export function monthsCovering(from: string, to: string): number {
  const { year, month } = dateParts(from);
  const end = dateParts(to);
  const months = (end.year - year) * 12 + end.month - month;
  return addMonthsClipped(from, months) >= to ? months : months + 1;
}

/** Due date `k` of a schedule: start + k·every counted from the start, months clipped (rule 3). */
export function dueDate(start: string, k: number, every: number, unit: PeriodUnit): string {
  if (unit === 'months') return addMonthsClipped(start, k * every);
  return addDays(start, k * every * (unit === 'weeks' ? 7 : 1));
}

function split(date: string): { year: number; month: number; day: number } {
  return {
    year: twoDigits(date, 0) * 100 + twoDigits(date, 2),
    month: twoDigits(date, 5),
    day: twoDigits(date, 8),
  };
}

function twoDigits(text: string, at: number): number {
  return (text.charCodeAt(at) - 48) * 10 + text.charCodeAt(at + 1) - 48;
}
