import { describe, expect, it } from '@jest/globals';
import { startServer, type TestServer } from '../support/app.js';
import { cloneDatabase } from '../support/database.js';
import { hold } from '../support/hold.js';
import { makeCustomer, makeLoan, makeProvider, must, type Actor } from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';
import { until } from '../support/until.js';

/** Requests loans one after the other until the server is gone; answers the ids that it was told of. */
async function borrowUntilGone(customer: Actor): Promise<{ granted: string[]; refused: string[] }> {
  const granted: string[] = [];
  const refused: string[] = [];
  for (;;) {
    try {
      const { status, body } = await customer.api.post('/api/loans/', { amount: '150.00' });
      if (status === 201) granted.push(body.id as string);
      else refused.push(`${String(status)} ${String(body.code)}`);
      if (status === 503) return { granted, refused };
    } catch {
      return { granted, refused };
    }
  }
}

async function stopDuringLoans(signal: 'SIGTERM' | 'SIGKILL') {
  const database = await cloneDatabase();
  const app = await startServer({}, database);
  await makeProvider(app, '999999.00');
  const customers = await Promise.all(Array.from({ length: 32 }, () => makeCustomer(app)));
  const running = customers.map(borrowUntilGone);
  await until(async () => (await database.rows('SELECT FROM loans LIMIT 200')).length === 200);
  const code = await app.end(signal);
  const told = await Promise.all(running);
  const restarted = await startServer({}, database);
  const kept = new Set((await database.rows('SELECT id FROM loans')).map(({ id }) => id));
  const stop = async () => {
    await restarted.stop();
    await database.drop();
  };
  return {
    code,
    granted: told.flatMap((each) => each.granted),
    refused: told.flatMap((each) => each.refused),
    kept,
    restarted,
    stop,
  };
}

describe('when the server stops in the middle of loan requests', () => {
  it('finishes what is in flight on SIGTERM, refuses what is new, and ends with 0', async () => {
    const { code, granted, refused, kept, restarted, stop } = await stopDuringLoans('SIGTERM');
    try {
      expect(code).toBe(0);
      expect(granted.length).toBeGreaterThanOrEqual(200);
      // Every loan that was answered is there, and no other: nothing was cut off on its way.
      expect([...kept].sort()).toEqual([...granted].sort());
      expect(new Set(refused)).toEqual(refused.length === 0 ? new Set() : new Set(['503 shutting_down']));
      await expectGreenProof(restarted);
    } finally {
      await stop();
    }
  });

  it('loses nothing that it answered on kill -9, and leaves no loan without funding', async () => {
    const { granted, kept, restarted, stop } = await stopDuringLoans('SIGKILL');
    try {
      expect(granted.filter((id) => !kept.has(id))).toEqual([]);
      await expectGreenProof(restarted);
    } finally {
      await stop();
    }
  });
});

