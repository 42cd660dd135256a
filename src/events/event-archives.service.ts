import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import type pg from 'pg';
import { open, stat } from 'node:fs/promises';
import { APP_CONFIG, type AppConfig } from '../config.js';
import { asOwner } from '../database/owner-connection.js';
import { AuditLog, type Actor } from '../http/audit-log.js';
import { NewArchive, readLines, sha256Of } from './event-archive-file.js';
import {
  ArchiveRefused,
  beginAlone,
  findArchives,
  firstDayOf,
  hasTable,
  lockingAll,
  readArchives,
  readHolds,
  readMonths,
  readNumbers,
  readRows,
  tableOf,
  type ArchivedMonth,
  type MonthOfEvents,
} from './event-archive-tables.js';
import { EventHolds } from './event-holds.js';

type Settings = Pick<AppConfig, 'databaseUrl' | 'databaseOwnerUrl' | 'eventsKeepDays' | 'eventsArchive'>;

/**
 * Moves months of events from the database to files and back. A month is whole in one of the two places whenever a process
 * ends: its file is complete before its table goes, in the transaction that writes the archive down.
 */
@Injectable()
export class EventArchives implements OnModuleDestroy {
  private readonly atWork = new Set<pg.Client>();

  constructor(
    @Inject(APP_CONFIG) private readonly config: Settings,
    private readonly holds: EventHolds,
    private readonly audit: AuditLog,
  ) {}

  /** Whoever interrupts a command wants it to end: what is not committed is rolled back. */
  async onModuleDestroy(): Promise<void> {
    for (const client of this.atWork) await client.end();
  }

  /** The months in the database, with what holds each there, and those in files. Throws `ArchiveRefused`. */
  list(): Promise<{ here: MonthOfEvents[]; archived: ArchivedMonth[] }> {
    return this.work(async (client) => ({
      here: await readMonths(client, this.holds, this.config.eventsKeepDays),
      archived: await readArchives(client),
    }));
  }

  /**
   * Writes a month (YYYY-MM) to a new file in a directory, and drops its table. Answers where the file is. While the file is
   * written, nobody waits; then all events are locked for some milliseconds. Throws `ArchiveRefused`.
   */
  async archive(month: string, directory: string, by: Actor): Promise<ArchivedMonth & { path: string }> {
    const archived = await this.work(async (client) => {
      await assertDirectory(directory);
      await this.assertFree(client, month);
      // Nobody adds a row to it or takes one away any more.
      await lockingAll(client, `LOCK TABLE ONLY ${tableOf(month)} IN SHARE MODE`);
      const file = await NewArchive.open(directory, month);
      try {
        await file.write(readRows(client, tableOf(month)));
        return await this.drop(client, month, file, by);
      } finally {
        await file.discard();
      }
    });
    this.record('events.archive', archived, by);
    return archived;
  }

  /**
   * Puts a month (YYYY-MM) back from its file. Throws `ArchiveRefused` unless it is the very file that was written. Locks
   * what events of no month are in for some milliseconds.
   */
  async restore(month: string, path: string, by: Actor): Promise<ArchivedMonth> {
    const file = await open(path, 'r').catch((error: unknown) => {
      throw new ArchiveRefused(`${path} cannot be read: ${reasonOf(error)}.`);
    });
    try {
      const sha256 = await sha256Of(file);
      const restored = await this.work(async (client) => {
        const found = await findArchives(client, month, sha256);
        const { numbers, archive } = theOne(found, month, path, sha256);
        const isNew = await this.prepareTable(client, month);
        await readLines(file, async (lines) => {
          await client.query(
            `INSERT INTO ${tableOf(month)} SELECT e.* FROM json_populate_recordset(NULL::public.events, $1) e`,
            [`[${lines.join(',')}]`],
          );
        });
        const { rows } = await client.query<{ events: string }>(
          `SELECT count(*) AS events FROM ONLY ${tableOf(month)} WHERE seq <@ $1::int8multirange`,
          [numbers],
        );
        if (Number(rows[0]?.events) !== archive.events)
          throw new ArchiveRefused(`${path} does not have the events that were written.`);
        await client.query(`ANALYZE ${tableOf(month)}`);
        if (isNew) await lockingAll(client, 'SELECT attach_event_month($1)', [firstDayOf(month)]);
        await client.query('DELETE FROM public.event_archives WHERE sha256 = $1', [sha256]);
        return archive;
      });
      this.record('events.restore', restored, by);
      return restored;
    } finally {
      await file.close();
    }
  }

