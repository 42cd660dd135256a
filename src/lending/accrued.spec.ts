import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { accruedOn } from './accrued.js';
import { addDays } from './dates.js';
import { payoffOn } from './loan-position.js';
import { buildSchedule } from './schedule.js';
import type { LoanTerms } from './terms.js';

const terms = (change: Partial<LoanTerms> = {}): LoanTerms => ({
  principal: 120_000n,
  annualRate: '0.12',
  interestMethod: 'flat',
  interestRounding: 'per_loan',
  dayCount: 'actual/365',
  periodInterest: 'equal_periods',
  installments: 12,
  every: 1,
  unit: 'months',
  startOn: '2026-01-01',
  ...change,
});

describe('interest that is earned and not paid', () => {
  it('of a flat loan grows with the days of its periods', () => {
    // 12 % of 1200.00 is 144.00, 12.00 a month.
    const accrued = (on: string) => accruedOn(terms(), [], on).interest;
    expect([accrued('2026-01-01'), accrued('2026-01-16'), accrued('2026-02-01')]).toEqual([0n, 580n, 1200n]);
    expect(accrued('2026-02-15')).toBe(1800n);
    expect(accrued('2027-06-01')).toBe(14_400n);
  });

  it('is less by what was paid, and never below zero', () => {
    const paid = [{ on: '2026-02-01', amount: 11_200n }];
    expect(accruedOn(terms(), paid, '2026-02-01')).toMatchObject({ interest: 0n, interestPaid: 1200n });
    expect(accruedOn(terms(), paid, '2026-02-15').interest).toBe(600n);
    const ahead = [{ on: '2026-01-05', amount: 50_000n }];
    expect(accruedOn(terms(), ahead, '2026-01-06').interest).toBe(0n);
  });

  it('on the declining balance is what a payoff would pay', () => {
    const declining = terms({ interestMethod: 'declining_balance', periodInterest: 'actual_days' });
    for (const on of ['2026-01-20', '2026-02-01', '2026-05-17']) {
      expect(accruedOn(declining, [], on).interest).toBe(payoffOn(declining, [], on).interest);
    }
  });

  it('counts late interest on its own', () => {
    const late = terms({ lateInterestRate: '0.24', graceDays: 0 });
    const { penalty } = accruedOn(late, [], '2026-02-11');
    expect(penalty).toBe(payoffOn(late, [], '2026-02-11').penalty);
    expect(penalty > 0n).toBe(true);
  });

  it('never goes back, and reaches all interest at the end', () => {
    const methods = fc.constantFrom('flat' as const, 'declining_balance' as const);
    fc.assert(
      fc.property(
        methods,
        fc.bigInt(1n, 10_000_000n),
        fc.integer({ min: 1, max: 24 }),
        (method, principal, count) => {
          const loan = terms({ interestMethod: method, principal, installments: count });
          let before = 0n;
          for (const day of [...Array(count * 3).keys()].map((nr) => nr * 11).concat(count * 32)) {
            const { interest } = accruedOn(loan, [], addDays('2026-01-01', day));
            expect(interest >= before).toBe(true);
            before = interest;
          }
          const all = buildSchedule(loan).reduce((sum, row) => sum + row.interest, 0n);
          if (method === 'flat') expect(before).toBe(all);
          else expect(before >= all).toBe(true);
        },
      ),
    );
  });
});
