import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { archivesOf, BY, newDirectory, ownerOf, rowsOf } from '../support/archives.js';
import { PATIENT } from '../support/app.js';
import { startCli } from '../support/cli.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { fillMonth, monthsAgo } from '../support/events.js';
import { hold } from '../support/hold.js';

const CLI = fileURLToPath(new URL('../../dist/app/cli.js', import.meta.url));
const MONTH = monthsAgo(8);
const EVENTS = 700;

/** Wherever it ends, a month is whole in the database, or in a file that is whole and written down. */
describe('archiving that is interrupted', () => {
  let database: TestDatabase;
  let directory: string;
  let before: string[] | null;

  beforeAll(async () => {
    database = await cloneDatabase();
    await fillMonth(database, MONTH, EVENTS);
    before = await rowsOf(database, MONTH);
    expect(before).toHaveLength(EVENTS);
  });
  beforeEach(async () => {
    directory = await newDirectory();
  });
  afterAll(async () => {
    await database.drop();
  });

  const archive = () => archivesOf(database).archive(MONTH, directory, BY);
  const restore = (file: string) => archivesOf(database).restore(MONTH, file, BY);
  const archived = () => database.rows('SELECT file, row_count FROM event_archives');
  const expectWhole = async () => {
    expect(await rowsOf(database, MONTH)).toEqual(before);
    expect(await archived()).toEqual([]);
  };
  const expectArchived = async (path: string) => {
    expect(await rowsOf(database, MONTH)).toBeNull();
    expect(await database.rows('SELECT FROM events')).toEqual([]);
    expect(await archived()).toEqual([{ file: path.split('/').at(-1), row_count: String(EVENTS) }]);
  };
  /** Ends as it would have, had nothing interrupted it; then all is as before. */
  const expectToGoOn = async () => {
    const { path } = await archive();
    await expectArchived(path);
    await restore(path);
    await expectWhole();
    return path;
  };
  /** A trigger's function that fails. */
  const FAIL = `CREATE OR REPLACE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'pulled'; END $$`;
  const failing = async (make: string, undo: string, work: () => Promise<unknown>) => {
    await database.rows(`${FAIL}; ${make}`);
    await expect(work()).rejects.toThrow('pulled');
    await database.rows(undo);
  };

  it('leaves the month and no file when the disk is full', async () => {
    // A process of its own, which may write no more than a kilobyte.
    const line = `ulimit -f 2; exec "$0" "$@"`;
    const args = ['events', 'archive', '--yes', '--to', directory];
    const child = spawn('sh', ['-c', line, process.execPath, CLI, ...args], {
      env: { PATH: process.env.PATH, DATABASE_URL: database.url, ...PATIENT, ...ownerOf(database) },
    });
    let said = '';
    child.stderr.on('data', (part: Buffer) => (said += part.toString()));
    expect(await once(child, 'close')).toEqual([3, null]);
    expect(said).toContain('EFBIG');
    await expectWhole();
    expect(await readdir(directory)).toEqual([]);
    await expectToGoOn();
  });

  it('leaves the month when it is killed before the table goes', async () => {
    const reader = await hold(database, 'SELECT FROM events LIMIT 1');
    const { process: command, ended } = startCli(database.url, `events archive --yes --to ${directory}`, {
      env: ownerOf(database),
    });
    await reader.waitedFor();
    command.kill('SIGKILL');
    expect((await ended).code).toBeNull();
    await reader.release();
    await expectWhole();
    const path = await expectToGoOn();
    const [part, ...rest] = (await readdir(directory)).filter((name) => join(directory, name) !== path);
    expect([part, rest]).toEqual([expect.stringMatching(/\.part$/), []]);
  });

  it.each([
    [
      'the archive cannot be written down',
      'CREATE TRIGGER failing BEFORE INSERT ON event_archives EXECUTE FUNCTION fail()',
      'DROP TRIGGER failing ON event_archives',
    ],
    [
      'the table cannot be dropped',
      `CREATE OR REPLACE FUNCTION fail_to_drop() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'pulled'; END $$;
       CREATE EVENT TRIGGER failing ON sql_drop EXECUTE FUNCTION fail_to_drop()`,
      'DROP EVENT TRIGGER failing',
    ],
    [
      'it cannot be committed',
      `CREATE CONSTRAINT TRIGGER failing AFTER INSERT ON event_archives DEFERRABLE INITIALLY DEFERRED
         FOR EACH ROW EXECUTE FUNCTION fail()`,
      'DROP TRIGGER failing ON event_archives',
    ],
  ])('leaves the month, and a whole file, when %s', async (_, make, undo) => {
    await failing(make, undo, archive);
    await expectWhole();
    const [name] = await readdir(directory);
    // The same events make the same file.
    expect(await expectToGoOn()).toBe(join(directory, String(name)));
    expect(await readdir(directory)).toEqual([name]);
  });

  it('leaves the file when it cannot be restored, or whoever restores it has had enough', async () => {
    const { path } = await archive();
    await failing(
      'CREATE TRIGGER failing BEFORE DELETE ON event_archives EXECUTE FUNCTION fail()',
      'DROP TRIGGER failing ON event_archives',
      () => restore(path),
    );
    await expectArchived(path);
    // As one who reads events does, whichever there are.
    const reader = await hold(database, 'SELECT count(*) FROM events');
    const { process: command, ended } = startCli(database.url, `events restore ${MONTH} --from ${path}`, {
      env: ownerOf(database),
    });
    await reader.waitedFor();
    // Ctrl-C; the reader is there still.
    command.kill('SIGINT');
    expect((await ended).code).toBe(130);
    await expectArchived(path);
    await reader.release();
    await restore(path);
    await expectWhole();
    await rm(path);
  });
});