  /** One transaction of the owner's, with nobody else at it. */
  private work<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
    const { eventsArchive, eventsKeepDays } = this.config;
    if (!eventsArchive) {
      const text = `Events are deleted after ${String(eventsKeepDays)} days: set EVENTS_ARCHIVE=true for all instances to keep them.`;
      throw new ArchiveRefused(text);
    }
    return asOwner(this.config, async (client) => {
      this.atWork.add(client);
      try {
        await beginAlone(client);
        const answer = await work(client);
        await client.query('COMMIT');
        return answer;
      } catch (error) {
        // Report the first error: a failed rollback only follows from it.
        await client.query('ROLLBACK').catch(() => undefined);
        throw error;
      } finally {
        this.atWork.delete(client);
      }
    });
  }

  private async assertFree(client: pg.Client, month: string): Promise<void> {
    if (!(await hasTable(client, month))) throw new ArchiveRefused(`There are no events of ${month}.`);
    const held = await readHolds(client, this.holds, this.config.eventsKeepDays, month);
    if (held.length > 0) throw new ArchiveRefused(`${month} cannot be archived: ${held.join('; ')}.`);
  }

  /** From the lock on, no event can be read until it is done: whatever takes time comes before it. */
  private async drop(
    client: pg.Client,
    month: string,
    file: NewArchive,
    by: Actor,
  ): Promise<ArchivedMonth & { path: string }> {
    const { events, numbers } = await readNumbers(client, tableOf(month));
    await lockingAll(client, 'LOCK TABLE ONLY public.events IN ACCESS EXCLUSIVE MODE');
    await client.query("SET LOCAL idle_in_transaction_session_timeout = '5s'");
    // Somebody may just have asked for it again.
    await this.assertFree(client, month);
    const path = await file.keep();
    await client.query(
      `INSERT INTO public.event_archives (month, file, sha256, row_count, numbers, archived_at, archived_by)
       VALUES ($1, $2, $3, $4, $5, clock_timestamp(), $6)`,
      [firstDayOf(month), file.name, file.sha256, events, numbers, by.from ?? by.id ?? 'unknown'],
    );
    await client.query(`DROP TABLE ${tableOf(month)}`);
    const archives = await findArchives(client, month, file.sha256);
    return { ...theOne(archives, month, path, file.sha256).archive, path };
  }

  /** The table that the month goes into. Answers whether it is apart from events still. */
  private async prepareTable(client: pg.Client, month: string): Promise<boolean> {
    // Events that came after it was archived have made it anew.
    if (await hasTable(client, month)) return false;
    await client.query('SELECT new_event_month($1)', [firstDayOf(month)]);
    return true;
  }

  private record(action: string, { month, events, sha256 }: ArchivedMonth, by: Actor): void {
    this.audit.record({ action, by, on: { type: 'event_month', id: month }, facts: { events, sha256 } });
  }
}

/** The archive whose file it is. */
function theOne<T extends { archive: ArchivedMonth }>(
  found: readonly T[],
  month: string,
  path: string,
  sha256: string,
): T {
  const own = found.find(({ archive }) => archive.sha256 === sha256);
  if (own?.archive.month === month) return own;
  if (own) throw new ArchiveRefused(`${path} has the events of ${own.archive.month}, not those of ${month}.`);
  const other = found[0]?.archive;
  if (!other) throw new ArchiveRefused(`${month} is not archived.`);
  throw new ArchiveRefused(
    `${path} is not ${other.file} as it was written for ${month}: its SHA-256 is ${sha256} instead of ${other.sha256}. ` +
      'It was changed or cut short, or it is another file.',
  );
}

async function assertDirectory(directory: string): Promise<void> {
  const found = await stat(directory).catch(() => null);
  if (found?.isDirectory() !== true) throw new ArchiveRefused(`${directory} is no directory.`);
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : 'unknown';
}
