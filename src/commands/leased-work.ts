import type { Transactions, Tx } from '../database/transactions.js';
import { newId } from '../runtime/ids.js';

/**
 * A table of work: rows with `id`, `state`, `attempts`, `next_attempt_at`, `leased_until` and `lease`. It needs an
 * index on `(next_attempt_at)` with the same condition.
 */
export interface WorkTable {
  /** Trusted SQL: the name of the table, and the condition on rows that are not finished. */
  name: string;
  where?: string;
  /** How long a worker holds a row before another may take it (ms). */
  leaseMs: number;
}

/** What a worker receives with a row. */
export interface Leased {
  id: string;
  /** Including this one. */
  attempts: number;
  lease: string;
}

const WAITING = "state = 'waiting'";
const DUE = 'next_attempt_at <= now() AND (leased_until IS NULL OR leased_until < now())';

/** What answers one statement: a transaction, or a read outside of any. */
interface Asked {
  query: <T>(sql: string, values?: unknown[]) => Promise<T>;
}

/**
 * Work done outside any transaction, such as a call to another company's server: a row is claimed, worked on, and
 * finished. Claiming and finishing are separate transactions. Any number of workers share a table; the row of a dead
 * worker is claimed again once its lease is over. So work may be done twice, but only one worker finishes it.
 */
export class LeasedWork<Row extends Leased> {
  constructor(
    private readonly transactions: Transactions,
    private readonly table: WorkTable,
  ) {}

  /** Whether a row could be claimed now: a read, for workers that mostly find nothing. */
  async isAnyDue(db: Asked): Promise<boolean> {
    const { name, where = WAITING } = this.table;
    const [row] = await db.query<{ due: boolean }[]>(
      `SELECT EXISTS (SELECT FROM ${name} WHERE ${where} AND ${DUE}) AS due`,
      [],
    );
    return row?.due === true;
  }

  /** Claims up to `limit` due rows, longest due first, and returns them with a new lease. */
  claim(limit: number): Promise<Row[]> {
    return this.transactions.run((tx) => this.claimIn(tx, limit));
  }

  /** The same in the caller's transaction, which holds the rows' locks until it ends. */
  async claimIn(tx: Tx, limit: number): Promise<Row[]> {
    const { name, where = WAITING, leaseMs } = this.table;
    const [rows]: [Row[], number] = await tx.query(
      `UPDATE ${name} SET attempts = attempts + 1, lease = $1, leased_until = now() + $2 * interval '1 ms'
       WHERE id IN (
         SELECT id FROM ${name}
         WHERE ${where} AND ${DUE}
         ORDER BY next_attempt_at, id LIMIT $3 FOR UPDATE SKIP LOCKED)
       RETURNING *`,
      [newId(), leaseMs, limit],
    );
    return rows;
  }

  /**
   * Claims rows by id, due or not, but those that another worker holds or that are finished. In the caller's transaction,
   * which locks them, ascending by id.
   */
  async claimThese(tx: Tx, ids: readonly string[]): Promise<Row[]> {
    const { name, where = WAITING, leaseMs } = this.table;
    const [rows]: [Row[], number] = await tx.query(
      `UPDATE ${name} SET attempts = attempts + 1, lease = $1, leased_until = now() + $2 * interval '1 ms'
       WHERE id IN (
         SELECT id FROM ${name}
         WHERE id = ANY ($3::uuid[]) AND ${where} AND (leased_until IS NULL OR leased_until < now())
         ORDER BY id FOR NO KEY UPDATE)
       RETURNING *`,
      [newId(), leaseMs, ids],
    );
    return rows;
  }

  /**
   * Ends the lease on a row and writes the result of the work, in the caller's transaction: its new state, or when to
   * try again (null: not by itself). Returns false and writes nothing if this worker no longer holds the lease.
   */
  async finish(
    tx: Tx,
    { id, lease }: Leased,
    outcome: { state: string } | { nextAttemptAt: Date | null },
  ): Promise<boolean> {
    const [set, value] =
      'state' in outcome ? ['state', outcome.state] : ['next_attempt_at', outcome.nextAttemptAt];
    const [, count]: [unknown, number] = await tx.query(
      `UPDATE ${this.table.name} SET ${set} = $3, lease = NULL, leased_until = NULL WHERE id = $1 AND lease = $2`,
      [id, lease, value],
    );
    return count === 1;
  }

  /** See `backlogOf`. */
  backlog(tx: Tx): Promise<Backlog> {
    return backlogOf(tx, this.table);
  }
}

export interface Backlog {
  waiting: number;
  oldestSeconds: number;
}

/** How many rows of a table of work are due now or later, and how long the most overdue row has been due (s). */
export async function backlogOf(
  db: Asked,
  { name, where = WAITING }: Pick<WorkTable, 'name' | 'where'>,
): Promise<Backlog> {
  const [row] = await db.query<{ waiting: number; oldest: number }[]>(
    `SELECT count(*)::int AS waiting,
       greatest(0, coalesce(extract(epoch FROM now() - min(next_attempt_at)), 0))::float8 AS oldest
     FROM ${name} WHERE ${where}`,
    [],
  );
  return { waiting: row?.waiting ?? 0, oldestSeconds: row?.oldest ?? 0 };
}
