import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { makeCustomer, makeLoan, makeProvider, makeStaff, must, pay, type Actor } from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';

/** No staff, and so no receipt. */
const BY_ITSELF = { entered_by: null, method: null, reference: null, receipt_number: null };

describe('a loan provider', () => {
  let app: TestApp;
  let provider: Actor;
  let other: Actor;
  let customer: Actor;
  let staff: Actor;
  let loan: { id: string };

  beforeAll(async () => {
    app = await startApp();
    staff = await makeStaff(app);
    customer = await makeCustomer(app);
    provider = await makeProvider(app);
    other = await makeProvider(app, '50000.00');
  });
  afterAll(async () => {
    await expectGreenProof(app);
    await app.stop();
  });

  const move = (kind: 'add_funds' | 'withdraw' | 'reinvest', amount: unknown) =>
    provider.api.post(`/api/providers/${kind}/`, { amount });
  const show = async (id = provider.id) => must(200, await staff.api.get(`/api/providers/${id}/`));
  const ids = (answer: { results: { id: string }[] }) => answer.results.map(({ id }) => id);

  it('adds money to its fund', async () => {
    expect(await move('add_funds', '600.00')).toMatchObject({
      status: 200,
      body: { detail: '600.00 USD added to the fund.', fund_amount: '600.00', wallet_amount: '0.00' },
    });
    expect(must(200, await move('add_funds', 400.5))).toEqual({
      detail: '400.50 USD added to the fund.',
      fund_amount: '1000.50',
      wallet_amount: '0.00',
      currency: 'USD',
      ...BY_ITSELF,
    });
  });

  it('lends it, and gets its share of every payment into its wallet', async () => {
    loan = await makeLoan(customer, '1000.50');
    await pay(customer, loan, '200.00');
    expect(await show()).toEqual({
      id: provider.id,
      number: expect.stringMatching(/^\d{10}$/),
      username: `provider-${provider.id}`,
      created_at: expect.any(String),
      erased_at: null,
      first_name: '',
      last_name: '',
      email: '',
      phone: '',
      address: '',
      currency: 'USD',
      fund_amount: '0.00',
      wallet_amount: '200.00',
      lent_amount: '813.01',
      receivable_amount: '0.00',
    });
  });

  it('moves money from its wallet to its fund', async () => {
    expect(must(200, await move('reinvest', '50.25'))).toEqual({
      detail: '50.25 USD moved from the wallet to the fund.',
      fund_amount: '50.25',
      wallet_amount: '149.75',
      currency: 'USD',
      ...BY_ITSELF,
    });
  });

  it('takes money out of its wallet', async () => {
    expect(must(200, await move('withdraw', '49.75'))).toEqual({
      detail: '49.75 USD paid out of the wallet.',
      fund_amount: '50.25',
      wallet_amount: '100.00',
      currency: 'USD',
      ...BY_ITSELF,
    });
  });

  it.each(['withdraw', 'reinvest'] as const)('cannot %s more than its wallet holds', async (kind) => {
    const before = await show();
    expect(await move(kind, '100.01')).toMatchObject({
      status: 422,
      body: {
        code: 'insufficient_wallet',
        detail: 'The wallet holds 100.00 USD, less than 100.01.',
        wallet_amount: '100.00',
        requested: '100.01',
        currency: 'USD',
      },
    });
    expect(await show()).toEqual(before);
  });

  it.each(['add_funds', 'withdraw', 'reinvest'] as const)(
    'cannot %s an amount of more decimals than the currency has',
    async (kind) => {
      const before = await show();
      const answer = await move(kind, '1.001');
      expect(answer).toMatchObject({ status: 400, body: { errors: [{ field: 'amount', code: 'money' }] } });
      expect(await show()).toEqual(before);
    },
  );

  it('can take all of its wallet out', async () => {
    expect(must(200, await move('withdraw', '100.00')).wallet_amount).toBe('0.00');
    expect((await move('withdraw', '0.01')).status).toBe(422);
  });

  it('changes its own profile, field by field', async () => {
    const before = await show();
    const profile = {
      first_name: 'Harbour',
      last_name: 'Coöperative',
      email: 'office@harbour.example',
      phone: '+234 800 000 0000',
      address: '12 Harbour Road, Lagos',
    };
    const changed = must(200, await provider.api.patch('/api/providers/update_current/', profile));
    expect(changed).toEqual({ ...before, ...profile });
    const one = must(
      200,
      await provider.api.patch('/api/providers/update_current/', { email: '', phone: '' }),
    );
    expect(one).toEqual({ ...changed, email: '', phone: '' });
    expect(await show()).toEqual(one);
  });

  it.each([
    ['first_name', ''],
    ['first_name', 'x'.repeat(151)],
    ['email', 'nobody'],
    ['phone', null],
    ['address', 'x'.repeat(501)],
    ['fund_amount', '1000000.00'],
    ['wallet_amount', '1000000.00'],
  ])('cannot change %s of its profile to %p', async (field, value) => {
    const before = await show();
    const answer = await provider.api.patch('/api/providers/update_current/', { [field]: value });
    expect(answer).toMatchObject({ status: 400, body: { code: 'validation_failed' } });
    expect(answer.body.errors[0]).toMatchObject({ field });
    expect(await show()).toEqual(before);
  });

  it('sees itself in the list and nobody else; staff see all, newest first', async () => {
    const own = must(200, await provider.api.get('/api/providers/'));
    expect(own).toEqual({ count: 1, next: null, previous: null, results: [await show()] });
    const all = must(200, await staff.api.get('/api/providers/'));
    expect(all.count).toBe(null);
    expect(ids(all)).toEqual([other.id, provider.id]);
    expect(must(200, await provider.api.get(`/api/providers/${provider.id}/`))).toEqual(await show());
    expect(await provider.api.get(`/api/providers/${other.id}/`)).toMatchObject({
      status: 404,
      body: { code: 'provider_not_found' },
    });
    expect((await customer.api.get('/api/providers/')).status).toBe(403);
    expect((await customer.api.get(`/api/providers/${provider.id}/`)).status).toBe(403);
  });
});
