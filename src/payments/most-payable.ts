import type { Payment } from './payment.entity.js';
import { asEntered, replayLoan, type LoanSnapshot } from './replay.js';

/** The most that a payment may be, minor units, and whether that pays the loan off. */
export interface MostPayable {
  amount: bigint;
  closes: boolean;
}

/**
 * The most that a payment, which is more than its loan owes, could have been for the loan to take all of it. Dated in
 * the past it also changes what later payments leave to pay: then even the most may not close the loan to the unit.
 */
export function mostPayable(file: LoanSnapshot, payment: Payment, today: string): MostPayable {
  const tried = (amount: bigint) =>
    replayLoan({ ...file, payments: [...file.payments, asEntered({ ...payment, amount })] }, today);
  // What was too much of it, when it is the last one to come.
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
