import type { Loan } from '../api/types';

/** Loans on which something is to be paid. */
export const isOpen = ({ status }: Loan) =>
  status === 'active' || status === 'overdue' || status === 'defaulted';

/** The open loan whose payment comes first. */
export function nextOf(loans: readonly Loan[]): Loan | undefined {
  return loans
    .filter((loan) => isOpen(loan) && loan.next_due_date !== null)
    .sort((a, b) => String(a.next_due_date).localeCompare(String(b.next_due_date)))[0];
}

/** Whole days from one calendar date to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

export const isSome = (amount: string | undefined): amount is string =>
  amount !== undefined && /[1-9]/.test(amount);
