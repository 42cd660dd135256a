import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { flatPayment, flatPosition } from './flat-repayment.js';
import { installmentTotal } from './installment.js';
import { buildSchedule } from './schedule.js';
import type { LoanTerms } from './terms.js';

const terms: LoanTerms = {
  principal: 100_000n,
  annualRate: '0.05',
  interestMethod: 'flat',
  dayCount: 'actual/365',
  periodInterest: 'equal_periods',
  installments: 12,
  every: 1,
  unit: 'months',
  startOn: '2026-01-31',
  interestRounding: 'per_loan',
};
const owed = (t: LoanTerms) => buildSchedule(t).reduce((sum, row) => sum + installmentTotal(row), 0n);

describe('a flat loan', () => {
  it('of 1000.00 at 0.05 owes 1050.00 in twelve instalments of 87.50, and in one', () => {
    const rows = buildSchedule(terms);
    expect(rows.map(installmentTotal)).toEqual(Array(12).fill(8750n));
    expect(rows.map(({ dueOn }) => dueOn).slice(0, 3)).toEqual(['2026-02-28', '2026-03-31', '2026-04-30']);
    expect(owed({ ...terms, installments: 1, every: 365, unit: 'days' })).toBe(105_000n);
  });

  it('rounds once over months of years that differ in length', () => {
    // 1200.00 at 12 % from 1 September 2027: four months of 30/365 and eight of 30/366 are 141.7687.
    const across: LoanTerms = {
      ...terms,
      principal: 120_000n,
      annualRate: '0.12',
      dayCount: '30/actual',
      periodInterest: 'actual_days',
      startOn: '2027-09-01',
    };
    expect(owed(across) - across.principal).toBe(14_177n);
    // The running total, rounded: 11.8356, 23.6712, 35.5068, 47.3425, then 11.8033 a month.
    const interests = buildSchedule(across).map(({ interest }) => interest);
    expect(interests.slice(0, 6)).toEqual([1184n, 1183n, 1184n, 1183n, 1181n, 1180n]);
  });

  it('asks for no principal in a row whose interest is more than the instalment', () => {
    const rows = buildSchedule({
      ...terms,
      annualRate: '0.24',
      dayCount: '30/360',
      periodInterest: 'actual_days',
      firstDueOn: '2031-01-31',
    });
    expect(rows[0]).toMatchObject({ principal: 0n, interest: 120_000n, balance: 100_000n });
    expect(rows[1]?.balance).toBeLessThan(100_000n);
  });

  it('rounds each row on its own when told so', () => {
    expect(owed({ ...terms, interestRounding: 'per_period' })).toBe(105_004n);
  });

  it('gives the same principal and interest when payments are cut in any way, and closes at zero', () => {
    fc.assert(
      fc.property(
        fc.bigInt(1n, 1_000_000n),
        fc.integer({ min: 1, max: 24 }),
        fc.array(fc.nat()),
        (principal, n, cuts) => {
          const schedule = buildSchedule({ ...terms, principal, installments: n });
          const total = schedule.reduce((sum, row) => sum + installmentTotal(row), 0n);
          let [paid, paidPrincipal] = [0n, 0n];
          for (const cut of [...cuts, 0]) {
            const amount = cut === 0 ? total - paid : BigInt(cut) % (total - paid);
            if (amount === 0n) continue;
            paidPrincipal += flatPayment(schedule, paid, amount).principal;
            paid += amount;
            expect(flatPosition(schedule, paid).principalOutstanding).toBe(principal - paidPrincipal);
            if (paid === total) break;
          }
          expect(paidPrincipal).toBe(principal);
          expect(flatPosition(schedule, total)).toEqual({
            nextDueOn: null,
            nextDueAmount: 0n,
            principalOutstanding: 0n,
            interestOutstanding: 0n,
          });
        },
      ),
    );
  });

  it('points at what is unpaid of the oldest instalment', () => {
    const schedule = buildSchedule(terms);
    expect(flatPosition(schedule, 0n)).toMatchObject({ nextDueOn: '2026-02-28', nextDueAmount: 8750n });
    expect(flatPosition(schedule, 10_000n)).toMatchObject({ nextDueOn: '2026-03-31', nextDueAmount: 7500n });
    expect(flatPayment(schedule, 0n, 500n)).toEqual({ principal: 83n, interest: 417n });
    expect(flatPayment(schedule, 0n, 500n, ['principal', 'interest'])).toEqual({
      principal: 500n,
      interest: 0n,
    });
  });

  it('refuses a payment above what is left, or none', () => {
    const schedule = buildSchedule(terms);
    expect(() => flatPayment(schedule, 0n, 105_001n)).toThrow(RangeError);
    expect(() => flatPayment(schedule, 0n, 0n)).toThrow(RangeError);
    expect(() => flatPosition(schedule, 105_001n)).toThrow(RangeError);
  });

  it('refuses a payment of nothing, one above what is left, and a negative total', () => {
    const rows = buildSchedule(terms);
    expect(() => flatPayment(rows, 0n, 0n)).toThrow('a payment must be positive');
    expect(() => flatPayment(rows, 100_000n, 5001n)).toThrow('the payment is above what is left of the loan');
    expect(() => flatPayment(rows, -2n, 1n)).toThrow('the total paid must not be negative');
    expect(() => flatPosition(rows, -1n)).toThrow('the total paid must not be negative');
    expect(flatPayment(rows, 100_000n, 5000n).principal + flatPayment(rows, 100_000n, 5000n).interest).toBe(
      5000n,
    );
  });
});
