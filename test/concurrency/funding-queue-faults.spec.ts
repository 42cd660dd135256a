import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startServer, type TestServer } from '../support/app.js';
import { startCli } from '../support/cli.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { hold } from '../support/hold.js';
import { makeCustomer, makeProvider, makeStaff, must, type Actor } from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';
import { until } from '../support/until.js';

const LOANS = 1500;
/** So many loans a drain funds in one transaction. */
const CHUNK = 500;
const AMOUNT = '100.00';

describe('the funding queue, when what drains it fails', () => {
  /** Many loans wait: several chunks of a drain. */
  let queued: TestDatabase;
  let database: TestDatabase;
  let app: TestServer;
  let provider: Actor;

  beforeAll(async () => {
    queued = await cloneDatabase();
    const first = await startServer({}, queued);
    const staff = await makeStaff(first);
    must(200, await staff.api.patch('/api/bank_configuration/', { when_unfunded: 'queue' }));
    const customers = await Promise.all(Array.from({ length: 30 }, () => makeCustomer(first)));
    provider = await makeProvider(first);
    await Promise.all(
      customers.map(async ({ api }) => {
        for (let nr = 0; nr < LOANS / customers.length; nr++) {
          must(202, await api.post('/api/loans/', { amount: AMOUNT }));
        }
      }),
    );
    await first.stop();
  });
  afterAll(() => queued.drop());

  beforeEach(async () => {
    database = await queued.copy();
    app = await startServer({}, database);
  });
  afterEach(async () => {
    await app.stop();
    await database.drop();
  });

  const deposit = (by: TestServer, amount: string) =>
    by.as(provider).post('/api/providers/add_funds/', { amount });
  const waiting = async () => {
    const [row] = await database.rows<{ count: number }>(
      "SELECT count(*)::int AS count FROM funding_queue WHERE state = 'waiting'",
    );
    return row?.count ?? 0;
  };
  const expectAllFundedOnce = async (by: TestServer) => {
    const [sums] = await database.rows(
      `SELECT (SELECT count(*) FROM loans WHERE status = 'active') AS active,
              (SELECT count(*) FROM journal WHERE kind = 'disbursement') AS disbursed,
              (SELECT sum(fund_amount) FROM providers) AS fund, (SELECT sum(amount) FROM fundings) AS lent`,
    );
    const lent = String(LOANS * 100_00);
    expect(sums).toEqual({ active: String(LOANS), disbursed: String(LOANS), fund: '0', lent });
    await expectGreenProof(by);
  };

  /** Holds a loan of a chunk (1 is the first), so that a drain stands still there; `release` lets it go on. */
  const holdChunk = async (chunk: number) => {
    const held = await hold(
      database,
      `SELECT FROM loans WHERE id = (SELECT loan_id FROM funding_queue WHERE state = 'waiting'
       ORDER BY priority, entry_no OFFSET $1 LIMIT 1) FOR UPDATE`,
      [(chunk - 1) * CHUNK + 7],
    );
    return {
      reached: async () => {
        await held.waitedFor();
        expect(await waiting()).toBe(LOANS - (chunk - 1) * CHUNK);
      },
      release: held.release,
    };
  };
  /** The connections that servers have, and when each was last used. */
  const connections = () =>
    database.rows<{ pid: number; at: string }>(
      `SELECT pid, query_start::text AS at FROM pg_stat_activity
       WHERE datname = current_database() AND application_name = 'loan-management-platform'`,
    );

  it('is drained by another instance within a second of kill -9, where it was, and nothing is lost', async () => {
    const hold = await holdChunk(2);
    must(200, await deposit(app, `${String(LOANS * 100)}.00`));
    await hold.reached();
    const ofFirst = new Set((await connections()).map(({ pid }) => pid));
    const other = await startServer({}, database);
    try {
      // The other one looks at the queue a few times, and finds that somebody is at it.
      const used = new Set<string>();
      await until(async () => {
        for (const { pid, at } of await connections()) if (!ofFirst.has(pid)) used.add(at);
        return used.size >= 8;
      });
      await app.end('SIGKILL');
      await hold.release();
      const released = Date.now();
      await until(async () => (await waiting()) < LOANS - CHUNK);
      // A second on a quiet machine; without the other one's look it would be fifteen.
      expect(Date.now() - released).toBeLessThan(10_000);
      await until(async () => (await waiting()) === 0);
      await expectAllFundedOnce(other);
    } finally {
      await other.stop();
    }
  });

  it('goes on after kill -9 at any point, also when the only instance is killed again and again', async () => {
    must(200, await deposit(app, `${String(LOANS * 100)}.00`));
    for (let kills = 0; (await waiting()) > 0;) {
      const left = await waiting();
      await until(async () => (await waiting()) < left || left === 0);
      if (kills++ < 3) await app.end('SIGKILL');
      app = await startServer({}, database);
    }
    await expectAllFundedOnce(app);
  });

  it('ends in order on SIGTERM: the chunk in hand is committed, the rest waits for the next start', async () => {
    const hold = await holdChunk(2);
    must(200, await deposit(app, `${String(LOANS * 100)}.00`));
    await hold.reached();
    const ended = app.end('SIGTERM');
    // It takes no more requests: it is on its way out.
    await until(() =>
      fetch(new URL('/health/ready', app.url)).then(
        ({ status }) => status === 503,
        () => true,
      ),
    );
    await hold.release();
    expect(await ended).toBe(0);
    expect(app.output()).not.toContain('was not drained');
    expect(await waiting()).toBe(LOANS - 2 * CHUNK);
    app = await startServer({}, database);
    await until(async () => (await waiting()) === 0);
    await expectAllFundedOnce(app);
  });

  it('is drained once by instances and commands that do it all at once', async () => {
    const other = await startServer({}, database);
    try {
      must(200, await deposit(other, `${String(LOANS * 100)}.00`));
      const commands = Array.from({ length: 3 }, () => startCli(database.url, 'queue --drain --json').ended);
      for (const run of await Promise.all(commands)) expect(run).toMatchObject({ code: 0, err: '' });
      await until(async () => (await waiting()) === 0);
      await expectAllFundedOnce(other);
    } finally {
      await other.stop();
    }
  });
});
