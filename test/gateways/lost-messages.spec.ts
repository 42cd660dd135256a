import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { startCli } from '../support/cli.js';
import { payWith, transferIs } from '../support/gateway.js';
import { makeCustomer, makeLoan, makeProvider, makeStaff, must, type Actor } from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';
import { STRIPE_KEY, StripeStandIn, WEBHOOK_SECRET } from '../support/stripe.js';
import { until } from '../support/until.js';

/** No message of the stand-in ever arrives: nothing is sent. */
describe('when messages of Stripe are lost', () => {
  const stripe = new StripeStandIn();
  let settings: Record<string, string>;
  let app: TestApp;
  let staff: Actor;
  let customer: Actor;
  let card: string;

  beforeAll(async () => {
    settings = {
      GATEWAYS: 'stripe',
      STRIPE_SECRET_KEY: STRIPE_KEY,
      STRIPE_WEBHOOK_SECRETS: WEBHOOK_SECRET,
      STRIPE_API_BASE: await stripe.listen(),
    };
    app = await startApp(settings);
    staff = await makeStaff(app);
    must(200, await staff.api.patch('/api/bank_configuration/', { direct_deposits: true }));
    await makeProvider(app, '50000.00');
    customer = await makeCustomer(app);
    const made = must(
      201,
      await customer.api.post('/api/instruments/setup/', { gateway: 'stripe', kind: 'card' }),
    );
    stripe.confirmSetup(String([...stripe.setups.values()].at(-1)?.id));
    card = String(must(200, await customer.api.post(`/api/instruments/${String(made.id)}/refresh/`)).id);
    // The first look, at the start, is over.
    await until(async () => (await looks()).length === 1);
  });
  afterAll(async () => {
    await app.stop();
    await stripe.close();
  });

  const looks = () => app.database.rows('SELECT FROM gateway_looks WHERE lease IS NULL');
  const intentOf = (transfer: string) =>
    String(
      [...stripe.intents.values()].find(
        ({ metadata }) => (metadata as { transfer: string }).transfer === transfer,
      )?.id,
    );
  const settled = async () => {
    const loan = await makeLoan(customer, '500.00');
    const id = await payWith(customer, card, loan, '50.00');
    await transferIs(customer, id, 'succeeded');
    stripe.payOut();
    must(200, await staff.api.post(`/api/transfers/${id}/refresh/`));
    await transferIs(customer, id, 'settled');
    return { id, loan };
  };
  const refresh = async () => {
    const { code, json } = await startCli(app.database.url, 'gateway-refresh --json', { env: settings })
      .ended;
    expect(code).toBe(0);
    return json() as { gateways: string[]; unheard: number };
  };

  it('a dispute of a transfer that had settled is found by asking what happened, once', async () => {
    const { id, loan } = await settled();
    stripe.dispute(intentOf(id));
    // Nobody looks at it by itself any more.
    expect(await app.database.rows('SELECT next_attempt_at FROM transfers WHERE id = $1', [id])).toEqual([
      { next_attempt_at: null },
    ]);
    // Whether this process or the application then looks at the transfer is a race.
    expect(await refresh()).toMatchObject({ gateways: ['stripe'], unheard: 1 });
    expect(await transferIs(staff, id, 'returned')).toMatchObject({ stands: 'owed_back' });
    expect(must(200, await staff.api.get(`/api/loans/${loan.id}/`))).toMatchObject({ total_paid: '0.00' });
    expect(await refresh()).toMatchObject({ unheard: 0 });
    await expectGreenProof(app);
  });

  it('all pages are read, by the day on which it happened and not on which it was paid', async () => {
    const { id } = await settled();
    stripe.told.push(
      ...Array.from({ length: 250 }, (_none, index) => ({
        ...{ id: `evt_other_${String(index)}`, type: 'charge.refunded' },
        ...{ created: Math.floor(Date.now() / 1000), data: { object: { payment_intent: 'pi_of_others' } } },
      })),
    );
    stripe.dispute(intentOf(id));
    stripe.told.unshift(stripe.told.pop()!);
    expect(await refresh()).toMatchObject({ unheard: 1 });
    await transferIs(staff, id, 'returned');
    const pages = stripe.calls.filter(({ path }) => path === '/v1/events').slice(-3);
    expect(pages.map(({ params }) => params.has('starting_after'))).toEqual([false, true, true]);
  });

  it('and nobody has asked for longer than Stripe tells, its disputes are read', async () => {
    const { id } = await settled();
    stripe.dispute(intentOf(id));
    stripe.told.length = 0;
    await app.database.rows("UPDATE gateway_looks SET seen_until = now() - interval '60 days'");
    // With the two of before, which are looked at once more.
    expect(await refresh()).toMatchObject({ unheard: 3 });
    await transferIs(staff, id, 'returned');
    await expectGreenProof(app);
  });

  it('what is heard while an answer is under way is looked at again, however soon that was', async () => {
    const loan = await makeLoan(customer, '500.00');
    stripe.faults.push('hold');
    const calls = stripe.calls.length;
    const asked = payWith(customer, card, loan, '40.00');
    await until(() => stripe.calls.slice(calls).some(({ path }) => path === '/v1/payment_intents'));
    // In the same microsecond: the time by which it is due stays the same.
    const heard = await app.database.rows<{ id: string }>(
      "UPDATE transfers SET heard = heard + 1 WHERE state = 'submitted' RETURNING id",
    );
    expect(heard).toHaveLength(1);
    stripe.release();
    const id = await asked;
    expect(id).toBe(heard[0]?.id);
    await transferIs(customer, id, 'succeeded');
    await until(() =>
      stripe.calls.slice(calls).some(({ path }) => path === `/v1/payment_intents/${intentOf(id)}`),
    );
  });
});
