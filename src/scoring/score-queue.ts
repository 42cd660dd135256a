import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/transactions.js';
import { addDays } from '../lending/dates.js';

/** Why scores are computed anew. */
export type ScoreCause = 'loan' | 'payment' | 'reversal' | 'write_off' | 'day_close' | 'time' | 'recomputed';

/** The list of customers whose scores have to be computed anew. */
@Injectable()
export class ScoreQueue {
  /**
   * Puts customers on the list, in the transaction of what happened to them. It waits for nobody: the list has no key,
   * and who is on it twice is scored once.
   */
  async add(tx: Tx, customerIds: readonly string[], cause: ScoreCause): Promise<void> {
    const ids = [...new Set(customerIds)];
    if (ids.length === 0) return;
    await tx.query('INSERT INTO score_due (customer_id, cause) SELECT unnest($1::uuid[]), $2', [ids, cause]);
  }

  /** Puts those on the list whose score changes as time passes, once a business date is over. */
  async addDrifting(tx: Tx, date: string): Promise<void> {
    await tx.query(
      `INSERT INTO score_due (customer_id, cause)
       SELECT c.id, 'time' FROM customers c WHERE c.score_changes_on <= $1`,
      [addDays(date, 1)],
    );
  }
}
