import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { hold } from '../support/hold.js';
import type { Answer, Client } from '../support/http.js';
import { makeCustomer, makeLoan, makeProvider, must, pay, type Actor } from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';

describe('a request with an Idempotency-Key', () => {
  let database: TestDatabase;
  let app: TestApp;
  let second: TestApp;
  let customer: Actor;
  let provider: Actor;

  beforeAll(async () => {
    database = await cloneDatabase();
    [app, second] = await Promise.all([startApp({}, database), startApp({}, database)]);
    customer = await makeCustomer(app);
    provider = await makeProvider(app, '90000.00');
  });
  afterAll(async () => {
    await Promise.all([app.stop(), second.stop()]);
    await database.drop();
  });

  const borrow = (key: string, amount: unknown = '200.00', api: Client = customer.api) =>
    api.post('/api/loans/', { amount }, { 'idempotency-key': key });
  const replayed = ({ headers }: Answer) => headers.get('idempotent-replayed');
  const count = async (table: string) => {
    const [row] = await database.rows(`SELECT count(*) FROM ${table}`);
    return Number(row?.count);
  };
  const key = (
    (nr) => () =>
      `key ${String(nr++)}`
  )(1);

  it('has its effect once; repeats get the first answer again, marked as such', async () => {
    const name = key();
    const first = await borrow(name);
    const loan = must(201, first);
    expect(replayed(first)).toBeNull();
    const before = await count('loans');
    for (const api of [customer.api, second.as(customer)]) {
      const repeat = await borrow(name, '200.00', api);
      expect(must(201, repeat)).toEqual(loan);
      expect(replayed(repeat)).toBe('true');
    }
    expect(await count('loans')).toBe(before);
  });

  it('gets the first answer also when the loan has changed since', async () => {
    const name = key();
    const loan = must(201, await borrow(name));
    await pay(customer, loan as { id: string }, '50.00');
    expect(must(201, await borrow(name))).toEqual(loan);
  });

  it('is the same request whatever the order of its fields, the slash, or number and text', async () => {
    const loan = await makeLoan(customer, '500.00');
    const name = key();
    const send = (path: string, body: string) => customer.api.post(path, body, { 'idempotency-key': name });
    const first = must(201, await send('/api/payments/', `{"loan":"${loan.id}","amount":"10.50"}`));
    const repeat = await send('/api/payments', `{ "amount": "10.50", "loan": "${loan.id}" }`);
    expect(must(201, repeat)).toEqual(first);
    expect(replayed(repeat)).toBe('true');
  });

  it('is refused with another body, and has no effect', async () => {
    const name = key();
    must(201, await borrow(name, '200.00'));
    const before = await count('loans');
    for (const api of [customer.api, second.as(customer)]) {
      const other = await borrow(name, '200.01', api);
      expect(other).toMatchObject({ status: 422, body: { code: 'idempotency_key_reused' } });
      expect(replayed(other)).toBeNull();
    }
    expect(await count('loans')).toBe(before);
  });

  it('is refused at another address', async () => {
    const name = key();
    const send = (kind: string) =>
      provider.api.post(`/api/providers/${kind}/`, { amount: '1.00' }, { 'idempotency-key': name });
    must(200, await send('add_funds'));
    for (const kind of ['withdraw', 'reinvest']) {
      expect(await send(kind)).toMatchObject({ status: 422, body: { code: 'idempotency_key_reused' } });
    }
  });

  it('is nobody else’s: two callers may use the same key', async () => {
    const name = key();
    const other = await makeCustomer(app);
    const mine = must(201, await borrow(name));
    const theirs = await borrow(name, '200.00', other.api);
    expect(replayed(theirs)).toBeNull();
    expect(must(201, theirs)).toMatchObject({ customer: other.id });
    expect(mine).toMatchObject({ customer: customer.id });
  });

  it('gets a refusal again, even when it would be granted by now', async () => {
    const name = key();
    const poor = await makeCustomer(app);
    const first = await borrow(name, '50.00', poor.api);
    expect(first).toMatchObject({ status: 422, body: { code: 'amount_out_of_range' } });
    await database.rows('UPDATE customers SET min_loan_amount = 100 WHERE id = $1', [poor.id]);
    const repeat = await borrow(name, '50.00', poor.api);
    expect(repeat).toMatchObject({ status: 422, body: first.body });
    expect(replayed(repeat)).toBe('true');
    expect(repeat.headers.get('content-type')).toContain('application/problem+json');
    must(201, await borrow(key(), '50.00', poor.api));
  });

  it('leaves its key free when it was not valid at all', async () => {
    const name = key();
    expect((await borrow(name, '-1')).status).toBe(400);
    const loan = await borrow(name, '200.00');
    expect(must(201, loan)).toMatchObject({ amount: '200.00' });
    expect(replayed(loan)).toBeNull();
  });

  it.each([
    '/api/payments/',
    '/api/providers/add_funds/',
    '/api/providers/withdraw/',
    '/api/providers/reinvest/',
  ])('is kept for POST %s', async (path) => {
    const loan = await makeLoan(customer, '300.00');
    await pay(customer, loan, '100.00');
    const { api } = path === '/api/payments/' ? customer : provider;
    const body = path === '/api/payments/' ? { loan: loan.id, amount: '5.00' } : { amount: '5.00' };
    const name = key();
    const first = await api.post(path, body, { 'idempotency-key': name });
    expect([200, 201]).toContain(first.status);
    const rows = await count('journal');
    const repeat = await api.post(path, body, { 'idempotency-key': name });
    expect({ status: repeat.status, body: repeat.body }).toEqual({
      status: first.status,
      body: first.body,
    });
    expect([replayed(first), replayed(repeat)]).toEqual([null, 'true']);
    expect(await count('journal')).toBe(rows);
  });

  it.each([
    ['one instance', () => [app.as(customer)]],
    ['two instances', () => [app.as(customer), second.as(customer)]],
  ])('has one effect when sent fifty times at once to %s', async (_, clients) => {
    for (let round = 0; round < 3; round++) {
      const before = await count('loans');
      const name = key();
      const apis = clients();
      const answers = await Promise.all(
        Array.from({ length: 50 }, (_unused, nr) => borrow(name, '200.00', apis[nr % apis.length])),
      );
      expect(await count('loans')).toBe(before + 1);
      const granted = answers.filter(({ status }) => status === 201);
      expect(new Set(granted.map(({ body }) => body.id as string)).size).toBe(1);
      expect(granted.filter((answer) => replayed(answer) === null)).toHaveLength(1);
      const refused = answers.filter(({ status }) => status !== 201);
      expect(refused.filter(({ body }) => body.code !== 'idempotency_in_progress')).toEqual([]);
      expect(refused.filter(({ status }) => status !== 409)).toEqual([]);
      expect(must(201, await borrow(name))).toEqual(granted[0]?.body);
    }
  });

  it('is answered 409 while the first is still running, and the first answer afterwards', async () => {
    const name = key();
    const add = (api: Client) =>
      api.post('/api/providers/add_funds/', { amount: '1.00' }, { 'idempotency-key': name });
    const held = await hold(database, 'SELECT FROM providers WHERE id = $1 FOR UPDATE', [provider.id]);
    try {
      const first = add(provider.api);
      // It has its key by the time that it wants the provider.
      await held.waitedFor();
      const early = await add(second.as(provider));
      expect(early).toMatchObject({ status: 409, body: { code: 'idempotency_in_progress' } });
      await held.release();
      const answer = must(200, await first);
      const repeat = await add(second.as(provider));
      expect(must(200, repeat)).toEqual(answer);
      expect(replayed(repeat)).toBe('true');
    } finally {
      await held.release();
    }
  });

  it.each(['', ' ', 'k'.repeat(256), 'caf\u00e9'])('is not accepted with the key %j', async (name) => {
    const before = await count('loans');
    expect(await borrow(name)).toMatchObject({
      status: 400,
      body: { code: 'validation_failed', errors: [{ field: 'Idempotency-Key' }] },
    });
    expect(await count('loans')).toBe(before);
  });

  it('is accepted with a key of 255 characters', async () => {
    must(201, await borrow('k'.repeat(255)));
  });

  it('leaves the books right', () => expectGreenProof(app));
});
