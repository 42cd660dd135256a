import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional, OmitType } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString } from 'class-validator';
import type { Reader, EntityRows } from '../database/entity-columns.js';
import { isDate } from '../lending/dates.js';
import { IsPageLimit, IsWholeNumber } from './filters.js';
import { linkFrom, noCursor, placeIn } from './cursors.js';
import {
  countRows,
  DEEPEST_ROW,
  estimateRows,
  EXPORT_CHUNK,
  LINKS,
  MOST_SORTED,
  numberedPage,
  whereClause,
} from './list-sql.js';
import { withoutParameter, withParameter } from './links.js';
import { readSorted } from './sorted-list.js';
import { DomainError } from '../runtime/problems.js';

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

/** A parameter of lists that can be sorted by more than the time of creation; descending with a minus in front. */
export function IsOrdering(...columns: string[]): PropertyDecorator {
  const orderings = ['created_at', ...columns].flatMap((column) => [`-${column}`, column]);
  return applyDecorators(
    ApiPropertyOptional({
      description:
        'By which column, descending with a minus in front. By anything but `created_at` at most ' +
        `${String(MOST_SORTED)} rows are sorted: narrow a longer list with filters.`,
      enum: orderings,
      example: '-created_at',
      default: '-created_at',
    }),
    IsOptional(),
    IsIn(orderings),
  );
}

/** The parameters of a list that can be sorted and estimated; the class adds `ordering`. */
export class SortableQuery extends OmitType(TableQuery, ['ordering', 'count']) {
  @ApiPropertyOptional({
    description:
      `\`exact\` counts all matching rows; \`estimate\` counts up to ${String(MOST_SORTED)}, and beyond that answers ` +
      "what the database expects. A caller's own rows are always counted.",
    enum: ['exact', 'estimate'],
    example: 'estimate',
  })
  @IsOptional()
  @IsIn(['exact', 'estimate'])
  count?: 'exact' | 'estimate';
}

export interface Page<T> {
  count: number | null;
  /** Only where an estimate was asked for: whether the count is one. */
  count_is_estimate?: boolean;
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
  query: Omit<SortableQuery, 'ordering'> & { ordering: string };
  /** SQL of the columns that the list may be sorted by, besides its key; the query names one. */
  sorts?: Readonly<Record<string, string>>;
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
  const sort = listing.sorts?.[query.ordering.replace(/^-/, '')];
  if (sort !== undefined) return readSorted(db, rows, { ...listing, by }, sort, toResult);
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
  const estimate =
    query.count === 'estimate' && !isCounted ? await estimateRows(db, from, filters, values) : null;
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
      : (estimate?.count ?? null),
    ...(query.count === 'estimate' && { count_is_estimate: estimate?.count_is_estimate ?? false }),
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

/** The link to the next numbered page; past the last one, to the following rows by cursor. */
function pageAfter(url: string, page: number, limit: number, lastId: string): string {
  if ((page + 1) * limit <= DEEPEST_ROW) return withParameter(url, 'page', String(page + 1));
  return withCursor(withoutParameter(url, 'page'), 'next', lastId);
}

/** Throws `export_too_large` for a list of which a file would not have all rows. A file cannot say that it is incomplete. */
export async function assertExportable(
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
