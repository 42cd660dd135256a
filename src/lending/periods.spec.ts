import { describe, expect, it } from '@jest/globals';
import { yearFraction } from './day-count.js';
import { dayNumber } from './dates.js';
import { periodPart, periodsOf, type Period } from './periods.js';
import { installmentTotal } from './installment.js';
import { buildSchedule } from './schedule.js';
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
    // 21 of the 31 days to 10 February, and two months and 21 of 30 days.
    expect(years({ ...terms, firstDueOn: '2024-01-31' })[0]).toBeCloseTo(21 / 31 / 12, 12);
    expect(years({ ...terms, startOn: '2024-02-10', firstDueOn: '2024-05-01' })[0]).toBeCloseTo(
      (2 + 21 / 30) / 12,
      12,
    );
    expect(years({ ...terms, dayCount: '30/actual' })[0]).toBeCloseTo(30 / 366, 12);
    expect(years({ ...terms, unit: 'weeks', every: 2 })[0]).toBeCloseTo(14 / 360, 12);
  });

  it('of 30-day months are over the year in which they begin', () => {
    const of = (startOn: string) => years({ ...terms, dayCount: '30/actual', startOn })[0];
    expect(of('2026-01-01')).toBeCloseTo(30 / 365, 12);
    expect(of('2027-12-31')).toBeCloseTo(30 / 365, 12);
    expect(of('2028-01-01')).toBeCloseTo(30 / 366, 12);
  });

  it('that are irregular and not of 30-day months have their own days', () => {
    const first = (given: Partial<LoanTerms>) => years({ ...terms, firstDueOn: '2024-02-25', ...given })[0];
    expect(first({ dayCount: 'actual/365' })).toBeCloseTo(46 / 365, 12);
    expect(first({ dayCount: 'actual/360' })).toBeCloseTo(46 / 360, 12);
    expect(first({ dayCount: 'actual/actual' })).toBeCloseTo(46 / 366, 12);
    expect(first({ unit: 'weeks' })).toBeCloseTo(46 / 360, 12);
    expect(first({ unit: 'days' })).toBeCloseTo(46 / 360, 12);
    expect(first({ dayCount: '30/actual', unit: 'weeks' })).toBeCloseTo(46 / 366, 12);
    expect(first({ periodInterest: 'equal_periods' })).toBeCloseTo(1 / 12, 12);
  });

  it('have parts by the day count, or by their days where they have none', () => {
    const part = (given: Partial<LoanTerms>, startOn: string, to: string) => {
      const all = { ...terms, ...given, startOn };
      const [period] = periodsOf(all) as [Period];
      const { numerator, denominator } = periodPart(all, period, period.from, dayNumber(to));
      return numerator / denominator;
    };
    // 17 days of 2027 and 14 of 2028: to 31 December 16 days of a year of 365, to 5 January 17 and 4 of 366.
    expect(part({ dayCount: 'actual/actual' }, '2027-12-15', '2027-12-31')).toBeCloseTo(16 / 365, 12);
    expect(part({ dayCount: 'actual/actual' }, '2027-12-15', '2028-01-05')).toBeCloseTo(
      17 / 365 + 4 / 366,
      12,
    );
    expect(part({ dayCount: 'actual/360' }, '2027-12-15', '2027-12-31')).toBeCloseTo(16 / 360, 12);
    expect(part({ periodInterest: 'equal_periods' }, '2027-12-15', '2027-12-31')).toBeCloseTo(
      16 / 31 / 12,
      12,
    );
    expect(part({ dayCount: '30/360' }, '2027-12-15', '2027-12-31')).toBeCloseTo((16 / 31) * (30 / 360), 12);
  });

  it('count by the bond basis where a 30-day convention is asked for a fraction', () => {
    const fraction = (dayCount: '30/360' | '30/actual', from: string, to: string) => {
      const { numerator, denominator } = yearFraction(dayCount, dayNumber(from), dayNumber(to));
      return [numerator, denominator];
    };
    expect(fraction('30/360', '2026-01-31', '2026-03-31')).toEqual([60, 360]);
    expect(fraction('30/actual', '2026-01-31', '2026-03-31')).toEqual([60, 365]);
    expect(fraction('30/actual', '2028-01-15', '2028-02-14')).toEqual([29, 366]);
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
    for (const wrong of [0, -1, 1.5]) {
      expect(() => buildSchedule({ ...terms, installments: wrong })).toThrow(
        'a loan has at least one instalment',
      );
      expect(() => buildSchedule({ ...terms, every: wrong })).toThrow('a period has at least one unit');
    }
    expect(buildSchedule({ ...terms, installments: 1 })).toHaveLength(1);
    expect(() => buildSchedule({ ...terms, annualRate: '5%' })).toThrow(RangeError);
  });
});
