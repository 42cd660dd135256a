import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DAY, HOUR, StripeBench } from '../../test/support/stripe-bench.js';
import { STRIPE_KEY, type StripeStandIn } from '../../test/support/stripe.js';
import { until } from '../../test/support/until.js';
import { newId } from '../runtime/ids.js';
import { Unclear, Unreachable } from './gateway.js';
import { StripeClient } from './stripe-client.js';
import type { StripeGateway } from './stripe-gateway.js';

let bench: StripeBench;
let stripe: StripeStandIn;
let gateway: StripeGateway;

beforeEach(async () => {
  bench = await StripeBench.start();
  ({ stripe, gateway } = bench);
});

afterEach(() => stripe.close());

const payments = () =>
  stripe.calls.filter(({ method, path }) => method === 'POST' && path === '/v1/payment_intents');

describe('a payment with a card', () => {
  it('is charged under the id of its transfer, in minor units of Stripe', async () => {
    const order = bench.orderOf();
    const seen = await gateway.submit(order);
    expect(seen).toEqual({ state: 'succeeded', ref: expect.stringMatching(/^pi_/), fee: 284n });
    const [call] = payments();
    expect(call?.key).toBe(order.id);
    expect(Object.fromEntries(call?.params ?? [])).toMatchObject({
      amount: '8750',
      currency: 'usd',
      customer: 'cus_1',
      payment_method: 'pm_ok',
      confirm: 'true',
      return_url: 'https://loans.example.org/',
      'allowed_payment_method_types[0]': 'card',
      'metadata[transfer]': order.id,
    });
    expect(call?.params.has('off_session')).toBe(false);
  });

  it('that nobody attends says so', async () => {
    await gateway.submit(bench.orderOf('pm_ok', { unattended: true }));
    expect(payments()[0]?.params.get('off_session')).toBe('true');
  });

  it('that was refused has failed, with the reason, and can never be paid later', async () => {
    const seen = await gateway.submit(bench.orderOf('pm_declined'));
    expect(seen).toEqual({
      state: 'failed',
      ref: expect.any(String),
      failure: { code: 'insufficient_funds', text: 'Your card was declined.' },
    });
    expect(stripe.intents.get(seen.ref ?? '')?.status).toBe('canceled');
  });

  it('that was refused on suspicion of a crime does not say so', async () => {
    const { failure } = await gateway.submit(bench.orderOf('pm_declined_stolen'));
    expect(failure).toEqual({ code: 'card_declined', text: 'The card was declined.' });
  });

  it('with a card that Stripe does not know has failed, and nothing was charged', async () => {
    const seen = await gateway.submit(bench.orderOf('pm_missing'));
    expect(seen).toMatchObject({ state: 'failed', ref: null, failure: { code: 'resource_missing' } });
  });

  it.each([
    ['KWD', 5123n, 'card', 'amount_not_possible'],
    ['KWD', 5120n, 'bank_debit', 'gateway_refused'],
  ] as const)(
    'in %s of %s from a %s, which Stripe cannot take, is not sent',
    async (currency, amount, kind, code) => {
      const seen = await gateway.submit(bench.orderOf('pm_ok', { currency, kind, amount }));
      expect(seen).toMatchObject({ state: 'failed', ref: null, failure: { code } });
      expect(payments()).toHaveLength(0);
    },
  );
});

