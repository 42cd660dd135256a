import { dayNumber } from './dates.js';
import { divideHalfEven, parseRate } from './money.js';

/** What an instalment asked for on its due date (principal and interest), and what was paid of it since. */
export interface OverdueInstallment {
  dueOn: string;
  amount: bigint;
  payments: readonly { on: string; amount: bigint }[];
}

/** How late interest runs: an annual rate over 365 days, from the day after `graceDays` past the due date. */
export interface LateTerms {
  lateInterestRate: string;
  graceDays: number;
}

/**
 * All late interest of an instalment up to a date, minor units, rounded half-even once (rule 14). It is simple,
 * never on itself, and follows from the facts alone: what to book is this less what was booked before.
 */
export function lateInterest(
  { dueOn, amount, payments }: OverdueInstallment,
  terms: LateTerms,
  on: string,
): bigint {
  const start = dayNumber(dueOn) + terms.graceDays;
  const end = dayNumber(on);
  if (end <= start) return 0n;
  let weighed = amount * BigInt(end - start);
  for (const payment of payments) {
    const day = Math.max(start, dayNumber(payment.on));
    if (day < end) weighed -= payment.amount * BigInt(end - day);
  }
  const { numerator, denominator } = parseRate(terms.lateInterestRate);
  return weighed > 0n ? divideHalfEven(weighed * numerator, denominator * 365n) : 0n;
}
