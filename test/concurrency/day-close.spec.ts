import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connect } from 'node:net';
import { startServer } from '../support/app.js';
import { startCli } from '../support/cli.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { hold, type Hold } from '../support/hold.js';
import { lendToAll, multiplyLoans, openSandbox, whatIsLeft } from '../support/late-loans.js';
import { makeStaff, must } from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';
import { until } from '../support/until.js';

const DAYS = 16;
const COPIES = 350;

describe('the day-close of sixteen missed days, over thousands of loans', () => {
  let seed: TestDatabase;
  let quiet: TestDatabase;
  let expected: Awaited<ReturnType<typeof whatIsLeft>>;

  const close = (database: TestDatabase) => startCli(database.url, 'day-close --json');
  const progress = async (database: TestDatabase): Promise<string> => {
    const rows = await database.rows(
      `SELECT (SELECT count(*) FROM day_closes) || '/' || (SELECT count(*) FROM day_close_work) AS at`,
    );
    return String(rows[0]?.at);
  };
  const lateOnLastDate = () => {
    const rows = expected.lateInterest as { loan_id: string; business_date: Date }[];
    const last = Math.max(...rows.map(({ business_date: date }) => date.getTime()));
    return rows.filter(({ business_date: date }) => date.getTime() === last).map(({ loan_id: id }) => id);
  };
  const expectSameAsQuiet = async (database: TestDatabase) => {
    expect(await whatIsLeft(database)).toEqual(expected);
    expect(await database.rows('SELECT FROM day_close_work')).toEqual([]);
    const app = await startServer({}, database);
    await expectGreenProof(app);
    await app.stop();
  };

  beforeAll(async () => {
    seed = await cloneDatabase();
    const app = await startServer({ SANDBOX: 'true' }, seed);
    await lendToAll(app, await openSandbox(app));
    await multiplyLoans(seed, COPIES);
    await app.stop();
    await seed.rows('INSERT INTO sandbox_clock (id, days_ahead) VALUES (1, $1)', [DAYS]);
    quiet = await seed.copy();
    must(0, { status: Number((await close(quiet).ended).code), body: null });
    expected = await whatIsLeft(quiet);
  });
  afterAll(async () => {
    await Promise.all([seed, quiet].map((database) => database.drop()));
  });

  it('leaves the books right, and took several chunks a day', async () => {
    await expectSameAsQuiet(quiet);
    expect(expected.closes).toHaveLength(DAYS);
    expect(expected.loans?.length).toBeGreaterThan(4 * COPIES);
    const candidates = (expected.closes as { candidates: number }[]).map((run) => run.candidates);
    expect(Math.max(...candidates)).toBeGreaterThan(1400);
  });

  it('goes on after kill -9 at any point, and ends as if nothing had happened', async () => {
    const database = await seed.copy();
    try {
      // In the middle of a chunk: it waits for a loan, which is worked on when the last date is at the latest.
      const late = lateOnLastDate();
      for (const part of [0.2, 0.5, 0.8]) {
        const sql = 'SELECT FROM loans WHERE id = $1 FOR UPDATE';
        const held = await hold(database, sql, [late[Math.floor(late.length * part)]]);
        const { process: child, ended } = close(database);
        await held.waitedFor();
        child.kill('SIGKILL');
        expect((await ended).code).toBeNull();
        await held.release();
      }
      // And wherever it is, a moment after it has begun a date or done a chunk.
      let kills = 0;
      for (let finished = false; !finished;) {
        const before = await progress(database);
        const { process: child, ended } = close(database);
        let exited = false;
        void ended.then(() => (exited = true));
        await until(async () => exited || (await progress(database)) !== before);
        if (kills++ < 4) child.kill('SIGKILL');
        finished = (await ended).code === 0;
      }
      await expectSameAsQuiet(database);
    } finally {
      await database.drop();
    }
  });

  it('stops between two chunks when the process is told to end, also while a request is being answered', async () => {
    const database = await seed.copy();
    const app = await startServer({ DAY_CLOSE_SCHEDULE: 'true', SANDBOX: 'true' }, database);
    const holds: Hold[] = [];
    const keep = async (loan: string | undefined) => {
      const held = await hold(database, 'SELECT FROM loans WHERE id = $1 FOR UPDATE', [loan]);
      holds.push(held);
      return held;
    };
    try {
      // One of the first chunk that it is in, and one of the chunk behind that, which is not to be begun.
      const first = await keep(lateOnLastDate().sort()[0]);
      await first.waitedFor();
      const [next] = await database.rows(
        'SELECT loan_id AS id FROM day_close_work ORDER BY business_date, loan_id OFFSET 1000 LIMIT 1',
      );
      const second = await keep(next?.id);
      const half = connect(Number(new URL(app.url).port), '127.0.0.1');
      half.write('POST /api/auth/login/ HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n');
      half.write('Content-Length: 100\r\n\r\n{');
      // The request for the metrics is in flight as well.
      await until(async () =>
        /^http_requests_in_flight 2$/m.test((await app.as().get('/metrics')).body as string),
      );
      const before = await progress(database);
      const ended = app.end('SIGTERM');
      await until(async () => (await app.as().get('/health/ready')).status === 503);
      await first.release();
      await until(async () => (await progress(database)) !== before);
      half.destroy();
      const goingOn = second.waitedFor().then(
        () => 'it has begun the next',
        () => 'nobody came',
      );
      expect(await Promise.race([ended, goingOn])).toBe(0);
      expect(app.output()).not.toContain('did not finish');
      await Promise.all(holds.map((held) => held.release()));
      expect((await close(database).ended).code).toBe(0);
      await expectSameAsQuiet(database);
    } finally {
      await Promise.all(holds.map((held) => held.release()));
      await app.stop();
      await database.drop();
    }
  });

  it('is done once when two instances and a command do it at once', async () => {
    const database = await seed.copy();
    const scheduled = { DAY_CLOSE_SCHEDULE: 'true', SANDBOX: 'true' };
    const apps = await Promise.all([startServer(scheduled, database), startServer(scheduled, database)]);
    try {
      const staff = await makeStaff(apps[0]);
      expect((await close(database).ended).code).toBe(0);
      const [run] = must(200, await staff.api.get('/api/day_close/?limit=1')).results;
      expect(run).toMatchObject({ status: 'done', business_date: (await lastOf(quiet))[0]?.date });
      await expectGreenProof(apps[0]);
      await Promise.all(apps.map((app) => app.stop()));
      await expectSameAsQuiet(database);
    } finally {
      await Promise.all(apps.map((app) => app.stop()));
      await database.drop();
    }
  });
});

const lastOf = (database: TestDatabase) =>
  database.rows<{ date: string }>('SELECT max(business_date)::text AS date FROM day_closes');
