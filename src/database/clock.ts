import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { databaseTime } from '../runtime/database-time.js';
import type { Tx } from './transactions.js';

/** The business date as SQL, for statements that only read it. */
export const BUSINESS_DATE = '(SELECT max(d.business_date) FROM business_dates d)';

interface DateRow {
  date: string | null;
}

/**
 * The only source of time. The instant comes from the database's clock. The business date (YYYY-MM-DD) is a fact in the
 * database, which `BusinessCalendar` advances and which never goes back.
 */
@Injectable()
export class Clock {
  now(): Date {
    return new Date(databaseTime.now());
  }

  /**
   * The business date for what this transaction writes. The date cannot end before the transaction does. Send this with
   * the transaction's first statements, ahead of all row locks.
   */
  async today(tx: Tx): Promise<string> {
    // With values, even none, the statement is prepared.
    return dateIn(await tx.query('SELECT hold_business_date() AS date', []));
  }

  /** The current business date, for reads. */
  businessDate(db: Pick<EntityManager, 'query'>): Promise<string> {
    return businessDate(db);
  }
}

/** The current business date, on the caller's connection. */
export async function businessDate(db: Pick<EntityManager, 'query'>): Promise<string> {
  return dateIn(await db.query(`SELECT ${BUSINESS_DATE} AS date`, []));
}

function dateIn([row]: DateRow[]): string {
  if (row?.date) return row.date;
  throw new Error('there is no business date: no instance has been started on this database');
}
