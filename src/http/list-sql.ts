import type { Reader } from '../database/entity-columns.js';
import { invalidFields } from './validation.js';

/** Page numbers reach down to this row: each row above a page is read again for it. */
export const DEEPEST_ROW = 10_000;
/** Up to so many rows are sorted by a column that no index has, and are counted without an estimate. */
export const MOST_SORTED = 10_000;
/** So many rows of a file are read at a time. */
export const EXPORT_CHUNK = 1000;
/** Where cursors come from, for refusals. */
export const LINKS = 'next or previous of a list';

/** The requested page number; null when the page is requested by cursor. */
export function numberedPage({
  page,
  limit,
  cursor,
}: {
  page?: number;
  limit: number;
  cursor?: string;
}): number | null {
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

export function whereClause(parts: readonly string[]): string {
  return parts.length === 0 ? '' : ` WHERE ${parts.join(' AND ')}`;
}

export async function countRows(
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

/** How many rows match: counted up to a limit, beyond it what the planner expects. */
export async function estimateRows(
  db: Pick<Reader, 'query'>,
  from: string,
  filters: readonly string[],
  values: unknown[],
): Promise<{ count: number; count_is_estimate: boolean }> {
  const found = `SELECT 1 FROM ${from}${whereClause(filters)}`;
  const counted = await countRows(db, `(${found} LIMIT ${String(MOST_SORTED + 1)}) found`, [], values);
  if (counted <= MOST_SORTED) return { count: counted, count_is_estimate: false };
  const [plan]: { 'QUERY PLAN': [{ Plan: { 'Plan Rows': number } }] }[] = await db.query(
    `EXPLAIN (FORMAT JSON) ${found}`,
    values,
  );
  const expected = plan?.['QUERY PLAN'][0].Plan['Plan Rows'] ?? 0;
  return { count: Math.max(counted, Math.round(expected)), count_is_estimate: true };
}
