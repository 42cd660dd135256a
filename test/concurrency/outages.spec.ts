import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import type { Answer } from '../support/http.js';
import { makeCustomer, makeProvider, must, type Actor } from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';
import { startProxy, type Proxy } from '../support/proxy.js';
import { until } from '../support/until.js';

describe('when the network to the database fails', () => {
  let database: TestDatabase;
  let proxy: Proxy;
  let app: TestApp;
  let customer: Actor;
  let provider: Actor;

  beforeAll(async () => {
    database = await cloneDatabase();
    proxy = await startProxy(database.url);
    app = await startApp({ DB_POOL_WAIT_MS: '2000' }, { ...database, url: proxy.url });
    [customer, provider] = await Promise.all([makeCustomer(app), makeProvider(app, '90000.00')]);
  });
  afterAll(async () => {
    await app.stop();
    await proxy.stop();
    await database.drop();
  });

  const expectBusy = (answer: Answer) => {
    expect(answer).toMatchObject({ status: 503, body: { code: 'service_busy' } });
    expect(answer.headers.get('retry-after')).toBe('1');
    expect(JSON.stringify(answer.body)).not.toMatch(/ECONN|terminated|127\.0\.0\.1|password/i);
  };

  it('answers 503 to everything, lives, is not ready, and is back with the network', async () => {
    await proxy.cut();
    try {
      expectBusy(await customer.api.get('/api/loans/'));
      expectBusy(await customer.api.post('/api/loans/', { amount: '100.00' }));
      expectBusy(await provider.api.post('/api/providers/add_funds/', { amount: '1.00' }));
      expectBusy(await app.as().post('/api/auth/login/', { username: 'ada', password: 'whatever it is' }));
      must(200, await app.as().get('/health/live'));
      expectBusy(await app.as().get('/health/ready'));
    } finally {
      await proxy.restore();
    }
    must(200, await app.as().get('/health/ready'));
    must(201, await customer.api.post('/api/loans/', { amount: '100.00' }));
    await expectGreenProof(app);
  });

  it('keeps each command that it said it had done, and none that it said it had not', async () => {
    const deposits = Array.from({ length: 60 }, (_, nr) => `deposit ${String(nr)}`);
    const add = (key: string) =>
      provider.api.post('/api/providers/add_funds/', { amount: '1.00' }, { 'idempotency-key': key });
    const shown = async () =>
      BigInt((await database.rows('SELECT fund_amount FROM providers'))[0]?.fund_amount ?? '0');
    const before = await shown();
    const first = deposits.map(add);
    await until(async () => (await shown()) > before);
    await proxy.cut();
    await proxy.restore();
    const answers = await Promise.all(first);
    const statuses = new Set(answers.map(({ status }) => status));
    expect([...statuses].filter((status) => status !== 200 && status !== 503)).toEqual([]);
    // Whoever does not know repeats the same request, until it is answered.
    for (const key of deposits) {
      await until(async () => (await add(key)).status === 200);
    }
    expect(await shown()).toBe(before + 6000n);
    await expectGreenProof(app);
  });

  it('says that it does not know when the answer to COMMIT is lost; the repeat with the key knows', async () => {
    const headers = { 'idempotency-key': 'an answer is lost' };
    const borrow = () => customer.api.post('/api/loans/', { amount: '321.00' }, headers);
    proxy.cutAfter('COMMIT');
    const lost = await borrow();
    expect(lost).toMatchObject({ status: 503, body: { code: 'outcome_unknown' } });
    const granted = () => database.rows('SELECT id FROM loans WHERE amount = 32100');
    await until(async () => (await granted()).length === 1);
    const repeat = await borrow();
    expect(must(201, repeat).id).toBe((await granted())[0]?.id);
    expect(repeat.headers.get('idempotent-replayed')).toBe('true');
    expect(await granted()).toHaveLength(1);
    await expectGreenProof(app);
  });

  it('has nothing done when the line is lost before COMMIT', async () => {
    const [before] = await database.rows('SELECT count(*) FROM journal');
    // A value, as a connection that has prepared the statement does not send its text again.
    proxy.cutAfter('{"deposit"}');
    expectBusy(await provider.api.post('/api/providers/add_funds/', { amount: '5.00' }));
    expect(await database.rows('SELECT count(*) FROM journal')).toEqual([before]);
    must(200, await provider.api.post('/api/providers/add_funds/', { amount: '5.00' }));
    await expectGreenProof(app);
  });
});
