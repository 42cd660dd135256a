import { Injectable } from '@nestjs/common';
import { Clock } from '../database/clock.js';
import { Transactions } from '../database/transactions.js';
import { AuditLog, type Actor } from '../http/audit-log.js';
import { invalidFields } from '../http/validation.js';
import { currencyDecimals, formatMoney } from '../lending/money.js';
import { DomainError } from '../runtime/problems.js';
import { TillCount } from './till-count.entity.js';

/** Cash that receipts `t` make, as SQL: what was taken in less what was paid out. Minor units. */
export const CASH = `coalesce(sum(CASE WHEN t.kind = 'in' THEN t.amount ELSE -t.amount END)
  FILTER (WHERE t.method = 'cash'), 0)`;

/** A count of a teller's till; `counted` in minor units. */
export interface Counted {
  on: string;
  userId: string;
  counted: bigint;
  currency: string;
  again: boolean;
}

/** What was counted in the tills. It moves no money. */
@Injectable()
export class TillCounts {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Keeps what was counted beside what the receipts make, once a teller and date, or again as a new version. Throws
   * `validation_failed` for a date to come and for somebody who is no staff, and `already_counted`. Locks the teller.
   */
  async count({ on, userId, counted, currency, again }: Counted, by: Actor & { id: string }): Promise<void> {
    const kept = await this.transactions.run(async (tx) => {
      const today = await this.clock.today(tx);
      if (on > today) throw refused('on', `on must not be after ${today}, the business date.`);
      // The row is what serialises two counts of one till.
      const [teller]: unknown[] = await tx.query(
        `SELECT 1 FROM users u WHERE u.id = $1 AND u.role IN ('staff', 'admin') FOR NO KEY UPDATE`,
        [userId],
      );
      if (!teller) throw refused('user', 'user must be the id of somebody of the bank.');
      const [row]: { expected: string; version: number }[] = await tx.query(
        `SELECT ${CASH}::text AS expected, (SELECT coalesce(max(c.version), 0) FROM till_counts c
           WHERE c.business_date = $1 AND c.user_id = $2) AS version
         FROM till_receipts t WHERE t.business_date = $1 AND t.user_id = $2`,
        [on, userId],
      );
      const version = (row?.version ?? 0) + 1;
      if (version > 1 && !again) {
        throw new DomainError(
          'already_counted',
          `This till was counted for ${on}. Send "again": true to count it once more.`,
          { on, version: version - 1 },
        );
      }
      const count = {
        businessDate: on,
        userId,
        version,
        expected: BigInt(row?.expected ?? '0'),
        counted,
        currency,
        countedBy: by.id,
        createdAt: this.clock.now(),
      };
      await tx.insert(TillCount, count);
      return count;
    });
    const money = (minor: bigint) => formatMoney(minor, currencyDecimals(currency));
    this.audit.record({
      action: 'till.count',
      by,
      on: { type: 'user', id: userId },
      facts: {
        date: on,
        version: kept.version,
        expected: money(kept.expected),
        counted: money(kept.counted),
      },
    });
  }
}

function refused(field: string, message: string): Error {
  return invalidFields([{ field, code: 'does_not_fit', message }]);
}
