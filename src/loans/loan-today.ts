import { rowsOf, type Reader } from '../database/entity-columns.js';
import { loanPosition } from '../lending/loan-position.js';
import type { Payment } from '../lending/repayment.js';
import { paymentsOf } from './loan-payments.js';
import { standingOf, summaryOf, type LoanStanding, type LoanSummary } from './loan-summary.js';
import { termsOf } from './loan-terms.js';
import { Loan } from './loan.entity.js';

/** What a loan owes at the end of a business date, minor units. */
export type Owed = Pick<
  LoanSummary,
  'amountDue' | 'totalPaid' | 'principalOutstanding' | 'lateInterest' | 'nextDueOn' | 'nextDueAmount'
>;

type Assessed = Pick<
  Loan,
  'nextDueOn' | 'assessedOn' | 'interestMethod' | 'lateInterestRate' | 'writtenOffOn'
>;

/**
 * Whether a loan owes more at the end of a date than its summaries say: they are from an earlier date, and overdue
 * amounts bear interest every day. Everything else that a loan owes is known in advance.
 */
export function isOutgrown(loan: Assessed, date: string): boolean {
  return (
    loan.nextDueOn !== null &&
    loan.nextDueOn < date &&
    loan.assessedOn < date &&
    loan.writtenOffOn === null &&
    (loan.interestMethod !== 'flat' || /[1-9]/.test(loan.lateInterestRate))
  );
}

/** What a loan that is not written off owes at the end of a date, from the payments up to it. */
export function owedOn(loan: Loan, payments: readonly Payment[], date: string): Owed {
  const summary = summaryOf(loanPosition(termsOf(loan), payments, date));
  const { amountDue, totalPaid, principalOutstanding, lateInterest, nextDueOn, nextDueAmount } = summary;
  // The status is left out: the last event decides it.
  return { amountDue, totalPaid, principalOutstanding, lateInterest, nextDueOn, nextDueAmount };
}

/** A loan's standing at the end of a date: the status of its last event, and the balance of that date. */
export function standingOn(loan: Loan, payments: readonly Payment[], date: string): LoanStanding {
  const standing = standingOf(loan);
  if (!isOutgrown(loan, date)) return standing;
  const { amountDue, totalPaid } = owedOn(loan, payments, date);
  return { ...standing, balance: amountDue - totalPaid };
}

const readLoans = rowsOf(Loan, 'l', 'WHERE l.id = ANY($1)');

/** What outgrown loans owe at the end of a date, by id. Two queries; none when there are no loans. */
export async function owedByOutgrown(
  manager: Reader,
  ids: readonly string[],
  date: string,
): Promise<Map<string, Owed>> {
  if (ids.length === 0) return new Map();
  const loans = await readLoans(manager, ids);
  const payments = await paymentsOf(manager, loans);
  return new Map(loans.map((loan) => [loan.id, owedOn(loan, payments.get(loan.id) ?? [], date)]));
}
