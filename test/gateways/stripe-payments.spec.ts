import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startServer, type TestServer } from '../support/app.js';
import { payWith, transferIs } from '../support/gateway.js';
import { makeCustomer, makeLoan, makeProvider, makeStaff, must, type Actor } from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';
import { signedEvent, STRIPE_KEY, StripeStandIn, WEBHOOK_SECRET } from '../support/stripe.js';
import { until } from '../support/until.js';

describe('a payment with Stripe', () => {
  const stripe = new StripeStandIn();
  let settings: Record<string, string>;
  let app: TestServer;
  let staff: Actor;
  let customer: Actor;

  beforeAll(async () => {
    settings = {
      GATEWAYS: 'stripe',
      STRIPE_SECRET_KEY: STRIPE_KEY,
      STRIPE_WEBHOOK_SECRETS: WEBHOOK_SECRET,
      STRIPE_API_BASE: await stripe.listen(),
    };
    app = await startServer(settings);
    staff = await makeStaff(app);
    must(200, await staff.api.patch('/api/bank_configuration/', { direct_deposits: true }));
    await makeProvider(app, '50000.00');
    customer = await makeCustomer(app);
  });
  afterAll(async () => {
    await app.stop();
    await stripe.close();
  });

  const tell = async (to: TestServer, object: Record<string, unknown>, type: string, secret?: string) => {
    const event = signedEvent(object, { type, ...(secret !== undefined && { secret }) });
    const answer = await fetch(`${to.url}/api/gateways/stripe/events/`, { method: 'POST', ...event });
    await answer.arrayBuffer();
    return answer.status;
  };

  /** A card that was typed in at Stripe; Stripe says so itself, or the customer asks. */
  const card = async (id: string, how: 'webhook' | 'refresh') => {
    const wish = { gateway: 'stripe', kind: 'card' };
    const made = must(201, await customer.api.post('/api/instruments/setup/', wish));
    expect(made.state).toBe('pending');
    const setup = [...stripe.setups.values()].at(-1)!;
    stripe.confirmSetup(String(setup.id), { id, card: { brand: 'visa', last4: '4242' } });
    if (how === 'refresh') must(200, await customer.api.post(`/api/instruments/${String(made.id)}/refresh/`));
    else expect(await tell(app, { ...setup, object: 'setup_intent' }, 'setup_intent.succeeded')).toBe(200);
    const { results } = must(200, await customer.api.get('/api/instruments/'));
    expect(results[0]).toMatchObject({ id: made.id, state: 'usable', label: 'visa •••• 4242' });
    return String(made.id);
  };
  const intentOf = (transfer: string) =>
    [...stripe.intents.values()].find(
      ({ metadata }) => (metadata as { transfer: string }).transfer === transfer,
    )!;

  it('that asks for 3-D Secure succeeds when Stripe says so, and settles with its payout', async () => {
    const loan = await makeLoan(customer, '1000.00');
    const id = await payWith(customer, await card('pm_3d', 'webhook'), loan, '87.50');
    await transferIs(customer, id, 'pending');
    const asked = (who: Actor) => who.api.post(`/api/transfers/${id}/refresh/`);
    // Who lost the first answer is told again what to do; nobody else is.
    const secret = intentOf(id).client_secret;
    expect(must(200, await asked(customer))).toMatchObject({
      id,
      state: 'pending',
      action: { client_secret: secret },
    });
    expect(must(200, await asked(staff))).not.toHaveProperty('action');
    expect(await asked(await makeCustomer(app))).toMatchObject({ status: 404 });
    const intent = { ...intentOf(id), object: 'payment_intent' };
    stripe.confirm(String(intentOf(id).id));
    expect(await tell(app, intent, 'payment_intent.succeeded', 'whsec_ofSomebodyElse0001')).toBe(400);
    for (let times = 0; times < 2; times++)
      expect(await tell(app, intent, 'payment_intent.succeeded')).toBe(200);
    expect(await transferIs(customer, id, 'succeeded')).toMatchObject({ stands: 'credited', fee: '2.84' });
    expect(must(200, await asked(customer))).not.toHaveProperty('action');
    stripe.payOut();
    must(200, await staff.api.post(`/api/transfers/${id}/refresh/`));
    expect(await transferIs(customer, id, 'settled')).toMatchObject({ stands: 'settled', fee: '2.84' });
    expect(must(200, await customer.api.get(`/api/loans/${loan.id}/`))).toMatchObject({
      total_paid: '87.50',
    });
    await expectGreenProof(app);
  });

  it('is charged once and booked once, when the application dies before the answer comes', async () => {
    const loan = await makeLoan(customer, '500.00');
    const instrument = await card('pm_ok', 'refresh');
    const before = stripe.charged;
    stripe.faults.push('hold');
    const calls = stripe.calls.length;
    const asked = payWith(customer, instrument, loan, '40.00').catch(() => null);
    await until(() => stripe.calls.slice(calls).some(({ path }) => path === '/v1/payment_intents'));
    await app.end('SIGKILL');
    await asked;
    stripe.release();
    // The lease of the one that died would be over in a minute.
    await app.database.rows(
      "UPDATE transfers SET leased_until = now() WHERE state = 'submitted' RETURNING id",
    );
    const { database } = app;
    app = { ...(await startServer(settings, database)), stop: app.stop };
    const [row] = await database.rows<{ id: string }>('SELECT id FROM transfers WHERE amount = 4000');
    const again = { ...customer, api: app.as({ id: customer.id, role: 'customer' }) };
    await transferIs(again, row?.id ?? '', 'succeeded');
    expect(stripe.charged - before).toBe(1);
    expect(await database.rows('SELECT amount FROM payments WHERE transfer_id = $1', [row?.id])).toEqual([
      { amount: '4000' },
    ]);
    await expectGreenProof(app);
    await app.end();
  });
});
