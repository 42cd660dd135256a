import type { Payment } from './payment.entity.js';
import { asEntered, replayLoan, type LoanSnapshot } from './replay.js';

/** The largest possible payment, in minor units, and whether it pays the loan off. */
export interface MostPayable {
  amount: bigint;
  closes: boolean;
}

/**
 * For a payment larger than its loan takes: the largest amount that the loan takes whole. A payment dated in the past
 * also changes what later payments leave to pay; then even the largest may not close the loan to the unit.
 */
export function mostPayable(file: LoanSnapshot, payment: Payment, today: string): MostPayable {
  const tried = (amount: bigint) =>
    replayLoan({ ...file, payments: [...file.payments, asEntered({ ...payment, amount })] }, today);
  // If the payment is the last one, the excess is what to subtract.
  const guess = payment.amount - tried(payment.amount).overpaid;
  if (guess > 0n && tried(guess).overpaid === 0n && tried(guess + 1n).overpaid > 0n) {
    return { amount: guess, closes: tried(guess).outstanding === 0n };
  }
  let [taken, tooMuch] = [0n, payment.amount];
  while (tooMuch - taken > 1n) {
    const middle = (taken + tooMuch) / 2n;
    if (tried(middle).overpaid === 0n) taken = middle;
    else tooMuch = middle;
  }
  return { amount: taken, closes: taken > 0n && tried(taken).outstanding === 0n };
}
