import type { Transactions, Tx } from '../database/transactions.js';
import { newId } from '../runtime/ids.js';

/**
 * A table of work: rows with `id`, `state`, `attempts`, `next_attempt_at`, `leased_until` and `lease`. It wants an index
 * on `(next_attempt_at)` with the same condition.
 */
export interface WorkTable {
  /** Trusted SQL: the name of the table, and the condition on a row that is still to be worked on. */
  name: string;
  where?: string;
  /** How long a worker has for a row before another one may take it (ms). */
  leaseMs: number;
}

/** What a worker is given with a row. */
export interface Leased {
  id: string;
  /** This one counted. */
  attempts: number;
  lease: string;
}

const WAITING = "state = 'waiting'";

/**
 * Work that is done outside of any transaction, such as a call to somebody else's server: a row is claimed, worked on,
 * and finished. Each of the two ends is a transaction of its own. Any number of workers share a table; a row whose
 * worker died is claimed again once its lease is over. So work may be done twice, but only one worker finishes it.
 */
export class LeasedWork<Row extends Leased> {
  constructor(
    private readonly transactions: Transactions,
    private readonly table: WorkTable,
  ) {}

  /** Claims up to `limit` rows that are due, the longest due first; they come back with a new lease. */
  claim(limit: number): Promise<Row[]> {
    const { name, where = WAITING, leaseMs } = this.table;
    return this.transactions.run(async (tx) => {
      const [rows]: [Row[], number] = await tx.query(
        `UPDATE ${name} SET attempts = attempts + 1, lease = $1, leased_until = now() + $2 * interval '1 ms'
         WHERE id IN (
           SELECT id FROM ${name}
           WHERE ${where} AND next_attempt_at <= now() AND (leased_until IS NULL OR leased_until < now())
           ORDER BY next_attempt_at, id LIMIT $3 FOR UPDATE SKIP LOCKED)
         RETURNING *`,
        [newId(), leaseMs, limit],
      );
      return rows;
    });
  }

  /**
   * Ends the lease on a row and writes what came of the work, in the caller's transaction: its new state, or when to try
   * again. False, and nothing is written, when the lease is no longer this worker's.
   */
  async finish(
    tx: Tx,
    { id, lease }: Leased,
    outcome: { state: string } | { nextAttemptAt: Date },
  ): Promise<boolean> {
    const [set, value] =
      'state' in outcome ? ['state', outcome.state] : ['next_attempt_at', outcome.nextAttemptAt];
    const [, count]: [unknown, number] = await tx.query(
      `UPDATE ${this.table.name} SET ${set} = $3, lease = NULL, leased_until = NULL WHERE id = $1 AND lease = $2`,
      [id, lease, value],
    );
    return count === 1;
  }

  /** How many rows are due or will be, and for how long the one that is most overdue has been (s). */
  async backlog(tx: Tx): Promise<{ waiting: number; oldestSeconds: number }> {
    const { name, where = WAITING } = this.table;
    const [row]: { waiting: number; oldest: number }[] = await tx.query(
      `SELECT count(*)::int AS waiting,
         greatest(0, coalesce(extract(epoch FROM now() - min(next_attempt_at)), 0))::float8 AS oldest
       FROM ${name} WHERE ${where}`,
    );
    return { waiting: row?.waiting ?? 0, oldestSeconds: row?.oldest ?? 0 };
  }
}
