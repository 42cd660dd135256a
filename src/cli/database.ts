import pg from 'pg';
import { setTimeout as sleep } from 'node:timers/promises';
import { DataDirInUse, findEmbeddedDatabase, startEmbeddedDatabase } from '../common/embedded-database.js';
import { prepareSchema } from '../common/schema.js';
import type { AppConfig } from '../config.js';
import { note } from './output.js';

/** The database of one command. */
export interface CommandDatabase {
  url: string;
  /** Leaves the database as it was found: stops it when it was started for this command. */
  close(): Promise<void>;
  /** The same on a signal: at once. */
  abort(): Promise<void>;
}

const PATIENCE_MS = 15_000;
const POLL_MS = 200;

/**
 * DATABASE_URL's server, the embedded one that the running application (or another command) uses, or the embedded
 * one started and migrated for this command. Throws when the schema is not that of this version.
 */
export async function openDatabase(config: AppConfig): Promise<CommandDatabase> {
  if (config.databaseUrl !== null) {
    await prepareSchema(config, 'check');
    return { url: config.databaseUrl, close: nothing, abort: nothing };
  }
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await startFor(config);
    } catch (error) {
      if (!(error instanceof DataDirInUse)) throw error;
      const url = await joinRunning(config, deadline);
      if (url !== null) return { url, close: nothing, abort: nothing };
      if (Date.now() > deadline) throw error;
      await sleep(POLL_MS);
    }
  }
}

async function startFor(config: AppConfig): Promise<CommandDatabase> {
  const { url, stop } = await startEmbeddedDatabase({ dataDir: config.dataDir, log: note });
  try {
    await prepareSchema({ ...config, databaseUrl: url }, 'migrate');
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url,
    close: async () => {
      await lastOneOut(url);
      await stop();
    },
    abort: stop,
  };
}

/** The address of the embedded database in use, once its owner has made the schema; null while it does not run. */
async function joinRunning(config: AppConfig, deadline: number): Promise<string | null> {
  const url = await findEmbeddedDatabase(config.dataDir);
  if (url === null) return null;
  for (;;) {
    try {
      await prepareSchema({ ...config, databaseUrl: url }, 'check');
      return url;
    } catch (error) {
      // Its owner may be at the migrations of a first start, or stopping it.
      if (Date.now() > deadline) throw error;
      if ((await findEmbeddedDatabase(config.dataDir)) !== url) return null;
      await sleep(POLL_MS);
    }
  }
}

/** Waits until no other command works on the database that this one started. */
async function lastOneOut(url: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    for (;;) {
      const { rowCount } = await client.query(
        `SELECT FROM pg_stat_activity WHERE application_name = 'loan-management-platform' LIMIT 1`,
      );
      if (rowCount === 0) return;
      await sleep(POLL_MS);
    }
  } finally {
    await client.end();
  }
}

function nothing(): Promise<void> {
  return Promise.resolve();
}
