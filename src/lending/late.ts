import { dayNumber } from './dates.js';
import { divideHalfEven, parseRate } from './money.js';

/** What an instalment charged on its due date (principal and interest), and what was paid on it since. */
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

/** Overdue principal and interest that bore late interest: day numbers, first excluded, last included; minor units. */
export interface OverdueSpan {
  from: number;
  to: number;
  amount: bigint;
}

/** Late interest as computed: the exact figure is numerator/denominator minor units, rounded half-even once. */
export interface LateInterestTrace {
  spans: readonly OverdueSpan[];
  numerator: bigint;
  denominator: bigint;
  rounded: bigint;
}

/**
 * All late interest of an instalment up to a date, minor units, rounded half-even once (rule 14). It is simple
 * interest, never on itself, and follows from the facts alone: the amount to book is this minus what was booked before.
 * Payments come in order of date.
 */
export function lateInterest(overdue: OverdueInstallment, terms: LateTerms, on: string): bigint {
  return lateInterestTrace(overdue, terms, on).rounded;
}

/** `lateInterest` with its derivation. */
export function lateInterestTrace(
  overdue: OverdueInstallment,
  terms: LateTerms,
  on: string,
): LateInterestTrace {
  const end = dayNumber(on);
  let from = dayNumber(overdue.dueOn) + terms.graceDays;
  let left = overdue.amount;
  let weighed = 0n;
  const spans: OverdueSpan[] = [];
  const runTo = (day: number) => {
    if (day <= from) return;
    if (left > 0n) spans.push({ from, to: day, amount: left });
    weighed += left * BigInt(day - from);
    from = day;
  };
  for (const payment of overdue.payments) {
    runTo(Math.min(end, dayNumber(payment.on)));
    if (payment.amount >= left) left = 0n;
    else left -= payment.amount;
  }
  runTo(end);
  const rate = parseRate(terms.lateInterestRate);
  const [numerator, denominator] = [weighed * rate.numerator, rate.denominator * 365n];
  return { spans, numerator, denominator, rounded: divideHalfEven(numerator, denominator) };
}
