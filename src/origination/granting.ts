import { openingSummary } from '../loans/loan-summary.js';
import { termsOf, type CopiedTerms } from '../loans/loan-terms.js';
import type { Loan } from '../loans/loan.entity.js';

type Wanted = Pick<
  Loan,
  'id' | 'number' | 'customerId' | 'requestedBy' | 'amount' | 'creditScore' | 'scoreBand' | 'createdAt'
>;
type Opening = Omit<Loan, keyof Wanted | keyof CopiedTerms | 'allocationRunId'>;

/** The summaries of a loan that is paid out on a business date: all of it owed, nothing paid. */
export function openingOf(loan: CopiedTerms & Pick<Loan, 'amount'>, startOn: string): Opening {
  return {
    ...openingSummary(termsOf({ ...loan, startOn })),
    startOn,
    assessedOn: startOn,
    writtenOffOn: null,
  };
}

/**
 * A loan that is paid out or, without an allocation, one that waits: that one owes nothing, and would owe `amountDue`.
 */
export function newLoan(
  wanted: Wanted,
  terms: CopiedTerms,
  { startOn, allocationRunId }: { startOn: string; allocationRunId: string | null },
): Loan {
  const loan: Loan = {
    ...wanted,
    ...terms,
    ...openingOf({ ...terms, amount: wanted.amount }, startOn),
    allocationRunId,
  };
  if (allocationRunId !== null) return loan;
  return { ...loan, status: 'queued', principalOutstanding: 0n, nextDueOn: null, nextDueAmount: 0n };
}
