import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { accruedInterest, type DividedPayment } from './accrued.js';
import { addDays } from './dates.js';
import { loanPosition, payoffOn } from './loan-position.js';
import type { Payment } from './repayment.js';
import { buildSchedule } from './schedule.js';
import { DAY_COUNTS, type LoanTerms } from './terms.js';

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

/** With what the payments up to the date were divided into. */
function accruedOn(loan: LoanTerms, payments: readonly Payment[], on: string): bigint {
  const counted = payments.filter((payment) => payment.on <= on);
  const { allocations } = loanPosition(loan, counted, on);
  const divided = counted.map(
    ({ on: date }, index) => ({ on: date, ...allocations[index] }) as DividedPayment,
  );
  return accruedInterest(loan, divided, on);
}

describe('interest that is earned and not paid', () => {
  it('of a flat loan grows with the days of its periods', () => {
    // 12 % of 1200.00 is 144.00, 12.00 a month.
    const accrued = (on: string) => accruedOn(terms(), [], on);
    expect([accrued('2026-01-01'), accrued('2026-01-16'), accrued('2026-02-01')]).toEqual([0n, 580n, 1200n]);
    expect(accrued('2026-02-15')).toBe(1800n);
    expect(accrued('2027-06-01')).toBe(14_400n);
  });

  it('is less by what was paid, and never below zero', () => {
    const paid = [{ on: '2026-02-01', amount: 11_200n }];
    expect(accruedOn(terms(), paid, '2026-02-01')).toBe(0n);
    expect(accruedOn(terms(), paid, '2026-02-15')).toBe(600n);
    const ahead = [{ on: '2026-01-05', amount: 50_000n }];
    expect(accruedOn(terms(), ahead, '2026-01-06')).toBe(0n);
  });

  it('runs in an irregular first period as well', () => {
    const irregular = terms({ firstDueOn: '2026-02-15' });
    const [first] = buildSchedule(irregular);
    expect(accruedOn(irregular, [], '2026-02-15')).toBe(first?.interest);
    expect(accruedOn(irregular, [], '2026-02-14')).toBeLessThan(first?.interest as bigint);
  });

  it('on the declining balance is what a payoff would ask for, whatever was paid before', () => {
    fc.assert(
      fc.property(
        fc.record({
          principal: fc.bigInt(1000n, 10_000_000n),
          installments: fc.integer({ min: 1, max: 24 }),
          dayCount: fc.constantFrom(...DAY_COUNTS),
          periodInterest: fc.constantFrom('actual_days' as const, 'equal_periods' as const),
          annualRate: fc.constantFrom('0', '0.05', '0.12', '0.99'),
          lateInterestRate: fc.constantFrom('0', '0.24'),
        }),
        fc.array(fc.tuple(fc.integer({ min: 0, max: 80 }), fc.bigInt(1n, 700n)), { maxLength: 8 }),
        fc.integer({ min: 0, max: 90 }),
        (change, steps, later) => {
          const loan = terms({ ...change, interestMethod: 'declining_balance' });
          const payments: Payment[] = [];
          let on = loan.startOn;
          for (const [days, share] of steps) {
            on = addDays(on, days);
            const amount = (payoffOn(loan, payments, on).total * share) / 1000n;
            if (amount > 0n) payments.push({ on, amount });
          }
          for (const date of [on, addDays(on, later)]) {
            const { interest } = payoffOn(loan, payments, date);
            expect(accruedOn(loan, payments, date)).toBe(interest > 0n ? interest : 0n);
          }
        },
      ),
      { numRuns: 300 },
    );
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
            const interest = accruedOn(loan, [], addDays('2026-01-01', day));
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
