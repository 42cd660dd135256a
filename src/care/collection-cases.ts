import type { Tx } from '../database/transactions.js';

/**
 * Opens a case for every loan that is late by the close of a date, closes those of loans that no longer are, and takes
 * cases from who may no longer sign in. It only remembers who works on what: the list of late loans asks the loans.
 */
export async function rememberCases(tx: Tx, date: string): Promise<void> {
  await tx.query(
    // A loan has one open case at most. To look for it here would be a plan that may read the growing table for each loan.
    'INSERT INTO collection_cases (loan_id, opened_on) SELECT l.loan_id, $1::date FROM late_loans l ON CONFLICT DO NOTHING',
    [date],
  );
  await tx.query(
    `UPDATE collection_cases c SET closed_on = $1::date WHERE c.closed_on IS NULL AND c.opened_on <= $1::date
       AND NOT EXISTS (SELECT FROM late_loans l WHERE l.loan_id = c.loan_id)`,
    [date],
  );
  await tx.query(
    `UPDATE collection_cases c SET assigned_to = NULL FROM users u
     WHERE c.closed_on IS NULL AND c.assigned_to = u.id AND NOT u.is_active`,
  );
}
