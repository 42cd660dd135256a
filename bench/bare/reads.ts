import type { Connection } from './batches.js';
import { SHOWN, shownLoan } from './json.js';

const PAGE = 30;

/** The first page of a customer's loans, newest first, with their number; one row more tells whether there are others. */
export async function listLoans(db: Connection, customerId: string): Promise<string> {
  const rows = await db.query(
    `SELECT ${SHOWN}, (SELECT count(*)::int FROM loans l WHERE l.customer_id = $1) AS count
     FROM loans l WHERE l.customer_id = $1 ORDER BY l.id DESC LIMIT ${String(PAGE + 1)}`,
    [customerId],
  );
  const shown = rows.slice(0, PAGE);
  const cursor = Buffer.from(`n:${shown.at(-1)?.id ?? ''}`).toString('base64url');
  return JSON.stringify({
    count: Number(rows[0]?.count ?? 0),
    next: rows.length > PAGE ? `/api/loans/?cursor=${cursor}` : null,
    previous: null,
    results: shown.map(shownLoan),
  });
}

/** One of a customer's loans; null when it has none of that id. */
export async function showLoan(db: Connection, customerId: string, id: string): Promise<string | null> {
  const [row] = await db.query(`SELECT ${SHOWN} FROM loans l WHERE l.id = $1 AND l.customer_id = $2`, [
    id,
    customerId,
  ]);
  return row ? JSON.stringify(shownLoan(row)) : null;
}
