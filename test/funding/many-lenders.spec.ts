import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { hold } from '../support/hold.js';
import { clearMarket, makeCustomer, makeProvider, makeStaff, must, type Actor } from '../support/make.js';
import { inOneBatch } from '../support/one-batch.js';
import { expectGreenProof } from '../support/proof.js';
import { until } from '../support/until.js';

/** More than are looked at first, which are 32. */
const LENDERS = 40;

describe('the money of the lenders', () => {
  let app: TestApp;
  let staff: Actor;

  beforeAll(async () => {
    app = await startApp();
    staff = await makeStaff(app);
    const change = { when_unfunded: 'queue', queue_on_request: true, queue_days: 30, queue_patience_days: 0 };
    must(200, await staff.api.patch('/api/bank_configuration/', change));
  });
  beforeEach(async () => {
    await clearMarket(app, staff);
  });
  afterAll(async () => {
    await expectGreenProof(app);
    await app.stop();
  });

  /** Forty who have 100.00 each, and lend 60.00 of it on a loan at most. */
  const lenders = async () => {
    const made = await Promise.all(Array.from({ length: LENDERS }, () => makeProvider(app)));
    for (const { api } of made) {
      must(200, await api.patch('/api/providers/mandate/', { max_per_loan: '60.00' }));
    }
    for (const { api } of made) {
      must(200, await api.post('/api/providers/add_funds/', { amount: '100.00' }));
    }
  };
  const queued = async (amount: string): Promise<{ id: string }> =>
    must(202, await (await makeCustomer(app)).api.post('/api/loans/', { amount }));
  const ask = async (amount: string) =>
    (await makeCustomer(app)).api.post('/api/loans/', { amount, queue: false });
  const partsOf = async (loan: { id: string }) =>
    app.database.rows(
      'SELECT amount, count(*)::int FROM fundings WHERE loan_id = $1 GROUP BY amount ORDER BY amount',
      [loan.id],
    );

  it('is kept for a loan that has waited too long, even by lenders outside the first candidates', async () => {
    const holder = await queued('5000.00');
    await lenders();
    // It could use 60.00 of each, which leaves 40.00.
    expect(await ask('2500.00')).toMatchObject({
      status: 422,
      body: { code: 'insufficient_funds', available: '1600.00' },
    });
    expect(await ask('1600.01')).toMatchObject({ status: 422, body: { available: '1600.00' } });
    const loan = must(201, await ask('1600.00'));
    expect(await partsOf(loan)).toEqual([{ amount: '4000', count: LENDERS }]);
    expect(must(200, await staff.api.get(`/api/loans/${holder.id}/`))).toMatchObject({ status: 'queued' });
  });

  it.each([
    ['those who are looked at first can fund', '120.00', '2360.00', 38],
    ['only all of them together can fund', '2000.00', '1740.00', 7],
  ])('is not kept beyond what a loan takes that %s', async (_which, amount, rest, whole) => {
    const holder = await queued(amount);
    // The queue cannot get at the loan while its borrower is locked; what it will take is kept all the same.
    const { customer } = must(200, await staff.api.get(`/api/loans/${holder.id}/`));
    const held = await hold(app.database, 'SELECT FROM customers WHERE id = $1 FOR UPDATE', [customer]);
    try {
      await lenders();
      expect(await ask(`${rest.slice(0, -1)}1`)).toMatchObject({ status: 422, body: { available: rest } });
      const loan = must(201, await ask(rest));
      expect(await partsOf(loan)).toContainEqual({ amount: '6000', count: whole });
    } finally {
      await held.release();
    }
    await until(async () => (await partsOf(holder)).length > 0);
  });

  it('is asked for by loans of any term of one batch, the shorter of which the mandate allows', async () => {
    const provider = await makeProvider(app, '1000.00');
    must(200, await provider.api.patch('/api/providers/mandate/', { longest_term_months: 6 }));
    const requests: (() => ReturnType<typeof ask>)[] = [];
    for (const installments of [12, 3]) {
      const { api } = await makeCustomer(app);
      const quote = must(201, await api.post('/api/quotes/', { amount: '150.00', installments }));
      requests.push(() => api.post('/api/loans/', { quote: quote.id as string }));
    }
    expect(await inOneBatch(app, requests)).toMatchObject([
      { status: 422, body: { code: 'insufficient_funds', available: '0.00' } },
      { status: 201, body: { installments: 3 } },
    ]);
  });
});
