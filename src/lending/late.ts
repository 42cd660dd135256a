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
 * never on itself, and follows from the facts alone: what to book is this less what was booked before. Payments
 * come in order of date.
 */
export function lateInterest(overdue: OverdueInstallment, terms: LateTerms, on: string): bigint {
  const end = dayNumber(on);
  let from = dayNumber(overdue.dueOn) + terms.graceDays;
  let left = overdue.amount;
  let weighed = 0n;
  for (const payment of overdue.payments) {
    const day = Math.min(end, dayNumber(payment.on));
    if (day > from) {
      weighed += left * BigInt(day - from);
      from = day;
    }
    if (payment.amount >= left) left = 0n;
    else left -= payment.amount;
  }
  if (end > from) weighed += left * BigInt(end - from);
  const { numerator, denominator } = parseRate(terms.lateInterestRate);
  return divideHalfEven(weighed * numerator, denominator * 365n);
}