describe('when the database is the bottleneck', () => {
  const ONE_PROVIDER = 'SELECT FROM providers WHERE id = $1 FOR UPDATE';
  const withApp = async (environment: Record<string, string>, work: (app: TestServer) => Promise<void>) => {
    const app = await startServer(environment);
    try {
      await work(app);
    } finally {
      await app.stop();
    }
  };

  it('answers 503 with Retry-After when no connection is free, and recovers', async () => {
    await withApp({ DB_POOL_SIZE: '2', DB_POOL_WAIT_MS: '1500' }, async (app) => {
      const provider = await makeProvider(app, '1000.00');
      const customer = await makeCustomer(app);
      const held = await hold(app.database, ONE_PROVIDER, [provider.id]);
      // These two take all connections and wait on the lock.
      const waiting = provider.api.post('/api/providers/add_funds/', { amount: '1.00' });
      const borrowing = customer.api.post('/api/loans/', { amount: '100.00' });
      await held.waitedFor(2);
      const answer = await provider.api.get('/api/providers/');
      expect(answer).toMatchObject({ status: 503, body: { code: 'service_busy' } });
      expect(answer.headers.get('retry-after')).toBe('1');
      await held.release();
      must(200, await waiting);
      must(201, await borrowing);
      expect((await provider.api.get('/api/providers/')).status).toBe(200);
    });
  });

  it('answers 503 when a lock is not given in time, to that command alone', async () => {
    await withApp({ DB_LOCK_TIMEOUT_MS: '3000' }, async (app) => {
      const provider = await makeProvider(app, '5000.00');
      const customer = await makeCustomer(app);
      const [stuck, free] = [await makeLoan(customer, '500.00'), await makeLoan(customer, '500.00')];
      const held = await hold(app.database, 'SELECT FROM loans WHERE id = $1 FOR UPDATE', [stuck.id]);
      const [first, second, third] = await Promise.all(
        [free, stuck, free].map(({ id }) =>
          customer.api.post('/api/payments/', { loan: id, amount: '10.00' }),
        ),
      );
      await held.release();
      expect([first?.status, second?.status, third?.status]).toEqual([201, 503, 201]);
      expect(second?.body.code).toBe('service_busy');
      await expectGreenProof(app);
      expect(must(200, await provider.api.get('/api/providers/')).results).toHaveLength(1);
    });
  });

  it('keeps one deadline for a command, however many are stuck with it, and does those that are not', async () => {
    await withApp({ DB_LOCK_TIMEOUT_MS: '6000' }, async (app) => {
      await makeProvider(app, '9000.00');
      const customer = await makeCustomer(app);
      const loans = await Promise.all(Array.from({ length: 6 }, () => makeLoan(customer, '500.00')));
      const [stuck, other, ...free] = loans.map(({ id }) => id);
      const holder = await app.database.connect();
      await holder.query('BEGIN');
      await holder.query('SELECT FROM loans WHERE id = ANY ($1) FOR UPDATE', [[stuck, other]]);
      const started = performance.now();
      const pay = async (loan: string | undefined) => {
        const { status } = await customer.api.post('/api/payments/', { loan, amount: '10.00' });
        return { status, ms: performance.now() - started };
      };
      const answers = await Promise.all([stuck, ...free, other].map(pay));
      expect(answers.map(({ status }) => status)).toEqual([503, 201, 201, 201, 201, 503]);
      // One time, and a machine's slowness; it was one for the batch and one for each that was stuck in it.
      expect(Math.max(...answers.map(({ ms }) => ms))).toBeLessThan(6000 + 2000);
      await holder.query('ROLLBACK');
      await holder.end();
      await expectGreenProof(app);
    });
  });

  it('answers 503 to what the database cannot do now, and is not ready while the database refuses writes', async () => {
    await withApp({}, async (app) => {
      const provider = await makeProvider(app, '1000.00');
      const add = () => provider.api.post('/api/providers/add_funds/', { amount: '1.00' });
      const ready = async () => (await app.as().get('/health/ready')).status;
      const failWith = (state: string) =>
        app.database.rows(`
          CREATE OR REPLACE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$
          BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '${state}'; END $$;
          CREATE OR REPLACE TRIGGER fail BEFORE INSERT ON journal FOR EACH ROW EXECUTE FUNCTION fail()`);
      for (const state of ['53200', '53300', '53400', '55P03', '57014', '57P01', '40P01']) {
        await failWith(state);
        const answer = await add();
        expect([state, answer.status, answer.body.code]).toEqual([state, 503, 'service_busy']);
        expect(answer.headers.get('retry-after')).toBe('1');
        expect(await ready()).toBe(200);
      }
      for (const state of ['53100', '58030', '25006']) {
        await failWith(state);
        const answers = await Promise.all([1, 2, 3, 4, 5].map(add));
        for (const { status, body } of answers) expect([status, body.code]).toEqual([503, 'service_busy']);
        expect(await app.as().get('/health/ready')).toMatchObject({
          status: 503,
          body: { code: 'service_busy', detail: 'The database accepts no changes: no.' },
        });
        // Reads are answered.
        expect((await provider.api.get('/api/providers/')).status).toBe(200);
        await app.database.rows('DROP TRIGGER fail ON journal');
        must(200, await add());
        expect(await ready()).toBe(200);
      }
      const told = app.output().match(/the database accepts (no changes|changes again)/g);
      expect(told).toEqual(
        Array.from({ length: 3 }, () => [
          'the database accepts no changes',
          'the database accepts changes again',
        ]).flat(),
      );
      await expectGreenProof(app);
    });
  });

  it('is not ready on a database that is read-only', async () => {
    await withApp({}, async (app) => {
      const admin = await app.database.connect();
      // Of sessions that begin from now on.
      const makeAll = async (readOnly: 'on' | 'off') => {
        await admin.query(`DO $$ BEGIN EXECUTE format(
          'ALTER DATABASE %I SET default_transaction_read_only = ${readOnly}', current_database()); END $$`);
        await admin.query(
          'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
        );
      };
      const ready = () => app.as().get('/health/ready');
      await makeAll('on');
      await until(async () => JSON.stringify((await ready()).body).includes('read-only'));
      expect(await ready()).toMatchObject({
        status: 503,
        body: { detail: 'The database accepts no changes: it is read-only.' },
      });
      await makeAll('off');
      await until(async () => (await ready()).status === 200);
      await admin.end();
    });
  });

  it('lives through the loss of all its connections', async () => {
    await withApp({}, async (app) => {
      const customer = await makeCustomer(app);
      await makeProvider(app, '5000.00');
      await makeLoan(customer, '500.00');
      await app.database.rows(
        'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
      );
      await until(async () => (await customer.api.get('/api/loans/')).status === 200);
      await makeLoan(customer, '500.00');
      await expectGreenProof(app);
    });
  });

  it('says that it is not ready while it drains', async () => {
    const app = await startServer();
    const provider = await makeProvider(app, '10.00');
    const held = await hold(app.database, ONE_PROVIDER, [provider.id]);
    const inFlight = provider.api.post('/api/providers/add_funds/', { amount: '1.00' });
    await held.waitedFor();
    const ended = app.end('SIGTERM');
    await until(async () => (await app.as().get('/health/ready')).status === 503);
    expect((await provider.api.get('/api/providers/')).status).toBe(200);
    expect(await provider.api.post('/api/providers/add_funds/', { amount: '1.00' })).toMatchObject({
      status: 503,
      body: { code: 'shutting_down' },
    });
    await held.release();
    expect(must(200, await inFlight).fund_amount).toBe('11.00');
    expect(await ended).toBe(0);
    await app.stop();
  });

  it('can be told to serve on for a while after it has said so, and to end then', async () => {
    const leaving = await startServer({ SHUTDOWN_DELAY_MS: '60000' });
    const provider = await makeProvider(leaving);
    leaving.process.kill('SIGTERM');
    await until(async () => (await leaving.as().get('/health/ready')).status === 503);
    must(200, await provider.api.post('/api/providers/add_funds/', { amount: '1.00' }));
    await leaving.end('SIGKILL');
    const left = await startServer({ SHUTDOWN_DELAY_MS: '50' }, leaving.database);
    expect(await left.end('SIGTERM')).toBe(0);
    await leaving.database.drop();
  });
});
