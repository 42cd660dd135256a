import type { Funding } from '../funding/funding.entity.js';
import type { PaymentDivision } from '../ledger/postings.js';
import { ofEach } from '../lending/components.js';
import { flatPayment } from '../lending/flat-repayment.js';
import { buildSchedule } from '../lending/schedule.js';
import { punctualSummary } from '../loans/loan-summary.js';
import { termsOf } from '../loans/loan-terms.js';
import type { Loan } from '../loans/loan.entity.js';
import { ShareSplit } from './share-split.js';

/**
 * Whether a payment made today on this loan can be applied without reading the earlier ones: flat interest, never late,
 * nothing past due. Then the effect of a payment follows from the total paid alone, and equals that of a replay.
 */
export function isOnTime(loan: Loan, today: string): boolean {
  return (
    loan.interestMethod === 'flat' &&
    !loan.prepaymentRebate &&
    loan.status === 'active' &&
    loan.lateInterest === 0n &&
    loan.nextDueOn !== null &&
    loan.nextDueOn >= today &&
    loan.assessedOn <= today
  );
}

/**
 * Applies a payment to a loan that is on time and to its participations (ordered by provider id), both locked by the
 * caller. Splits it into principal and interest by the schedule, takes the bank's commission on the interest (rule 17),
 * splits each part among the providers (rule 16), and changes `loan` and `fundings` in place. The amount must be
 * positive and within the balance. Minor units.
 */
export function applyOnTime(
  loan: Loan,
  fundings: readonly Funding[],
  amount: bigint,
  today: string,
): PaymentDivision {
  const terms = termsOf(loan);
  const schedule = buildSchedule(terms);
  const { principal, interest } = flatPayment(schedule, loan.totalPaid, amount, terms.allocationOrder);
  const interestPaid = loan.totalPaid - (loan.amount - loan.principalOutstanding);
  const split = ShareSplit.goingOn(fundings, loan.commissionRate, interestPaid);
  const division = split.divide({ ...ofEach(() => 0n), principal, interest });
  split.apply();
  // The loan may have been late once; that stays on record.
  const { worstDaysPastDue, pastDueUntil } = loan;
  const summary = punctualSummary(terms, loan.totalPaid + amount, schedule);
  Object.assign(loan, summary, { worstDaysPastDue, pastDueUntil, assessedOn: today });
  return division;
}
