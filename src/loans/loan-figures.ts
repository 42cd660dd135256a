import { allowLongStatements, type Tx } from '../database/transactions.js';
import { IS_OPEN } from './loan.entity.js';

/**
 * All loans by status, due date and days of grace, as SQL: what was added up, and what changed since. A group may come
 * in several rows; sums over them are those of the loans in the same snapshot.
 */
export const PORTFOLIO = `(
  SELECT status, next_due_on, grace_days, loans, principal, balance FROM portfolio_figures
  UNION ALL SELECT status, next_due_on, grace_days, loans, loans * principal, loans * balance FROM loan_changes)`;

/** All loans that were paid out, by their first day, as SQL in the same way. */
export const VINTAGES = `(
  SELECT start_on, loans, open_loans, lent, outstanding FROM vintage_figures
  UNION ALL SELECT l.start_on, l.loans, CASE WHEN ${IS_OPEN} THEN l.loans ELSE 0 END, l.loans * l.amount,
    CASE WHEN ${IS_OPEN} THEN l.loans * l.principal ELSE 0 END
  FROM loan_changes l WHERE l.status NOT IN ('queued', 'cancelled'))`;

/** Adds what changed to the kept figures, unless another instance is doing so. Changes no answer, only its time. */
export async function addUpLoanFigures(tx: Tx): Promise<void> {
  await allowLongStatements(tx);
  await tx.query('SELECT add_up_loan_figures()');
}
