import type { TestDatabase } from './database.js';
import { until } from './until.js';

/** Another transaction, which stands still and keeps what it has locked. */
export interface Hold {
  /** Waits until this many connections wait for it, or for others that do. */
  waitedFor: (count?: number) => Promise<void>;
  /** Rolls it back, which frees its locks. Calling it again does nothing. */
  release: () => Promise<void>;
}

/** Locks the rows of a statement (`SELECT … FOR UPDATE`), so that a test decides who comes first. */
export async function hold(database: TestDatabase, sql: string, values: unknown[] = []): Promise<Hold> {
  const client = await database.connect();
  // A failing test drops the database under this connection.
  client.on('error', () => undefined);
  await client.query('BEGIN');
  const { rowCount } = await client.query(sql, values);
  if (rowCount === 0) throw new Error(`nothing to hold: ${sql}`);
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  let ended: Promise<void> | undefined;
  return {
    waitedFor: (count = 1) =>
      until(async () => {
        const waiting = await database.rows(
          `WITH RECURSIVE behind (pid) AS (
             SELECT $1::int
             UNION
             SELECT l.pid FROM pg_locks l JOIN behind b ON b.pid = ANY (pg_blocking_pids(l.pid)) WHERE NOT l.granted
           )
           SELECT FROM behind WHERE pid <> $1`,
          [rows[0]?.pid],
        );
        return waiting.length >= count;
      }),
    release: () => (ended ??= client.end()),
  };
}
