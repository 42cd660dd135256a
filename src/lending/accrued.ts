import { dayNumber } from './dates.js';
import { replay } from './loan-position.js';
import type { Payment } from './repayment.js';
import type { LoanTerms } from './terms.js';

/**
 * Interest and late interest that a loan has earned by the end of a date and that is not paid, minor units. On the
 * declining balance: the interest to that date (rule 10). Flat: that of the periods that are over and, of the present
 * one, the part of its days that have passed, rounded down; less what was paid, never below zero. Throws as
 * `loanPosition` does.
 */
export function accruedOn(
  terms: LoanTerms,
  payments: readonly Payment[],
  on: string,
): { interest: bigint; penalty: bigint; interestPaid: bigint } {
  const { repayment } = replay(terms, payments, on);
  const { loan, periods } = repayment;
  const { penalty, interest } = repayment.payoff();
  const interestPaid = periods.reduce((sum, _, index) => sum + loan.paid(index).interest, 0n);
  if (terms.interestMethod === 'declining_balance' && terms.earlyPaymentReducesInterest !== false) {
    return { interest, penalty, interestPaid };
  }
  const today = dayNumber(on);
  const dues = loan.dues();
  const earned = periods.reduce((sum, { from, due, days }, index) => {
    const whole = dues[index]?.interest ?? 0n;
    if (today >= due) return sum + whole;
    return today <= from ? sum : sum + elapsedPart(whole, today - from, days);
  }, 0n);
  return { interest: earned > interestPaid ? earned - interestPaid : 0n, penalty, interestPaid };
}

/** Rounded down. */
function elapsedPart(whole: bigint, elapsed: number, days: number): bigint {
  return (whole * BigInt(elapsed)) / BigInt(days);
}
