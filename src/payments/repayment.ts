import type { Funding } from '../funding/funding.entity.js';
import { flatPayment, flatPosition } from '../lending/flat-repayment.js';
import { buildSchedule } from '../lending/schedule.js';
import { splitCumulative } from '../lending/split.js';
import { termsOf } from '../loans/loan-terms.js';
import type { Loan } from '../loans/loan.entity.js';
import type { PaymentShare } from './payments.dto.js';

/** A payment, taken apart. Minor units; the shares add up to principal and interest exactly. */
export interface Repayment {
  principal: bigint;
  interest: bigint;
  shares: PaymentShare[];
}

/**
 * Applies a payment to a loan and its participations (ordered by provider id), both locked by the caller:
 * splits it into principal and interest by the loan's schedule and each of these among the providers (rule 16),
 * and changes `loan` and `fundings` in place. The amount must be positive and within the balance.
 */
export function applyRepayment(loan: Loan, fundings: readonly Funding[], amount: bigint): Repayment {
  const schedule = buildSchedule(termsOf(loan));
  const { principal, interest } = flatPayment(schedule, loan.totalPaid, amount);
  const weights = fundings.map((funding) => funding.amount);
  const principalPaid = loan.amount - loan.principalOutstanding;
  const principalParts = splitCumulative({
    weights,
    paidSoFar: principalPaid,
    amount: principal,
    received: fundings.map(({ principalReturned }) => principalReturned),
  });
  const interestParts = splitCumulative({
    weights,
    paidSoFar: loan.totalPaid - principalPaid,
    amount: interest,
    received: fundings.map(({ interestEarned }) => interestEarned),
  });
  const shares = fundings.map((funding, index) => {
    const share = {
      providerId: funding.providerId,
      principal: principalParts[index] as bigint,
      interest: interestParts[index] as bigint,
    };
    funding.principalReturned += share.principal;
    funding.interestEarned += share.interest;
    return share;
  });
  loan.totalPaid += amount;
  const position = flatPosition(schedule, loan.totalPaid);
  loan.principalOutstanding = position.principalOutstanding;
  loan.nextDueOn = position.nextDueOn;
  loan.nextDueAmount = position.nextDueAmount;
  if (loan.totalPaid === loan.amountDue) loan.status = 'paid';
  return { principal, interest, shares };
}
