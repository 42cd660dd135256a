import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { BankConfiguration } from '../bank-config/bank-configuration.entity.js';
import { loanPosition } from '../lending/loan-position.js';
import { applyOnTime, isOnTime } from '../payments/repayment.js';
import { fundingsOf, loanOf, START } from '../../test/support/loan-life.js';
import { openingOf } from './granting.js';
import { summaryOf } from '../loans/loan-summary.js';
import { termsOf } from '../loans/loan-terms.js';
import type { Loan } from '../loans/loan.entity.js';

/** The figures that follow from terms and payments, whether the loan was just granted or is derived again. */
const derivedOf = (loan: Loan, payments: readonly bigint[] = []) =>
  summaryOf(
    loanPosition(
      termsOf(loan),
      payments.map((amount) => ({ on: START, amount })),
      START,
    ),
  );

const amount = fc.oneof(fc.bigInt({ min: 1n, max: 40n }), fc.bigInt({ min: 1n, max: 100_000n }));
const change: fc.Arbitrary<Partial<BankConfiguration>> = fc
  .record({
    installments: fc.integer({ min: 1, max: 24 }),
    every: fc.constantFrom(1, 7, 30),
    unit: fc.constantFrom('D', 'M'),
    interestRate: fc.constantFrom('0', '0.05', '0.36', '3'),
    interestMethod: fc.constantFrom('flat' as const, 'declining_balance' as const),
    periodInterest: fc.constantFrom('equal_periods' as const, 'actual_days' as const),
    dayCount: fc.constantFrom('actual/365' as const, '30/360' as const, '30/actual' as const),
    prepaymentRebate: fc.boolean(),
    lateInterestRate: fc.constantFrom('0', '0.365'),
    allocationOrder: fc.constantFrom('penalty,interest,principal', 'principal,interest,penalty'),
  })
  .map(({ every, unit, ...rest }) => ({
    ...rest,
    duration: `P${String(every * rest.installments)}${unit}`,
  }));

describe('what a new loan says of itself', () => {
  it('is that its first instalment with an amount is next', () => {
    // (5 + 0.25) / 12 rounds to nothing: all of it is due with the last instalment.
    const loan = loanOf(5n, { installments: 12, duration: 'P12M', interestRate: '0.05' });
    expect(openingOf(loan, START)).toMatchObject({
      amountDue: 5n,
      nextDueOn: '2027-01-31',
      nextDueAmount: 5n,
    });
  });

  it('is what its terms say when they are derived again, even for a loan of a few cents', () => {
    fc.assert(
      fc.property(amount, change, (principal, terms) => {
        const loan = loanOf(principal, terms);
        const opening = openingOf(loan, START);
        expect(opening.nextDueAmount).toBeGreaterThan(0n);
        expect(opening).toMatchObject(derivedOf(loan));
      }),
      { seed: 20261125, numRuns: 2000 },
    );
  });

  it('is what its terms and payments say after each payment, until nothing is owed', () => {
    fc.assert(
      fc.property(amount, change, fc.array(fc.bigInt({ min: 1n, max: 30n })), (principal, terms, cents) => {
        const loan = loanOf(principal, { ...terms, interestMethod: 'flat', prepaymentRebate: false });
        const fundings = fundingsOf(loan, [1n]);
        const paid: bigint[] = [];
        for (const wish of [...cents, principal * 10_000n]) {
          const left = loan.amountDue - loan.totalPaid;
          if (left === 0n || !isOnTime(loan, START)) break;
          paid.push(wish < left ? wish : left);
          applyOnTime(loan, fundings, paid.at(-1) as bigint, START);
          expect(loan).toMatchObject(derivedOf(loan, paid));
        }
        expect(loan.status).toBe('paid');
      }),
      { seed: 20261125, numRuns: 1000 },
    );
  });
});
