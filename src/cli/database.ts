import pg from 'pg';
import { setTimeout as sleep } from 'node:timers/promises';
import { findEmbeddedDatabase, startEmbeddedDatabase } from '../database/embedded-database.js';
import { DataDirInUse } from '../database/embedded-owner.js';
import { prepareSchema } from '../database/schema.js';
import type { AppConfig } from '../config.js';
import { note } from './output.js';

/** The database of one command. */
export interface CommandDatabase {
  url: string;
  /** As the owner of the tables; null: that is not known, or the same role. */
  ownerUrl: string | null;
  /** Leaves the database as it was: stops it if it was started for this command. */
  close(): Promise<void>;
}

/** The application name of a command that does not own the database. */
const GUEST = 'loan-management-platform, command';
const PATIENCE_MS = 15_000;
const POLL_MS = 200;

/**
 * The server at DATABASE_URL, the embedded one that the running application (or another command) uses, or the embedded
 * one started and migrated for this command. Throws when the schema is not that of this version.
 */
export async function openDatabase(config: AppConfig): Promise<CommandDatabase> {
  if (config.databaseUrl !== null) {
    await prepareSchema(config, 'check');
    return {
      url: config.databaseUrl,
      ownerUrl: config.databaseOwnerUrl,
      close: () => Promise.resolve(),
    };
  }
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await startFor(config);
    } catch (error) {
      if (!(error instanceof DataDirInUse)) throw error;
      const running = await joinRunning(config, deadline);
      if (running) return running;
      if (Date.now() > deadline) throw error;
      await sleep(POLL_MS);
    }
  }
}

async function startFor(config: AppConfig): Promise<CommandDatabase> {
  const { url, appUrl, stop } = await startEmbeddedDatabase({ dataDir: config.dataDir, log: note });
  try {
    await prepareSchema({ ...config, databaseUrl: appUrl, databaseOwnerUrl: url }, 'migrate');
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url: appUrl,
    ownerUrl: url,
    close: async () => {
      await lastOneOut(url);
      await stop();
    },
  };
}

/** The embedded database in use, once its owner has created the schema; null when it is gone. */
async function joinRunning(config: AppConfig, deadline: number): Promise<CommandDatabase | null> {
  for (;;) {
    const found = await findEmbeddedDatabase(config.dataDir);
    if (found === null) return null;
    const { appUrl: url, url: ownerUrl } = found;
    // Stays open to the end: a command that owns the database does not stop it while guests are connected.
    const guest = new pg.Client({ connectionString: url, application_name: GUEST });
    guest.on('error', () => undefined);
    try {
      await guest.connect();
      await prepareSchema({ ...config, databaseUrl: url }, 'check');
      return { url, ownerUrl, close: () => guest.end() };
    } catch (error) {
      await guest.end().catch(() => undefined);
      // Its owner may be running the migrations of a first start, or stopping it.
      if (Date.now() > deadline) throw error;
      await sleep(POLL_MS);
    }
  }
}

/** Waits until no other command uses the database that this one started. */
async function lastOneOut(url: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    for (;;) {
      const { rowCount } = await client.query(
        'SELECT FROM pg_stat_activity WHERE application_name = $1 LIMIT 1',
        [GUEST],
      );
      if (rowCount === 0) return;
      await sleep(POLL_MS);
    }
  } finally {
    await client.end();
  }
}
