import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { startApp, type TestApp } from '../support/app.js';
import { archivesOf, BY, newDirectory, rowsOf } from '../support/archives.js';
import { eventsAreNumbered, fillMonth, follow, idAt, monthsAgo, TELL } from '../support/events.js';
import { hold } from '../support/hold.js';
import { makeProvider, makeStaff, makeUser, must, type Actor } from '../support/make.js';
import { dateIsSealed, expectGreenProof, redChecks } from '../support/proof.js';
import { until } from '../support/until.js';

const [OLDEST, OLD, NEXT] = [monthsAgo(9), monthsAgo(8), monthsAgo(7)];

describe('archives of events', () => {
  let app: TestApp;
  let staff: Actor;
  let admin: Actor;
  let provider: Actor;
  let directory: string;

  beforeAll(async () => {
    app = await startApp({ EVENTS_ARCHIVE: 'true', WEBHOOK_ALLOW_PRIVATE: 'true' });
    staff = await makeStaff(app);
    // A date that is sealed, so that a proof can begin there.
    const [yesterday] = await app.database.rows<{ date: string }>(
      `INSERT INTO day_closes (business_date, status, candidates, started_at, finished_at)
       SELECT max(business_date) - 1, 'done', 0, now(), now() FROM business_dates RETURNING business_date::text AS date`,
    );
    await dateIsSealed(app.database, yesterday?.date ?? '');
    admin = await makeUser(app, 'admin');
    directory = await newDirectory();
    expect(await fillMonth(app.database, OLDEST, 30)).toBe(1);
    expect(await fillMonth(app.database, OLD, 20)).toBe(31);
    expect(await fillMonth(app.database, NEXT, 10)).toBe(51);
    provider = await makeProvider(app, '5.00');
    await eventsAreNumbered(app.database);
  });
  afterAll(() => app.stop());

  const archive = (month: string) => archivesOf(app.database).archive(month, directory, BY);
  const restore = (month: string, file: string) => archivesOf(app.database).restore(month, file, BY);
  const list = (query: string) => staff.api.get(`/api/events/?${query}`).then((answer) => must(200, answer));
  const tableOf = (month: string) => `events_${month.replace('-', '_')}`;
  const numbersIn = (all: { seq: number }[]) => all.map(({ seq }) => seq);
  const from = (first: number, last: number) =>
    Array.from({ length: last - first + 1 }, (_, index) => first + index);
  const archived = () => app.database.rows('SELECT file FROM event_archives ORDER BY month, file');

  it('are files of JSON lines that have every row as it was', async () => {
    const lines = await app.database.rows<{ line: string }>(
      `SELECT row_to_json(e)::text AS line FROM ${tableOf(OLDEST)} e ORDER BY seq`,
    );
    const { path, ...facts } = await archive(OLDEST);
    expect(facts).toMatchObject({
      month: OLDEST,
      events: 30,
      first_seq: 1,
      last_seq: 30,
      archived_by: 'operator',
    });
    expect(path).toBe(join(directory, facts.file));
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    const text = gunzipSync(await readFile(path)).toString();
    const parsed = (line: string) => JSON.parse(line) as unknown;
    expect(text.trimEnd().split('\n').map(parsed)).toEqual(lines.map(({ line }) => parsed(line)));
    expect(await rowsOf(app.database, OLDEST)).toBeNull();
    await expectGreenProof(app);
    expect(await redChecks(app, 'incremental')).toEqual([]);
  });

  it('are told to those who were behind, and to nobody who was not', async () => {
    expect(await list('after_seq=0&limit=2')).toMatchObject({
      results: [{ seq: 31 }, { seq: 32 }],
      first_seq: 31,
      last_seq: 61,
    });
    expect(await list('after_seq=30&limit=1')).toMatchObject({ results: [{ seq: 31 }], first_seq: 31 });
    // Whose own are few learns how far everything is read.
    expect(must(200, await provider.api.get('/api/events/?after_seq=40'))).toMatchObject({
      results: [{ seq: 61 }],
      next: null,
      first_seq: 31,
      last_seq: 61,
    });
    const gone = idAt(`${OLDEST}-01T01:00:00Z`);
    expect(await staff.api.get(`/api/events/${gone}/`)).toMatchObject({
      status: 404,
      body: {
        code: 'event_not_found',
        detail: expect.stringContaining(`Events of ${OLDEST} are in an archive`),
      },
    });
    const endpoint = { url: 'http://127.0.0.1:9/', types: ['loan.requested'] };
    const { id } = must(201, await admin.api.post('/api/webhook_endpoints/', endpoint));
    const replay = (from_seq: number, to_seq: number) =>
      admin.api.post(`/api/webhook_endpoints/${String(id)}/replay/preview/`, { from_seq, to_seq });
    expect(await replay(30, 40)).toMatchObject({
      status: 410,
      body: { code: 'events_gone', archived: [OLDEST] },
    });
    expect(must(200, await replay(31, 40))).toEqual({ deliveries: 10 });
  });

  it('explain to the proof what is missing: a month that goes otherwise turns it red', async () => {
    // An incremental proof looks at what is new only.
    for (const [change, undo, subject] of [
      [
        `ALTER TABLE events DETACH PARTITION ${tableOf(OLD)}`,
        `ALTER TABLE ${tableOf(OLD)} ADD CONSTRAINT event_month CHECK (true);
         SELECT attach_event_month('${OLD}-01')`,
        'numbers 31 to 50 nowhere',
      ],
      [
        'CREATE TABLE removed AS SELECT * FROM event_archives; DELETE FROM event_archives',
        'INSERT INTO event_archives SELECT * FROM removed; DROP TABLE removed',
        'numbers 1 to 30 nowhere',
      ],
      [
        `UPDATE event_archives SET numbers = '{[1,32)}'`,
        `UPDATE event_archives SET numbers = '{[1,31)}'`,
        'numbers 31 to 31 here and in an archive',
      ],
    ] as const) {
      await app.database.rows(change);
      expect(await redChecks(app)).toMatchObject([{ name: 'events_complete', violations: [{ subject }] }]);
      expect(await redChecks(app, 'incremental')).toEqual([]);
      await app.database.rows(undo);
      await expectGreenProof(app);
    }
  });

  it('are not restored from anything but the file that was written', async () => {
    const other = await archive(OLD);
    const [first] = await archived();
    const path = join(directory, String(first?.file));
    const bytes = await readFile(path);
    const changed = join(directory, 'changed');
    const refused = async (content: Buffer, why: RegExp) => {
      await writeFile(changed, content);
      await expect(restore(OLDEST, changed)).rejects.toThrow(why);
    };
    await refused(bytes.subarray(0, -1), /cut short/);
    await refused(Buffer.concat([bytes, bytes]), /is not events-.+ as it was written/);
    const flipped = Buffer.from(bytes);
    flipped[100] = (flipped[100] ?? 0) ^ 1;
    await refused(flipped, /It was changed/);
    await refused(Buffer.alloc(0), /cut short/);
    await expect(restore(OLDEST, other.path)).rejects.toThrow(
      `has the events of ${OLD}, not those of ${OLDEST}`,
    );
    await expect(restore(NEXT, path)).rejects.toThrow(`has the events of ${OLDEST}`);
    await expect(restore('2001-01', changed)).rejects.toThrow('2001-01 is not archived');
    await expect(restore(OLDEST, join(directory, 'nothing'))).rejects.toThrow('cannot be read');
    expect(numbersIn(await follow(staff))[0]).toBe(51);
    await expectGreenProof(app);
  });

  it('are restored whole, wherever the file is now', async () => {
    const [oldest, old] = await archived();
    const moved = join(await newDirectory(), 'moved');
    await rename(join(directory, String(oldest?.file)), moved);
    expect(await restore(OLDEST, moved)).toMatchObject({ month: OLDEST, events: 30 });
    // What lies between is missing: whoever follows is told so.
    expect(await list('after_seq=0&limit=100')).toMatchObject({ first_seq: 51 });
    await restore(OLD, join(directory, String(old?.file)));
    expect(await archived()).toEqual([]);
    expect(numbersIn(await follow(staff))).toEqual(from(1, 61));
    expect(await list('after_seq=0&limit=1')).toMatchObject({ first_seq: 1 });
    await expect(app.database.rows(`UPDATE ${tableOf(OLD)} SET seq = seq`)).rejects.toThrow('facts');
    await expectGreenProof(app);
    expect(await redChecks(app, 'incremental')).toEqual([]);
  });

  it('are more than one of a month whose events came late', async () => {
    const first = await archive(OLDEST);
    const late = {
      id: idAt(`${OLDEST}-20T00:00:00.001Z`),
      type: 'endpoint.gone',
      occurred_at: new Date(),
      data: {},
    };
    await app.database.rows(TELL, [JSON.stringify([late])]);
    await eventsAreNumbered(app.database);
    await app.database.rows('SELECT make_event_months()');
    const second = await archive(OLDEST);
    expect(second).toMatchObject({ events: 1, first_seq: 62 });
    await expectGreenProof(app);
    await restore(OLDEST, second.path);
    await restore(OLDEST, first.path);
    expect(numbersIn(await follow(staff))).toEqual(from(1, 62));
    await expectGreenProof(app);
  });

  it('are made while events are written and read, and wait for whoever reads for long', async () => {
    await fillMonth(app.database, NEXT, 5000);
    await eventsAreNumbered(app.database);
    const before = (await follow(staff)).length;
    const reader = await hold(app.database, 'SELECT FROM events LIMIT 1');
    let isOver = false;
    const archiving = archive(NEXT).finally(() => (isOver = true));
    await reader.waitedFor();
    let written = 0;
    const write = async () => {
      while (!isOver) {
        must(200, await provider.api.post('/api/providers/add_funds/', { amount: '1.00' }));
        written++;
      }
    };
    let read = 0;
    const follower = async () => {
      let last = before;
      while (!isOver || last < before + written) {
        const { results } = (await list(`after_seq=${String(last)}&limit=100`)) as unknown as {
          results: { seq: number }[];
        };
        expect(numbersIn(results)).toEqual(from(last + 1, last + results.length));
        last += results.length;
        read++;
      }
    };
    const busy = Promise.all([write(), write(), follower()]);
    // Between two tries of the archive all others go on.
    await until(() => written >= 20 && read >= 20);
    expect(isOver).toBe(false);
    await reader.release();
    expect(await archiving).toMatchObject({ month: NEXT, events: 5010 });
    await busy;
    expect(
      await app.database.rows(`SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()`),
    ).toEqual([{ deadlocks: '0' }]);
    await expectGreenProof(app);
  });

  it('are refused for what is young, unknown or has nowhere to go, to others than the owner, and where old events are deleted', async () => {
    const now = monthsAgo(0);
    await expect(archive(now)).rejects.toThrow(
      /cannot be archived: kept until \d{4}-\d\d-\d\d \(EVENTS_KEEP_DAYS\)/,
    );
    await expect(archive('2001-01')).rejects.toThrow('There are no events of 2001-01');
    const to = (env: Record<string, string>, place = directory) =>
      archivesOf(app.database, env).archive(OLD, place, BY);
    await expect(to({}, join(directory, 'nowhere'))).rejects.toThrow('is no directory');
    await expect(to({ EVENTS_ARCHIVE: 'false' })).rejects.toThrow('EVENTS_ARCHIVE=true');
    await expect(to({ EVENTS_KEEP_DAYS: '3650' })).rejects.toThrow('kept until');
    await expect(to({ DATABASE_OWNER_URL: '' })).rejects.toThrow('DATABASE_OWNER_URL');
    const another = await hold(app.database, 'SELECT pg_advisory_xact_lock(2100, 7)');
    await expect(to({})).rejects.toThrow('Another month is being archived');
    await another.release();
    expect(await rowsOf(app.database, OLD)).toHaveLength(20);
  });
});
