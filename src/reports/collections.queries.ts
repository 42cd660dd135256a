import { Injectable } from '@nestjs/common';
import { BankConfigQueries } from '../bank-config/bank-config.queries.js';
import { Clock } from '../database/clock.js';
import { linkFrom, placeIn } from '../http/cursors.js';
import { daysPastDue } from '../lending/days-past-due.js';
import { shownName } from '../http/filters.js';
import { Replicas } from '../database/replicas.js';
import { currencyDecimals, formatMoney } from '../lending/money.js';
import { PORTFOLIO } from '../loans/loan-figures.js';
import type { LoanStatus } from '../loans/loan.entity.js';
import {
  nextActionOf,
  type CollectionResponse,
  type CollectionsQuery,
  type CollectionsResponse,
} from './collections.dto.js';

interface LateRow {
  id: string;
  customer_id: string;
  customer_name: string;
  username: string;
  status: LoanStatus;
  next_due_on: string | null;
  next_due_amount: string;
  balance: string;
  priority: string;
}

const CURSOR = /^n:(\d{1,30}):([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** Loan `l` is late on the date $1, though no day-close has marked it yet. */
const LATE_UNMARKED = "l.status = 'active' AND $1::date - l.next_due_on > l.grace_days";
const COLUMNS =
  'l.id, l.customer_id, l.status, l.next_due_on, l.next_due_amount, l.amount_due - l.total_paid AS balance';
/** Those of them that the last close saw coming. */
const FALLING = `SELECT ${COLUMNS} FROM falling_late f JOIN loans l ON l.id = f.loan_id
  WHERE f.late_on <= $1::date AND ${LATE_UNMARKED}`;
/**
 * All late loans, without a scan of all loans, unless the kept figures count more than the last close saw coming: after
 * a reversal, or while the day-close is behind. The condition without a loan in it is tested once, before the scan.
 * Marked loans lie scattered among all others: read from their own narrow table they take a tenth of the time.
 */
const LATE = `SELECT loan_id AS id, customer_id, status, next_due_on, next_due_amount, balance FROM late_loans
  UNION ALL SELECT * FROM falling
  UNION ALL SELECT ${COLUMNS} FROM loans l
  WHERE (SELECT sum(l.loans) FROM ${PORTFOLIO} l WHERE ${LATE_UNMARKED}) > (SELECT count(*) FROM falling)
    AND ${LATE_UNMARKED} AND l.id NOT IN (SELECT id FROM falling)`;

/** Which borrowers to contact first. */
@Injectable()
export class CollectionsQueries {
  constructor(
    private readonly db: Replicas,
    private readonly bankConfig: BankConfigQueries,
    private readonly clock: Clock,
  ) {}

  /**
   * A page of the loans past their grace days, highest priority first. Selects by days, not only by status: a loan
   * becomes overdue at the end of a date, but is late on that date already.
   */
  async list({ limit, cursor }: CollectionsQuery, url: string): Promise<CollectionsResponse> {
    const [{ currency }, on] = await Promise.all([
      this.bankConfig.inForce(),
      this.clock.businessDate(this.db),
    ]);
    const after = cursor === undefined ? [] : placeIn(cursor, CURSOR);
    const rows: LateRow[] = await this.db.query(
      `WITH falling AS MATERIALIZED (${FALLING})
       SELECT l.*, ${shownName('u')} AS customer_name, u.username FROM (
         SELECT * FROM (
           SELECT l.*, l.next_due_amount::numeric * greatest($1::date - l.next_due_on, 0) AS priority FROM (${LATE}) l
         ) l ${after.length === 0 ? '' : 'WHERE l.priority < $2 OR l.priority = $2 AND l.id > $3'}
         ORDER BY l.priority DESC, l.id LIMIT ${String(limit + 1)}
       ) l JOIN users u ON u.id = l.customer_id ORDER BY l.priority DESC, l.id`,
      [on, ...after],
    );
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    return {
      as_of: on,
      currency,
      results: shown.map((row) => toCollection(row, on, currencyDecimals(currency))),
      next: last && rows.length > limit ? linkFrom(url, `n:${last.priority}:${last.id}`) : null,
    };
  }
}

function toCollection(row: LateRow, on: string, decimals: number): CollectionResponse {
  const days = daysPastDue(row.next_due_on, on);
  return {
    loan: row.id,
    customer: row.customer_id,
    customer_name: row.customer_name,
    username: row.username,
    status: row.status,
    overdue_amount: formatMoney(BigInt(row.next_due_amount), decimals),
    days_past_due: days,
    priority: formatMoney(BigInt(row.priority), decimals),
    next_action: nextActionOf(row.status, days),
    remaining_balance: formatMoney(BigInt(row.balance), decimals),
    next_due_date: row.next_due_on,
  };
}
