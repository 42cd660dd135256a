import { addDays, addMonthsClipped, daysBetween } from './dates.js';
import { isOnDay, monthsBack, scheduledDay, stepBack } from './whole-months.js';

/** The equal periods in which an interval is measured; the remainder is measured in days. */
export const EU_PERIODS = ['years', 'months', 'weeks'] as const;
export type EuPeriod = (typeof EU_PERIODS)[number];

/** A year in the smallest unit in which a month, a week, and a day of 365 or of 366 are whole numbers. */
export const EU_YEAR = 12 * 13 * 365 * 61;

const FIRST_WITH_A_YEAR_BEFORE = '0002-01-01';

/**
 * The intervals from the advance to each payment, in units of 1/EU_YEAR of a year, by remark (c) of annex I of
 * 2008/48/EC as the Commission reads it (SWD(2012) 128, 4.1.1). Equal periods are counted back from the payment. The
 * days left to the advance are divided by the length of the year before the date at which they end. Without a `period`,
 * `periodOf` finds it. Throws RangeError if that year begins before the calendar does.
 */
export function euIntervals(
  advancedOn: string,
  payments: readonly string[],
  period: EuPeriod = periodOf(advancedOn, payments),
): number[] {
  const scheduled = scheduledDay(advancedOn, payments);
  return payments.map((date) => {
    if (period === 'weeks') {
      const weeks = Math.floor(daysBetween(advancedOn, date) / 7);
      return (weeks * EU_YEAR) / 52 + oddDays(advancedOn, addDays(date, -7 * weeks));
    }
    const { months, start } = monthsBack(advancedOn, date, scheduled);
    if (period === 'months' || months % 12 === 0) return (months * EU_YEAR) / 12 + oddDays(advancedOn, start);
    const years = Math.floor(months / 12);
    return years * EU_YEAR + oddDays(advancedOn, stepBack(date, 12 * years, scheduled));
  });
}

/** The days from the advance to the start of the whole periods, over the year that ends on that day. */
function oddDays(advancedOn: string, end: string): number {
  if (end === advancedOn) return 0;
  if (end < FIRST_WITH_A_YEAR_BEFORE) {
    throw new RangeError(
      `the days up to ${end} are told in parts of the year before it, and there is no year 0`,
    );
  }
  return (daysBetween(advancedOn, end) * EU_YEAR) / daysBetween(addMonthsClipped(end, -12), end);
}

/**
 * The period that suits a credit, by the frequency of its payments. Months, if they measure every payment from the
 * advance without a remainder; otherwise years, months or weeks, whichever separate consecutive payments. A single
 * payment is measured in months, or within a month in weeks if these are whole.
 */
function periodOf(advancedOn: string, payments: readonly string[]): EuPeriod {
  const dates = [...new Set(payments)].sort();
  const scheduled = scheduledDay(advancedOn, dates);
  const measured = dates.map((date) => monthsBack(advancedOn, date, scheduled));
  if (measured.every(({ start }) => start === advancedOn)) return 'months';
  const [first, ...later] = dates as [string, ...string[]];
  if (later.length === 0) {
    return measured[0]?.months === 0 && daysBetween(advancedOn, first) % 7 === 0 ? 'weeks' : 'months';
  }
  const gaps = later.map((date, index) => {
    const before = dates[index] as string;
    const isMonthly = isOnDay(date, scheduled) && isOnDay(before, scheduled);
    return {
      isMonthly,
      isYearly: isMonthly && monthsBack(before, date, scheduled).months % 12 === 0,
      isWeekly: daysBetween(before, date) % 7 === 0,
    };
  });
  if (gaps.every(({ isYearly }) => isYearly)) return 'years';
  const [monthly, weekly] = [
    gaps.filter(({ isMonthly }) => isMonthly).length,
    gaps.filter(({ isWeekly }) => isWeekly).length,
  ];
  return weekly > monthly ? 'weeks' : 'months';
}
