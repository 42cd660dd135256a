import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString } from 'class-validator';
import type { Reader, EntityRows } from '../database/entity-columns.js';
import { isDate } from '../lending/dates.js';
import { IsPageLimit, IsWholeNumber } from './filters.js';
import { linkFrom, noCursor, placeIn } from './cursors.js';
import { withoutParameter, withParameter } from './links.js';
import { DomainError } from '../runtime/problems.js';
import { invalidFields } from './validation.js';

/** Page numbers reach down to this row: each row above a page is read again for it. */
const DEEPEST_ROW = 10_000;

/** The parameters of every list. */
export class PageQuery {
  @IsPageLimit(30)
  limit = 30;

  @ApiPropertyOptional({
    description: 'An opaque position: take it from `next` or `previous` in an earlier answer.',
    example: 'bjowMTk4YzBkZS0wMDAwLTcwMDAtODAwMC0wMDAwMDAwMDAwMDA',
  })
  @IsOptional()
  @IsString()
  cursor?: string;

  @IsWholeNumber({
    description: 'The page number, within the first 10,000 rows; `cursor` reaches all rows, and is faster.',
    min: 1,
    max: DEEPEST_ROW,
    example: 1,
  })
  page?: number;

  @ApiPropertyOptional({
    description: 'Newest first or oldest first.',
    enum: ['-created_at', 'created_at'],
    example: '-created_at',
    default: '-created_at',
  })
  @IsOptional()
  @IsIn(['-created_at', 'created_at'])
  ordering: '-created_at' | 'created_at' = '-created_at';

  @ApiPropertyOptional({
    description: "`exact` counts all matching rows. A caller's own rows are always counted.",
    enum: ['exact'],
    example: 'exact',
  })
  @IsOptional()
  @IsIn(['exact'])
  count?: 'exact';
}

const FORMATS = ['json', 'csv'] as const;

/** Longer lists are refused as a file, because a file cannot say that it is incomplete. */
export const EXPORT_LIMIT = 100_000;
const EXPORT_CHUNK = 1000;

/** The parameters of a list that is also available as a file (`@CsvList`). */
export class TableQuery extends PageQuery {
  @ApiPropertyOptional({
    description:
      '`csv`: a file with all rows that match the filters; `limit`, `cursor` and `count` have no effect. Lists of ' +
      `more than ${String(EXPORT_LIMIT)} rows are refused, since a file cannot say that it is incomplete. Text ` +
      'that a spreadsheet would take for a formula gets an apostrophe in front.',
    enum: FORMATS,
    example: 'json',
    default: 'json',
  })
  @IsOptional()
  @IsIn(FORMATS)
  format?: (typeof FORMATS)[number];
}

export interface Page<T> {
  count: number | null;
  next: string | null;
  previous: string | null;
  results: T[];
}

/** A condition on a list; `$?` stands for its value. */
export interface Condition {
  sql: string;
  value: unknown;
}

/** A keyset list. */
export interface Listing<Row> {
  /**
   * The column that is the whole key: by default the id, a UUIDv7 and so in order of creation to about a millisecond;
   * the place in the order of entry, where order matters; or the date, in a list of dates.
   */
  by?: keyof Row & string;
  where: readonly Condition[];
  /** A leading minus in `ordering` means descending. */
  query: Omit<TableQuery, 'ordering'> & { ordering: string };
  /** Link to this list, with its filters (`ListUrl`). */
  url: string;
  /** Count all matching rows (a caller's own rows, or on request). */
  exactCount: boolean;
  /** An index leads to the page, and a count passes over no more rows than one customer has: a quick read. */
  indexed?: boolean;
}

/** Conditions for the filters that were sent. */
export function conditions(candidates: Record<string, unknown>): Condition[] {
  return Object.entries(candidates).flatMap(([sql, value]) => (value === undefined ? [] : [{ sql, value }]));
}

/**
 * One page of a list in one keyset query, with its count if requested; for a file, one chunk without a count. Throws
 * `export_too_large` at the first chunk of a list that is too long.
 */
