import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { assertStaffFilters, isStaff, type Caller } from '../auth/access.js';
import { BUSINESS_DATE, Clock } from '../database/clock.js';
import { searchFor, shownName } from '../http/filters.js';
import type { ProblemCode } from '../runtime/problems.js';
import { conditions, readPage, type Page } from '../http/paging.js';
import { Replicas } from '../database/replicas.js';
import { currencyDecimals, formatMoney } from '../lending/money.js';
import { POSITION } from './queue-entries.js';
import type { QueueState } from '../loans/queue-entry.entity.js';
import type { QueueEntryResponse, QueueListQuery } from './funding-queue.dto.js';

interface EntryRow {
  id: string;
  customer_id: string;
  customer_name?: string;
  amount: string;
  currency: string;
  state: QueueState;
  position: number | null;
  queued_at: Date;
  holds_on: string;
  expires_on: string;
  ended_at: Date | null;
  reason: ProblemCode | null;
}

// When the name is not selected, PostgreSQL drops the join.
const FROM = 'funding_queue q JOIN loans l ON l.id = q.loan_id LEFT JOIN users c ON c.id = q.customer_id';
const NAME = `${shownName('c')} AS customer_name, `;

@Injectable()
export class FundingQueueQueries {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly replicas: Replicas,
    private readonly clock: Clock,
  ) {}

  /** A customer's own entries, or all of them for staff. */
  async list(query: QueueListQuery, url: string, caller: Caller): Promise<Page<QueueEntryResponse>> {
    assertStaffFilters(caller, { search: query.search });
    const today = await this.clock.businessDate(this.db);
    return readPage(
      this.replicas,
      {
        columns: `${isStaff(caller) ? NAME : ''}q.loan_id AS id, q.customer_id, q.amount, l.currency, q.state, q.queued_at, q.holds_on,
          q.expires_on, q.ended_at, q.reason, CASE WHEN q.state = 'waiting' THEN ${POSITION} END AS position`,
        from: FROM,
        id: 'q.loan_id',
        where: conditions({
          'q.customer_id = $?': isStaff(caller) ? undefined : caller.id,
          'q.state = $?': query.state,
          ...searchFor(query.search, { user: 'c', ids: ['q.loan_id'] }),
        }),
        query,
        url,
        exactCount: true,
      },
      (row: EntryRow) => toEntry(row, today),
    );
  }

  /** The waiting loans in order, at most `limit`, for the command line. */
  async inOrder(limit: number): Promise<{ entries: QueueEntryResponse[]; count: number; amount: string }> {
    const rows: EntryRow[] = await this.db.query(
      `SELECT ${NAME}q.loan_id AS id, q.customer_id, q.amount, l.currency, q.state, q.queued_at, q.holds_on, q.expires_on,
         q.ended_at, q.reason, row_number() OVER (ORDER BY q.priority, q.entry_no)::int AS position
       FROM ${FROM} WHERE q.state = 'waiting'
       ORDER BY q.priority, q.entry_no LIMIT $1`,
      [limit],
    );
    const [all]: { count: number; amount: string }[] = await this.db.query(
      `SELECT count(*)::int AS count, coalesce(sum(amount), 0) AS amount FROM funding_queue WHERE state = 'waiting'`,
    );
    const today = await this.clock.businessDate(this.db);
    const decimals = currencyDecimals(rows[0]?.currency ?? 'USD');
    return {
      entries: rows.map((row) => toEntry(row, today)),
      count: all?.count ?? 0,
      amount: formatMoney(BigInt(all?.amount ?? '0'), decimals),
    };
  }

  /** How many loans wait for money. */
  async waiting(): Promise<number> {
    const [row]: { count: number }[] = await this.db.query(
      "SELECT count(*)::int AS count FROM funding_queue WHERE state = 'waiting'",
    );
    return row?.count ?? 0;
  }

  /** What decides whether the queue can move, as one comparable text; null while nothing waits. */
  async outlook(): Promise<string | null> {
    const [row]: { waiting: string; line: string }[] = await this.db.query(
      `SELECT count(*) AS waiting, concat_ws('/', count(*), max(q.entry_no),
         count(*) FILTER (WHERE q.holds_on <= ${BUSINESS_DATE}),
         count(*) FILTER (WHERE q.expires_on < ${BUSINESS_DATE})) AS line
       FROM funding_queue q WHERE q.state = 'waiting'`,
    );
    if (!row || row.waiting === '0') return null;
    const [market]: { market: string }[] = await this.db.query(
      `SELECT concat_ws('/', sum(p.free_amount), sum(p.mandate_version),
         (SELECT max(b.version) FROM bank_configurations b)) AS market
       FROM providers p WHERE p.free_amount > 0`,
    );
    return `${row.line} ${market?.market ?? ''}`;
  }
}

function toEntry(row: EntryRow, today: string): QueueEntryResponse {
  return {
    loan: row.id,
    customer: row.customer_id,
    customer_name: row.customer_name ?? null,
    amount: formatMoney(BigInt(row.amount), currencyDecimals(row.currency)),
    currency: row.currency,
    state: row.state,
    position: row.position,
    holds_line: row.state === 'waiting' && row.holds_on <= today,
    queued_at: row.queued_at.toISOString(),
    expires_on: row.expires_on,
    ended_at: row.ended_at?.toISOString() ?? null,
    reason: row.reason,
  };
}
