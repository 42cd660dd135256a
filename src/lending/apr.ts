import { bisect, ONE, presentValue, rateText, type Flow } from './discounting.js';
import { EU_YEAR, euIntervals, type EuPeriod } from './eu-intervals.js';
import { internalRate } from './internal-rate.js';
import { unitPeriods, type UnitPeriodInterval, type UnitPeriodUnit } from './unit-periods.js';

/** One advance and the payments that repay it, minor units. */
export interface Credit {
  amount: bigint;
  advancedOn: string;
  payments: readonly { on: string; amount: bigint }[];
}

/**
 * APR by the actuarial method of Regulation Z, appendix J (rule 18, docs/rates.md): the rate per unit-period times the
 * number of unit-periods in a year. Each payment is discounted by its full unit-periods and, for the fraction before
 * them, at simple interest. With a single payment the unit-period is the term; it is never longer than a year. A
 * decimal text with ten decimals. Throws RangeError on payments that do not follow the advance, and NoSuchRate above
 * 10,000 % per unit-period.
 */
export function aprUs({ amount, advancedOn, payments }: Credit, every: number, unit: UnitPeriodUnit): string {
  const dates = payments.map(({ on }) => on);
  const { perYear, intervals } = unitPeriods(advancedOn, dates, { every, unit });
  const fractions = byFraction(payments, intervals);
  const excess = (rate: bigint) => {
    const discount = (ONE * ONE) / (ONE + rate);
    const values = fractions.map(({ odd, oddOf, flows }) => {
      const simple = ONE + (rate * BigInt(odd)) / BigInt(oddOf);
      return (presentValue(flows, discount) * ONE) / simple;
    });
    return values.reduce((sum, value) => sum + value, 0n) - amount * ONE;
  };
  const paid = payments.reduce((total, payment) => total + payment.amount, 0n);
  const rate = paid === amount ? 0n : bisect(excess, 0n, 100n * ONE);
  return rateText((rate * BigInt(perYear.numerator)) / BigInt(perYear.denominator));
}

/**
 * APR by the EU method (2008/48/EC, annex I; rule 18, docs/rates.md): intervals are whole years, months or weeks, with
 * odd days over 365 or 366. `period` names the unit that suits the credit; without it the payments decide. A decimal
 * text with ten decimals. Throws NoSuchRate when no rate fits, RangeError on payments before the advance.
 */
export function aprEu({ amount, advancedOn, payments }: Credit, period?: EuPeriod): string {
  const dates = payments.map(({ on }) => on);
  if (dates.some((date) => date < advancedOn)) throw new RangeError('the payments must follow the advance');
  const intervals = euIntervals(advancedOn, dates, period);
  const flows = payments.map((payment, index) => ({
    at: intervals[index] as number,
    amount: payment.amount,
  }));
  return internalRate([{ at: 0, amount: -amount }, ...flows], EU_YEAR);
}

/** The payments grouped by fraction, with their full unit-periods. A regular credit has one fraction. */
function byFraction(payments: Credit['payments'], intervals: readonly UnitPeriodInterval[]) {
  const groups = new Map<string, { odd: number; oddOf: number; flows: Flow[] }>();
  for (const [index, { full, odd, oddOf }] of intervals.entries()) {
    const key = `${String(odd)}/${String(oddOf)}`;
    const group = groups.get(key) ?? { odd, oddOf, flows: [] };
    group.flows.push({ at: full, amount: (payments[index] as Credit['payments'][number]).amount });
    groups.set(key, group);
  }
  for (const { flows } of groups.values()) flows.sort((a, b) => a.at - b.at);
  return [...groups.values()];
}
