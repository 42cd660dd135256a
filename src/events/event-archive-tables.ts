import type pg from 'pg';
import { setTimeout as sleep } from 'node:timers/promises';
import { isLockTimeout } from '../database/database-errors.js';
import type { EventHolds } from './event-holds.js';
import { islandsOf } from './kept-events.js';

/** A month is not archived, or not restored, and why. Nothing was changed. */
export class ArchiveRefused extends Error {}

/** A month of events in the database. */
export interface MonthOfEvents {
  month: string;
  events: number;
  first_seq: number;
  last_seq: number;
  /** Why it cannot be archived now, in words; empty: it can be. */
  held_by: string[];
}

/** A month of events in a file. */
export interface ArchivedMonth {
  month: string;
  file: string;
  sha256: string;
  events: number;
  first_seq: number;
  last_seq: number;
  archived_at: string;
  archived_by: string;
}

/** Read at once while a month is written to its file. */
const ROWS = 2000;
const LOCK_ATTEMPTS = 30;
/** Shorter than PostgreSQL's wait before it looks for a deadlock: whoever waits for us is never the one to fail. */
const LOCK_WAIT_MS = 500;
const LOCK_REST_MS = 1000;

/** The table of a month, which is YYYY-MM. */
export const tableOf = (month: string): string => `public.events_${month.replace('-', '_')}`;
export const firstDayOf = (month: string): string => `${month}-01`;

/** Whether the database has a table of a month. */
export async function hasTable(client: pg.Client, month: string): Promise<boolean> {
  const { rows } = await client.query<{ is_there: boolean }>(
    'SELECT to_regclass($1) IS NOT NULL AS is_there',
    [tableOf(month)],
  );
  return rows[0]?.is_there === true;
}

/** The months whose tables are parts of events and have something in them, the oldest first, with what holds each. */
export async function readMonths(
  client: pg.Client,
  holds: EventHolds,
  keepDays: number,
): Promise<MonthOfEvents[]> {
  const { rows: tables } = await client.query<{ month: string }>(
    `SELECT replace(right(c.relname, 7), '_', '-') AS month FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
     WHERE i.inhparent = 'public.events'::regclass AND c.relname <> 'events_default' ORDER BY 1`,
  );
  const months: MonthOfEvents[] = [];
  for (const { month } of tables) {
    const { rows } = await client.query<{ events: string; first: string | null; last: string | null }>(
      `SELECT count(*) AS events, min(seq) AS first, max(seq) AS last FROM ${tableOf(month)}`,
    );
    const [row] = rows;
    if (!row?.first) continue;
    months.push({
      month,
      events: Number(row.events),
      first_seq: Number(row.first),
      last_seq: Number(row.last),
      held_by: await readHolds(client, holds, keepDays, month),
    });
  }
  return months;
}

/** Why a month cannot be archived now, in words; empty: it can be. */
export async function readHolds(
  client: pg.Client,
  holds: EventHolds,
  keepDays: number,
  month: string,
): Promise<string[]> {
  const { rows } = await client.query<{ from: string; below: string; until: string; is_kept: boolean }>(
    `SELECT first_event_id(m.first) AS from, first_event_id(m.next) AS below, (m.next + $2::integer)::text AS until,
       (m.next + $2::integer)::timestamp > now() AT TIME ZONE 'UTC' AS is_kept
     FROM (SELECT $1::date AS first, ($1::date + interval '1 month')::date AS next) m`,
    [firstDayOf(month), keepDays],
  );
  const [row] = rows;
  if (!row) throw new Error('a month has a first and a last day');
  const kept = row.is_kept ? [`kept until ${row.until} (EVENTS_KEEP_DAYS)`] : [];
  return [...kept, ...(await holds.of(client, row.from, row.below))];
}

const ARCHIVED = `SELECT to_char(month, 'YYYY-MM') AS month, file, sha256, row_count, numbers::text AS numbers,
  lower(numbers) AS first, upper(numbers) - 1 AS last, archived_at, archived_by FROM public.event_archives`;

interface ArchiveRow {
  month: string;
  file: string;
  sha256: string;
  row_count: string;
  numbers: string;
  first: string;
  last: string;
  archived_at: Date;
  archived_by: string;
}

