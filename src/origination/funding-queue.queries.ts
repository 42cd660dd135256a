import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { assertStaffFilters, isStaff, type Caller } from '../auth/access.js';
import { BUSINESS_DATE, Clock } from '../database/clock.js';
import { shownRowsOf, type RowOf } from '../database/entity-columns.js';
import { searchFor, shownName } from '../http/filters.js';
import { conditions, readPage, type Page } from '../http/paging.js';
import { Replicas } from '../database/replicas.js';
import { currencyDecimals, formatMoney } from '../lending/money.js';
import { shownShortNumber } from '../runtime/short-number.js';
import { POSITION } from './queue-entries.js';
import { QueueEntry } from '../loans/queue-entry.entity.js';
import type { QueueEntryResponse, QueueListQuery } from './funding-queue.dto.js';

// When the name is not selected, PostgreSQL drops the join.
const entries = shownRowsOf(QueueEntry, 'q', [
  'loanId',
  'customerId',
  'amount',
  'state',
  'queuedAt',
  'holdsOn',
  'expiresOn',
  'endedAt',
  'reason',
]).and<{ currency: string; loanNumber: number }>(
  { currency: 'l.currency', loanNumber: 'l.number' },
  'JOIN loans l ON l.id = q.loan_id LEFT JOIN users c ON c.id = q.customer_id',
);
const listed = entries.and<{ position: number | null }>({
  position: `CASE WHEN q.state = 'waiting' THEN ${POSITION} END`,
});
const NAME = { customerName: shownName('c') };
const namedList = listed.and<{ customerName: string }>(NAME);
const namedLine = entries.and<{ position: number; customerName: string }>({
  position: 'row_number() OVER (ORDER BY q.priority, q.entry_no)::int',
  ...NAME,
});

type EntryRow = RowOf<typeof listed> & { customerName?: string };

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
      isStaff(caller) ? namedList : listed,
      {
        by: 'loanId',
        where: conditions({
          'q.customer_id = $?': isStaff(caller) ? undefined : caller.id,
          'q.state = $?': query.state,
          ...searchFor(query.search, { user: 'c', ids: ['q.loan_id'], number: 'l.number = $?' }),
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
    const rows = await namedLine.find(
      this.db.manager,
      "WHERE q.state = 'waiting' ORDER BY q.priority, q.entry_no LIMIT $1",
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

  /** How many loans wait for money, and for how long the oldest has waited (s). */
  async backlog(): Promise<{ waiting: number; oldestSeconds: number }> {
    const [row]: { waiting: number; oldest: number }[] = await this.db.query(
      `SELECT count(*)::int AS waiting,
         greatest(0, coalesce(extract(epoch FROM now() - min(queued_at)), 0))::float8 AS oldest
       FROM funding_queue WHERE state = 'waiting'`,
    );
    return { waiting: row?.waiting ?? 0, oldestSeconds: row?.oldest ?? 0 };
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
    loan: row.loanId,
    loan_number: shownShortNumber(row.loanNumber),
    customer: row.customerId,
    customer_name: row.customerName ?? null,
    amount: formatMoney(row.amount, currencyDecimals(row.currency)),
    currency: row.currency,
    state: row.state,
    position: row.position,
    holds_line: row.state === 'waiting' && row.holdsOn <= today,
    queued_at: row.queuedAt,
    expires_on: row.expiresOn,
    ended_at: row.endedAt,
    reason: row.reason,
  };
}
