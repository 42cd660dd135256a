import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { hold } from '../support/hold.js';
import { makeCustomer, makeLoan, makeProvider, makeStaff, must, pay, type Actor } from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';

describe('receipts of the counter', () => {
  let first: TestApp;
  let second: TestApp;
  let mei: Actor;
  let tom: Actor;
  let provider: Actor;
  let loans: { id: string }[];
  let today: string;

  beforeAll(async () => {
    first = await startApp();
    second = await startApp({}, first.database);
    [mei, tom] = [await makeStaff(first), await makeStaff(first)];
    for (const [name, { id }] of Object.entries({ mei, tom })) {
      await first.database.rows('UPDATE users SET username = $1 WHERE id = $2', [name, id]);
    }
    provider = await makeProvider(first, '50000.00');
    loans = [];
    for (let nr = 0; nr < 8; nr++) loans.push(await makeLoan(await makeCustomer(first), '1000.00'));
    const [row] = await first.database.rows<{ on: string }>(
      'SELECT max(business_date)::text AS on FROM business_dates',
    );
    today = row?.on ?? '';
  });
  afterAll(async () => {
    await expectGreenProof(first);
    await second.stop();
    await first.stop();
  });

  const take = (app: TestApp, teller: Actor, nr: number, amount = '1.00', more: object = {}) =>
    app.as(teller).post('/api/payments/', { loan: loans[nr]?.id, amount, ...more });
  const numbersOf = (teller: Actor) =>
    first.database
      .rows<{ nr: number }>(
        'SELECT nr FROM till_receipts WHERE user_id = $1 AND business_date = $2::date ORDER BY nr',
        [teller.id, today],
      )
      .then((rows) => rows.map(({ nr }) => nr));
  const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);

  it('are numbered by date and teller, with how the money came', async () => {
    const cheque = { method: 'cheque', reference: 'CHQ 004711' };
    const payment = must(201, await take(first, mei, 0, '87.50', cheque));
    expect(payment).toMatchObject({
      ...cheque,
      receipt_number: `${today}/MEI/0001`,
      entered_by: mei.id,
      amount: '87.50',
    });
    const shown = must(200, await mei.api.get(`/api/payments/${String(payment.id)}/`));
    expect(shown).toMatchObject({
      ...cheque,
      receipt_number: `${today}/MEI/0001`,
      return_receipt_number: null,
    });
    expect(must(201, await take(first, tom, 0))).toMatchObject({
      method: 'cash',
      reference: null,
      receipt_number: `${today}/TOM/0001`,
    });
  });

  it('are not for what customers and providers do themselves', async () => {
    const customer = await makeCustomer(first);
    const own = await pay(customer, await makeLoan(customer, '100.00'), '1.00');
    expect(own).toMatchObject({ receipt_number: null, method: null, entered_by: null });
    const deposit = must(200, await provider.api.post('/api/providers/add_funds/', { amount: '1.00' }));
    expect(deposit).toMatchObject({ receipt_number: null, entered_by: null });
  });

  it.each([{ method: 'cash' }, { reference: 'CHQ 1' }])('are for staff to fill in: not %j', async (more) => {
    const customer = await makeCustomer(first);
    const { id } = await makeLoan(customer, '100.00');
    const answer = await customer.api.post('/api/payments/', { loan: id, amount: '1.00', ...more });
    expect(answer).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    expect(await provider.api.post('/api/providers/add_funds/', { amount: '1.00', ...more })).toMatchObject({
      status: 403,
    });
  });

  it.each([{ method: 'gold' }, { reference: '' }, { reference: 'a\nb' }, { reference: 'x'.repeat(141) }])(
    'take no nonsense: %j',
    async (more) => {
      expect(await take(first, mei, 0, '1.00', more)).toMatchObject({
        status: 400,
        body: { code: 'validation_failed' },
      });
    },
  );

  it('count deposits and withdrawals that staff book, and name the provider', async () => {
    const body = { provider: provider.id, amount: '0.50', method: 'transfer', reference: 'ABC' };
    const before = (await numbersOf(mei)).length;
    for (const [index, what] of ['add_funds', 'withdraw'].entries()) {
      expect(must(200, await mei.api.post(`/api/providers/${what}/`, body))).toMatchObject({
        method: 'transfer',
        reference: 'ABC',
        entered_by: mei.id,
        receipt_number: `${today}/MEI/${String(before + index + 1).padStart(4, '0')}`,
      });
    }
    // No money crosses the counter.
    const reinvested = await mei.api.post('/api/providers/reinvest/', {
      provider: provider.id,
      amount: '0.10',
    });
    expect(must(200, reinvested)).toMatchObject({ receipt_number: null, entered_by: mei.id });
    expect(await numbersOf(mei)).toEqual(upTo(before + 2));
  });

  it('have no number in a preview, and none for what is refused', async () => {
    const before = (await numbersOf(mei)).length;
    const body = { loan: loans[1]?.id, amount: '5.00', method: 'cheque', reference: 'CHQ 9' };
    expect(must(200, await mei.api.post('/api/payments/preview/', body))).toMatchObject({
      payment: { receipt_number: null, amount: '5.00' },
    });
    expect(await take(first, mei, 1, '5000.00')).toMatchObject({
      status: 422,
      body: { code: 'payment_exceeds_balance' },
    });
    must(201, await take(first, mei, 1));
    expect(await numbersOf(mei)).toEqual(upTo(before + 1));
  });

  it('are the same for a repeated Idempotency-Key', async () => {
    const key = { 'idempotency-key': 'at the counter' };
    const body = { loan: loans[2]?.id, amount: '2.00' };
    const once = must(201, await mei.api.post('/api/payments/', body, key));
    const again = must(201, await mei.api.post('/api/payments/', body, key));
    expect(again.receipt_number).toBe(once.receipt_number);
  });

  it('have a number of their own for money that is handed back, and mark the first', async () => {
    const paid = must(201, await take(first, mei, 3, '10.00', { method: 'cheque', reference: 'CHQ 5' }));
    const path = `/api/payments/${String(paid.id)}`;
    expect(
      must(200, await mei.api.post(`${path}/reverse/preview/`, { reason: 'It bounced.' })),
    ).toMatchObject({
      payment: { receipt_number: null },
    });
    const reversed = must(200, await tom.api.post(`${path}/reverse/`, { reason: 'It bounced.' }));
    expect(reversed).toMatchObject({ method: 'cheque', receipt_number: `${today}/TOM/0002` });
    expect(must(200, await mei.api.get(`${path}/`))).toMatchObject({
      receipt_number: paid.receipt_number,
      return_receipt_number: `${today}/TOM/0002`,
      reversed_at: expect.any(String),
    });
    const kept = must(201, await take(first, mei, 3, '10.00'));
    const credit = { reason: 'Another loan.', money: 'credit' };
    expect(must(200, await tom.api.post(`/api/payments/${String(kept.id)}/reverse/`, credit))).toMatchObject({
      receipt_number: null,
    });
  });

  it('leave no gap between two instances, whoever comes first', async () => {
    const before = [(await numbersOf(mei)).length, (await numbersOf(tom)).length];
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, nr) =>
        take([first, second][nr % 2] as TestApp, nr % 4 < 2 ? mei : tom, nr % 8),
      ),
    );
    const numbers = answers.map((answer) => String(must(201, answer).receipt_number));
    expect(new Set(numbers).size).toBe(40);
    expect(await numbersOf(mei)).toEqual(upTo((before[0] ?? 0) + 20));
    expect(await numbersOf(tom)).toEqual(upTo((before[1] ?? 0) + 20));
  });

  it('let one teller wait for the other instance, and nobody else', async () => {
    const held = await hold(first.database, 'SELECT FROM receipt_series WHERE user_id = $1 FOR UPDATE', [
      mei.id,
    ]);
    try {
      const waiting = take(second, mei, 4);
      await held.waitedFor();
      must(201, await take(first, tom, 5));
      await held.release();
      must(201, await waiting);
    } finally {
      await held.release();
    }
  });

  it('leave no gap when what they are for is rolled back', async () => {
    const before = (await numbersOf(mei)).length;
    // Whatever is written last fails.
    await first.database.rows(`
      CREATE FUNCTION fail_once() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN RAISE EXCEPTION 'no receipt for this'; END $$;
      CREATE TRIGGER fails BEFORE INSERT ON till_receipts FOR EACH ROW WHEN (NEW.reference = 'fails')
        EXECUTE FUNCTION fail_once()`);
    const failed = await take(first, mei, 6, '1.00', { reference: 'fails' });
    expect(failed.status).toBe(500);
    await first.database.rows('DROP TRIGGER fails ON till_receipts; DROP FUNCTION fail_once');
    must(201, await take(second, mei, 6));
    expect(await numbersOf(mei)).toEqual(upTo(before + 1));
  });

  it('name payments that look the same before the clerk enters one twice', async () => {
    const body = { loan: loans[7]?.id, amount: '33.00', method: 'cheque', reference: 'CHQ 777' };
    const preview = async (change: object) =>
      must(200, await mei.api.post('/api/payments/preview/', { ...body, ...change })).looks_like;
    expect(await preview({})).toEqual([]);
    const paid = must(201, await mei.api.post('/api/payments/', body));
    expect(await preview({ reference: 'another' })).toMatchObject([{ payment: paid.id, same: 'amount' }]);
    expect(await preview({ loan: loans[6]?.id, amount: '1.11' })).toMatchObject([
      { payment: paid.id, same: 'reference', amount: '33.00' },
    ]);
    expect(await preview({ amount: '33.01', reference: 'another' })).toEqual([]);
    must(200, await mei.api.post(`/api/payments/${String(paid.id)}/reverse/`, { reason: 'Twice.' }));
    expect(await preview({})).toEqual([]);
  });

  it("add up to each teller's day, and are counted against the till", async () => {
    const clerk = await makeStaff(first);
    await first.database.rows('UPDATE users SET username = $1, first_name = $2 WHERE id = $3', [
      'ana',
      'Ana',
      clerk.id,
    ]);
    must(201, await take(first, clerk, 0, '20.00'));
    const bounced = must(201, await take(first, clerk, 0, '5.00'));
    must(201, await take(first, clerk, 0, '7.00', { method: 'card' }));
    must(
      200,
      await clerk.api.post(`/api/payments/${String(bounced.id)}/reverse/`, { reason: 'Wrong loan.' }),
    );
    const tellerOf = async (query: string) => {
      const { tellers } = must(200, await mei.api.get(`/api/reports/counter/${query}`)) as {
        tellers: { user: string; rows?: unknown[] }[];
      };
      return tellers.find(({ user }) => user === clerk.id);
    };
    expect(await tellerOf('')).toEqual({
      user: clerk.id,
      name: 'Ana',
      receipts: 4,
      methods: [
        { method: 'card', receipts: 1, taken_in: '7.00', paid_out: '0.00' },
        { method: 'cash', receipts: 3, taken_in: '25.00', paid_out: '5.00' },
      ],
      cash: '20.00',
      count: null,
    });
    const { rows } = (await tellerOf(`?on=${today}&user=${clerk.id}`)) ?? {};
    expect(rows).toHaveLength(4);
    expect(rows?.[3]).toMatchObject({
      kind: 'back',
      amount: '5.00',
      payment: bounced.id,
      loan: loans[0]?.id,
    });

    const count = (body: object) =>
      clerk.api.post('/api/reports/counter/count/', { on: today, counted: '19.50', ...body });
    expect(must(200, await count({}))).toMatchObject({
      tellers: [{ count: { version: 1, expected: '20.00', counted: '19.50', difference: '-0.50' } }],
    });
    expect(await count({})).toMatchObject({ status: 409, body: { code: 'already_counted', version: 1 } });
    expect(must(200, await count({ again: true, counted: '20.00' }))).toMatchObject({
      tellers: [{ count: { version: 2, difference: '0.00', counted_by: clerk.id } }],
    });
    expect(await count({ on: '2999-01-01' })).toMatchObject({ status: 400 });
    expect(await count({ user: provider.id })).toMatchObject({ status: 400 });
  });

  it.each(['DELETE FROM till_counts', 'UPDATE till_receipts SET nr = nr + 1', 'TRUNCATE till_receipts'])(
    'are facts: the database refuses %s',
    async (sql) => {
      await expect(first.database.rows(sql)).rejects.toThrow('rows are facts');
    },
  );
});
