import type { TestDatabase } from './database.js';

/** How many rows of a table were read since the counters began. PostgreSQL tells a moment later. */
export async function rowsRead(database: TestDatabase, table: string): Promise<number> {
  const [row] = await database.rows<{ read: string }>(
    'SELECT seq_tup_read + coalesce(idx_tup_fetch, 0) AS read FROM pg_stat_user_tables WHERE relname = $1',
    [table],
  );
  return Number(row?.read ?? 0);
}
