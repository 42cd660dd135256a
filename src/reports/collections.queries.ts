import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import type { Caller } from '../auth/access.js';
import { BankConfigQueries } from '../bank-config/bank-config.queries.js';
import type { PromiseState } from '../care/payment-promise.entity.js';
import { PAID } from '../care/promise-payments.js';
import { Clock } from '../database/clock.js';
import { linkFrom, placeIn } from '../http/cursors.js';
import { EXPORT_CHUNK, whereClause } from '../http/list-sql.js';
import { assertExportable } from '../http/paging.js';
import { daysPastDue } from '../lending/days-past-due.js';
import { oneOrMore, shownName } from '../http/filters.js';
import { Replicas } from '../database/replicas.js';
import { currencyDecimals, formatMoney } from '../lending/money.js';
import { PORTFOLIO } from '../loans/loan-figures.js';
import { isOutgrown, owedByOutgrown, type Owed } from '../loans/loan-today.js';
import type { Loan, LoanStatus } from '../loans/loan.entity.js';
import { shownShortNumber } from '../runtime/short-number.js';
import { CONTACTS, type Note } from '../notes/note.entity.js';
import {
  nextActionOf,
  PROMISED,
  type CollectionResponse,
  type CollectionsQuery,
  type CollectionsResponse,
} from './collections.dto.js';

/** The condition on loan `l`, and its value as `$?`. */
interface Filter {
  sql: string;
  value?: unknown;
}

interface LateRow {
  id: string;
  number: number;
  customer_id: string;
  customer_name: string;
  username: string;
  status: LoanStatus;
  next_due_on: string | null;
  next_due_amount: string;
  balance: string;
  priority: string;
  phone: string;
  promise: { id: string; state: PromiseState; amount: string; paid: string; due_on: string } | null;
  contact: { kind: Note['kind']; outcome: Note['outcome']; at: string } | null;
  assigned_to: string | null;
  assignee: string | null;
  assessed: Pick<Loan, 'assessedOn' | 'interestMethod' | 'lateInterestRate' | 'writtenOffOn'>;
}

const DAY_MS = 86_400_000;
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

/** A broken promise is remembered for so long. */
const BROKEN_DAYS = 60;
const PROMISED_BY: Record<(typeof PROMISED)[number], string> = {
  open: "EXISTS (SELECT FROM promises p WHERE p.loan_id = l.id AND p.state = 'open')",
  broken: `EXISTS (SELECT FROM promises p WHERE p.loan_id = l.id AND p.state = 'broken'
    AND p.resolved_on >= $1::date - ${String(BROKEN_DAYS)}
    AND NOT EXISTS (SELECT FROM promises q WHERE q.loan_id = p.loan_id AND q.entry_no > p.entry_no))`,
  none: '',
};
PROMISED_BY.none = `NOT ${PROMISED_BY.open} AND NOT ${PROMISED_BY.broken}`;

const CONTACT =
  'n.kind, n.outcome, to_char(n.created_at AT TIME ZONE \'UTC\', \'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"\') AS at';
const lastAbout = (subject: string) => `(SELECT ${CONTACT} FROM notes n
  WHERE n.subject_id = ${subject} AND n.kind IN (${CONTACTS}) ORDER BY n.id DESC LIMIT 1)`;

/** What was promised and said about the loans of a page, and who works on them: looked up for these only. */
const WORK = `
  LEFT JOIN LATERAL (SELECT p.id, p.state, p.amount::text, p.due_on,
      CASE p.state WHEN 'open' THEN ${PAID} ELSE p.paid END::text AS paid, p.resolved_on
    FROM promises p WHERE p.loan_id = l.id ORDER BY p.entry_no DESC LIMIT 1) p
    ON p.state = 'open' OR (p.state = 'broken' AND p.resolved_on >= $1::date - ${String(BROKEN_DAYS)})
  LEFT JOIN LATERAL (SELECT * FROM (${lastAbout('l.id')} UNION ALL ${lastAbout('l.customer_id')}) n
    ORDER BY n.at DESC LIMIT 1) k ON true
  LEFT JOIN collection_cases o ON o.loan_id = l.id AND o.closed_on IS NULL
  LEFT JOIN users a ON a.id = o.assigned_to AND a.is_active`;

/** What tells whether a loan owes more today than its row says. */
const ASSESSED = `jsonb_build_object('assessedOn', s.assessed_on, 'interestMethod', s.interest_method,
  'lateInterestRate', s.late_interest_rate::text, 'writtenOffOn', s.written_off_on) AS assessed`;

/** Which borrowers to contact first. */
@Injectable()
export class CollectionsQueries {
  constructor(
    private readonly db: Replicas,
    @InjectDataSource() private readonly primary: DataSource,
    private readonly bankConfig: BankConfigQueries,
    private readonly clock: Clock,
  ) {}

