import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import pg from 'pg';

/** A PostgreSQL server of the benchmark's own. */
export interface Postgres {
  url: string;
  /** The postmaster's process. */
  pid: number;
  version: string;
  admin: pg.Client;
  stop: () => Promise<void>;
}

/** What is used of the app's build. */
interface Build {
  startEmbeddedDatabase: (options: {
    dataDir: string;
    settings: Record<string, string | number>;
  }) => Promise<{ url: string; stop: () => Promise<void> }>;
}

/** One connection for each client of the floor, the app's pool, and a few. */
const CONNECTIONS = 200;

/** For `--profile`: time by statement, those inside triggers included. */
const STATEMENTS = {
  shared_preload_libraries: 'pg_stat_statements',
  'pg_stat_statements.track': 'all',
  'pg_stat_statements.track_planning': 'on',
};

/** What docs/operating.md recommends for a bank that is larger than the template's memory. */
export const OF_A_LARGE_BANK = {
  shared_buffers: `${String(Math.floor(totalmem() / 4 / 2 ** 20))}MB`,
  max_wal_size: '8GB',
  checkpoint_timeout: '15min',
};

/** How the server differs from that of `npm start`. */
interface ServerOptions {
  /** Whether it takes the time of statements. */
  statements: boolean;
  settings: Record<string, string>;
  /** A directory that stays; null: one that goes with the server. */
  keep: string | null;
}

/** Starts the embedded PostgreSQL as `npm start` does, durable. */
export async function startPostgres({ statements, settings, keep }: ServerOptions): Promise<Postgres> {
  const { startEmbeddedDatabase } = await build('database/embedded-database.js');
  const dataDir = keep === null ? mkdtempSync(join(tmpdir(), 'loans-bench-')) : resolve(keep);
  mkdirSync(dataDir, { recursive: true });
  // PostgreSQL may run as another user (when this is root) and has to get in.
  chmodSync(dataDir, 0o755);
  const all = { max_connections: CONNECTIONS, ...(statements ? STATEMENTS : {}), ...settings };
  const embedded = await startEmbeddedDatabase({ dataDir, settings: all });
  const admin = new pg.Client({ connectionString: embedded.url });
  await admin.connect();
  const { rows } = await admin.query<{ version: string; backend: number }>(
    `SELECT current_setting('server_version') || ', fsync ' || current_setting('fsync') ||
       ', synchronous_commit ' || current_setting('synchronous_commit') ||
       ', shared_buffers ' || current_setting('shared_buffers') AS version,
       pg_backend_pid() AS backend`,
  );
  const stat = readFileSync(`/proc/${String(rows[0]?.backend)}/stat`, 'utf8');
  return {
    url: embedded.url,
    pid: Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]),
    version: rows[0]?.version ?? '',
    admin,
    stop: async () => {
      await admin.end().catch(() => undefined);
      await embedded.stop();
      if (keep === null) rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function build(file: string): Promise<Build> {
  return import(new URL(`../dist/src/${file}`, import.meta.url).href) as Promise<Build>;
}
