import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { aprEu, aprUs } from './apr.js';
import { days30360, yearFraction } from './day-count.js';
import { dayNumber } from './dates.js';
import { annuity } from './declining-schedule.js';
import { divideHalfEven, formatMoney, parseMoney, parseRate } from './money.js';
import { buildSchedule } from './schedule.js';
import type { LoanTerms } from './terms.js';
import { xirr } from './xirr.js';

interface Published {
  id: string;
  kind: string;
  inputs: Record<string, unknown>;
  expected: Record<string, unknown>;
  tolerance?: number;
  /** The exact digits, where the source ran out of precision. */
  recomputed?: string;
}

const all = JSON.parse(
  readFileSync(new URL('./vectors/published.json', import.meta.url), 'utf8'),
) as Published[];
const ofKind = (kind: string) => {
  const found = all.filter((each) => each.kind === kind);
  expect(found.length).toBeGreaterThan(0);
  return found;
};
const minor = (amount: unknown) => {
  const text = String(amount);
  return text.startsWith('-') ? -parseMoney(text.slice(1), 2) : parseMoney(text, 2);
};
const dated = (pairs: unknown) =>
  (pairs as [string, unknown][]).map(([on, amount]) => ({ on, amount: minor(amount) }));
const monthly = (principal: bigint, percent: string, installments: number, startOn: string): LoanTerms => ({
  principal,
  annualRate: String(Number(percent) / 100),
  interestMethod: 'declining_balance',
  dayCount: '30/360',
  periodInterest: 'equal_periods',
  installments,
  every: 1,
  unit: 'months',
  startOn,
  interestRounding: 'per_period',
});

describe('published numbers', () => {
  it('APR, Regulation Z appendix J', () => {
    for (const { id, inputs, expected } of ofKind('apr.us_actuarial')) {
      const credit = {
        amount: minor(inputs.amount_advanced),
        advancedOn: inputs.advance_date as string,
        payments: dated(inputs.payments),
      };
      const percent = Number(aprUs(credit, 1, inputs.unit_period === 'month' ? 'months' : 'weeks')) * 100;
      expect([id, percent.toFixed(2)]).toEqual([id, expected.apr_pct]);
    }
  });

  it('APR, EU', () => {
    for (const { inputs, expected, tolerance } of ofKind('apr.eu')) {
      const apr = aprEu({
        amount: minor(inputs.loan),
        advancedOn: inputs.loan_date as string,
        payments: dated(inputs.payments),
      });
      expect(Math.abs(Number(apr) - (expected.apr as number))).toBeLessThanOrEqual(tolerance as number);
    }
  });

  it('XIRR', () => {
    for (const { inputs, expected, tolerance } of ofKind('xirr')) {
      const off = Number(xirr(dated(inputs.flows))) - (expected.xirr as number);
      expect(Math.abs(off)).toBeLessThanOrEqual(tolerance as number);
    }
  });

  it('day counts: actual/actual ISDA', () => {
    for (const { inputs, expected, tolerance } of ofKind('daycount.actual_actual_isda')) {
      const [from, to] = [inputs.start, inputs.end].map((date) => dayNumber(date as string));
      const { numerator, denominator } = yearFraction('actual/actual', from ?? 0, to ?? 0);
      const off = numerator / denominator - (expected.year_fraction as number);
      expect(Math.abs(off)).toBeLessThanOrEqual(tolerance as number);
    }
  });

  it('day counts: 30/360 bond basis', () => {
    for (const { inputs, expected } of ofKind('daycount.30-360-bond')) {
      const pairs = inputs.pairs as [string, string][];
      expect(pairs.map(([from, to]) => days30360(dayNumber(from), dayNumber(to)))).toEqual(expected.days);
    }
  });

  it('annuities, to the last digit', () => {
    for (const { inputs, expected, recomputed } of ofKind('annuity')) {
      const [rate = '', perYear = '1'] = (inputs.rate_per_period as string).split('/');
      const { numerator, denominator } = parseRate(rate);
      const exact = annuity(BigInt(inputs.pv as number), {
        numerators: Array<bigint>(inputs.n as number).fill(numerator),
        denominator: denominator * BigInt(perYear),
      });
      const given = (recomputed ?? (expected.pmt as string)).slice(1);
      const digits = given.split('.')[1]?.length ?? 0;
      const scale = 10n ** BigInt(digits);
      expect(formatMoney(divideHalfEven(exact.numerator * scale, exact.denominator), digits)).toBe(given);
    }
  });

  it('the interest part of an annuity', () => {
    for (const { inputs, expected } of ofKind('annuity.interest_part')) {
      const [rate = ''] = (inputs.rate_per_period as string).split('/');
      const fine = 12;
      const principal = BigInt(inputs.pv as number) * 10n ** BigInt(fine);
      const rows = buildSchedule(
        monthly(principal, String(Number(rate) * 100), inputs.n as number, '2026-01-01'),
      );
      const parts = rows.slice(0, 4).map(({ interest }) => `-${formatMoney(interest / 10n ** 4n, 8)}`);
      const given = expected.ipmt as string[];
      parts.forEach((part, index) => {
        expect(Number(part)).toBeCloseTo(Number(given[index]), 7);
      });
    }
  });

  it('a mortgage of the CFPB', () => {
    for (const { inputs, expected } of ofKind('emi')) {
      const principal = minor(inputs.principal);
      const percent = inputs.annual_rate_pct as string;
      const [first] = buildSchedule(monthly(principal, percent, inputs.periods as number, '2013-03-01'));
      expect(formatMoney((first?.principal ?? 0n) + (first?.interest ?? 0n), 2)).toBe(
        expected.principal_and_interest,
      );
    }
  });

  it('a six-month schedule; its last row puts the rounding into interest instead of the instalment', () => {
    for (const { inputs, expected } of ofKind('schedule.annuity')) {
      const terms = monthly(
        minor(inputs.principal),
        inputs.annual_rate_pct as string,
        inputs.periods as number,
        inputs.start as string,
      );
      const rows = buildSchedule(terms).map(({ dueOn, principal, interest, balance }) => [
        dueOn,
        ...[principal, interest, balance].map((amount) => formatMoney(amount, 2)),
      ]);
      const given = expected.rows as string[][];
      expect(rows.slice(0, -1)).toEqual(given.slice(0, -1));
      expect(rows.at(-1)?.slice(0, 2)).toEqual(given.at(-1)?.slice(0, 2));
    }
  });
});
