import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { autopay, debitsOf, THREE } from '../support/autopay.js';
import { daysLater, transferIs } from '../support/gateway.js';
import { makeCustomer, makeLoan, makeProvider, makeStaff, must, type Actor } from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';
import { STRIPE_KEY, StripeStandIn, WEBHOOK_SECRET } from '../support/stripe.js';

describe('a loan that Stripe collects by itself', () => {
  const stripe = new StripeStandIn();
  let app: TestApp;
  let staff: Actor;
  let customer: Actor;

  beforeAll(async () => {
    app = await startApp({
      SANDBOX: 'true',
      GATEWAYS: 'stripe',
      STRIPE_SECRET_KEY: STRIPE_KEY,
      STRIPE_WEBHOOK_SECRETS: WEBHOOK_SECRET,
      STRIPE_API_BASE: await stripe.listen(),
    });
    staff = await makeStaff(app);
    must(200, await staff.api.patch('/api/bank_configuration/', { ...THREE, direct_deposits: true }));
    await makeProvider(app, '50000.00');
    customer = await makeCustomer(app);
  });
  afterAll(async () => {
    await app.stop();
    await stripe.close();
  });

  /** A card that was typed in at Stripe. */
  const card = async (id: string) => {
    const wish = { gateway: 'stripe', kind: 'card' };
    const made = must(201, await customer.api.post('/api/instruments/setup/', wish));
    stripe.confirmSetup(String([...stripe.setups.values()].at(-1)?.id), {
      id,
      card: { brand: 'visa', last4: '4242' },
    });
    must(200, await customer.api.post(`/api/instruments/${String(made.id)}/refresh/`));
    return String(made.id);
  };
  const dueOnce = async (method: string) => {
    const loan = await makeLoan(customer, '900.00');
    const start = must(200, await customer.api.get(`/api/loans/${loan.id}/`)).as_of as string;
    await autopay(customer, loan, await card(method));
    await daysLater(staff, app.database, 10);
    const [debit] = await debitsOf(app.database, loan, start);
    return { loan, start, id: debit?.id ?? '' };
  };
  const callOf = (id: string) =>
    stripe.calls.find(({ path, key }) => path === '/v1/payment_intents' && key === id);

  it('is charged without its owner, under the id of the transfer, and counts', async () => {
    const { loan, id } = await dueOnce('pm_ok');
    await transferIs(customer, id, 'succeeded');
    expect(Object.fromEntries(callOf(id)?.params ?? [])).toMatchObject({
      amount: '30000',
      off_session: 'true',
      confirm: 'true',
    });
    expect(must(200, await customer.api.get(`/api/loans/${loan.id}/`)).total_paid).toBe('300.00');
    await expectGreenProof(app);
  });

  it('is refused by a card that asks for its owner, tried on the next day, and then off', async () => {
    const { loan, start, id } = await dueOnce('pm_3d');
    expect(await transferIs(customer, id, 'failed')).toMatchObject({
      failure_code: 'authentication_required',
    });
    await daysLater(staff, app.database, 1);
    const [, second] = await debitsOf(app.database, loan, start);
    await transferIs(customer, second?.id ?? '', 'failed');
    expect(callOf(second?.id ?? '')?.params.get('off_session')).toBe('true');
    expect(must(200, await customer.api.get(`/api/loans/${loan.id}/autopay/`))).toMatchObject({
      state: 'off',
      off_reason: 'failed',
      instrument_label: 'visa •••• 4242',
    });
    await expectGreenProof(app);
  });
});
