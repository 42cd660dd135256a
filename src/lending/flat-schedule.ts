import { divideHalfEven, parseRate } from './money.js';
import { periodsOf, type Period } from './periods.js';
import type { Installment } from './schedule.js';
import type { LoanTerms } from './terms.js';

/**
 * Flat interest on the original principal (rule 7): equal instalments of (P + Σ interest)/n rounded half-even,
 * the last row takes the remaining principal. A row never asks for negative principal nor more than is left.
 */
export function flatRows(terms: LoanTerms): Installment[] {
  const periods = periodsOf(terms);
  const interests = flatInterests(terms, periods);
  const sum = interests.reduce((total, interest) => total + interest, terms.principal);
  const payment = divideHalfEven(sum, BigInt(periods.length));
  let balance = terms.principal;
  return periods.map(({ dueOn, days }, index) => {
    const interest = interests[index] as bigint;
    let principal = payment - interest;
    if (principal < 0n) principal = 0n;
    if (principal > balance || index === periods.length - 1) principal = balance;
    balance -= principal;
    return { nr: index + 1, dueOn, days, principal, interest, balance };
  });
}

/** Interest per row, minor units, rounded half-even as `terms.interestRounding` says. */
function flatInterests(terms: LoanTerms, periods: readonly Period[]): bigint[] {
  const rate = parseRate(terms.annualRate);
  const yearly = terms.principal * rate.numerator;
  if (terms.interestRounding === 'per_period') {
    return periods.map(({ fraction }) =>
      divideHalfEven(yearly * BigInt(fraction.numerator), rate.denominator * BigInt(fraction.denominator)),
    );
  }
  let [years, denominator, before] = [0n, 1n, 0n];
  return periods.map(({ fraction }) => {
    const unit = BigInt(fraction.denominator);
    if (unit === denominator) years += BigInt(fraction.numerator);
    else {
      years = years * unit + BigInt(fraction.numerator) * denominator;
      denominator *= unit;
    }
    const running = divideHalfEven(yearly * years, rate.denominator * denominator);
    const interest = running - before;
    before = running;
    return interest;
  });
}
