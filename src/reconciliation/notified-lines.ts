import type { Tx } from '../database/transactions.js';
import type { Fingerprinted } from './fingerprints.js';
import type { Statement } from './statement.js';

interface NotifiedRow {
  booked_on: string;
  amount: string;
  bank_ref: string | null;
  fingerprint: string;
}

/** Lines of a statement or (without balances) of a notification that no line of the same spelling is known of. */
type New = Pick<Statement, 'closing'> & { lines: Fingerprinted[] };

/** The end of the last statement of an account that was read: until then, all of its lines are known. */
export async function toldUntilOf(tx: Tx, accountId: string): Promise<string | null> {
  const [row]: { to_on: string | null }[] = await tx.query(
    'SELECT max(s.to_on) AS to_on FROM bank_statements s WHERE s.account_id = $1 AND s.closing IS NOT NULL',
    [accountId],
  );
  return row?.to_on ?? null;
}

/**
 * Leaves out what a notification and a statement tell in two spellings. A notification brings nothing of a date that a
 * statement has told of as a whole. Of a statement, a line is known if a notification has one of its date and amount that
 * the file does not spell alike, or several under its reference that make its amount: the parts of a batch.
 */
export async function withoutNotified(
  tx: Tx,
  accountId: string,
  statements: readonly New[],
  inFile: ReadonlySet<string>,
  toldUntil: string | null,
): Promise<Fingerprinted[][]> {
  const dates = statements.flatMap(({ lines }) => lines.map(({ line }) => line.bookedOn)).sort();
  const [first, last] = [dates[0], dates.at(-1)];
  if (first === undefined || last === undefined) return statements.map(() => []);
  const rows: NotifiedRow[] = await tx.query(
    `SELECT l.booked_on, l.amount::text, l.bank_ref, l.fingerprint
     FROM bank_statements s JOIN statement_lines l ON l.statement_id = s.id
     WHERE s.account_id = $1 AND s.closing IS NULL AND s.to_on >= $2 AND l.booked_on BETWEEN $2 AND $3 ORDER BY l.id`,
    [accountId, first, last],
  );
  const notified = rows.filter(({ fingerprint }) => !inFile.has(fingerprint));
  return statements.map(({ closing, lines }) =>
    closing === null
      ? lines.filter(({ line }) => toldUntil === null || line.bookedOn > toldUntil)
      : withoutTold(lines, notified),
  );
}

/** The lines that none of the notified ones is. Takes the notified ones that are found out of their list. */
function withoutTold(lines: readonly Fingerprinted[], notified: NotifiedRow[]): Fingerprinted[] {
  const take = (isIt: (row: NotifiedRow) => boolean) => {
    const index = notified.findIndex(isIt);
    if (index >= 0) notified.splice(index, 1);
    return index >= 0;
  };
  const others = lines.filter(
    ({ line }) => !take((row) => row.booked_on === line.bookedOn && row.amount === line.amount.toString()),
  );
  return others.filter(({ line: { bookedOn, bankRef, amount } }) => {
    const isPart = (row: NotifiedRow) => row.booked_on === bookedOn && row.bank_ref === bankRef;
    const parts = bankRef === null ? [] : notified.filter(isPart);
    if (parts.reduce((sum, part) => sum + BigInt(part.amount), 0n) !== amount || parts.length === 0)
      return true;
    parts.forEach((part) => take((row) => row === part));
    return false;
  });
}
