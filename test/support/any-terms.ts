import fc from 'fast-check';
import { addDays } from '../../src/lending/dates.js';
import type { LoanTerms } from '../../src/lending/terms.js';

/** Every kind of loan, with few instalments and often of a few cents, where rounding shows. */
export const anyTerms: fc.Arbitrary<LoanTerms> = fc.record({
  principal: fc.oneof(fc.bigInt(1n, 60n), fc.bigInt(100n, 2_000_000n)),
  annualRate: fc.constantFrom('0', '0.05', '0.07', '0.0999', '0.3599', '1.2', '5'),
  interestMethod: fc.constantFrom('flat', 'declining_balance', 'declining_balance'),
  dayCount: fc.constantFrom('30/360', 'actual/365', 'actual/360', 'actual/actual', '30/actual'),
  periodInterest: fc.constantFrom('actual_days', 'equal_periods'),
  installments: fc.integer({ min: 1, max: 14 }),
  every: fc.integer({ min: 1, max: 3 }),
  unit: fc.constantFrom('days', 'weeks', 'months'),
  startOn: fc.integer({ min: 0, max: 800 }).map((days) => addDays('2023-10-15', days)),
  interestRounding: fc.constantFrom('per_period', 'per_loan'),
  allocationOrder: fc.shuffledSubarray(['penalty', 'fee', 'interest', 'principal'], { minLength: 4 }),
  earlyPaymentReducesInterest: fc.boolean(),
  prepaymentRebate: fc.boolean(),
  lateInterestRate: fc.constantFrom('0', '0.1', '0.24'),
  graceDays: fc.integer({ min: 0, max: 10 }),
});