/** What is archived, the oldest first. */
export async function readArchives(client: pg.Client): Promise<ArchivedMonth[]> {
  const { rows } = await client.query<ArchiveRow>(`${ARCHIVED} ORDER BY 1, 6`);
  return rows.map(toArchived);
}

/** The archives of a month, and the one that has a hash, whatever month it is of. They are locked. */
export async function findArchives(
  client: pg.Client,
  month: string,
  sha256: string,
): Promise<{ archive: ArchivedMonth; numbers: string }[]> {
  const { rows } = await client.query<ArchiveRow>(`${ARCHIVED} WHERE month = $1 OR sha256 = $2 FOR UPDATE`, [
    firstDayOf(month),
    sha256,
  ]);
  return rows.map((row) => ({ archive: toArchived(row), numbers: row.numbers }));
}

function toArchived(row: ArchiveRow): ArchivedMonth {
  return {
    month: row.month,
    file: row.file,
    sha256: row.sha256,
    events: Number(row.row_count),
    first_seq: Number(row.first),
    last_seq: Number(row.last),
    archived_at: row.archived_at.toISOString(),
    archived_by: row.archived_by,
  };
}

/** Begins the one archiving or restoring of its time. Throws `ArchiveRefused`. */
export async function beginAlone(client: pg.Client): Promise<void> {
  // A month takes as long as it takes, and dates are written the same everywhere.
  await client.query(`BEGIN; SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = '${String(LOCK_WAIT_MS)}ms';
    SET LOCAL idle_in_transaction_session_timeout = '60s'; SET LOCAL TimeZone = 'UTC'`);
  const { rows } = await client.query<{ owns: boolean; alone: boolean }>(
    `SELECT pg_has_role(current_user, relowner, 'MEMBER') AS owns, pg_try_advisory_xact_lock(2100, 7) AS alone
     FROM pg_class WHERE oid = 'public.events'::regclass`,
  );
  if (rows[0]?.owns !== true)
    throw new ArchiveRefused('Only the owner of the tables can do this: set DATABASE_OWNER_URL.');
  if (!rows[0].alone) throw new ArchiveRefused('Another month is being archived or restored. Try again.');
}

/** The rows of a table as lines of JSON, by their numbers, some thousands at a time. */
export async function* readRows(client: pg.Client, table: string): AsyncGenerator<string, void, undefined> {
  await client.query(
    `DECLARE of_month NO SCROLL CURSOR FOR SELECT row_to_json(e)::text AS line FROM ONLY ${table} e ORDER BY e.seq`,
  );
  for (;;) {
    const { rows } = await client.query<{ line: string }>(`FETCH ${String(ROWS)} FROM of_month`);
    if (rows.length === 0) break;
    yield rows.map(({ line }) => `${line}\n`).join('');
  }
  // A table that is being read cannot be dropped.
  await client.query('CLOSE of_month');
}

/** How many rows a table has, and their numbers as ranges. Throws `ArchiveRefused` when two have the same. */
export async function readNumbers(
  client: pg.Client,
  table: string,
): Promise<{ events: number; numbers: string }> {
  const { rows } = await client.query<{ events: string; numbers: string; different: string }>(
    `SELECT sum(i.events) AS events, range_agg(int8range(i.first, i.last, '[]'))::text AS numbers,
       sum(i.last - i.first + 1) AS different
     FROM (${islandsOf(`ONLY ${table} e`)}) i`,
  );
  const [row] = rows;
  if (!row?.numbers) throw new ArchiveRefused('There is no event in it.');
  if (row.events !== row.different)
    throw new ArchiveRefused('A number is at two of its events: the proof says which.');
  return { events: Number(row.events), numbers: row.numbers };
}

/**
 * Runs a statement that locks all events. It never waits for long, since everybody who reads or numbers events waits behind
 * it: it tries again, and gives up with `ArchiveRefused`.
 */
export async function lockingAll(client: pg.Client, sql: string, values: unknown[] = []): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    await client.query('SAVEPOINT not_locked');
    try {
      await client.query(sql, values);
      return;
    } catch (error) {
      if (!isLockTimeout(error)) throw error;
      await client.query('ROLLBACK TO SAVEPOINT not_locked');
      if (attempt < LOCK_ATTEMPTS) await sleep(LOCK_REST_MS);
      else throw new ArchiveRefused('Somebody reads events without an end. Try again when nobody does.');
    }
  }
}
