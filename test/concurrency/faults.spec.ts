import { describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
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
  const app = await startApp({}, database);
  await makeProvider(app, '999999.00');
  const customers = await Promise.all(Array.from({ length: 32 }, () => makeCustomer(app)));
  const running = customers.map(borrowUntilGone);
  await until(async () => (await database.rows('SELECT FROM loans LIMIT 200')).length === 200);
  const code = await app.end(signal);
  const told = await Promise.all(running);
  const restarted = await startApp({}, database);
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
  const withApp = async (environment: Record<string, string>, work: (app: TestApp) => Promise<void>) => {
    const app = await startApp(environment);
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
    await withApp({ DB_LOCK_TIMEOUT_MS: '300' }, async (app) => {
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
    const app = await startApp();
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
});
