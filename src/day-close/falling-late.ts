import type { Tx } from '../database/transactions.js';

/** The next date and the one after it, which may begin before the next is closed. */
export const DAYS_AHEAD = 2;

/**
 * Lists those loans of `soon` that become late within two days of the end of the date $1 if nothing is paid, as SQL: the
 * report of late loans looks at these beside those that are marked. It notices when loans are missing here.
 */
export const LIST_FALLING_LATE = `INSERT INTO falling_late AS f (loan_id, late_on)
  SELECT l.id, l.next_due_on + l.grace_days + 1 FROM soon l
  WHERE l.status = 'active'
    AND l.next_due_on + l.grace_days BETWEEN $1::date AND $1::date + ${String(DAYS_AHEAD - 1)}
  ON CONFLICT (loan_id) DO UPDATE SET late_on = excluded.late_on WHERE f.late_on <> excluded.late_on`;

/** Removes the loans that were to be late by the end of a closed date: they are marked, or were paid in time. */
export async function forgetFallenLate(tx: Tx, date: string): Promise<void> {
  await tx.query('DELETE FROM falling_late WHERE late_on <= $1', [date]);
}
