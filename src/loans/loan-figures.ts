import { allowLongStatements, type Tx } from '../database/transactions.js';

/**
 * All loans by status, due date and days of grace, as SQL: what was added up, and what changed since. A group may come
 * in several rows; sums over them are those of the loans in the same snapshot.
 */
export const PORTFOLIO = `(
  SELECT status, next_due_on, grace_days, loans, principal, balance FROM portfolio_figures
  UNION ALL SELECT status, next_due_on, grace_days, loans, loans * principal, loans * balance FROM loan_changes)`;

/** Adds what changed to the kept figures, unless another instance is doing so. Changes no answer, only its time. */
export async function addUpLoanFigures(tx: Tx): Promise<void> {
  await allowLongStatements(tx);
  await tx.query('SELECT add_up_loan_figures()');
}
