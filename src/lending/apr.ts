import { addMonthsClipped, dateParts, daysBetween, daysInMonth, type PeriodUnit } from './dates.js';
import { bisect, internalRate, ONE, presentValue, rateText } from './discounting.js';

/** One advance and the payments that repay it, minor units. */
export interface Credit {
  amount: bigint;
  advancedOn: string;
  payments: readonly { on: string; amount: bigint }[];
}

const UNITS_PER_YEAR = { days: 365n, weeks: 52n, months: 12n };

/**
 * APR by the actuarial method of Regulation Z, appendix J (rule 18): the rate per unit-period times the unit-periods
 * of a year; odd days lie at the start, at simple interest, counted back from the first payment, and are thirtieths
 * of a month. A decimal text with ten decimals. Throws RangeError on payments that do not fall on unit-periods, and
 * NoSuchRate above 10,000 % a unit-period.
 */
export function aprUs(credit: Credit, every: number, unit: PeriodUnit): string {
  const { full, odd, oddOf } = firstPeriod(credit, every, unit);
  const [first] = credit.payments;
  const payments = credit.payments.map(({ on, amount }) => ({
    amount,
    at: full + unitsBetween(first?.on ?? on, on, every, unit),
  }));
  const excess = (rate: bigint) => {
    const discount = (ONE * ONE) / (ONE + rate);
    const stub = ONE + (rate * BigInt(odd)) / BigInt(oddOf);
    return (presentValue(payments, discount) * ONE) / stub - credit.amount * ONE;
  };
  const paid = credit.payments.reduce((total, { amount }) => total + amount, 0n);
  const rate = paid === credit.amount ? 0n : bisect(excess, 0n, 100n * ONE);
  return rateText((rate * UNITS_PER_YEAR[unit]) / BigInt(every));
}

/**
 * APR by the EU method (2008/48/EC, rule 18): years and months are equal fractions, days left over are 365ths.
 * A decimal text with ten decimals. Throws NoSuchRate when no rate fits.
 */
export function aprEu({ amount, advancedOn, payments }: Credit): string {
  // In units of 1/(12·365) of a year both a month and a day are whole numbers.
  const flows = payments.map((payment) => {
    const months = wholeMonths(advancedOn, payment.on);
    const days = daysBetween(addMonthsClipped(advancedOn, months), payment.on);
    return { at: months * 365 + days * 12, amount: payment.amount };
  });
  return internalRate([{ at: 0, amount: -amount }, ...flows], 12 * 365);
}

/** Full unit-periods before the first payment, and the odd days before them as a part of a unit-period. */
function firstPeriod({ advancedOn, payments }: Credit, every: number, unit: PeriodUnit) {
  const [first] = payments;
  if (!first || first.on < advancedOn) throw new RangeError('the first payment must follow the advance');
  if (unit !== 'months') {
    const length = every * (unit === 'weeks' ? 7 : 1);
    const days = daysBetween(advancedOn, first.on);
    return { full: Math.floor(days / length), odd: days % length, oddOf: length };
  }
  const clipped = wholeMonths(advancedOn, first.on);
  let months = addMonthsClipped(advancedOn, clipped) === first.on ? clipped : 0;
  while (addMonthsClipped(first.on, -(months + 1)) >= advancedOn) months++;
  const back = addMonthsClipped(first.on, -months);
  const days = back < advancedOn ? 0 : daysBetween(advancedOn, back);
  return { full: Math.floor(months / every), odd: (months % every) * 30 + days, oddOf: every * 30 };
}

function unitsBetween(from: string, to: string, every: number, unit: PeriodUnit): number {
  const distance = unit === 'months' ? monthsBetween(from, to) : daysBetween(from, to);
  const length = unit === 'weeks' ? every * 7 : every;
  if (distance < 0 || distance % length !== 0) {
    throw new RangeError(`the payment of ${to} does not fall on a unit-period`);
  }
  return distance / length;
}

/** Whole months, or -1. From a month's end it is any later day that a schedule may have been clipped from. */
function monthsBetween(from: string, to: string): number {
  const start = dateParts(from);
  const end = dateParts(to);
  const months = (end.year - start.year) * 12 + end.month - start.month;
  const same = addMonthsClipped(from, months);
  const isMonthEnd = start.day === daysInMonth(start.year, start.month);
  return same === to || (isMonthEnd && to > same) ? months : -1;
}

function wholeMonths(from: string, to: string): number {
  let months = 0;
  while (addMonthsClipped(from, months + 1) <= to) months++;
  return months;
}