  /**
   * A page of the loans past their grace days, highest priority first. Selects by days, not only by status: a loan
   * becomes overdue at the end of a date, but is late on that date already. Pages follow the figures of the last close,
   * which an order of all late loans can be had of; what a page shows of them is what they owe today, as loans do.
   */
  async list(query: CollectionsQuery, url: string, caller: Caller): Promise<CollectionsResponse> {
    const { cursor } = query;
    const isFile = query.format === 'csv';
    const limit = isFile ? EXPORT_CHUNK : query.limit;
    const [{ currency }, on] = await Promise.all([
      this.bankConfig.inForce(),
      this.clock.businessDate(this.db),
    ]);
    const after = cursor === undefined ? [] : placeIn(cursor, CURSOR);
    const values: unknown[] = [on, ...after];
    const wanted = filtersOf(query, caller, this.clock.now()).map(({ sql, value }) => {
      if (value === undefined) return sql;
      values.push(value);
      return sql.replaceAll('$?', `$${String(values.length)}`);
    });
    if (isFile && cursor === undefined) {
      await assertExportable(
        this.db,
        `(WITH falling AS MATERIALIZED (${FALLING}) ${LATE}) l`,
        wanted,
        values,
      );
    }
    if (after.length > 0) wanted.push('(l.priority < $2 OR l.priority = $2 AND l.id > $3)');
    const rows: LateRow[] = await this.db.query(
      `WITH falling AS MATERIALIZED (${FALLING})
       SELECT l.*, s.number, ${shownName('u')} AS customer_name, u.username, c.phone,
         to_jsonb(p) AS promise, to_jsonb(k) AS contact, a.id AS assigned_to, ${shownName('a')} AS assignee,
         ${ASSESSED} FROM (
         SELECT * FROM (
           SELECT l.*, l.next_due_amount::numeric * greatest($1::date - l.next_due_on, 0) AS priority FROM (${LATE}) l
         ) l ${whereClause(wanted)}
         ORDER BY l.priority DESC, l.id LIMIT ${String(limit + 1)}
       ) l JOIN loans s ON s.id = l.id JOIN users u ON u.id = l.customer_id JOIN customers c ON c.id = l.customer_id ${WORK}
       ORDER BY l.priority DESC, l.id`,
      values,
    );
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    const owed = await owedByOutgrown(
      this.primary.manager,
      shown
        .filter((row) => isOutgrown({ ...row.assessed, nextDueOn: row.next_due_on }, on))
        .map(({ id }) => id),
      on,
    );
    return {
      as_of: on,
      currency,
      results: shown
        .map((row) => withOwed(row, on, owed.get(row.id)))
        .sort((a, b) => compared(BigInt(b.priority), BigInt(a.priority)) || (a.id < b.id ? -1 : 1))
        .map((row) => toCollection(row, on, currencyDecimals(currency))),
      next: last && rows.length > limit ? linkFrom(url, `n:${last.priority}:${last.id}`) : null,
    };
  }
}

/** The conditions on late loans that were sent. */
function filtersOf(query: CollectionsQuery, caller: Caller, now: Date): Filter[] {
  const filters: Filter[] = [];
  if (query.assigned_to === 'nobody') {
    filters.push({
      sql: `NOT EXISTS (SELECT FROM collection_cases o JOIN users a ON a.id = o.assigned_to AND a.is_active
        WHERE o.loan_id = l.id AND o.closed_on IS NULL)`,
    });
  } else if (query.assigned_to !== undefined) {
    filters.push({
      sql: `EXISTS (SELECT FROM collection_cases o JOIN users a ON a.id = o.assigned_to AND a.is_active
        WHERE o.loan_id = l.id AND o.closed_on IS NULL AND o.assigned_to = $?)`,
      value: query.assigned_to === 'me' ? caller.id : query.assigned_to,
    });
  }
  const promised = oneOrMore(query.promise) as (keyof typeof PROMISED_BY)[] | undefined;
  if (promised && promised.length < PROMISED.length) {
    filters.push({ sql: `(${promised.map((one) => PROMISED_BY[one]).join(' OR ')})` });
  }
  if (query.no_contact_days !== undefined) {
    const quiet = (subject: string) => `NOT EXISTS (SELECT FROM notes n
      WHERE n.subject_id = ${subject} AND n.kind IN (${CONTACTS}) AND n.created_at >= $?)`;
    const since = new Date(now.getTime() - query.no_contact_days * DAY_MS);
    filters.push({ sql: `${quiet('l.id')} AND ${quiet('l.customer_id')}`, value: since });
  }
  return filters;
}

/** A row with what its loan owes today, if that is more than at the last close. */
function withOwed(row: LateRow, on: string, owed: Owed | undefined): LateRow {
  if (!owed) return row;
  const { amountDue, totalPaid, nextDueOn, nextDueAmount } = owed;
  return {
    ...row,
    next_due_on: nextDueOn,
    next_due_amount: String(nextDueAmount),
    balance: String(amountDue - totalPaid),
    priority: String(nextDueAmount * BigInt(daysPastDue(nextDueOn, on))),
  };
}

function compared(a: bigint, b: bigint): number {
  return a < b ? -1 : Number(a > b);
}

function toCollection(row: LateRow, on: string, decimals: number): CollectionResponse {
  const days = daysPastDue(row.next_due_on, on);
  const { promise } = row;
  return {
    loan: row.id,
    loan_number: shownShortNumber(row.number),
    customer: row.customer_id,
    customer_name: row.customer_name,
    username: row.username,
    phone: row.phone,
    status: row.status,
    overdue_amount: formatMoney(BigInt(row.next_due_amount), decimals),
    days_past_due: days,
    priority: formatMoney(BigInt(row.priority), decimals),
    next_action: nextActionOf(row.status, days, promise && { ...promise, dueOn: promise.due_on }, on),
    remaining_balance: formatMoney(BigInt(row.balance), decimals),
    next_due_date: row.next_due_on,
    promise: promise && {
      id: promise.id,
      state: promise.state,
      amount: formatMoney(BigInt(promise.amount), decimals),
      paid: formatMoney(BigInt(promise.paid), decimals),
      due_on: promise.due_on,
    },
    last_contact: row.contact,
    assigned_to: row.assigned_to,
    assignee: row.assignee,
  };
}
