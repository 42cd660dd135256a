import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { databaseTime } from '../runtime/database-time.js';
import type { Tx } from './transactions.js';

/** The business date as SQL, for statements that need no more than that. */
export const BUSINESS_DATE = '(SELECT max(d.business_date) FROM business_dates d)';

interface DateRow {
  date: string | null;
}

/**
 * The only source of time. The instant is that of the database's clock; the business date (YYYY-MM-DD) is a fact in the
 * database, which `BusinessCalendar` advances and which never goes back.
 */
@Injectable()
export class Clock {
  now(): Date {
    return new Date(databaseTime.now());
  }

  /**
   * The business date for what this transaction writes. It does not end before the transaction does. Sent with the
   * transaction's first statements, ahead of all row locks.
   */
  async today(tx: Tx): Promise<string> {
    // With values, even none, the statement is prepared.
    return dateIn(await tx.query('SELECT hold_business_date() AS date', []));
  }

  /** The business date of this moment, for what only reads. */
  businessDate(db: Pick<EntityManager, 'query'>): Promise<string> {
    return businessDate(db);
  }
}

/** The business date of this moment, on a connection of the caller's. */
export async function businessDate(db: Pick<EntityManager, 'query'>): Promise<string> {
  return dateIn(await db.query(`SELECT ${BUSINESS_DATE} AS date`, []));
}

function dateIn([row]: DateRow[]): string {
  if (row?.date) return row.date;
  throw new Error('there is no business date: no instance has been started on this database');
}
