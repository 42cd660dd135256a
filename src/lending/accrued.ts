import { dayNumber } from './dates.js';
import { divideHalfEven, parseRate } from './money.js';
import { periodPart, periodsOf, type Period } from './periods.js';
import { buildSchedule } from './schedule.js';
import type { LoanTerms } from './terms.js';

/** What a payment paid, minor units. */
export interface DividedPayment {
  on: string;
  principal: bigint;
  interest: bigint;
}

/**
 * Interest that a loan has earned by the end of a date and that is not paid, minor units, never below zero; late
 * interest is not in it. On the declining balance: the interest of the balances that there were, every period rounded
 * half-even (rule 10), which is what a payoff would ask for. Flat: that of the periods that are over and, of the present
 * one, the part of its days that have passed, rounded down. It takes what the payments were divided into, in order of
 * date, so that nothing is replayed.
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

/** The balances times the years for which they stood, over the denominator of the period. */
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
