import { describe, expect, it } from '@jest/globals';
import { periodsOf } from './periods.js';
import { buildSchedule, installmentTotal } from './schedule.js';
import type { LoanTerms } from './terms.js';

const terms: LoanTerms = {
  principal: 100_000n,
  annualRate: '0.12',
  interestMethod: 'declining_balance',
  dayCount: '30/360',
  periodInterest: 'actual_days',
  installments: 3,
  every: 1,
  unit: 'months',
  startOn: '2024-01-10',
  interestRounding: 'per_period',
};
const years = (given: LoanTerms) =>
  periodsOf(given).map(({ fraction }) => fraction.numerator / fraction.denominator);

describe('periods', () => {
  it('count from an explicit first due date, which is clipped like any other', () => {
    const dues = periodsOf({ ...terms, firstDueOn: '2024-01-31' }).map(({ dueOn, days }) => [dueOn, days]);
    expect(dues).toEqual([
      ['2024-01-31', 21],
      ['2024-02-29', 29],
      ['2024-03-31', 31],
    ]);
    expect(() => periodsOf({ ...terms, firstDueOn: '2024-01-10' })).toThrow(RangeError);
  });

  it('of 30-day months are whole whatever the calendar says; an irregular first one is months and days', () => {
    expect(years({ ...terms, startOn: '2024-01-31' })).toEqual([1 / 12, 1 / 12, 1 / 12]);
    expect(years({ ...terms, firstDueOn: '2024-02-25' })[0]).toBeCloseTo((1 + 15 / 29) / 12, 12);
    expect(years({ ...terms, firstDueOn: '2024-02-10' })).toEqual(years(terms));
    expect(years({ ...terms, dayCount: '30/actual' })[0]).toBeCloseTo(30 / 366, 12);
    expect(years({ ...terms, unit: 'weeks', every: 2 })[0]).toBeCloseTo(14 / 360, 12);
  });

  it('that are equal do not depend on the days', () => {
    expect(years({ ...terms, periodInterest: 'equal_periods', unit: 'weeks' })[0]).toBeCloseTo(1 / 52, 12);
    expect(years({ ...terms, periodInterest: 'equal_periods', unit: 'days', every: 73 })[0]).toBeCloseTo(
      0.2,
      12,
    );
  });

  it('make a longer first period dearer, and the instalments stay equal', () => {
    const rows = buildSchedule({ ...terms, firstDueOn: '2024-03-10' });
    expect(rows[0]?.interest).toBe(2000n);
    const totals = rows.map(installmentTotal);
    expect(totals[0]).toBe(totals[1]);
    expect(Math.abs(Number((totals[2] ?? 0n) - (totals[0] ?? 0n)))).toBeLessThanOrEqual(1);
  });

  it('with more interest than the instalment carry it on; the last row takes what is left', () => {
    const rows = buildSchedule({ ...terms, annualRate: '9', firstDueOn: '2024-12-10' });
    expect(rows[0]?.principal).toBe(0n);
    expect(rows.at(-1)?.balance).toBe(0n);
    expect(rows.every(({ principal, interest }) => principal >= 0n && interest >= 0n)).toBe(true);
  });

  it('need terms that make sense', () => {
    expect(() => buildSchedule({ ...terms, principal: 0n })).toThrow(RangeError);
    expect(() => buildSchedule({ ...terms, installments: 0 })).toThrow(RangeError);
    expect(() => buildSchedule({ ...terms, every: 0 })).toThrow(RangeError);
    expect(() => buildSchedule({ ...terms, annualRate: '5%' })).toThrow(RangeError);
  });
});
