import { whereClause } from '../http/list-sql.js';
import { PORTFOLIO } from '../loans/loan-figures.js';

const MAX_BIGINT = 2n ** 63n - 1n;
/**
 * The date $1, as PostgreSQL does not look at it when it plans. Else it finds a plan for that date a little cheaper than one
 * for any, and plans anew at each call, which takes longer than the statement.
 */
export const DAY = '(SELECT $1::date)';
/** Loan `l` is late on the date $1, though no day-close has marked it yet. */
const LATE_UNMARKED = `l.status = 'active' AND ${DAY} - l.next_due_on > l.grace_days`;
const COLUMNS =
  'l.id, l.customer_id, l.status, l.next_due_on, l.next_due_amount, l.amount_due - l.total_paid AS balance';
/** Those of them that the last close saw coming. */
const FALLING = `SELECT ${COLUMNS} FROM falling_late f JOIN loans l ON l.id = f.loan_id
  WHERE f.late_on <= ${DAY} AND ${LATE_UNMARKED}`;
/**
 * Late loans that no day-close has marked, without a scan of all loans, unless the kept figures count more than the last
 * close saw coming: after a reversal, or while the day-close is behind. The condition without a loan in it is tested once,
 * before the scan.
 */
const UNMARKED = `SELECT * FROM falling UNION ALL SELECT ${COLUMNS} FROM loans l
  WHERE (SELECT sum(l.loans) FROM ${PORTFOLIO} l WHERE ${LATE_UNMARKED}) > (SELECT count(*) FROM falling)
    AND ${LATE_UNMARKED} AND l.id NOT IN (SELECT id FROM falling)`;
/** Marked loans lie scattered among all others: read from their own narrow table they take a tenth of the time. */
const MARKED =
  'SELECT loan_id AS id, customer_id, status, next_due_on, next_due_amount, balance FROM late_loans';
/** The dates before $1 that marked loans are due on, by the index: some hundreds in a bank of any size. */
const PAST_DATES = `SELECT min(next_due_on) AS due_on FROM late_loans
  UNION ALL SELECT (SELECT min(l.next_due_on) FROM late_loans l WHERE l.next_due_on > d.due_on) FROM past_dates d
  WHERE d.due_on < ${DAY}`;

/** Loans of `source` that are wanted, with their priority. */
function ranked(source: string, wanted: readonly string[]): string {
  return `SELECT * FROM (
    SELECT l.*, l.next_due_amount::numeric * greatest(${DAY} - l.next_due_on, 0) AS priority FROM (${source}) l
  ) l ${whereClause(wanted)}`;
}

const firstBy = (order: string, rows: number) => `ORDER BY ${order} DESC, l.id LIMIT ${String(rows)}`;

/** All late loans on the date $1, as `late`, for use after WITH. */
export const LATE = `falling AS MATERIALIZED (${FALLING}), late AS (${UNMARKED} UNION ALL ${MARKED})`;

/**
 * The first so many rows of late loans by priority, as `first`, with their priority: all of them are looked at. $1 is the
 * date, `wanted` are conditions on `l`.
 */
export function firstOfFew(wanted: readonly string[], rows: number): string {
  return `WITH ${LATE}, first AS (${ranked('SELECT * FROM late', wanted)} ${firstBy('l.priority', rows)})`;
}

/**
 * The same, without looking at all. Of those due on one date the larger amounts come first: the first of each date tells
 * which dates the page is of, and the first of these make it. A loan in default that is due today or later has the priority
 * 0: those are looked at when the others do not fill the page. `isAfter`: only priorities up to $2 are wanted, and where
 * it lies in each date the index knows.
 */
export function firstOfMany(wanted: readonly string[], rows: number, isAfter: boolean): string {
  const bound = isAfter
    ? ` AND l.next_due_amount <= least(ceil($2::numeric / nullif(${DAY} - d.due_on, 0)), ${String(MAX_BIGINT)})::bigint`
    : '';
  const firstOfDate = (most: number) => `
    ${ranked(MARKED, [...wanted, `l.next_due_on = d.due_on AND d.due_on < ${DAY}${bound}`])}
    ${firstBy('l.next_due_amount', most)}`;
  return `WITH RECURSIVE falling AS MATERIALIZED (${FALLING}), past_dates AS (${PAST_DATES}),
    dates AS (
      SELECT d.due_on FROM past_dates d CROSS JOIN LATERAL (${firstOfDate(1)}) l
      ORDER BY l.priority DESC FETCH FIRST ${String(rows)} ROWS WITH TIES
    ),
    past AS MATERIALIZED (
      SELECT * FROM (
        ${ranked(UNMARKED, wanted)}
        UNION ALL SELECT l.* FROM dates d CROSS JOIN LATERAL (${firstOfDate(rows)}) l
      ) l ${firstBy('l.priority', rows)}
    ),
    first AS (
      SELECT * FROM (
        SELECT * FROM past UNION ALL
        ${ranked(MARKED, [...wanted, `l.next_due_on >= ${DAY}`, `(SELECT count(*) FROM past) < ${String(rows)}`])}
      ) l ${firstBy('l.priority', rows)}
    )`;
}
