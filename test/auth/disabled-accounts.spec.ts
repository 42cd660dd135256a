import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { startCli } from '../support/cli.js';
import {
  clearMarket,
  makeCustomer,
  makeLoan,
  makeProvider,
  makeStaff,
  makeUser,
  must,
  pay,
  type Actor,
} from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';
import { until } from '../support/until.js';

const BANDS = [
  { name: 'good', min_score: 550 },
  { name: 'fair', min_score: 400, max_loan_amount: '800.00' },
];

let app: TestApp;
let admin: Actor;
let staff: Actor;
beforeAll(async () => {
  app = await startApp();
  [admin, staff] = await Promise.all([makeUser(app, 'admin'), makeStaff(app)]);
});
beforeEach(async () => {
  await configure({
    when_unfunded: 'queue',
    queue_patience_days: 3,
    max_loan_amount: '10000.00',
    score_bands: [],
  });
  await clearMarket(app, staff);
});
afterAll(async () => {
  await expectGreenProof(app);
  await app.stop();
});

const configure = async (change: object) =>
  must(200, await staff.api.patch('/api/bank_configuration/', change));
const enable = async ({ id }: Actor, isActive: boolean) =>
  must(200, await admin.api.patch(`/api/users/${id}/`, { is_active: isActive }));
const wait = async (customer: Actor, amount: string): Promise<{ id: string }> =>
  must(202, await customer.api.post('/api/loans/', { amount }));
const show = async (loan: { id: string }): Promise<Record<string, unknown>> =>
  must(200, await staff.api.get(`/api/loans/${loan.id}/`));
const settled = async (loan: { id: string }) => {
  await until(async () => (await show(loan)).status !== 'queued');
  return show(loan);
};
const entryOf = async (loan: { id: string }) => {
  const { results } = must(200, await staff.api.get('/api/funding_queue/?limit=100'));
  return (results as { loan: string }[]).find((row) => row.loan === loan.id);
};
const lastEvent = async (loan: { id: string }) =>
  (must(200, await staff.api.get(`/api/loans/${loan.id}/history/`)).results as unknown[]).at(-1);

describe('a loan that waits, when money is found', () => {
  it('is refused where its customer’s account was disabled, and those behind it move up', async () => {
    const [gone, next] = await Promise.all([makeCustomer(app), makeCustomer(app)]);
    const loan = await wait(gone, '900.00');
    const behind = await wait(next, '900.00');
    await enable(gone, false);
    const provider = await makeProvider(app, '900.00');
    expect(await settled(loan)).toMatchObject({ status: 'cancelled', remaining_balance: '0.00' });
    expect(await settled(behind)).toMatchObject({ status: 'active' });
    expect(await entryOf(loan)).toMatchObject({
      state: 'refused',
      reason: 'account_disabled',
      position: null,
      holds_line: false,
    });
    expect(await entryOf(behind)).toMatchObject({ state: 'funded', reason: null });
    expect(await lastEvent(loan)).toMatchObject({
      kind: 'refused',
      detail: 'This account is disabled: it cannot borrow.',
      actor: null,
      before: { status: 'queued' },
      after: { status: 'cancelled', remaining_balance: '0.00' },
    });
    // It does not come back with the account.
    await enable(gone, true);
    must(200, await provider.api.post('/api/providers/add_funds/', { amount: '5000.00' }));
    await makeLoan(next, '100.00');
    expect(await show(loan)).toMatchObject({ status: 'cancelled' });
    await expectGreenProof(app);
  });

  it.each<[string, string, (customer: Actor) => Promise<unknown>]>([
    [
      'the customer’s own range was lowered',
      'amount_out_of_range',
      async ({ id }) =>
        must(200, await staff.api.patch(`/api/customers/${id}/`, { max_loan_amount: '899.99' })),
    ],
    [
      'the customer’s own range was raised',
      'amount_out_of_range',
      async ({ id }) =>
        must(200, await staff.api.patch(`/api/customers/${id}/`, { min_loan_amount: '900.01' })),
    ],
    ['the bank lends less', 'amount_out_of_range', () => configure({ max_loan_amount: '899.99' })],
    [
      'the score lies in a band of a lower maximum',
      'amount_out_of_range',
      () => configure({ score_bands: [{ name: 'good', min_score: 800 }, BANDS[1]] }),
    ],
    [
      'the score is below all bands',
      'score_too_low',
      () => configure({ score_bands: [{ name: 'good', min_score: 800 }] }),
    ],
  ])('is refused where %s', async (_, reason, change) => {
    const [first, second] = await Promise.all([makeCustomer(app), makeCustomer(app)]);
    const loan = await wait(first, '900.00');
    await change(first);
    const provider = await makeProvider(app, '5000.00');
    expect(await settled(loan)).toMatchObject({ status: 'cancelled' });
    expect(await entryOf(loan)).toMatchObject({ state: 'refused', reason });
    const asked = await first.api.post('/api/loans/', { amount: '900.00' });
    expect(asked).toMatchObject({ status: 422, body: { code: reason, detail: expect.any(String) } });
    expect(await lastEvent(loan)).toMatchObject({ kind: 'refused', detail: asked.body.detail });
    const [{ fund } = { fund: '' }] = await app.database.rows<{ fund: string }>(
      'SELECT fund_amount AS fund FROM providers WHERE id = $1',
      [provider.id],
    );
    expect(fund).toBe('500000');
    const ownRange = { min_loan_amount: null, max_loan_amount: null };
    must(200, await staff.api.patch(`/api/customers/${first.id}/`, ownRange));
    await configure({ max_loan_amount: '10000.00', score_bands: [] });
    await makeLoan(second, '900.00');
  });

  it('takes money of those whose mandate allows the score as it is then', async () => {
    await configure({ score_bands: BANDS });
    const customer = await makeCustomer(app);
    const loan = await wait(customer, '500.00');
    // 600 was good when it was asked for, and is fair now.
    await configure({ score_bands: [{ name: 'good', min_score: 700 }, BANDS[1]] });
    const [picky, other] = [await makeProvider(app), await makeProvider(app)];
    must(200, await picky.api.patch('/api/providers/mandate/', { lowest_score_band: 'good' }));
    for (const provider of [picky, other]) {
      must(200, await provider.api.post('/api/providers/add_funds/', { amount: '500.00' }));
    }
    expect(await settled(loan)).toMatchObject({ status: 'active' });
    expect(await app.database.rows('SELECT provider_id FROM fundings WHERE loan_id = $1', [loan.id])).toEqual(
      [{ provider_id: other.id }],
    );
    must(200, await picky.api.patch('/api/providers/mandate/', { lowest_score_band: null }));
  });

  it('reserves no money once it would be refused, even though it has waited too long', async () => {
    await configure({ queue_patience_days: 0 });
    const [gone, next] = await Promise.all([makeCustomer(app), makeCustomer(app)]);
    const loan = await wait(gone, '5000.00');
    await makeProvider(app, '900.00');
    expect(await next.api.post('/api/loans/', { amount: '900.00', queue: false })).toMatchObject({
      status: 422,
      body: { code: 'insufficient_funds', available: '0.00' },
    });
    await enable(gone, false);
    must(201, await next.api.post('/api/loans/', { amount: '900.00', queue: false }));
    expect(['queued', 'cancelled']).toContain((await show(loan)).status);
  });
});

