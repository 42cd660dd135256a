import { describe, expect, it } from '@jest/globals';
import { aprEu, aprUs, type Credit } from './apr.js';
import { addDays, addMonthsClipped } from './dates.js';
import { xirr } from './xirr.js';

const day = (count: number) => (from: string, k: number) => addDays(from, count * k);
const month = (count: number) => (from: string, k: number) => addMonthsClipped(from, count * k);
const [week, cents] = [
  (count: number) => day(7 * count),
  (amount: number) => BigInt(Math.round(amount * 100)),
];

/** `[amount, times]` one after the other, from the first date on. */
const paid = (first: string, every: ReturnType<typeof day>, ...amounts: [number, number][]) =>
  amounts
    .flatMap(([amount, times]) => Array<number>(times).fill(amount))
    .map((amount, k) => ({ on: every(first, k), amount: cents(amount) }));
const lent = (amount: number, advancedOn: string, payments: Credit['payments']): Credit => ({
  amount: cents(amount),
  advancedOn,
  payments,
});
const percent = (rate: string) => (Number(rate) * 100).toFixed(2);

describe('rates of return', () => {
  it('a year at 10 % is 10 %, and nothing gained is 0', () => {
    const out = { on: '2025-01-01', amount: -100_000n };
    expect(xirr([out, { on: '2026-01-01', amount: 110_000n }])).toBe('0.1000000000');
    expect(xirr([out, { on: '2026-01-01', amount: 100_000n }])).toBe('0.0000000000');
    expect(xirr([{ on: '2026-01-01', amount: 50_000n }, out])).toBe('-0.5000000000');
  });

  it('flows of one sign have no return', () => {
    expect(() => xirr([{ on: '2025-01-01', amount: -1n }])).toThrow(RangeError);
    expect(() => xirr([])).toThrow(RangeError);
  });

  it('one payment after a month: US twelve times the month, EU compounded', () => {
    const credit = lent(1000, '2026-01-31', [{ on: '2026-02-28', amount: 101_000n }]);
    expect(aprUs(credit, 1, 'months')).toBe('0.1200000000');
    expect(aprEu(credit)).toBe('0.1268250301');
    const free = { ...credit, payments: [{ on: '2026-02-28', amount: 100_000n }] };
    expect(aprUs(free, 1, 'months')).toBe('0.0000000000');
    expect(aprEu(free)).toBe('0.0000000000');
  });

  it('payments do not come before the advance, and a single one not on its day', () => {
    const on = (...dates: string[]) =>
      lent(
        1000,
        '2026-01-01',
        dates.map((date) => ({ on: date, amount: 60_000n })),
      );
    for (const early of [on('2025-12-31', '2026-02-01'), on('2026-02-01', '2025-12-31')]) {
      expect(() => aprUs(early, 1, 'months')).toThrow('the payments must follow the advance');
      expect(() => aprEu(early)).toThrow('the payments must follow the advance');
    }
    expect(() => aprUs(on('2026-01-01'), 1, 'months')).toThrow(RangeError);
    expect(() => aprUs(on(), 1, 'months')).toThrow(RangeError);
    // 600.00 of 1000.00 at once, the rest at 50 % for a month.
    expect(aprUs(on('2026-01-01', '2026-02-01'), 1, 'months')).toBe('6.0000000000');
    // 1.5^12 - 1.
    expect(aprEu(on('2026-01-01', '2026-02-01'))).toBe('128.7463378906');
  });
});

