import type { EntityRows, Reader } from '../database/entity-columns.js';
import { DomainError } from '../runtime/problems.js';
import { linkFrom, noCursor, placeIn } from './cursors.js';
import { withParameter } from './links.js';
import { countRows, EXPORT_CHUNK, LINKS, MOST_SORTED, numberedPage, whereClause } from './list-sql.js';

/** What `readPage` is asked for, where it is to be sorted by a column that is not its key. */
interface SortedListing<Row> {
  by: keyof Row & string;
  where: readonly { sql: string; value: unknown }[];
  query: {
    ordering: string;
    limit: number;
    page?: number;
    cursor?: string;
    format?: 'json' | 'csv';
    count?: 'exact' | 'estimate';
  };
  url: string;
}

/**
 * One page of a list sorted by a column that changes, which no index may have: all rows that the filters leave are
 * sorted, and the cursor is a place among them. Throws `too_many_to_sort`.
 */
export async function readSorted<Row extends object, T>(
  db: Reader,
  rows: EntityRows<Row>,
  { query, by, where, url }: SortedListing<Row>,
  sort: string,
  toResult: (row: Row) => T,
) {
  const { select, from, read, column } = rows.in(db.dataSource);
  const filters = where.map(({ sql }, index) => sql.replaceAll('$?', `$${String(index + 1)}`));
  const values = where.map(({ value }) => value);
  const all = await countRows(
    db,
    `(SELECT 1 FROM ${from}${whereClause(filters)} LIMIT ${String(MOST_SORTED + 1)}) all_of_them`,
    [],
    values,
  );
  if (all > MOST_SORTED) {
    throw new DomainError(
      'too_many_to_sort',
      `More than ${String(MOST_SORTED)} rows match. Narrow the list with filters, or order it by created_at.`,
      { limit: MOST_SORTED },
    );
  }
  const limit = query.format === 'csv' ? EXPORT_CHUNK : query.limit;
  const page = query.format === 'csv' ? null : numberedPage(query);
  const at = page === null ? sortedPlace(query) : (page - 1) * limit;
  const direction = query.ordering.startsWith('-') ? 'DESC' : 'ASC';
  const found: object[] = await db.query(
    `SELECT ${select} FROM ${from}${whereClause(filters)}
     ORDER BY ${sort} ${direction} NULLS LAST, ${column(by).sql} ${direction} LIMIT ${String(limit)} OFFSET ${String(at)}`,
    values,
  );
  const link = (place: number) =>
    page === null
      ? linkFrom(url, `s:${query.ordering}:${String(Math.max(0, place))}`)
      : withParameter(url, 'page', String(place / limit + 1));
  return {
    count: all,
    ...(query.count === 'estimate' && { count_is_estimate: false }),
    next: at + found.length < all && found.length > 0 ? link(at + limit) : null,
    previous: at > 0 ? link(at - limit) : null,
    results: found.map(read).map(toResult),
  };
}

/** Where the page of a sorted list begins. A cursor of another order is refused. */
function sortedPlace({ cursor, ordering }: { cursor?: string; ordering: string }): number {
  if (cursor === undefined) return 0;
  const [of, place = ''] = placeIn(cursor, /^s:(-?[a-z_]+):(\d{1,5})$/, LINKS);
  if (of !== ordering) throw noCursor(`${LINKS} in the same order`);
  return Number.parseInt(place, 10);
}
