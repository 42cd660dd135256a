import { addMonthsClipped, dateOfDayNumber, dayNumber } from './dates.js';
import type { Fraction } from './day-count.js';
import type { LoanTerms } from './terms.js';

/** One period of a schedule: it ends on its due date; `fraction` is its length in years, exact. */
export interface Period {
  dueOn: string;
  days: number;
  fraction: Fraction;
}

const PERIODS_PER_YEAR = { days: 365n, weeks: 52n, months: 12n };

/** The periods of a loan in order (rules 3 and 4). */
export function periodsOf(terms: LoanTerms): Period[] {
  const { installments, every, unit, startOn } = terms;
  const start = dayNumber(startOn);
  const periods: Period[] = [];
  const length = unit === 'weeks' ? every * 7 : every;
  const equal = { numerator: BigInt(every), denominator: PERIODS_PER_YEAR[unit] };
  for (let k = 1, previous = start; k <= installments; k++) {
    const dueOn =
      unit === 'months' ? addMonthsClipped(startOn, k * every) : dateOfDayNumber(start + k * length);
    const end = unit === 'months' ? dayNumber(dueOn) : start + k * length;
    const days = end - previous;
    const fraction =
      terms.periodInterest === 'equal_periods' ? equal : { numerator: BigInt(days), denominator: 365n };
    periods.push({ dueOn, days, fraction });
    previous = end;
  }
  return periods;
}
