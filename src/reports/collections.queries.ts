import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import type { Caller } from '../auth/access.js';
import { BankConfigQueries } from '../bank-config/bank-config.queries.js';
import type { PromiseState } from '../care/payment-promise.entity.js';
import { PAID } from '../care/promise-payments.js';
import { Clock } from '../database/clock.js';
import { linkFrom, placeIn } from '../http/cursors.js';
import { EXPORT_CHUNK } from '../http/list-sql.js';
import { assertExportable } from '../http/paging.js';
import { daysPastDue } from '../lending/days-past-due.js';
import { oneOrMore, shownName } from '../http/filters.js';
import { Replicas } from '../database/replicas.js';
import { currencyDecimals, formatMoney } from '../lending/money.js';
import { isOutgrown, owedByOutgrown, type Owed } from '../loans/loan-today.js';
import type { Loan, LoanStatus } from '../loans/loan.entity.js';
import { shownShortNumber } from '../runtime/short-number.js';
import { CONTACTS, type Note } from '../notes/note.entity.js';
import { DAY, firstOfFew, firstOfMany, LATE } from './late-loans.js';
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

/** A broken promise is remembered for so long. */
const BROKEN_DAYS = 60;

/** How a filter asks whether such rows exist. */
type Exists = (rows: string) => string;
/** Loans are found by these rows, since few have them. */
const SOUGHT: Exists = (rows) => `EXISTS (${rows})`;
/** Each loan is asked for them until a page is full: for OFFSET 0 PostgreSQL does not read them all to join them. */
const ASKED: Exists = (rows) => `EXISTS (${rows} OFFSET 0)`;

const openPromise = (exists: Exists) =>
  exists("SELECT FROM promises p WHERE p.loan_id = l.id AND p.state = 'open'");
const brokenPromise = (exists: Exists) =>
  exists(`SELECT FROM promises p WHERE p.loan_id = l.id AND p.state = 'broken'
    AND p.resolved_on >= ${DAY} - ${String(BROKEN_DAYS)}
    AND NOT EXISTS (SELECT FROM promises q WHERE q.loan_id = p.loan_id AND q.entry_no > p.entry_no)`);
const PROMISED_BY: Record<(typeof PROMISED)[number], (exists: Exists) => string> = {
  open: openPromise,
  broken: brokenPromise,
  none: (exists) => `NOT ${openPromise(exists)} AND NOT ${brokenPromise(exists)}`,
};

const CONTACT =
  'n.kind, n.outcome, to_char(n.created_at AT TIME ZONE \'UTC\', \'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"\') AS at';
const lastAbout = (subject: string) => `(SELECT ${CONTACT} FROM notes n
  WHERE n.subject_id = ${subject} AND n.kind IN (${CONTACTS}) ORDER BY n.id DESC LIMIT 1)`;

/** What was promised and said about the loans of a page, and who works on them: looked up for these only. */
const WORK = `
  LEFT JOIN LATERAL (SELECT p.id, p.state, p.amount::text, p.due_on,
      CASE p.state WHEN 'open' THEN ${PAID} ELSE p.paid END::text AS paid, p.resolved_on
    FROM promises p WHERE p.loan_id = l.id ORDER BY p.entry_no DESC LIMIT 1) p
    ON p.state = 'open' OR (p.state = 'broken' AND p.resolved_on >= ${DAY} - ${String(BROKEN_DAYS)})
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
      await assertExportable(this.db, `(WITH ${LATE} SELECT * FROM late) l`, wanted, values);
    }
    if (after.length > 0) wanted.push('(l.priority < $2 OR l.priority = $2 AND l.id > $3)');
    const rows: LateRow[] = await this.db.query(
      `${leavesFew(query) ? firstOfFew(wanted, limit + 1) : firstOfMany(wanted, limit + 1, after.length > 0)}
       SELECT l.*, s.number, ${shownName('u')} AS customer_name, u.username, c.phone,
         to_jsonb(p) AS promise, to_jsonb(k) AS contact, a.id AS assigned_to, ${shownName('a')} AS assignee,
         ${ASSESSED} FROM first l
       JOIN loans s ON s.id = l.id JOIN users u ON u.id = l.customer_id JOIN customers c ON c.id = l.customer_id ${WORK}
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
  const exists = leavesFew(query) ? SOUGHT : ASKED;
  const filters: Filter[] = [];
  const assigned = `SELECT FROM collection_cases o JOIN users a ON a.id = o.assigned_to AND a.is_active
    WHERE o.loan_id = l.id AND o.closed_on IS NULL`;
  if (query.assigned_to === 'nobody') {
    filters.push({ sql: `NOT ${exists(assigned)}` });
  } else if (query.assigned_to !== undefined) {
    filters.push({
      sql: exists(`${assigned} AND o.assigned_to = $?`),
      value: query.assigned_to === 'me' ? caller.id : query.assigned_to,
    });
  }
  const promised = promisedBy(query);
  if (promised && promised.length < PROMISED.length) {
    filters.push({ sql: `(${promised.map((one) => PROMISED_BY[one](exists)).join(' OR ')})` });
  }
  if (query.no_contact_days !== undefined) {
    const quiet = (subject: string) =>
      `NOT ${exists(`SELECT FROM notes n WHERE n.subject_id = ${subject} AND n.kind IN (${CONTACTS}) AND n.created_at >= $?`)}`;
    const since = new Date(now.getTime() - query.no_contact_days * DAY_MS);
    filters.push({ sql: `${quiet('l.id')} AND ${quiet('l.customer_id')}`, value: since });
  }
  return filters;
}

/** Whether the filters leave few loans: these are found by what they ask for, sooner than by dates. */
function leavesFew(query: CollectionsQuery): boolean {
  const { assigned_to: assignedTo } = query;
  const isOneOf = assignedTo !== undefined && assignedTo !== 'nobody';
  return isOneOf || promisedBy(query)?.includes('none') === false;
}

const promisedBy = (query: CollectionsQuery) =>
  oneOrMore(query.promise) as (keyof typeof PROMISED_BY)[] | undefined;

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
