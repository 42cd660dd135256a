import type { InterestTrace } from './interest-trace.js';
import { levelSchedule, type LevelSchedule } from './level-payment.js';
import { divideHalfEven, parseRate } from './money.js';
import { periodsOf, type Period } from './periods.js';
import type { LoanTerms } from './terms.js';

/**
 * Flat interest on the original principal (rule 7): equal instalments of (P + Σ interest)/n rounded half-even; the last
 * row takes the remaining principal. A row never asks for negative principal, nor for more than is left. If that
 * changes a row, the other rows share the excess (rule 6).
 */
export function flatSchedule(terms: LoanTerms): LevelSchedule {
  const periods = periodsOf(terms);
  const interests = flatInterests(terms, periods).map(({ rounded }) => rounded);
  const sum = interests.reduce((total, interest) => total + interest, terms.principal);
  return levelSchedule(divideHalfEven(sum, BigInt(periods.length)), (payment) => {
    let balance = terms.principal;
    return periods.map(({ dueOn, days }, index) => {
      const interest = interests[index] as bigint;
      let principal = payment - interest;
      if (principal < 0n) principal = 0n;
      if (principal > balance || index === periods.length - 1) principal = balance;
      balance -= principal;
      return { nr: index + 1, dueOn, days, principal, interest, balance };
    });
  });
}

type FlatInterest = Pick<InterestTrace, 'numerator' | 'denominator' | 'before' | 'rounded'>;

/** Interest per row, minor units, rounded half-even according to `terms.interestRounding`. */
function flatInterests(terms: LoanTerms, periods: readonly Period[]): FlatInterest[] {
  const rate = parseRate(terms.annualRate);
  const yearly = terms.principal * rate.numerator;
  if (terms.interestRounding === 'per_period') {
    return periods.map(({ fraction }) => {
      const numerator = yearly * BigInt(fraction.numerator);
      const denominator = rate.denominator * BigInt(fraction.denominator);
      return { numerator, denominator, before: 0n, rounded: divideHalfEven(numerator, denominator) };
    });
  }
  let [years, unit, before] = [0n, 1n, 0n];
  return periods.map(({ fraction }) => {
    const own = BigInt(fraction.denominator);
    if (own === unit) years += BigInt(fraction.numerator);
    else {
      years = years * own + BigInt(fraction.numerator) * unit;
      unit *= own;
    }
    const numerator = yearly * years;
    const denominator = rate.denominator * unit;
    const running = divideHalfEven(numerator, denominator);
    const row = { numerator, denominator, before, rounded: running - before };
    before = running;
    return row;
  });
}

/** The derivation of each row's interest: the original principal over the whole period. */
export function flatTraces(terms: LoanTerms, periods: readonly Period[]): InterestTrace[] {
  return flatInterests(terms, periods).map((interest, index) => {
    const { from, due } = periods[index] as Period;
    const spans = [{ from, to: due, balance: terms.principal }];
    return { ...interest, spans, carriedIn: 0n, carriedOut: 0n, rebated: 0n };
  });
}