export async function readPage<Row extends object, T>(
  db: Reader & { quickly?: Pick<Reader, 'query'> },
  rows: EntityRows<Row>,
  listing: Listing<Row>,
  toResult: (row: Row) => T,
): Promise<Page<T>> {
  const { query, by = 'id' as keyof Row & string } = listing;
  const { select, from, read, column } = rows.in(db.dataSource);
  const key = column(by);
  const cursor = query.cursor === undefined ? null : readCursor(query.cursor, key.type);
  const backwards = cursor?.towards === 'previous';
  const descending = query.ordering.startsWith('-') !== backwards;
  const filters = listing.where.map(({ sql }, index) => sql.replaceAll('$?', `$$${String(index + 1)}`));
  const values = listing.where.map(({ value }) => value);
  const after = cursor
    ? [`${key.sql} ${descending ? '<' : '>'} $${String(values.length + 1)}::${key.type}`]
    : [];
  const keyOf = (row: Row) => String(row[by]);
  const isFile = query.format === 'csv';
  const isCounted = listing.exactCount && !isFile;
  const limit = isFile ? EXPORT_CHUNK : query.limit;
  const page = isFile ? null : numberedPage(query);
  const offset = page === null ? '' : ` OFFSET ${String((page - 1) * limit)}`;
  if (isFile && !cursor) await assertExportable(db, from, filters, values);
  const count = isCounted ? `, (SELECT count(*)::int FROM ${from}${whereClause(filters)}) AS "_count"` : '';
  const isQuick = listing.indexed === true && !isFile && page === null && query.count === undefined;
  const reader = isQuick ? (db.quickly ?? db) : db;
  const found: (object & { _count?: number })[] = await reader.query(
    `SELECT ${select}${count} FROM ${from}${whereClause([...filters, ...after])}
     ORDER BY ${key.sql} ${descending ? 'DESC' : 'ASC'} LIMIT ${String(limit + 1)}${offset}`,
    cursor ? [...values, cursor.id] : values,
  );
  const hasMore = found.length > limit;
  const shown = found.slice(0, limit).map(read);
  if (backwards) shown.reverse();
  const first = shown[0];
  const last = shown.at(-1);
  return {
    count: isCounted
      ? // An empty page has no row to carry the count.
        (found[0]?._count ?? (await countRows(db, from, filters, values)))
      : null,
    ...(page === null
      ? {
          next: last && (backwards || hasMore) ? withCursor(listing.url, 'next', keyOf(last)) : null,
          previous:
            first && cursor && (!backwards || hasMore)
              ? withCursor(listing.url, 'previous', keyOf(first))
              : null,
        }
      : {
          next: last && hasMore ? pageAfter(listing.url, page, limit, keyOf(last)) : null,
          previous: page > 1 ? withParameter(listing.url, 'page', String(page - 1)) : null,
        }),
    results: shown.map(toResult),
  };
}

/** The requested page number; null when the page is requested by cursor. */
function numberedPage({ page, limit, cursor }: Pick<PageQuery, 'page' | 'limit' | 'cursor'>): number | null {
  if (page === undefined) return null;
  const refuse = (message: string) => invalidFields([{ field: 'page', code: 'page', message }]);
  if (cursor !== undefined) throw refuse('page and cursor cannot be sent together.');
  if (page * limit > DEEPEST_ROW) {
    throw refuse(
      `page reaches only the first ${String(DEEPEST_ROW)} rows; follow next, or use cursor, for the rest.`,
    );
  }
  return page;
}

/** The link to the next numbered page; past the last one, to the following rows by cursor. */
function pageAfter(url: string, page: number, limit: number, lastId: string): string {
  if ((page + 1) * limit <= DEEPEST_ROW) return withParameter(url, 'page', String(page + 1));
  return withCursor(withoutParameter(url, 'page'), 'next', lastId);
}

function whereClause(parts: readonly string[]): string {
  return parts.length === 0 ? '' : ` WHERE ${parts.join(' AND ')}`;
}

async function countRows(
  db: Pick<Reader, 'query'>,
  from: string,
  filters: readonly string[],
  values: unknown[],
): Promise<number> {
  const [row]: { count: number }[] = await db.query(
    `SELECT count(*)::int AS count FROM ${from}${whereClause(filters)}`,
    values,
  );
  return row?.count ?? 0;
}

async function assertExportable(
  db: Pick<Reader, 'query'>,
  from: string,
  filters: readonly string[],
  values: unknown[],
): Promise<void> {
  const found = `(SELECT 1 FROM ${from}${whereClause(filters)} LIMIT ${String(EXPORT_LIMIT + 1)}) found`;
  if ((await countRows(db, found, [], values)) <= EXPORT_LIMIT) return;
  throw new DomainError(
    'export_too_large',
    `The list has more than ${String(EXPORT_LIMIT)} rows. Narrow it with filters, and download several files.`,
    { limit: EXPORT_LIMIT },
  );
}

function withCursor(url: string, towards: 'next' | 'previous', id: string): string {
  return linkFrom(url, `${towards[0] ?? ''}:${id}`);
}

const LINKS = 'next or previous of a list';
const CURSORS: Record<string, RegExp> = {
  uuid: /^([np]):([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/,
  date: /^([np]):(\d{4}-\d{2}-\d{2})$/,
  bigint: /^([np]):(\d{1,18})$/,
};

function readCursor(text: string, type: string): { towards: 'next' | 'previous'; id: string } {
  const looks = CURSORS[type];
  if (!looks) throw new Error(`${type} cannot be the key of a list`);
  const [towards, id = ''] = placeIn(text, looks, LINKS);
  if (type === 'date' && !isDate(id)) throw noCursor(LINKS);
  return { towards: towards === 'p' ? 'previous' : 'next', id };
}