describe('3-D Secure', () => {
  it('is asked of the person who pays, and the payment goes on once it is confirmed', async () => {
    const order = bench.orderOf('pm_3d');
    const { state, ref, action } = await gateway.submit(order);
    expect({ state, action }).toEqual({
      state: 'pending',
      action: {
        client_secret: `${String(ref)}_secret`,
        url: `${bench.address}/pages/${String(ref)}`,
      },
    });
    stripe.confirm(ref ?? '');
    expect(await gateway.look({ ...order, gatewayRef: ref })).toMatchObject({ state: 'succeeded', ref });
  });

  it('is not asked of somebody who is not there: the payment has failed', async () => {
    const seen = await gateway.submit(bench.orderOf('pm_3d', { unattended: true }));
    expect(seen).toMatchObject({ state: 'failed', failure: { code: 'authentication_required' } });
  });

  it('that nobody confirmed for a day ends the wish', async () => {
    const order = bench.orderOf('pm_3d');
    const { ref } = await gateway.submit(order);
    bench.later(DAY - HOUR);
    expect(await gateway.look({ ...order, gatewayRef: ref })).toMatchObject({ state: 'pending' });
    bench.later(2 * HOUR);
    expect(await gateway.look({ ...order, gatewayRef: ref })).toMatchObject({
      state: 'failed',
      failure: { code: 'not_confirmed' },
    });
    expect(stripe.intents.get(ref ?? '')?.status).toBe('canceled');
  });

  it('that failed has failed for good', async () => {
    const order = bench.orderOf('pm_3d');
    const { ref } = await gateway.submit(order);
    stripe.confirm(ref ?? '', 'declined');
    expect(await gateway.look({ ...order, gatewayRef: ref })).toMatchObject({ state: 'failed' });
    expect(stripe.intents.get(ref ?? '')?.status).toBe('canceled');
  });
});

describe('an answer that is lost', () => {
  it('once is asked for again under the same key, and the card is charged once', async () => {
    stripe.faults.push('drop');
    const order = bench.orderOf();
    expect(await gateway.submit(order)).toMatchObject({ state: 'succeeded' });
    expect(payments().map(({ key }) => key)).toEqual([order.id, order.id]);
    expect(stripe.charged).toBe(1);
  });

  it('again and again leaves it open, until the same request under the same key is answered', async () => {
    stripe.faults.push('drop', 'drop', 'drop');
    const order = bench.orderOf();
    await expect(gateway.submit(order)).rejects.toThrow(Unclear);
    expect(stripe.charged).toBe(1);
    expect(await gateway.look(order)).toMatchObject({ state: 'succeeded' });
    expect(new Set(payments().map(({ key }) => key))).toEqual(new Set([order.id]));
    expect(stripe.charged).toBe(1);
  });

  it('says what is so now, not what was so when it was first sent', async () => {
    stripe.faults.push('drop', 'drop');
    const order = bench.orderOf('pm_3d');
    await expect(gateway.submit(order)).rejects.toThrow(Unclear);
    stripe.confirm([...stripe.intents.keys()][0] ?? '');
    expect(await gateway.look(order)).toMatchObject({ state: 'succeeded' });
  });

  it('is searched for once Stripe may have forgotten the key, and nothing is sent', async () => {
    stripe.faults.push('drop', 'drop');
    const order = bench.orderOf();
    await expect(gateway.submit(order)).rejects.toThrow(Unclear);
    stripe.forgetKeys();
    bench.later(DAY);
    stripe.finds = false;
    await expect(gateway.look(order)).rejects.toThrow(Unreachable);
    stripe.finds = true;
    expect(await gateway.look(order)).toMatchObject({ state: 'succeeded' });
    expect(payments()).toHaveLength(2);
    expect(stripe.charged).toBe(1);
  });

  it('of a request that never arrived ends as failed, when the search has had its time', async () => {
    stripe.faults.push('drop before', 'drop before');
    const order = bench.orderOf();
    await expect(gateway.submit(order)).rejects.toThrow(Unclear);
    bench.later(26 * HOUR);
    expect(await gateway.look(order)).toMatchObject({ state: 'failed', failure: { code: 'never_arrived' } });
    expect(stripe.charged).toBe(0);
  });

  it('of a wish that waited for a day is not risked: it is not sent', async () => {
    const order = bench.orderOf();
    bench.later(23 * HOUR);
    expect(await gateway.submit(order)).toMatchObject({ state: 'failed', failure: { code: 'too_late' } });
    expect(payments()).toHaveLength(0);
  });

  it('is searched for when this version would send other parameters', async () => {
    const order = bench.orderOf();
    await gateway.submit(order);
    expect(await gateway.look({ ...order, unattended: true })).toMatchObject({ state: 'succeeded' });
    expect(stripe.charged).toBe(1);
  });

  it('is late, and counts', async () => {
    stripe.faults.push('hold');
    const submitted = gateway.submit(bench.orderOf());
    await until(() => payments().length === 1);
    stripe.release();
    expect(await submitted).toMatchObject({ state: 'succeeded' });
  });

  it('is not waited for too long', async () => {
    stripe.faults.push('hold', 'hold');
    const settings = { secretKey: STRIPE_KEY, webhookSecrets: [], apiBase: new URL(bench.address) };
    const call = (limits: { attemptMs: number; allMs: number }) =>
      new StripeClient(settings, limits).call((sdk) =>
        sdk.paymentIntents.create({ amount: 1, currency: 'usd' }),
      );
    await expect(call({ attemptMs: 50, allMs: 20_000 })).rejects.toThrow(Unclear);
    stripe.faults.push('hold');
    await expect(call({ attemptMs: 20_000, allMs: 50 })).rejects.toThrow(Unclear);
  });
});

