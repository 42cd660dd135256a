import { describe, expect, it } from '@jest/globals';
import { explainInterest } from './explain.js';
import { loanPosition, payoffOn } from './loan-position.js';
import type { LoanTerms } from './terms.js';

/** 1 % a day; after the due date 0.1 % a day more on what was due. */
const terms: LoanTerms = {
  principal: 100_000n,
  annualRate: '3.65',
  interestMethod: 'declining_balance',
  dayCount: 'actual/365',
  periodInterest: 'actual_days',
  installments: 3,
  every: 30,
  unit: 'days',
  startOn: '2026-01-01',
  interestRounding: 'per_period',
  lateInterestRate: '0.365',
};

/**
 * The instalment is 1000.00 · 1.3³ / (1.3² + 1.3 + 1) = 550.63. Of 850.00 paid on the first day, 550.63 fill row 1 and
 * 299.37 are in row 2, which closes the loan: 449.37 of principal, and 45.00 of interest on 150.00 from each of the two
 * periods. Row 3 asks for nothing; the interest of its days goes into row 2, deferred.
 */
const paid = [{ on: '2026-01-01', amount: 85_000n }];

describe('interest that runs after the due date of the row that closes a loan', () => {
  it('is in that row, and bears no late interest', () => {
    const onTime = loanPosition(terms, paid, '2026-03-02');
    expect(onTime.installments.map(({ principal, interest }) => [principal, interest])).toEqual([
      [55_063n, 0n],
      [44_937n, 9000n],
      [0n, 0n],
    ]);
    // Ten days on: 10 · 1.50 of interest, and 10 · 0.1 % of the 240.00 that were due.
    const late = loanPosition(terms, paid, '2026-03-12');
    expect(late.installments[1]).toMatchObject({ interest: 10_500n, penalty: 240n, outstanding: 25_740n });
    expect(late.installments[2]).toMatchObject({ principal: 0n, interest: 0n, penalty: 0n });
    expect(late).toMatchObject({
      principalOutstanding: 15_000n,
      paid: 85_000n,
      outstanding: 25_740n,
      nextDueOn: '2026-03-02',
      nextDueAmount: 25_740n,
      daysPastDue: 10,
      worstDaysPastDue: 10,
      pastDueUntil: '2026-03-12',
    });
    expect(payoffOn(terms, paid, '2026-03-12')).toEqual({
      principal: 15_000n,
      interest: 10_500n,
      penalty: 240n,
      total: 25_740n,
    });
  });

  it('is explained so', () => {
    const [, closing, last] = explainInterest(terms, paid, '2026-03-12');
    expect(closing?.penalty).toMatchObject({
      rounded: 240n,
      segments: [
        { from: '2026-03-02', to: '2026-03-12', days: 10, amount: 24_000n, exact: '240.0000000000' },
      ],
    });
    // 45.00 of row 1 and 15.00 of row 3 are carried into it.
    expect(closing).toMatchObject({ rounded: 4500n, carriedIn: 6000n, carriedOut: 0n, interest: 10_500n });
    expect(last).toMatchObject({ rounded: 1500n, carriedOut: 1500n, interest: 0n });
  });
});

describe('a row that fell away because of an early payment', () => {
  /**
   * Four rows of 461.63. Of 565.00 on the first day 461.63 fill row 1, and 103.37 are in row 2, which asks for 200.63
   * and twice 130.50. Row 3 takes the 337.74 that are left with 101.32 of interest, less than an instalment: row 4 has
   * none. Left unpaid, row 2 makes period 3 cost 30 % of 435.00, so that its 337.74 are more than an instalment.
   */
  const four = { ...terms, installments: 4, lateInterestRate: '0' };
  const rows = (on: string) =>
    loanPosition(four, [{ on: '2026-01-01', amount: 56_500n }], on).installments.map(
      ({ principal, interest }) => [principal, interest],
    );

  it('does not come back when the loan is late', () => {
    expect(rows('2026-03-02')).toEqual([
      [46_163n, 0n],
      [20_063n, 26_100n],
      [33_774n, 10_132n],
      [0n, 0n],
    ]);
    expect(rows('2026-04-01')).toEqual([
      [46_163n, 0n],
      [20_063n, 26_100n],
      [33_774n, 13_050n],
      [0n, 0n],
    ]);
  });
});