describe('the money of a provider whose account is disabled', () => {
  it('is not lent, as its idle money and the receipts of others say, until it is enabled again', async () => {
    await configure({ when_unfunded: 'reject' });
    const customer = await makeCustomer(app);
    const provider = await makeProvider(app, '1000.00');
    const before = await makeLoan(customer, '100.00');
    await pay(customer, before, '105.00');
    await enable(provider, false);
    expect(await customer.api.post('/api/loans/', { amount: '500.00' })).toMatchObject({
      status: 422,
      body: { code: 'insufficient_funds', available: '0.00' },
    });
    const idle = must(200, await staff.api.get(`/api/providers/idle/?provider=${provider.id}`));
    expect(idle.reasons).toEqual([
      { reason: 'in_wallet', amount: '105.00', explanation: expect.any(String) },
      { reason: 'account_disabled', amount: '900.00', explanation: expect.stringContaining('disabled') },
    ]);
    const other = await makeProvider(app, '500.00');
    const meanwhile = await makeLoan(customer, '500.00');
    await enable(provider, true);
    const receiptOf = async (loan: { id: string }) => {
      const { results } = must(200, await staff.api.get(`/api/loans/${loan.id}/allocation/?limit=100`));
      return (results as { provider: string; reason: string | null; amount: string }[]).find(
        (row) => row.provider === provider.id,
      );
    };
    expect(await receiptOf(meanwhile)).toMatchObject({ reason: 'account_disabled', amount: '0.00' });
    const afterwards = await makeLoan(customer, '900.00');
    expect(await receiptOf(afterwards)).toMatchObject({ reason: null, amount: '900.00' });
    // What its loans bring is its own all the while.
    await enable(provider, false);
    await pay(customer, afterwards, '945.00');
    expect(must(200, await staff.api.get(`/api/providers/${provider.id}/`))).toMatchObject({
      wallet_amount: '1050.00',
    });
    expect(other.id).toBeDefined();
    await expectGreenProof(app);
  });

  it('does not end the wait of a loan', async () => {
    const customer = await makeCustomer(app);
    const loan = await wait(customer, '700.00');
    const provider = await makeProvider(app);
    must(200, await provider.api.patch('/api/providers/mandate/', { paused: true }));
    must(200, await provider.api.post('/api/providers/add_funds/', { amount: '700.00' }));
    await enable(provider, false);
    must(200, await staff.api.patch(`/api/providers/mandate/?provider=${provider.id}`, { paused: false }));
    const drained = await startCli(app.database.url, 'queue --drain --json').ended;
    expect(drained.json()).toMatchObject({ drained: { funded: 0, expired: 0, refused: 0 }, count: 1 });
    await enable(provider, true);
    expect(await settled(loan)).toMatchObject({ status: 'active' });
  });
});
