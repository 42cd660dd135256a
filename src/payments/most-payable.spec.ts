import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fileOf, loanOf, paymentOf, START } from '../../test/support/loan-life.js';
import { addDays } from '../lending/dates.js';
import { mostPayable } from './most-payable.js';
import { replayLoan, type LoanSnapshot, type RecordedPayment } from './replay.js';

const terms = fc.record({
  interestMethod: fc.constantFrom('flat' as const, 'declining_balance' as const),
  periodInterest: fc.constantFrom('equal_periods' as const, 'actual_days' as const),
  interestRate: fc.constantFrom('0.05', '0.24', '1.2'),
  prepaymentRebate: fc.boolean(),
  lateInterestRate: fc.constantFrom('0', '0.24', '1'),
});
const story = fc.record({
  amount: fc.bigInt(1000n, 500_000n),
  change: terms,
  steps: fc.array(fc.tuple(fc.integer({ min: 0, max: 60 }), fc.bigInt(1n, 900n)), { maxLength: 4 }),
  wait: fc.integer({ min: 0, max: 60 }),
  back: fc.integer({ min: 0, max: 150 }),
});

/** Makes each payment a part of that day's payoff. Answers the loan with its payments. */
function lived(amount: bigint, change: object, steps: readonly (readonly [number, bigint])[]): LoanSnapshot {
  const loan = loanOf(amount, change);
  const file = fileOf(loan, [3n, 2n, 1n]);
  let on = START;
  for (const [days, part] of steps) {
    on = addDays(on, days);
    const asked = paymentOf(loan, on, 10n * amount);
    const paid = (mostPayable(file, asked, on).amount * part) / 1000n;
    if (paid > 0n) file.payments.push(paymentOf(loan, on, paid));
  }
  return file;
}
const after = (file: LoanSnapshot, payment: RecordedPayment, today: string) =>
  replayLoan({ ...file, payments: [...file.payments, payment] }, today);

describe('the most that a payment may be', () => {
  it('is accepted, one unit more is not, and it closes the loan when it says so, whatever its value date', () => {
    let [closed, backdated] = [0, 0];
    fc.assert(
      fc.property(story, ({ amount, change, steps, wait, back }) => {
        const file = lived(amount, change, steps);
        const today = addDays(file.payments.at(-1)?.valueDate ?? START, wait);
        const early = addDays(today, -back);
        const on = early < START ? START : early;
        const { amount: most, closes } = mostPayable(file, paymentOf(file.loan, on, 10n * amount), today);
        expect(after(file, paymentOf(file.loan, on, most + 1n), today).overpaid > 0n).toBe(true);
        if (most === 0n) return;
        const { overpaid, outstanding } = after(file, paymentOf(file.loan, on, most), today);
        expect(overpaid).toBe(0n);
        expect(outstanding === 0n).toBe(closes);
        if (closes) closed++;
        if (on < today) backdated++;
        // A payment dated today, or later than all others, is a payoff.
        if (on >= (file.payments.at(-1)?.valueDate ?? START)) expect(closes).toBe(true);
      }),
      { numRuns: 200 },
    );
    expect(closed).toBeGreaterThan(100);
    expect(backdated).toBeGreaterThan(50);
  });

  it('leaves room for a later payment when it is dated before that one', () => {
    // 1000.00 at 24 % on the declining balance over twelve months, 500.00 paid on the first due date.
    const loan = loanOf(100_000n, {
      interestMethod: 'declining_balance',
      interestRate: '0.24',
      periodInterest: 'equal_periods',
    });
    const file = fileOf(loan, [1n]);
    const due = '2026-02-28';
    file.payments.push(paymentOf(loan, due, 50_000n));
    const { amount, closes } = mostPayable(file, paymentOf(loan, START, 90_000n), due);
    expect(closes).toBe(true);
    // What is left bears interest until the later payment.
    expect(amount).toBeGreaterThan(50_000n);
    expect(amount).toBeLessThan(51_000n);
  });
});