describe('a rebate', () => {
  const flat: LoanTerms = {
    ...terms,
    principal: 120_000n,
    annualRate: '0.12',
    interestMethod: 'flat',
    periodInterest: 'equal_periods',
    installments: 12,
    every: 1,
    unit: 'months',
    lateInterestRate: '0',
    prepaymentRebate: true,
  };
  // 1200.00 at 12 %: 100.00 and 12.00 a month.
  const twice = ['2026-02-01', '2026-03-01'].map((on) => ({ on, amount: 11_200n }));

  it('gives up the interest of the periods that have not begun', () => {
    expect(payoffOn(flat, twice, '2026-03-15')).toMatchObject({
      principal: 100_000n,
      interest: 1200n,
      total: 101_200n,
    });
    expect(payoffOn({ ...flat, prepaymentRebate: false }, twice, '2026-03-15')).toMatchObject({
      interest: 12_000n,
    });
    const closed = loanPosition(flat, [...twice, { on: '2026-03-15', amount: 101_200n }], '2026-12-01');
    expect(closed).toMatchObject({ outstanding: 0n, overpaid: 0n, interest: 3600n });
  });

  it('has that of a period that begins on the very day', () => {
    expect(payoffOn(flat, twice, '2026-04-01').total).toBe(101_200n);
    expect(payoffOn(flat, twice, '2026-03-31').total).toBe(101_200n);
    expect(payoffOn(flat, twice, '2026-04-02').total).toBe(102_400n);
    expect(payoffOn(flat, [], '2026-01-01').total).toBe(120_000n);
  });

  it('is for who pays off: a unit less pays the interest of all periods', () => {
    const short = loanPosition(flat, [...twice, { on: '2026-03-15', amount: 101_199n }], '2026-03-15');
    // 1344.00 in all, less 224.00 and 1011.99.
    expect(short).toMatchObject({ interest: 14_400n, outstanding: 134_400n - 22_400n - 101_199n });
  });
});

describe('what a payment paid', () => {
  it('is told instalment by instalment, each once', () => {
    const flat: LoanTerms = {
      ...terms,
      annualRate: '0',
      installments: 4,
      principal: 40_000n,
      lateInterestRate: '0',
    };
    const { allocations } = loanPosition(flat, [{ on: '2026-01-05', amount: 25_000n }], '2026-01-05');
    expect(allocations[0]?.rows).toEqual([
      { nr: 1, principal: 10_000n, interest: 0n, penalty: 0n },
      { nr: 2, principal: 10_000n, interest: 0n, penalty: 0n },
      { nr: 3, principal: 5000n, interest: 0n, penalty: 0n },
    ]);
  });

  it('is told in all its components', () => {
    const [first] = loanPosition(terms, [{ on: '2026-02-10', amount: 60_000n }], '2026-02-10').allocations;
    // Ten days late: 0.1 % a day of 550.63, then 300.00 of interest, then 250.63 of principal; the rest for row 2.
    expect(first?.rows[0]).toEqual({ nr: 1, principal: 25_063n, interest: 30_000n, penalty: 551n });
    expect(first?.rows[1]?.nr).toBe(2);
    expect(first?.rows).toHaveLength(2);
    expect(first).toMatchObject({ penalty: 551n, overpaid: 0n });
  });
});

describe('terms without grace days', () => {
  it('are overdue on the first day past due', () => {
    const state = (on: string) => loanPosition({ ...terms, installments: 1 }, [], on).state;
    expect([state('2026-01-31'), state('2026-02-01')]).toEqual(['active', 'overdue']);
    const graceful = { ...terms, installments: 1, graceDays: 1, defaultAfterDays: 3 };
    const stateThen = (on: string) => loanPosition(graceful, [], on).state;
    expect(['2026-02-01', '2026-02-02', '2026-02-03'].map(stateThen)).toEqual([
      'active',
      'overdue',
      'defaulted',
    ]);
  });
});
