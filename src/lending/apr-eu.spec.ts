import { describe, expect, it } from '@jest/globals';
import { aprEu, type Credit } from './apr.js';
import { addDays, addMonthsClipped } from './dates.js';
import { EU_YEAR, euIntervals, type EuPeriod } from './eu-intervals.js';

const week = (count: number) => (from: string, k: number) => addDays(from, 7 * count * k);
const month = (count: number) => (from: string, k: number) => addMonthsClipped(from, count * k);
const cents = (amount: number) => BigInt(Math.round(amount * 100));
const paid = (first: string, every: ReturnType<typeof week>, [amount, times]: [number, number]) =>
  Array.from({ length: times }, (_, k) => ({ on: every(first, k), amount: cents(amount) }));
const lent = (amount: number, advancedOn: string, payments: Credit['payments']): Credit => ({
  amount: cents(amount),
  advancedOn,
  payments,
});

describe('APR by the EU directive', () => {
  const intervals = (advancedOn: string, payments: string[], period?: EuPeriod) =>
    euIntervals(advancedOn, payments, period).map((interval) => interval / EU_YEAR);
  const expectClose = (found: number[], expected: number[]) => {
    expect(found.map((years) => years.toFixed(12))).toEqual(expected.map((years) => years.toFixed(12)));
  };

  // Every interval that the Commission's guidelines work out: SWD(2012) 128, 4.1.1, pages 22 to 26.
  it.each<[string, string[], number[]]>([
    ['2012-01-12', ['2012-03-15'], [2 / 12 + 3 / 365]],
    ['2012-01-12', ['2012-02-15', '2012-03-15', '2012-04-15'], [1, 2, 3].map((k) => k / 12 + 3 / 365)],
    ['2013-01-12', ['2013-02-15', '2013-03-15', '2013-04-15'], [1, 2, 3].map((k) => k / 12 + 3 / 366)],
    ['2012-01-12', ['2012-02-15', '2013-02-15', '2014-02-15'], [0, 1, 2].map((k) => k + 34 / 365)],
    ['2013-02-25', ['2013-03-28'], [1 / 12 + 3 / 366]],
    ['2013-02-26', ['2013-03-29'], [1 / 12 + 2 / 366]],
    ['2012-02-26', ['2012-03-29'], [1 / 12 + 3 / 366]],
    ['2012-12-01', ['2013-02-02'], [2 / 12 + 1 / 366]],
  ])('from %s to %j', (advancedOn, payments, expected) => {
    expectClose(intervals(advancedOn, payments), expected);
  });

  it.each<[string, string, string[], number[]]>([
    ['weeks', '2012-01-12', ['2012-01-30', '2012-02-06'], [2 / 52 + 4 / 365, 3 / 52 + 4 / 365]],
    ['weeks to the day', '2012-01-12', ['2012-01-26', '2013-01-10'], [2 / 52, 1]],
    [
      'weeks, but for one payment',
      '2026-01-01',
      ['2026-01-08', '2026-01-15', '2026-01-23', '2026-01-29'],
      [1 / 52, 2 / 52, 3 / 52 + 1 / 365, 4 / 52],
    ],
    ['months, though one is four weeks', '2026-02-01', ['2026-03-01', '2026-04-01'], [1 / 12, 2 / 12]],
    [
      'months, though one gap is a year',
      '2025-01-10',
      ['2025-02-15', '2026-02-15', '2026-03-15'],
      [1, 13, 14].map((k) => k / 12 + 5 / 366),
    ],
    ['months for half-years', '2026-01-01', ['2026-07-01', '2027-07-01', '2028-07-01'], [0.5, 1.5, 2.5]],
    [
      'months for half-years and a day',
      '2026-01-01',
      ['2026-07-02', '2027-01-02'],
      [6 / 12 + 1 / 365, 1 + 1 / 365],
    ],
    [
      'the end of months',
      '2026-01-15',
      ['2026-02-28', '2026-03-31', '2026-04-30'],
      [1, 2, 3].map((k) => k / 12 + 16 / 365),
    ],
    ['end of month to end of month', '2019-02-28', ['2019-03-31'], [1 / 12]],
    [
      'the 30th',
      '2026-01-15',
      ['2026-01-30', '2026-02-28', '2026-03-30'],
      [0, 1, 2].map((k) => k / 12 + 15 / 365),
    ],
    ['29 February to 28 February', '2024-02-29', ['2025-02-28'], [1]],
    ['from the 30th to the end of February', '2026-01-30', ['2026-02-28'], [1 / 12]],
    [
      'from the 30th, at the ends of months by chance',
      '2025-12-30',
      ['2026-02-28', '2026-04-30', '2026-06-30'],
      [2 / 12, 4 / 12, 6 / 12],
    ],
    ['days within a month', '2026-01-01', ['2026-01-31'], [30 / 365]],
    ['days that end in a leap year', '2024-02-20', ['2024-03-15'], [24 / 366]],
    ['two weeks', '2026-01-01', ['2026-01-15'], [2 / 52]],
    ['nothing', '2026-01-01', ['2026-01-01', '2026-02-01'], [0, 1 / 12]],
    [
      'every ten days',
      '2026-01-01',
      ['2026-01-11', '2026-01-21', '2026-01-31', '2026-02-10'],
      [10 / 365, 20 / 365, 30 / 365, 1 / 12 + 9 / 365],
    ],
  ])('%s', (_, advancedOn, payments, expected) => {
    expectClose(intervals(advancedOn, payments), expected);
  });

  it('measures in the period that is asked for', () => {
    expectClose(intervals('2012-01-12', ['2013-02-15'], 'years'), [1 + 34 / 365]);
    expectClose(intervals('2012-01-12', ['2013-02-15'], 'months'), [13 / 12 + 3 / 365]);
    expectClose(intervals('2012-01-12', ['2013-01-12'], 'weeks'), [1 + 2 / 365]);
    expectClose(intervals('2020-01-01', ['2021-03-15'], 'years'), [1 + 74 / 366]);
  });

  it('needs a year before the days that are over, which year 1 has not', () => {
    for (const [on, payments] of [
      ['0001-01-12', ['0001-03-15', '0001-04-20']],
      ['0001-12-30', ['0001-12-31']],
    ] as const) {
      expect(() => intervals(on, [...payments])).toThrow(
        /^the days up to 0001-\d\d-\d\d are told in parts of the year/,
      );
    }
    expectClose(intervals('0001-01-12', ['0001-02-12', '0002-01-12']), [1 / 12, 1]);
    expectClose(intervals('0001-12-30', ['0002-01-01']), [2 / 365]);
    expectClose(intervals('9999-01-12', ['9999-12-15']), [11 / 12 + 3 / 365]);
  });

  // Computed with 50 decimals from intervals written out by hand, such as k/12 + 2/365.
  it('is the rate over these intervals', () => {
    expect(aprEu(lent(1200, '2023-03-01', paid('2023-03-29', week(4), [110, 13])))).toBe('0.3968796742');
    expect(aprEu(lent(1200, '2023-03-01', paid('2023-03-08', week(1), [25, 52])))).toBe('0.1724953139');
    expect(aprEu(lent(1200, '2023-02-26', paid('2023-03-29', month(1), [207, 6])))).toBe('0.1232577858');
    expect(aprEu(lent(1000, '2013-01-12', paid('2013-02-15', month(1), [340, 3])))).toBe('0.1200984197');
    expect(aprEu(lent(1000, '2012-01-12', paid('2012-02-15', month(12), [400, 3])))).toBe('0.1927139099');
    expect(aprEu(lent(1000, '2026-01-01', paid('2026-01-11', week(1), [260, 4])))).toBe('1.0111172080');
    expect(aprEu(lent(1000, '2026-01-01', [{ on: '2026-01-19', amount: 101_000n }]))).toBe('0.2235672870');
  });
});
