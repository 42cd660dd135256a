import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { daysAfter, openSandbox, type Sandbox } from '../support/late-loans.js';
import { makeCustomer, makeLoan, makeProvider, must, pay, type Actor } from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';

const EMPTY_QUEUE = { loans: 0, amount: '0.00', oldest_queued_at: null, oldest_wait_days: 0 };

describe("the reports of a bank, and of where its providers' money is", () => {
  let app: TestApp;
  let sandbox: Sandbox;
  let provider: Actor;

  const report = async (what: string) => must(200, await sandbox.staff.api.get(`/api/reports/${what}/`));
  const configure = async (change: object) =>
    must(200, await sandbox.staff.api.patch('/api/bank_configuration/', change));
  const mandate = async (of: Actor, change: object) =>
    must(200, await of.api.patch('/api/providers/mandate/', change));

  beforeAll(async () => {
    app = await startApp({ SANDBOX: 'true' });
    sandbox = await openSandbox(app);
  });
  afterAll(async () => {
    await expectGreenProof(app);
    await app.stop();
  });

  it('are zeros where nothing has happened yet', async () => {
    const today = await sandbox.today();
    const none = { loans: 0, principal: '0.00', ratio: '0.000000' };
    const portfolio = await report('portfolio');
    expect(portfolio).toMatchObject({
      as_of: today,
      currency: 'USD',
      loans: 0,
      gross_outstanding: '0.00',
      portfolio_at_risk: [30, 60, 90].map((days) => ({ days, ...none })),
    });
    expect(portfolio.ageing).toHaveLength(5);
    for (const row of [...portfolio.ageing]) expect(row).toMatchObject(none);
    for (const row of [...portfolio.by_status]) {
      expect(row).toMatchObject({ loans: 0, principal_outstanding: '0.00', remaining_balance: '0.00' });
    }
    expect(await report('portfolio/history')).toEqual({ currency: 'USD', results: [] });
    expect(await report('collections')).toEqual({ as_of: today, currency: 'USD', results: [], next: null });
    const nothing = { idle: '0.00', committed: '0.00', reserved: '0.00', lent: '0.00' };
    expect(await report('funding')).toEqual({
      as_of: today,
      currency: 'USD',
      providers: 0,
      ...nothing,
      wallets: '0.00',
      receivable: '0.00',
      queue: EMPTY_QUEUE,
    });
    expect(await report('concentration')).toEqual({
      currency: 'USD',
      gross_outstanding: '0.00',
      borrowers: [],
      providers: [],
    });
    const { results } = await report('vintages');
    expect(results).toHaveLength(12);
    expect(results[11]).toEqual({
      month: today.slice(0, 7),
      loans: 0,
      lent: '0.00',
      outstanding: '0.00',
      defaulted_ratio_by_month: ['0.000000'],
    });
    expect(await report('day_close')).toEqual({
      business_date: today,
      last_closed: null,
      days_behind: 0,
      is_healthy: true,
      newest: null,
    });
  });

  it('are not for customers and providers', async () => {
    for (const stranger of [await makeCustomer(app), await makeProvider(app)]) {
      for (const what of ['portfolio', 'portfolio/history', 'collections', 'funding', 'concentration']) {
        const answer = await stranger.api.get(`/api/reports/${what}/`);
        expect(answer).toMatchObject({ status: 403, body: { code: 'forbidden' } });
      }
    }
  });

  it('add up what is idle, kept by mandates, lent and come back', async () => {
    await configure({ interest_rate: '0', when_unfunded: 'queue', queue_patience_days: 2 });
    provider = await makeProvider(app, '1100.00');
    const customer = await makeCustomer(app);
    const payment = await pay(customer, await makeLoan(customer, '100.00'), '10.00');
    const paused = await makeProvider(app, '500.00');
    await mandate(provider, { reserve_amount: '300.00' });
    await mandate(paused, { paused: true });
    const held = { providers: 3, idle: '1500.00', committed: '0.00', reserved: '800.00', queue: EMPTY_QUEUE };
    expect(await report('funding')).toMatchObject({
      ...held,
      lent: '90.00',
      wallets: '10.00',
      receivable: '0.00',
    });
    must(200, await provider.api.post('/api/providers/withdraw/', { amount: '10.00' }));
    const path = `/api/payments/${String(payment.id)}/reverse/`;
    must(200, await sandbox.staff.api.post(path, { reason: 'It bounced.' }));
    expect(await report('funding')).toMatchObject({
      ...held,
      lent: '100.00',
      wallets: '0.00',
      receivable: '10.00',
    });
  });

  it('keep money for a loan once it holds the line, and count the days that it has waited', async () => {
    const wait = async (amount: string) =>
      must(202, await (await makeCustomer(app)).api.post('/api/loans/', { amount }));
    const first = await wait('900.00');
    const today = await sandbox.today();
    const { queued_at } = first.queue as { queued_at: string };
    const queue = { loans: 1, amount: '900.00', oldest_queued_at: queued_at };
    expect(await report('funding')).toMatchObject({
      committed: '0.00',
      queue: { ...queue, oldest_wait_days: 0 },
    });
    await sandbox.advance(daysAfter(today, 2));
    await wait('1000.00');
    expect(await report('funding')).toMatchObject({
      committed: '900.00',
      queue: { ...queue, loans: 2, amount: '1900.00', oldest_wait_days: 2 },
    });
    // Both hold the line now, and want more than there is.
    await sandbox.advance(daysAfter(today, 4));
    expect(await report('funding')).toMatchObject({
      idle: '1500.00',
      committed: '1500.00',
      queue: { loans: 2, oldest_wait_days: 4 },
    });
    expect((await report('portfolio')).by_status[0]).toEqual({
      status: 'queued',
      loans: 2,
      principal_outstanding: '0.00',
      remaining_balance: '0.00',
    });
  });
});
