import type { EntityManager } from 'typeorm';
import type { Seal } from './seals.js';

/** What something was written for since a seal. */
export interface Touched {
  loans: string[];
  customers: string[];
  runs: string[];
  transfers: string[];
}

/** Allocations have no place in the order of entry. No instance's clock is wrong by more than this (ms). */
const CLOCKS_DIFFER_MS = 3_600_000;

/** The last entry before the current business date: all entries up to it are there and will not change. */
export async function lastEntryBefore(manager: EntityManager): Promise<bigint> {
  const [row]: { entry: string | null }[] = await manager.query(
    'SELECT entries_before::text AS entry FROM business_dates ORDER BY business_date DESC LIMIT 1',
  );
  return BigInt(row?.entry ?? 0);
}

const LOANS_AFTER = (entry: string) => `
  SELECT j.loan_id AS id FROM journal j WHERE j.entry_no > ${entry} AND j.loan_id IS NOT NULL
  UNION SELECT e.loan_id FROM loan_events e WHERE e.entry_no > ${entry}
  UNION SELECT y.loan_id FROM payments y WHERE y.entry_no > ${entry}
  UNION SELECT q.loan_id FROM funding_queue q WHERE q.entry_no > ${entry}
  UNION SELECT t.loan_id FROM transfer_steps s JOIN transfers t ON t.id = s.transfer_id
    WHERE s.entry_no > ${entry} AND t.purpose = 'disbursement'`;

/** The loans that something was written for since a seal. Locks nothing. */
export async function loansTouchedSince(manager: EntityManager, { entriesTo }: Seal): Promise<string[]> {
  const rows: { id: string }[] = await manager.query(LOANS_AFTER('$1'), [entriesTo.toString()]);
  return rows.map(({ id }) => id);
}

/**
 * Reads the entries since a seal. Locks nothing. Loans are found by an array of their ids: their number is not known
 * when a join is planned, and a bad guess compares each with each.
 */
export async function touchedSince(
  manager: EntityManager,
  { businessDate, entriesTo }: Seal,
): Promise<Touched> {
  const [row]: (Touched & { began_at: Date })[] = await manager.query(
    `WITH touched AS MATERIALIZED (${LOANS_AFTER('$1')}),
     found AS MATERIALIZED (
       SELECT l.customer_id, l.allocation_run_id AS run_id FROM loans l
       WHERE l.id = ANY (ARRAY(SELECT t.id FROM touched t)))
     SELECT d.began_at, ARRAY(SELECT t.id FROM touched t) AS loans,
       ARRAY(SELECT f.customer_id FROM found f
             UNION SELECT s.customer_id FROM credit_scores s WHERE s.entry_no > $1) AS customers,
       ARRAY(SELECT DISTINCT f.run_id FROM found f WHERE f.run_id IS NOT NULL) AS runs,
       ARRAY(SELECT s.transfer_id FROM transfer_steps s WHERE s.entry_no > $1
             UNION SELECT y.transfer_id FROM payments y WHERE y.entry_no > $1 AND y.transfer_id IS NOT NULL
             UNION SELECT r.id FROM journal j JOIN transfers r ON r.id = j.cause_id WHERE j.entry_no > $1) AS transfers
     FROM business_dates d WHERE d.business_date > $2 ORDER BY d.business_date LIMIT 1`,
    [entriesTo.toString(), businessDate],
  );
  if (!row) throw new Error(`${businessDate} was sealed before it was over`);
  const { began_at: beganAt, loans, customers, runs, transfers } = row;
  const later: { id: string }[] = await manager.query('SELECT r.id FROM allocation_runs r WHERE r.id > $1', [
    firstIdAt(beganAt.getTime() - CLOCKS_DIFFER_MS),
  ]);
  return { loans, customers, transfers, runs: [...new Set([...runs, ...later.map(({ id }) => id)])] };
}

/** The least UUIDv7 of an instant. */
function firstIdAt(ms: number): string {
  const time = ms.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`;
}
