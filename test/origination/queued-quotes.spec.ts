import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { clearMarket, makeCustomer, makeProvider, makeStaff, must, type Actor } from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';
import { until } from '../support/until.js';

describe('a loan on a quote that may wait', () => {
  let app: TestApp;
  let staff: Actor;
  let customer: Actor;

  beforeAll(async () => {
    app = await startApp({ SANDBOX: 'true' });
    staff = await makeStaff(app);
  });
  beforeEach(async () => {
    await configure({ when_unfunded: 'reject', queue_on_request: true, queue_days: 30 });
    customer = await makeCustomer(app);
    await clearMarket(app, staff);
  });
  afterAll(async () => {
    await expectGreenProof(app);
    await app.stop();
  });

  const configure = async (change: object) =>
    must(200, await staff.api.patch('/api/bank_configuration/', change));
  const quote = async (body: object) => must(201, await customer.api.post('/api/quotes/', body));
  const take = (id: unknown, more: object = {}) => customer.api.post('/api/loans/', { quote: id, ...more });
  const show = async (id: unknown) => must(200, await customer.api.get(`/api/loans/${String(id)}/`));

  it('waits if its request says so, with the amount and the instalments of the quote', async () => {
    const { id } = await quote({ amount: '800.00', installments: 4 });
    const loan = must(202, await take(id, { queue: true }));
    expect(loan).toMatchObject({
      status: 'queued',
      amount: '800.00',
      installments: 4,
      duration: 'P4M',
      queue: { position: 1 },
    });
    expect(must(200, await customer.api.get(`/api/quotes/${String(id)}/`)).loan).toBe(loan.id);
    // The quote has its loan, so a second tap is not a second place.
    expect(await take(id, { queue: true })).toMatchObject({
      status: 409,
      body: { code: 'quote_used', loan: loan.id },
    });
  });

  it('begins on a later day with the dates and cents of that day', async () => {
    const { id, schedule } = (await quote({ amount: '800.00', installments: 4 })) as {
      id: string;
      schedule: { due_date: string }[];
    };
    const loan = must(202, await take(id, { queue: true }));
    const { business_date: today } = must(200, await staff.api.get('/api/sandbox/clock/'));
    const to = new Date(Date.parse(String(today)) + 3 * 86_400_000).toISOString().slice(0, 10);
    must(200, await staff.api.post('/api/sandbox/clock/advance/', { to }));
    await makeProvider(app, '5000.00');
    await until(async () => (await show(loan.id)).status === 'active');
    const begun = await show(loan.id);
    expect(begun).toMatchObject({ amount: '800.00', installments: 4 });
    expect(String(begun.next_due_date) > String(schedule[0]?.due_date)).toBe(true);
    const { rows } = must(200, await customer.api.get(`/api/loans/${String(loan.id)}/schedule/`)) as {
      rows: unknown[];
    };
    expect(rows).toHaveLength(4);
  });

  it('does not wait unless it says so, even where the bank lets everything wait', async () => {
    await configure({ when_unfunded: 'queue' });
    const { id } = await quote({ amount: '800.00' });
    for (const more of [{}, { queue: false }]) {
      expect(await take(id, more)).toMatchObject({ status: 422, body: { code: 'insufficient_funds' } });
    }
    must(202, await take(id, { queue: true }));
  });

  it('is refused where the bank lets none wait, whether or not there is money', async () => {
    await configure({ queue_on_request: false });
    const { id } = await quote({ amount: '800.00' });
    const refused = { status: 422, body: { code: 'queue_not_offered' } };
    expect(await take(id, { queue: true })).toMatchObject(refused);
    await makeProvider(app, '5000.00');
    expect(await take(id, { queue: true })).toMatchObject(refused);
    must(201, await take(id));
  });

  it('is paid out at once where there is money', async () => {
    await makeProvider(app, '5000.00');
    const { id, total_due: due } = await quote({ amount: '800.00', installments: 4 });
    expect(must(201, await take(id, { queue: true }))).toMatchObject({ status: 'active', amount_due: due });
  });
});
