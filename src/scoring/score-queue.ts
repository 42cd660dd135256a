import { Injectable } from '@nestjs/common';
import { write, type Tx } from '../database/transactions.js';
import { addDays } from '../lending/dates.js';

/** Why a score is computed again. */
export type ScoreCause =
  'loan' | 'payment' | 'reversal' | 'write_off' | 'undo' | 'day_close' | 'time' | 'recomputed';

/** The customers whose scores have to be computed again. */
@Injectable()
export class ScoreQueue {
  /**
   * Puts customers on the list, in the transaction that changed something for them. It never waits: the list has no
   * key. A customer who is on it twice is scored once if both are read together, else the second time changes nothing.
   */
  add(tx: Tx, customerIds: readonly string[], cause: ScoreCause): void {
    const ids = [...new Set(customerIds)];
    if (ids.length === 0) return;
    const sql = 'INSERT INTO score_due (customer_id, cause) SELECT unnest($1::uuid[]), $2';
    write(tx, { table: 'score_due', sql, values: [ids, cause] });
  }

  /** After a business date ends, adds the customers whose score changes with time alone. */
  async addDrifting(tx: Tx, date: string): Promise<void> {
    await tx.query(
      `INSERT INTO score_due (customer_id, cause)
       SELECT c.id, 'time' FROM customers c WHERE c.score_changes_on <= $1`,
      [addDays(date, 1)],
    );
  }
}