describe('APR by Regulation Z, appendix J', () => {
  // (c) of the appendix: all of its examples with one advance.
  it.each<[string, Credit, number, Parameters<typeof aprUs>[2], string]>([
    [
      '(1)(i) monthly',
      lent(5000, '1978-01-10', paid('1978-02-10', month(1), [230, 24])),
      1,
      'months',
      '9.69',
    ],
    [
      '(1)(ii) long first period',
      lent(6000, '1978-02-10', paid('1978-04-01', month(1), [200, 36])),
      1,
      'months',
      '11.82',
    ],
    [
      '(1)(iii) semimonthly, short first period',
      lent(
        5000,
        '1978-02-23',
        ['1978-03-01', '1978-03-16']
          .flatMap((first) => paid(first, month(1), [219.17, 12]))
          .sort((a, b) => (a.on < b.on ? -1 : 1)),
      ),
      1,
      'semimonths',
      '10.34',
    ],
    [
      '(1)(iv) quarterly, long first period',
      lent(10_000, '1978-05-23', paid('1978-10-01', month(3), [385, 40])),
      3,
      'months',
      '8.97',
    ],
    [
      '(1)(v) weekly, long first period',
      lent(500, '1978-03-20', paid('1978-04-21', week(1), [17.6, 30])),
      1,
      'weeks',
      '14.96',
    ],
    [
      '(2)(i) irregular first payment',
      lent(5000, '1978-01-10', paid('1978-02-10', month(1), [250, 1], [230, 23])),
      1,
      'months',
      '10.08',
    ],
    [
      '(2)(ii) every 4 weeks',
      lent(400, '1978-03-18', paid('1978-04-20', week(4), [39.5, 1], [38.31, 11])),
      4,
      'weeks',
      '28.50',
    ],
    [
      '(3)(i) irregular final payment',
      lent(5000, '1978-01-10', paid('1978-02-10', month(1), [230, 23], [280, 1])),
      1,
      'months',
      '10.50',
    ],
    [
      '(3)(ii) every 2 weeks, short first period',
      lent(200, '1978-04-03', paid('1978-04-11', week(2), [9.5, 19], [30, 1])),
      2,
      'weeks',
      '12.22',
    ],
    [
      '(4)(i) irregular first and final payment',
      lent(5000, '1978-01-10', paid('1978-02-10', month(1), [250, 1], [230, 22], [280, 1])),
      1,
      'months',
      '10.90',
    ],
    [
      '(4)(ii) every two months',
      lent(8000, '1978-01-10', paid('1978-03-01', month(2), [449.36, 1], [465, 18], [200, 1])),
      2,
      'months',
      '7.30',
    ],
  ])('%s', (_, credit, every, unit, expected) => {
    expect(percent(aprUs(credit, every, unit))).toBe(expected);
  });

  // What the FFIEC's own tool says of them, as tests of curo (andrewmurphy353/curo) quote it, to eight decimals.
  it.each<[string, Credit, number, Parameters<typeof aprUs>[2], number]>([
    [
      'a yearly unit-period: odd days are 365ths',
      lent(99_000, '2026-04-27', paid('2027-04-30', month(12), [40_215, 3])),
      12,
      'months',
      0.10528415,
    ],
    [
      'monthly, 5 odd days',
      lent(9800, '2026-01-10', paid('2026-02-15', month(1), [884.91, 12])),
      1,
      'months',
      0.14692036,
    ],
    ['weekly', lent(9900, '2025-12-06', paid('2025-12-13', week(1), [197.25, 52])), 1, 'weeks', 0.06996096],
    [
      'one payment after 42 days',
      lent(10_000, '2025-12-06', [{ on: '2026-01-17', amount: 1_017_000n }]),
      1,
      'days',
      0.14773809,
    ],
  ])('%s', (_, credit, every, unit, expected) => {
    expect(Number(aprUs(credit, every, unit))).toBeCloseTo(expected, 7);
  });

  it('measures from month end to month end where payments are at the ends of months', () => {
    const ends = ['2026-02-28', '2026-03-31', '2026-04-30'].map((on) => ({ on, amount: 34_002n }));
    expect(Number(aprUs(lent(1000, '2026-01-31', ends), 1, 'months'))).toBeCloseTo(0.12, 4);
    // From 15 January: back to 31 January, and 16 days of 30.
    const rate = Number(aprUs(lent(1000, '2026-01-15', ends), 1, 'months')) / 12;
    const value =
      ends.reduce((sum, _, k) => sum + 340.02 / (1 + rate) ** (k + 1), 0) / (1 + (rate * 16) / 30);
    expect(value).toBeCloseTo(1000, 5);
  });

  it('takes the last day of February for the 29th and 30th', () => {
    const payments = ['2026-01-30', '2026-02-28', '2026-03-30'].map((on) => ({ on, amount: 34_002n }));
    const rate = Number(aprUs(lent(1000, '2025-12-30', payments), 1, 'months'));
    expect(rate).toBe(
      Number(aprUs(lent(1000, '2025-12-10', paid('2026-01-10', month(1), [340.02, 3])), 1, 'months')),
    );
  });

  it('does not mind in which order the payments are given', () => {
    const payments = paid('1978-04-01', month(1), [200, 35], [350, 1]);
    const rate = aprUs(lent(6000, '1978-02-10', payments), 1, 'months');
    expect(aprUs(lent(6000, '1978-02-10', payments.toReversed()), 1, 'months')).toBe(rate);
    expect(aprEu(lent(6000, '1978-02-10', payments.toReversed()))).toBe(
      aprEu(lent(6000, '1978-02-10', payments)),
    );
  });

  it('measures each payment, also those that are not on a unit-period', () => {
    const payments = [
      { on: '2026-01-10', amount: 50_500n },
      { on: '2026-01-17', amount: 50_500n },
      { on: '2026-01-20', amount: 1000n },
    ];
    const regular = lent(1000, '2026-01-01', payments.slice(0, 2));
    expect(Number(aprUs(regular, 1, 'weeks'))).toBeCloseTo(0.2906, 4);
    const rate = Number(aprUs(lent(1000, '2026-01-01', payments), 1, 'weeks')) / 52;
    // 9, 16 and 19 days: 1 2/7, 2 2/7 and 2 5/7 weeks.
    const value =
      505 / (1 + rate) / (1 + (rate * 2) / 7) +
      505 / (1 + rate) ** 2 / (1 + (rate * 2) / 7) +
      10 / (1 + rate) ** 2 / (1 + (rate * 5) / 7);
    expect(value).toBeCloseTo(1000, 5);
  });

  it('has no unit-period longer than a year, and that of a single payment is its term', () => {
    const after = (on: string, amount: number) => lent(1000, '2026-01-01', [{ on, amount: cents(amount) }]);
    // Two years at 21 %: 10 % a year. Half a year at 6 %: 12 %. 28 days at 2.8 %: 36.5 %.
    expect(aprUs(after('2028-01-01', 1210), 730, 'days')).toBe('0.1000000000');
    expect(aprUs(after('2028-01-01', 1210), 24, 'months')).toBe('0.1000000000');
    expect(aprUs(after('2026-07-01', 1060), 1, 'months')).toBe('0.1200000000');
    expect(aprUs(after('2026-01-29', 1028), 4, 'weeks')).toBe('0.3650000000');
    expect(aprUs(after('2027-01-01', 1050), 365, 'days')).toBe('0.0500000000');
    // A year and a half: one year, and six months before it.
    const rate = Number(aprUs(after('2027-07-01', 1100), 18, 'months'));
    expect((1 + rate) * (1 + rate / 2)).toBeCloseTo(1.1, 8);
    // A year and 90 days.
    const odd = Number(aprUs(after('2027-04-01', 1100), 455, 'days'));
    expect((1 + odd) * (1 + (odd * 3) / 12)).toBeCloseTo(1.1, 8);
    const days = Number(aprUs(after('2027-01-11', 1100), 375, 'days'));
    expect((1 + days) * (1 + (days * 10) / 365)).toBeCloseTo(1.1, 8);
    // Payments every two years are measured in years, every 53 weeks and every 400 days too.
    const biennial = lent(1000, '2026-01-01', paid('2028-01-01', month(24), [576.19, 2]));
    const yearly = Number(aprUs(biennial, 24, 'months'));
    expect(576.19 / (1 + yearly) ** 2 + 576.19 / (1 + yearly) ** 4).toBeCloseTo(1000, 5);
    expect(aprUs(biennial, 53, 'weeks')).toBe(aprUs(biennial, 24, 'months'));
    expect(aprUs(biennial, 366, 'days')).toBe(aprUs(biennial, 24, 'months'));
  });

  it('counts a fortnight of days as two weeks', () => {
    const credit = lent(1000, '2026-01-01', paid('2026-01-15', day(14), [105, 10]));
    expect(aprUs(credit, 14, 'days')).toBe(aprUs(credit, 2, 'weeks'));
  });
});
