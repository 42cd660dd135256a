import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../src/config.js';
import { EventArchives } from '../../src/events/event-archives.service.js';
import { EventHolds } from '../../src/events/event-holds.js';
import { AuditLog } from '../../src/http/audit-log.js';
import type { TestDatabase } from './database.js';

/** Whoever archives in a test. */
export const BY = { id: null, via: 'cli', from: 'operator' } as const;

/** Settings of a command that archives. */
export const ownerOf = (database: TestDatabase) => ({
  DATABASE_OWNER_URL: database.ownerUrl,
  EVENTS_ARCHIVE: 'true',
});

/** What archives events, in this process; nothing but their age holds them. */
export function archivesOf(database: TestDatabase, env: Record<string, string> = {}): EventArchives {
  const settings = { DATABASE_URL: database.url, LOG_LEVEL: 'silent', ...ownerOf(database), ...env };
  const config = readConfig(settings);
  return new EventArchives(config, new EventHolds(), new AuditLog(config));
}

/** An empty directory, which goes with the directory of this run. */
export const newDirectory = () => mkdtemp(join(process.env.TEST_DIRECTORY ?? tmpdir(), 'archives-'));

/** The events of a month (YYYY-MM) as they are, in the database; null: it has no table. */
export async function rowsOf(database: TestDatabase, month: string): Promise<string[] | null> {
  const table = `events_${month.replace('-', '_')}`;
  const [found] = await database.rows('SELECT to_regclass($1) AS made', [table]);
  if (!found?.made) return null;
  const rows = await database.rows(`SELECT e::text AS row FROM ${table} e ORDER BY seq`);
  return rows.map(({ row = '' }) => row);
}
