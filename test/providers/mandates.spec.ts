import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { makeCustomer, makeLoan, makeProvider, makeStaff, must, pay, type Actor } from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';

const PATH = '/api/providers/mandate/';
const NOTHING_SAID = {
  paused: false,
  reserve_amount: '0.00',
  max_per_loan: null,
  max_per_borrower: null,
  max_per_borrower_share: null,
  lowest_score_band: null,
  longest_term_months: null,
  auto_reinvest: false,
};

describe('the mandate of a provider', () => {
  let app: TestApp;
  let staff: Actor;
  let customer: Actor;
  let limited: Actor;
  let other: Actor;

  beforeAll(async () => {
    app = await startApp();
    [staff, other] = await Promise.all([makeStaff(app), makeProvider(app, '100000.00')]);
  });
  // The limited provider's fund is the smaller one, so that it is asked first.
  beforeEach(async () => {
    [customer, limited] = await Promise.all([makeCustomer(app), makeProvider(app, '1000.00')]);
  });
  afterEach(async () => {
    await say({ paused: true });
  });
  afterAll(async () => {
    await expectGreenProof(app);
    await app.stop();
  });

  const say = async (mandate: object) => must(200, await limited.api.patch(PATH, mandate));
  const parts = async (borrower: Actor, amount: string) => {
    const loan = await makeLoan(borrower, amount);
    const { results } = must(200, await staff.api.get(`/api/loans/${loan.id}/fundings/`));
    const of = (provider: Actor) =>
      (results as { provider: string; amount: string }[]).find((row) => row.provider === provider.id)
        ?.amount ?? '0.00';
    return { loan, limited: of(limited), other: of(other) };
  };
  const show = async () => must(200, await limited.api.get(`/api/providers/${limited.id}/`));

  it('says nothing at first, and is changed field by field, by the provider or by staff', async () => {
    expect(must(200, await limited.api.get(PATH))).toEqual({
      ...NOTHING_SAID,
      provider: limited.id,
      version: 0,
      currency: 'USD',
      created_at: null,
      created_by: null,
    });
    expect(await say({ max_per_loan: '250.00', auto_reinvest: true })).toMatchObject({
      ...NOTHING_SAID,
      version: 1,
      max_per_loan: '250.00',
      auto_reinvest: true,
      created_by: limited.id,
    });
    expect(await say({ max_per_loan: '250' })).toMatchObject({ version: 1 });
    const byStaff = await staff.api.patch(`${PATH}?provider=${limited.id}`, {
      max_per_loan: null,
      paused: true,
    });
    expect(must(200, byStaff)).toMatchObject({
      version: 2,
      max_per_loan: null,
      paused: true,
      created_by: staff.id,
    });
    const { results } = must(200, await limited.api.get(`${PATH}history/`));
    expect(results.map(({ version, paused }: Record<string, unknown>) => [version, paused])).toEqual([
      [2, true],
      [1, false],
    ]);
  });

  it.each([
    [{ max_per_loan: '0' }, 'max_per_loan'],
    [{ max_per_loan: '1.005' }, 'max_per_loan'],
    [{ reserve_amount: '-1' }, 'reserve_amount'],
    [{ reserve_amount: null }, 'reserve_amount'],
    [{ max_per_borrower_share: '1.5' }, 'max_per_borrower_share'],
    [{ max_per_borrower_share: '0' }, 'max_per_borrower_share'],
    [{ longest_term_months: 0 }, 'longest_term_months'],
    [{ paused: 'yes' }, 'paused'],
    [{ paused: null }, 'paused'],
    [{ fund_amount: '5.00' }, 'fund_amount'],
  ])('refuses %j', async (mandate, field) => {
    const answer = await limited.api.patch(PATH, mandate);
    expect(answer).toMatchObject({ status: 400, body: { code: 'validation_failed' } });
    expect(answer.body.errors[0].field).toBe(field);
    expect(must(200, await limited.api.get(PATH))).toMatchObject({ version: 0 });
  });

  it('pauses lending, and what runs goes on', async () => {
    const { loan } = await parts(customer, '100.00');
    await say({ paused: true });
    expect(await parts(customer, '100.00')).toMatchObject({ limited: '0.00', other: '100.00' });
    await pay(customer, loan, '52.50');
    expect(await show()).toMatchObject({ wallet_amount: '52.50', fund_amount: '900.00' });
    await say({ paused: false });
    expect(await parts(customer, '100.00')).toMatchObject({ limited: '100.00', other: '0.00' });
  });

  it('keeps a reserve in the fund', async () => {
    await say({ reserve_amount: '900.00' });
    expect(await parts(customer, '150.00')).toMatchObject({ limited: '100.00', other: '50.00' });
    expect(await show()).toMatchObject({ fund_amount: '900.00' });
    expect(await parts(customer, '150.00')).toMatchObject({ limited: '0.00' });
  });

  it('limits what goes into one loan', async () => {
    await say({ max_per_loan: '60.00' });
    expect(await parts(customer, '100.00')).toMatchObject({ limited: '60.00', other: '40.00' });
    expect(await parts(customer, '100.00')).toMatchObject({ limited: '60.00', other: '40.00' });
  });

  it('limits what one borrower owes it over all loans, until that is paid back', async () => {
    await say({ max_per_borrower: '150.00' });
    const { loan, ...first } = await parts(customer, '100.00');
    expect(first).toMatchObject({ limited: '100.00' });
    expect(await parts(customer, '100.00')).toMatchObject({ limited: '50.00', other: '50.00' });
    expect(await parts(customer, '100.00')).toMatchObject({ limited: '0.00', other: '100.00' });
    expect(await parts(await makeCustomer(app), '100.00')).toMatchObject({ limited: '100.00' });
    await pay(customer, loan, '105.00');
    expect(await parts(customer, '200.00')).toMatchObject({ limited: '100.00', other: '100.00' });
  });

  it('limits one borrower to a part of all its money', async () => {
    await say({ max_per_borrower_share: '0.1', max_per_borrower: '500.00' });
    expect(await parts(customer, '300.00')).toMatchObject({ limited: '100.00', other: '200.00' });
    await say({ max_per_borrower: '40.00' });
    expect(await parts(await makeCustomer(app), '300.00')).toMatchObject({ limited: '40.00' });
  });

  it('keeps to the longest term', async () => {
    await say({ longest_term_months: 11 });
    expect(await parts(customer, '100.00')).toMatchObject({ limited: '0.00' });
    await say({ longest_term_months: 12 });
    expect(await parts(customer, '100.00')).toMatchObject({ limited: '100.00' });
  });

  it('lends to its lowest band of the credit score and better', async () => {
    expect(await limited.api.patch(PATH, { lowest_score_band: 'good' })).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'lowest_score_band', code: 'unknown_band' }] },
    });
    const score = Number(must(200, await customer.api.get('/api/credit_score/')).score);
    const band = (name: string, min_score: number) => ({ name, min_score });
    const bands = (...score_bands: object[]) => staff.api.patch('/api/bank_configuration/', { score_bands });
    must(200, await bands(band('good', score + 1), band('fair', score), band('poor', 300)));
    // Each new: a loan changes its customer's score, in the background.
    const partsOfNew = async () => parts(await makeCustomer(app), '100.00');
    await say({ lowest_score_band: 'good' });
    expect(await partsOfNew()).toMatchObject({ limited: '0.00', other: '100.00' });
    await say({ lowest_score_band: 'fair' });
    expect(await partsOfNew()).toMatchObject({ limited: '100.00' });
    await say({ lowest_score_band: 'poor' });
    expect(await partsOfNew()).toMatchObject({ limited: '100.00' });
    await say({ lowest_score_band: null });
    must(200, await bands());
  });

  it('counts in what there is to lend when a loan is refused', async () => {
    must(200, await staff.api.patch(`${PATH}?provider=${other.id}`, { paused: true }));
    try {
      await say({ max_per_loan: '60.00' });
      const answer = await customer.api.post('/api/loans/', { amount: '100.00' });
      expect(answer).toMatchObject({ status: 422, body: { code: 'insufficient_funds', available: '60.00' } });
    } finally {
      must(200, await staff.api.patch(`${PATH}?provider=${other.id}`, { paused: false }));
    }
  });

  it('reinvests what comes back by itself, and takes a reversed share back from the fund', async () => {
    await say({ auto_reinvest: true });
    const { loan } = await parts(customer, '1000.00');
    expect(await show()).toMatchObject({ fund_amount: '0.00' });
    const payment = await pay(customer, loan, '105.00');
    expect(await show()).toMatchObject({ fund_amount: '105.00', wallet_amount: '0.00' });
    await makeLoan(await makeCustomer(app), '100.00');
    expect(await show()).toMatchObject({ fund_amount: '5.00' });
    must(200, await staff.api.post(`/api/payments/${String(payment.id)}/reverse/`, { reason: 'Bounced.' }));
    expect(await show()).toMatchObject({
      fund_amount: '0.00',
      wallet_amount: '0.00',
      receivable_amount: '100.00',
    });
    await pay(customer, loan, '150.00');
    expect(await show()).toMatchObject({
      fund_amount: '50.00',
      wallet_amount: '0.00',
      receivable_amount: '0.00',
    });
    const { closing } = must(200, await limited.api.get('/api/providers/statement/'));
    expect(closing).toMatchObject({ fund: '50.00', wallet: '0.00', receivable: '0.00' });
  });

  it('is told how much of its money is idle, and why', async () => {
    const idle = async () => {
      const answer = must(200, await limited.api.get('/api/providers/idle/'));
      const reasons = (answer.reasons as { reason: string; amount: string }[]).map(
        ({ reason, amount }) => `${reason} ${amount}`,
      );
      return [answer.idle_amount, answer.idle_share, ...reasons];
    };
    await say({ reserve_amount: '300.00' });
    expect(await idle()).toEqual(['1000.00', '1.000000', 'reserve 300.00', 'not_needed_yet 700.00']);
    const { loan } = await parts(customer, '600.00');
    await pay(customer, loan, '105.00');
    expect(await idle()).toEqual([
      '505.00',
      '0.502487',
      'in_wallet 105.00',
      'reserve 300.00',
      'not_needed_yet 100.00',
    ]);
    await say({ paused: true });
    expect(await idle()).toEqual(['505.00', '0.502487', 'in_wallet 105.00', 'paused 400.00']);
    const { recent, last_lent_at } = must(200, await limited.api.get('/api/providers/idle/'));
    expect(recent).toMatchObject({ lent: 1 });
    expect(recent.ranked).toBeGreaterThanOrEqual(1);
    expect(Date.parse(last_lent_at)).toBeGreaterThan(Date.now() - 60_000);
  });
});