describe('when Stripe', () => {
  it('is not there, nothing was sent', async () => {
    await stripe.close();
    await expect(gateway.submit(bench.orderOf())).rejects.toThrow(Unreachable);
    await stripe.listen();
  });

  it('goes away after the request, it may have been sent', async () => {
    stripe.faults.push('hold');
    const submitted = expect(gateway.submit(bench.orderOf())).rejects.toThrow(Unclear);
    await until(() => payments().length === 1);
    await stripe.close();
    await submitted;
    await stripe.listen();
  });

  it('has too much to do, nothing was done', async () => {
    stripe.faults.push(429);
    await expect(gateway.submit(bench.orderOf())).rejects.toThrow(Unreachable);
  });

  it('fails, nobody knows what was done', async () => {
    stripe.faults.push(500, 500);
    await expect(gateway.submit(bench.orderOf())).rejects.toThrow(Unclear);
  });

  it('does not know what it is asked for, nothing is known of the transfer', async () => {
    await expect(gateway.look({ ...bench.orderOf(), gatewayRef: 'pi_unknown' })).rejects.toThrow(Unreachable);
  });
});

describe('what people pay with', () => {
  it('is typed in at Stripe, and usable once it is confirmed there', async () => {
    const wish = { instrumentId: newId(), kind: 'card', currency: 'USD' } as const;
    const setUp = await gateway.setUp(wish);
    expect(setUp).toMatchObject({ state: 'pending', clientSecret: `${setUp.token}_secret` });
    expect(await gateway.setUp(wish)).toEqual(setUp);
    expect(await gateway.lookAtInstrument(setUp.token)).toEqual({ state: 'pending' });
    stripe.confirmSetup(setUp.token);
    expect(await gateway.lookAtInstrument(setUp.token)).toEqual({
      state: 'usable',
      token: expect.stringMatching(/^cus_.+\/pm_ok$/),
      label: 'visa •••• 4242',
      mandateRef: 'mandate_1',
    });
  });

  it('may be a bank account in EUR and USD; its debits need nobody and count when settled', async () => {
    const { token } = await gateway.setUp({ instrumentId: newId(), kind: 'bank_debit', currency: 'EUR' });
    expect(stripe.calls.at(-1)?.params.get('allowed_payment_method_types[0]')).toBe('sepa_debit');
    stripe.confirmSetup(token, { id: 'pm_debit', sepa_debit: { last4: '3000' } });
    expect(await gateway.lookAtInstrument(token)).toMatchObject({ label: 'Account •••• 3000' });
    const seen = await gateway.submit(bench.orderOf('pm_debit', { kind: 'bank_debit', currency: 'EUR' }));
    expect(seen).toEqual({ state: 'pending', ref: expect.any(String) });
    expect(payments()[0]?.params.get('off_session')).toBe('true');
    expect(gateway.creditsOn('bank_debit')).toBe('settled');
    expect(gateway.creditsOn('card')).toBe('succeeded');
  });

  it('is refused in words when Stripe has no such way', async () => {
    await expect(gateway.setUp({ instrumentId: newId(), kind: 'wallet', currency: 'USD' })).rejects.toThrow(
      'Stripe does not collect USD from a wallet here.',
    );
  });
});
