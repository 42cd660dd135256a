import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startServer, type TestServer } from '../support/app.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import type { Answer } from '../support/http.js';
import { makeCustomer, makeProvider, must, type Actor } from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';
import { startProxy, type Proxy } from '../support/proxy.js';
import { until } from '../support/until.js';

/** A silent connection is given up after these, so that no test waits for minutes. */
const SHORT = {
  DB_POOL_WAIT_MS: '2000',
  DB_LOCK_TIMEOUT_MS: '4000',
  DB_STATEMENT_TIMEOUT_MS: '4000',
  DB_IDLE_TIMEOUT_MS: '3000',
};

describe('when the network to the database fails', () => {
  let database: TestDatabase;
  let proxy: Proxy;
  let app: TestServer;
  let customer: Actor;
  let provider: Actor;

  beforeAll(async () => {
    database = await cloneDatabase();
    proxy = await startProxy(database.url);
    app = await startServer(SHORT, { ...database, url: proxy.url });
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
    proxy.cutAfter('COMMIT', headers['idempotency-key']);
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

  it('does it on another connection when the line is lost before anything is written', async () => {
    const [before] = await database.rows('SELECT count(*) FROM journal');
    // A value, as a connection that has prepared the statement does not send its text again: that of the lock.
    proxy.cutAfter(`{"${provider.id}"}`);
    must(200, await provider.api.post('/api/providers/add_funds/', { amount: '5.00' }));
    const [after] = await database.rows('SELECT count(*) FROM journal');
    expect(Number(after?.count)).toBe(Number(before?.count) + 1);
    await expectGreenProof(app);
  });

  it('says that it does not know when the writes are lost too, which leave with COMMIT; the repeat with the key knows', async () => {
    const headers = { 'idempotency-key': 'the writes are lost' };
    const add = () => provider.api.post('/api/providers/add_funds/', { amount: '3.00' }, headers);
    proxy.cutAfter('{"deposit"}');
    expect(await add()).toMatchObject({ status: 503, body: { code: 'outcome_unknown' } });
    const deposits = () => database.rows('SELECT id FROM fund_movements WHERE amount = 300');
    await until(async () => (await add()).status === 200);
    expect(await deposits()).toHaveLength(1);
    await expectGreenProof(app);
  });

  it('does not wait for the answer to COMMIT for ever: the next command goes on, the repeat with the key knows', async () => {
    const headers = { 'idempotency-key': 'an answer never comes' };
    const lend = () => provider.api.post('/api/providers/add_funds/', { amount: '7.00' }, headers);
    proxy.blackHoleAfter('COMMIT', headers['idempotency-key']);
    const hanging = lend();
    await until(() => proxy.swallowed() === 1);
    const behind = provider.api.post('/api/providers/add_funds/', { amount: '1.00' });
    expect(await hanging).toMatchObject({ status: 503, body: { code: 'outcome_unknown' } });
    must(200, await behind);
    const repeat = await lend();
    expect(must(200, repeat).detail).toMatch(/^7.00/);
    expect(repeat.headers.get('idempotent-replayed')).toBe('true');
    must(200, await app.as().get('/health/ready'));
    await expectGreenProof(app);
  });

  it('does it once when a connection goes silent before anything is written', async () => {
    const [before] = await database.rows('SELECT count(*) FROM journal');
    proxy.blackHoleAfter(`{"${provider.id}"}`);
    // The database does not know yet that nobody is there any more: the provider stays locked until it does.
    await until(
      async () => (await provider.api.post('/api/providers/add_funds/', { amount: '5.00' })).status === 200,
    );
    const [after] = await database.rows('SELECT count(*) FROM journal');
    expect(Number(after?.count)).toBe(Number(before?.count) + 1);
    await expectGreenProof(app);
  });

  it('takes other connections when all that it has have gone silent, for commands and for reads', async () => {
    for (const read of [true, false]) {
      proxy.blackHole();
      const [command, list] = await Promise.all([
        provider.api.post('/api/providers/add_funds/', { amount: '1.00' }),
        read ? customer.api.get('/api/loans/') : null,
      ]);
      must(200, command);
      // Whoever had one of them in hand is told so; nobody waits.
      expect([undefined, 200, 503]).toContain(list?.status);
      must(200, await customer.api.get('/api/loans/'));
    }
    await expectGreenProof(app);
  });

  it('answers a read whose connection goes silent', async () => {
    const [loan] = await database.rows('SELECT id FROM loans LIMIT 1');
    proxy.blackHoleAfter(loan?.id ?? '');
    expectBusy(await customer.api.get(`/api/loans/${loan?.id ?? ''}/`));
    must(200, await customer.api.get(`/api/loans/${loan?.id ?? ''}/`));
  });

  it('answers when not even new connections get an answer', async () => {
    proxy.blackHole(true);
    const answers = await Promise.all([
      customer.api.get('/api/loans/'),
      customer.api.post('/api/loans/', { amount: '100.00' }),
      provider.api.post('/api/providers/add_funds/', { amount: '1.00' }),
      app.as().get('/health/ready'),
    ]);
    answers.forEach(expectBusy);
    proxy.endBlackHole();
    await until(async () => (await app.as().get('/health/ready')).status === 200);
    must(200, await provider.api.post('/api/providers/add_funds/', { amount: '1.00' }));
    await expectGreenProof(app);
  });

  it('takes other connections when the database has closed its side of them', async () => {
    proxy.halfClose();
    await until(async () => (await customer.api.get('/api/loans/')).status === 200);
    must(200, await provider.api.post('/api/providers/add_funds/', { amount: '1.00' }));
  });

  it('is patient with a slow network', async () => {
    proxy.delay(30);
    must(200, await provider.api.post('/api/providers/add_funds/', { amount: '1.00' }));
    must(201, await customer.api.post('/api/loans/', { amount: '100.00' }));
    proxy.delay(0);
  });

  it('logs that the database is lost and that it is back, and nothing of what comes of it', async () => {
    const lines = () =>
      app
        .output()
        .split('\n')
        .filter((line) => line.includes('"msg"'));
    const told = (what: string) => app.output().split(`the database ${what}`).length - 1;
    const isBack = () => told('is back') === told('was lost');
    // What the tests before this one did is over.
    await until(isBack);
    const before = lines().length;
    await proxy.cut();
    for (let nr = 0; nr < 20; nr++) {
      expectBusy(await customer.api.get('/api/loans/'));
      expectBusy(await provider.api.post('/api/providers/add_funds/', { amount: '1.00' }));
    }
    // Longer than what runs in the background rests: the calendar, the queue, the scores, ended sessions.
    const lost = Date.now();
    await until(() => Date.now() - lost > 3000);
    await proxy.restore();
    await until(isBack);
    must(200, await customer.api.get('/api/loans/'));
    const said = lines()
      .slice(before)
      .map((line) => (JSON.parse(line) as { msg: string }).msg);
    expect(said).toEqual(['the database was lost', 'the database is back']);
  });

  it('stops in time when its connections are silent', async () => {
    // With the patience of all specs: a statement would be waited for for two minutes.
    const own = await startServer({ SHUTDOWN_GRACE_MS: '1000' }, { ...database, url: proxy.url });
    must(200, await own.as().get('/health/ready'));
    proxy.blackHole();
    const asked = Date.now();
    expect(await own.end('SIGTERM')).toBe(0);
    expect(Date.now() - asked).toBeLessThan(15_000);
    expect(own.output()).toContain('background work did not end in time');
  });
});
