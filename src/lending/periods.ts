import {
  addMonthsClipped,
  dateParts,
  dayNumber,
  dayNumberOf,
  daysBetween,
  dueDate,
  monthsAfter,
  partsOfDay,
  toDate,
} from './dates.js';
import { daysInYearOf, yearFraction, type Fraction } from './day-count.js';
import type { LoanTerms } from './terms.js';

/** One period of a schedule: day numbers, and its length in years, exact. Interest runs after `from` up to `due`. */
export interface Period {
  from: number;
  due: number;
  dueOn: string;
  days: number;
  fraction: Fraction;
}

const PERIODS_PER_YEAR = { days: 365, weeks: 52, months: 12 };

/** The periods of a loan in order (rules 3 and 4). Throws RangeError on dates that do not increase. */
export function periodsOf(terms: LoanTerms): Period[] {
  const { installments, every, unit, startOn, firstDueOn } = terms;
  const origin = dateParts(firstDueOn ?? startOn);
  const originDay = dayNumberOf(origin.year, origin.month, origin.day);
  const length = unit === 'weeks' ? every * 7 : every;
  const irregular = firstDueOn !== undefined && firstDueOn !== dueDate(startOn, 1, every, unit);
  let from = firstDueOn === undefined ? originDay : dayNumber(startOn);
  if (firstDueOn !== undefined && originDay <= from) {
    throw new RangeError('the first due date must be after the start');
  }
  const periods: Period[] = [];
  for (let k = 1; k <= installments; k++) {
    const steps = firstDueOn === undefined ? k : k - 1;
    const { year, month, day } =
      unit === 'months' ? monthsAfter(origin, steps * every) : partsOfDay(originDay + steps * length);
    const due = dayNumberOf(year, month, day);
    const fraction =
      irregular && k === 1 ? firstFraction(terms, from, due) : regularFraction(terms, from, due);
    periods.push({ from, due, dueOn: toDate(year, month, day), days: due - from, fraction });
    from = due;
  }
  return periods;
}

/**
 * The part of a period's fraction between two of its days. Equal periods and 30-day months spread it evenly over the
 * days of the period. All parts of one period have the same denominator.
 */
export function periodPart(terms: LoanTerms, period: Period, from: number, to: number): Fraction {
  if (terms.periodInterest === 'actual_days' && !isThirtyDay(terms))
    return yearFraction(terms.dayCount, from, to);
  const { numerator, denominator } = period.fraction;
  return { numerator: numerator * (to - from), denominator: denominator * period.days };
}

function regularFraction(terms: LoanTerms, from: number, due: number): Fraction {
  const { every, unit } = terms;
  if (terms.periodInterest === 'equal_periods') {
    return { numerator: every, denominator: PERIODS_PER_YEAR[unit] };
  }
  if (!isThirtyDay(terms)) return yearFraction(terms.dayCount, from, due);
  return { numerator: unit === 'months' ? 30 * every : due - from, denominator: yearDays(terms, from) };
}

/** With a 30-day convention: whole months, plus the remaining days over the length of the month they fall in. */
function firstFraction(terms: LoanTerms, from: number, due: number): Fraction {
  if (terms.periodInterest === 'equal_periods' || !isThirtyDay(terms) || terms.unit !== 'months') {
    return regularFraction(terms, from, due);
  }
  let months = 0;
  while (dayNumber(addMonthsClipped(terms.startOn, months + 1)) <= due) months++;
  const whole = addMonthsClipped(terms.startOn, months);
  const days = due - dayNumber(whole);
  const monthDays = daysBetween(whole, addMonthsClipped(terms.startOn, months + 1));
  return { numerator: 30 * (months * monthDays + days), denominator: yearDays(terms, from) * monthDays };
}

function isThirtyDay({ dayCount }: LoanTerms): boolean {
  return dayCount === '30/360' || dayCount === '30/actual';
}

function yearDays({ dayCount }: LoanTerms, from: number): number {
  return dayCount === '30/360' ? 360 : daysInYearOf(from);
}
