import type { TestDatabase } from './database.js';
import { until } from './until.js';

/** A transaction of somebody else, which stands still and keeps what it has locked. */
export interface Hold {
  /** Waits until so many connections wait for it, or for others that do. */
  waitedFor: (count?: number) => Promise<void>;
  /** Undoes it, so that what it kept is free; again is nothing. */
  release: () => Promise<void>;
}

/** Locks what a statement (`SELECT … FOR UPDATE`) finds. With it, who comes first is seen and not hoped for. */
export async function hold(database: TestDatabase, sql: string, values: unknown[] = []): Promise<Hold> {
  const client = await database.connect();
  // A test that fails drops the database under it.
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
