import { dayNumber } from './dates.js';
import { divideHalfEven, parseRate } from './money.js';
import { periodPart, periodsOf, type Period } from './periods.js';
import { buildSchedule } from './schedule.js';
import type { LoanTerms } from './terms.js';

/** The split of a payment, minor units. */
export interface DividedPayment {
  on: string;
  principal: bigint;
  interest: bigint;
}

/**
 * Interest that a loan has earned by the end of a date and that is not paid, minor units, never below zero, without
 * late interest. Declining balance: the interest on the actual balances, each period rounded half-even (rule 10), as a
 * payoff would charge it. Flat: the interest of the finished periods plus the elapsed part of the current one by days,
 * rounded down. It takes the splits of the payments, in order of date, so that nothing is replayed.
 */
export function accruedInterest(terms: LoanTerms, payments: readonly DividedPayment[], on: string): bigint {
  const follows = terms.interestMethod === 'declining_balance' && terms.earlyPaymentReducesInterest !== false;
  const earned = follows ? earnedOnBalance(terms, payments, on) : earnedByDays(terms, on);
  const paid = payments.reduce((sum, { interest }) => sum + interest, 0n);
  return earned > paid ? earned - paid : 0n;
}

function earnedByDays(terms: LoanTerms, on: string): bigint {
  const today = dayNumber(on);
  let earned = 0n;
  let due = dayNumber(terms.startOn);
  for (const { interest, days } of buildSchedule(terms)) {
    const from = due;
    due += days;
    if (today < due) return today <= from ? earned : earned + elapsedPart(interest, today - from, days);
    earned += interest;
  }
  return earned;
}

/** Rounded down. */
function elapsedPart(whole: bigint, elapsed: number, days: number): bigint {
  return (whole * BigInt(elapsed)) / BigInt(days);
}

function earnedOnBalance(terms: LoanTerms, payments: readonly DividedPayment[], on: string): bigint {
  const today = dayNumber(on);
  const rate = parseRate(terms.annualRate);
  const repaid = payments.map((payment) => ({ day: dayNumber(payment.on), amount: payment.principal }));
  let earned = 0n;
  for (const period of periodsOf(terms)) {
    if (period.from >= today) break;
    const until = Math.min(period.due, today);
    const denominator = rate.denominator * BigInt(periodPart(terms, period, period.from, until).denominator);
    const weighed = weigh(terms, period, until, repaid) * rate.numerator;
    earned += divideHalfEven(weighed, denominator);
  }
  return earned;
}

/** The balances times the years they stood, over the denominator of the period. */
function weigh(
  terms: LoanTerms,
  period: Period,
  until: number,
  repaid: readonly { day: number; amount: bigint }[],
): bigint {
  const years = (from: number, to: number) => BigInt(periodPart(terms, period, from, to).numerator);
  let balance = terms.principal;
  let from = period.from;
  let weighed = 0n;
  for (const { day, amount } of repaid) {
    if (day >= until) break;
    if (day > from) {
      weighed += balance * years(from, day);
      from = day;
    }
    balance -= amount;
  }
  return weighed + balance * years(from, until);
}
