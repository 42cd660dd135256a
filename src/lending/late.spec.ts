import { describe, expect, it } from '@jest/globals';
import { lateInterest } from './late.js';
import { nextLoanState } from './loan-state.js';
import { loanPosition, payoffOn } from './loan-position.js';
import type { LoanTerms } from './terms.js';

const late = { lateInterestRate: '0.365', graceDays: 5 };
const overdue = { dueOn: '2026-03-01', amount: 100_000n, payments: [] };

describe('late interest', () => {
  it('starts after the grace days and grows by the day, never on itself', () => {
    const days = ['2026-03-01', '2026-03-06', '2026-03-07', '2026-03-16', '2026-06-14'];
    expect(days.map((day) => lateInterest(overdue, late, day))).toEqual([0n, 0n, 100n, 1000n, 10_000n]);
  });

  it('follows what was left, and stops when nothing is', () => {
    const payments = [
      { on: '2026-03-04', amount: 20_000n },
      { on: '2026-03-16', amount: 40_000n },
      { on: '2026-03-26', amount: 40_000n },
    ];
    const days = ['2026-03-16', '2026-03-26', '2026-12-31'];
    expect(days.map((day) => lateInterest({ ...overdue, payments }, late, day))).toEqual([
      800n,
      1200n,
      1200n,
    ]);
  });

  it('is the penalty of its instalment: paid in its place, part of the payoff', () => {
    const terms: LoanTerms = {
      principal: 120_000n,
      annualRate: '0',
      interestMethod: 'flat',
      dayCount: 'actual/365',
      periodInterest: 'equal_periods',
      installments: 12,
      every: 1,
      unit: 'months',
      startOn: '2026-01-01',
      interestRounding: 'per_loan',
      ...late,
    };
    expect(payoffOn(terms, [], '2026-02-16')).toEqual({
      principal: 120_000n,
      interest: 0n,
      penalty: 100n,
      total: 120_100n,
    });
    const position = loanPosition(terms, [{ on: '2026-02-16', amount: 10_000n }], '2026-02-16');
    expect(position.allocations).toEqual([
      {
        principal: 9900n,
        interest: 0n,
        penalty: 100n,
        overpaid: 0n,
        rows: [{ nr: 1, principal: 9900n, interest: 0n, penalty: 100n }],
      },
    ]);
    expect(position).toMatchObject({ nextDueOn: '2026-02-01', nextDueAmount: 100n });
  });
});

describe('the state of a loan', () => {
  const facts = { outstanding: 1n, daysPastDue: 0, graceDays: 5, defaultAfterDays: 90 };

  it('becomes overdue, defaulted, and comes back', () => {
    const states = [5, 6, 89, 90].map((daysPastDue) => nextLoanState('active', { ...facts, daysPastDue }));
    expect(states).toEqual(['active', 'overdue', 'overdue', 'defaulted']);
    expect(nextLoanState('overdue', facts)).toBe('active');
    expect(nextLoanState('defaulted', facts)).toBe('defaulted');
    expect(nextLoanState('defaulted', { ...facts, outstanding: 0n })).toBe('paid');
    expect(nextLoanState('paid', facts)).toBe('active');
  });

  it('stays where it ended or has not begun', () => {
    for (const state of ['queued', 'cancelled', 'written_off'] as const) {
      expect(nextLoanState(state, { ...facts, outstanding: 0n })).toBe(state);
    }
  });
});
