import { daysBetween, type PeriodUnit } from './dates.js';
import { monthsBack, scheduledDay, stepBack } from './whole-months.js';

/** A unit-period of Regulation Z; "semimonths" are half months. */
export type UnitPeriodUnit = PeriodUnit | 'semimonths';

interface UnitPeriod {
  every: number;
  unit: UnitPeriodUnit;
}

/** From the advance to a payment: full unit-periods, preceded by a fraction of one. */
export interface UnitPeriodInterval {
  full: number;
  odd: number;
  oddOf: number;
}

/** The number of unit-periods in a year as a fraction, and each payment's interval, by appendix J (b)(4) and (b)(5). */
export interface UnitPeriods {
  perYear: { numerator: number; denominator: number };
  intervals: UnitPeriodInterval[];
}

/**
 * Unit-periods are counted back from each payment. With a single payment the term is the unit-period, otherwise the
 * requested one; none is longer than a year. Throws RangeError on a payment before the advance, or a single payment on
 * the day of the advance.
 */
export function unitPeriods(advancedOn: string, payments: readonly string[], asked: UnitPeriod): UnitPeriods {
  const scheduled = scheduledDay(advancedOn, payments);
  const [only] = payments;
  if (
    only === undefined ||
    payments.some((date) => date < advancedOn) ||
    (payments.length === 1 && only === advancedOn)
  ) {
    throw new RangeError('the payments must follow the advance');
  }
  const period = payments.length === 1 ? termOf(advancedOn, only, scheduled) : standard(asked);
  return {
    perYear: perYear(period),
    intervals: payments.map((date) => interval(advancedOn, date, { ...period, scheduled })),
  };
}

/** (b)(5)(vi) and (vii): whole months or days, up to a year. */
function termOf(advancedOn: string, date: string, scheduled: number): UnitPeriod {
  const { months, start } = monthsBack(advancedOn, date, scheduled);
  if (months >= 12) return { every: 12, unit: 'months' };
  return start === advancedOn
    ? { every: months, unit: 'months' }
    : { every: daysBetween(advancedOn, date), unit: 'days' };
}

/** (b)(3)(iii): weeks where the days are weeks, and at most a year. */
function standard({ every, unit }: UnitPeriod): UnitPeriod {
  if (unit === 'days' && every % 7 === 0) return standard({ every: every / 7, unit: 'weeks' });
  const ofYear = { days: 365, weeks: 52, semimonths: 24, months: 12 }[unit];
  return every > ofYear ? { every: 12, unit: 'months' } : { every, unit };
}

function perYear({ every, unit }: UnitPeriod): UnitPeriods['perYear'] {
  return { numerator: { days: 365, weeks: 52, semimonths: 24, months: 12 }[unit], denominator: every };
}

function interval(
  advancedOn: string,
  date: string,
  { every, unit, scheduled }: UnitPeriod & { scheduled: number },
): UnitPeriodInterval {
  if (unit === 'days' || unit === 'weeks') {
    return inParts(daysBetween(advancedOn, date), unit === 'weeks' ? 7 * every : every);
  }
  const { months, start } = monthsBack(advancedOn, date, scheduled);
  const days = daysBetween(advancedOn, start);
  // (iii): every month has 30 days.
  if (unit === 'semimonths') return inParts(months * 30 + days, 15 * every);
  if (every < 12 || days === 0) return inParts(months * 30 + days, 30 * every);
  // (v)(B): the remainder of a year is counted in days over 365, unless it is whole months.
  const full = Math.floor(months / 12);
  return { full, odd: daysBetween(advancedOn, stepBack(date, 12 * full, scheduled)), oddOf: 365 };
}

function inParts(length: number, part: number): UnitPeriodInterval {
  return { full: Math.floor(length / part), odd: length % part, oddOf: part };
}
