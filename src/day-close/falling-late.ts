import type { Tx } from '../database/transactions.js';

/** The next date and the one after it, which may begin before the next is closed. */
const DAYS_AHEAD = 2;

/**
 * Lists the active loans that become late within two days of the end of a date if nothing is paid, in one scan: the
 * report of late loans looks at these beside those that are marked. It notices when loans are missing here.
 */
export async function listFallingLate(tx: Tx, date: string): Promise<void> {
  await tx.query('DELETE FROM falling_late');
  await tx.query(
    `INSERT INTO falling_late (loan_id, late_on)
     SELECT l.id, l.next_due_on + l.grace_days + 1 FROM loans l
     WHERE l.status = 'active' AND l.next_due_on + l.grace_days <
       greatest($1::date, (SELECT max(business_date) FROM day_closes)) + ${String(DAYS_AHEAD)}`,
    [date],
  );
}
