import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import {
  clearMarket,
  makeCustomer,
  makeLoan,
  makeProvider,
  makeStaff,
  must,
  pay,
  type Actor,
} from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';
import { until } from '../support/until.js';

const LOANS = '/api/loans/';
const CONFIG = '/api/bank_configuration/';

describe('the funding queue', () => {
  let app: TestApp;
  let staff: Actor;
  let customer: Actor;
  let provider: Actor;

  beforeAll(async () => {
    app = await startApp({ SANDBOX: 'true' });
    staff = await makeStaff(app);
  });
  beforeEach(async () => {
    const rules = { queue_on_request: false, queue_days: 30, queue_patience_days: 30 };
    await configure({ when_unfunded: 'queue', ...rules });
    [customer, provider] = await Promise.all([makeCustomer(app), makeProvider(app)]);
    await clearMarket(app, staff);
  });
  afterAll(async () => {
    await expectGreenProof(app);
    await app.stop();
  });

  const configure = async (change: object) => must(200, await staff.api.patch(CONFIG, change));
  const queued = async (amount: string, who = customer): Promise<{ id: string }> =>
    must(202, await who.api.post(LOANS, { amount }));
  const add = async (amount: string) =>
    must(200, await provider.api.post('/api/providers/add_funds/', { amount }));
  const show = async (loan: { id: string }) => must(200, await staff.api.get(`/api/loans/${loan.id}/`));
  const status = async (loan: { id: string }) => (await show(loan)).status as string;
  const funded = (loan: { id: string }) => until(async () => (await status(loan)) === 'active');
  const entry = async (loan: { id: string }) => {
    const { results } = must(200, await staff.api.get('/api/funding_queue/?limit=100'));
    return (results as { loan: string }[]).find((row) => row.loan === loan.id);
  };
  const advance = async (days: number) => {
    const { business_date } = must(200, await staff.api.get('/api/sandbox/clock/'));
    const to = new Date(Date.parse(String(business_date)) + days * 86_400_000).toISOString().slice(0, 10);
    must(200, await staff.api.post('/api/sandbox/clock/advance/', { to }));
  };

  it('is used when the bank says so, or the request where the bank allows it', async () => {
    const ask = async (body: object) =>
      (await customer.api.post(LOANS, { amount: '500.00', ...body })).status;
    expect([await ask({}), await ask({ queue: true }), await ask({ queue: false })]).toEqual([202, 202, 422]);
    await configure({ when_unfunded: 'reject' });
    expect([await ask({}), await ask({ queue: true }), await ask({ queue: false })]).toEqual([422, 422, 422]);
    await configure({ queue_on_request: true });
    expect([await ask({}), await ask({ queue: true }), await ask({ queue: false })]).toEqual([422, 202, 422]);
    expect(await customer.api.post(LOANS, { amount: '500.00', queue: 'yes' })).toMatchObject({ status: 400 });
  });

  it('holds no quote unasked, for a quote is for its date', async () => {
    const quote = must(201, await customer.api.post('/api/quotes/', { amount: '500.00' })).id as string;
    expect(await customer.api.post(LOANS, { quote })).toMatchObject({
      status: 422,
      body: { code: 'insufficient_funds' },
    });
  });

  it('gives a loan its place, and answers a repeat the same', async () => {
    const headers = { 'idempotency-key': `queue ${customer.id}` };
    const first = await customer.api.post(LOANS, { amount: '500.00' }, headers);
    expect(first).toMatchObject({
      status: 202,
      body: {
        status: 'queued',
        amount: '500.00',
        amount_due: '525.00',
        remaining_balance: '0.00',
        principal_outstanding: '0.00',
        next_due_date: null,
        queue: { position: 1, queued_at: expect.any(String), expires_on: expect.any(String) },
      },
    });
    const repeat = await customer.api.post(LOANS, { amount: '500.00' }, headers);
    expect(repeat).toMatchObject({ status: 202, body: first.body });
    expect(await queued('600.00')).toMatchObject({ queue: { position: 2 } });
    const own = must(200, await customer.api.get('/api/funding_queue/?ordering=created_at'));
    expect(own).toMatchObject({
      count: 2,
      results: [
        { amount: '500.00', position: 1, state: 'waiting', holds_line: false, ended_at: null },
        { amount: '600.00', position: 2 },
      ],
    });
    expect(must(200, await (await makeCustomer(app)).api.get('/api/funding_queue/'))).toMatchObject({
      count: 0,
    });
  });

  it('funds it within a second of the money, from that day on, and tells its history', async () => {
    const loan = await queued('500.00');
    await add('499.99');
    const started = Date.now();
    await add('0.01');
    await funded(loan);
    expect(Date.now() - started).toBeLessThan(10_000); // A second on a quiet machine; unseen money waits fifteen.
    expect(await show(loan)).toMatchObject({ remaining_balance: '525.00', next_due_amount: '43.75' });
    expect(await entry(loan)).toMatchObject({
      state: 'funded',
      position: null,
      ended_at: expect.any(String),
    });
    expect(must(200, await provider.api.get(`/api/providers/${provider.id}/`))).toMatchObject({
      fund_amount: '0.00',
      lent_amount: '500.00',
    });
    const { results } = must(
      200,
      await customer.api.get(`/api/loans/${loan.id}/history/?ordering=created_at`),
    );
    expect(results.map(({ kind }: { kind: string }) => kind)).toEqual(['queued', 'disbursed']);
    expect(must(200, await staff.api.get(`/api/loans/${loan.id}/allocation/`))).toMatchObject({ taken: 1 });
    await pay(customer, loan, '525.00');
    expect(await status(loan)).toBe('paid');
  });

  it.each([
    ['a reinvestment', { auto_reinvest: false }, '105.00'],
    ['a repayment that reinvests itself', { auto_reinvest: true }, null],
  ])('is moved by %s', async (_what, mandate, reinvest) => {
    must(200, await provider.api.patch('/api/providers/mandate/', mandate));
    await add('100.00');
    const running = await makeLoan(customer, '100.00');
    const loan = await queued('105.00');
    await pay(customer, running, '105.00');
    if (reinvest !== null) {
      must(200, await provider.api.post('/api/providers/reinvest/', { amount: reinvest }));
    }
    await funded(loan);
  });

  it('moves when a paused mandate resumes', async () => {
    await add('200.00');
    must(200, await provider.api.patch('/api/providers/mandate/', { paused: true }));
    const loan = await queued('150.00');
    must(200, await provider.api.patch('/api/providers/mandate/', { paused: false }));
    await funded(loan);
  });

  it('can be left by its customer, and by nobody else, once', async () => {
    const loan = await queued('500.00');
    const cancel = (who: Actor) => who.api.post(`/api/loans/${loan.id}/cancel/`);
    expect(await cancel(await makeCustomer(app))).toMatchObject({ status: 404 });
    expect(must(200, await cancel(customer))).toMatchObject({
      status: 'cancelled',
      remaining_balance: '0.00',
    });
    expect(await cancel(customer)).toMatchObject({ status: 409, body: { code: 'loan_not_queued' } });
    await add('500.00');
    expect(await makeLoan(customer, '500.00')).toMatchObject({ status: 'active' });
    expect(await status(loan)).toBe('cancelled');
    expect(await entry(loan)).toMatchObject({ state: 'cancelled' });
  });

  it('owes nothing while it waits', async () => {
    const loan = await queued('500.00');
    const refused = { status: 409, body: { code: 'loan_not_paid_out', loan_status: 'queued' } };
    expect(await customer.api.post('/api/payments/', { loan: loan.id, amount: '5.00' })).toMatchObject(
      refused,
    );
    expect(await customer.api.get(`/api/loans/${loan.id}/schedule/`)).toMatchObject(refused);
    expect(await customer.api.get(`/api/loans/${loan.id}/payoff/`)).toMatchObject(refused);
    expect(await staff.api.post(`/api/loans/${loan.id}/write_off/`, { reason: 'Lost.' })).toMatchObject({
      status: 409,
    });
    expect(await staff.api.get(`/api/loans/${loan.id}/allocation/`)).toMatchObject({
      status: 404,
      body: { code: 'receipt_not_found' },
    });
    await expectGreenProof(app);
  });

  it('funds in the order of age, and lets a smaller one pass while a larger one is young', async () => {
    const large = await queued('900.00');
    const small = await queued('300.00');
    const smaller = await queued('200.00');
    await add('400.00');
    await funded(small);
    expect([await status(large), await status(smaller)]).toEqual(['queued', 'queued']);
    expect(await queued('250.00')).toMatchObject({ queue: { position: 3 } });
    await add('100.00');
    await funded(smaller);
    await add('900.00');
    await funded(large);
  });

  it('keeps the money for a loan that has waited too long, from queued and from new ones', async () => {
    await configure({ queue_patience_days: 2 });
    const large = await queued('900.00');
    const small = await queued('100.00');
    await add('50.00');
    await advance(2);
    expect(await entry(large)).toMatchObject({ holds_line: true });
    await add('500.00');
    const other = await makeCustomer(app);
    expect(await queued('200.00', other)).toMatchObject({ queue: { position: 3 } });
    expect(await other.api.post(LOANS, { amount: '100.00', queue: false })).toMatchObject({
      status: 422,
      body: { code: 'insufficient_funds', available: '0.00' },
    });
    expect([await status(large), await status(small)]).toEqual(['queued', 'queued']);
    await add('350.00');
    await funded(large);
    expect(await status(small)).toBe('queued');
    await add('300.00');
    await funded(small);
  });

  it('lets those pass who need money that the long waiting one could not use', async () => {
    await configure({ queue_patience_days: 0 });
    must(200, await provider.api.patch('/api/providers/mandate/', { max_per_loan: '100.00' }));
    await add('300.00');
    const large = await queued('500.00');
    expect(await entry(large)).toMatchObject({ holds_line: true });
    // It could use 100.00 of the 300.00, and no more.
    expect(await makeLoan(customer, '100.00')).toMatchObject({ status: 'active' });
    expect(await makeLoan(customer, '100.00')).toMatchObject({ status: 'active' });
    expect(await customer.api.post(LOANS, { amount: '100.00', queue: false })).toMatchObject({ status: 422 });
    expect(await status(large)).toBe('queued');
  });

  it('goes by the band of the score first, then by age', async () => {
    const score_bands = [
      { name: 'good', min_score: 640, queue_priority: 0 },
      { name: 'any', min_score: 300, queue_priority: 5 },
    ];
    await configure({ score_bands });
    const first = await queued('200.00');
    const other = await makeCustomer(app);
    await app.database.rows('UPDATE customers SET credit_score = 700 WHERE id = $1', [other.id]);
    const better = await queued('200.00', other);
    expect(better).toMatchObject({ queue: { position: 1 }, score_band: 'good' });
    await add('200.00');
    await funded(better);
    expect(await status(first)).toBe('queued');
    await app.database.rows('UPDATE customers SET credit_score = 600 WHERE id = $1', [other.id]);
    await configure({ score_bands: [] });
  });

  it('is not closed to others by one customer with very many loans that nobody may fund', async () => {
    await configure({ queue_patience_days: 0 });
    must(200, await provider.api.patch('/api/providers/mandate/', { max_per_borrower: '100.00' }));
    await add('5000.00');
    await makeLoan(customer, '100.00');
    for (let nr = 0; nr < 55; nr++) await queued('1000.00');
    expect(await makeLoan(await makeCustomer(app), '100.00')).toMatchObject({ status: 'active' });
  });

  it('ends a wait that has lasted too long', async () => {
    await configure({ queue_days: 3, queue_patience_days: 3 });
    const loan = await queued('500.00');
    await advance(3);
    expect(await status(loan)).toBe('queued');
    await advance(1);
    await until(async () => (await status(loan)) === 'cancelled');
    expect(await entry(loan)).toMatchObject({ state: 'expired' });
    const { results } = must(200, await customer.api.get(`/api/loans/${loan.id}/history/`));
    expect(results.map(({ kind }: { kind: string }) => kind)).toEqual(['queued', 'expired']);
  });

  it('begins the loan on the date of the money, on the terms of the request', async () => {
    const loan = await queued('500.00');
    await configure({ interest_rate: '0.09' });
    await advance(10);
    await add('500.00');
    await funded(loan);
    const { business_date } = must(200, await staff.api.get('/api/sandbox/clock/'));
    const { rows, totals } = must(200, await customer.api.get(`/api/loans/${loan.id}/schedule/`));
    expect(totals.total).toBe('525.00');
    const month = new Date(Date.parse(String(business_date)));
    month.setUTCMonth(month.getUTCMonth() + 1);
    expect(rows[0].due_date.slice(0, 7)).toBe(month.toISOString().slice(0, 7));
    await configure({ interest_rate: '0.05' });
  });
});
