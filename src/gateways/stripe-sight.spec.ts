import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DAY, StripeBench } from '../../test/support/stripe-bench.js';
import type { StripeStandIn } from '../../test/support/stripe.js';
import { newId } from '../runtime/ids.js';
import type { StripeGateway } from './stripe-gateway.js';

let bench: StripeBench;
let stripe: StripeStandIn;
let gateway: StripeGateway;

beforeEach(async () => {
  bench = await StripeBench.start();
  ({ stripe, gateway } = bench);
});

afterEach(() => stripe.close());

describe('money at Stripe', () => {
  it('is settled when a payout with it was paid', async () => {
    const order = await bench.paid();
    expect(await gateway.look(order)).toMatchObject({ state: 'succeeded' });
    const payout = stripe.payOut({ status: 'in_transit' });
    expect(await gateway.look(order)).toMatchObject({ state: 'succeeded' });
    Object.assign(stripe.payouts[0] ?? {}, { status: 'paid' });
    expect(await gateway.look(order)).toEqual({
      state: 'settled',
      ref: order.gatewayRef,
      fee: 284n,
      settledIn: payout,
    });
  });

  it('is found among several payouts, each of which is read once', async () => {
    const orders = [await bench.paid(), await bench.paid()];
    const first = stripe.payOut();
    const third = await bench.paid();
    const second = stripe.payOut();
    for (const order of orders) expect((await gateway.look(order)).settledIn).toBe(first);
    expect((await gateway.look(third)).settledIn).toBe(second);
    expect(stripe.calls.filter(({ path }) => path === '/v1/balance_transactions')).toHaveLength(2);
  });

  it.each([{ automatic: false }, { reconciliation_status: 'in_progress' }, { currency: 'eur' }])(
    'is not looked for in a payout with %j',
    async (fields) => {
      const order = await bench.paid();
      stripe.payOut(fields);
      expect(await gateway.look(order)).toMatchObject({ state: 'succeeded' });
    },
  );

  it('that no payout brought to the bank is for staff to look at', async () => {
    const order = await bench.paid();
    bench.later(48 * DAY);
    expect(await gateway.look(order)).toMatchObject({ state: 'review', failure: { code: 'no_payout' } });
  });

  it('in another currency than the transfer is for staff to look at', async () => {
    const order = await bench.paid();
    Object.assign(stripe.chargeOf(order.gatewayRef).balance_transaction as object, { currency: 'eur' });
    expect(await gateway.look(order)).toMatchObject({ state: 'review', failure: { code: 'other_currency' } });
  });

  it('that did not come says why: by the payment, else by its charge, else that it was cancelled', async () => {
    const order = await bench.paid();
    const [intent, charge] = [stripe.intents.get(order.gatewayRef)!, stripe.chargeOf(order.gatewayRef)];
    Object.assign(intent, { status: 'canceled' });
    const failure = async () => (await gateway.look(order)).failure;
    expect(await failure()).toEqual({ code: 'cancelled', text: 'Stripe cancelled it.' });
    Object.assign(charge, {
      failure_code: 'debit_not_authorized',
      failure_message: 'It was not authorised.',
    });
    expect(await failure()).toEqual({ code: 'debit_not_authorized', text: 'It was not authorised.' });
    Object.assign(intent, { last_payment_error: { code: 'card_declined', message: 'It was declined.' } });
    expect(await failure()).toEqual({ code: 'card_declined', text: 'It was declined.' });
    Object.assign(intent, { last_payment_error: { code: 'card_declined' } });
    expect(await failure()).toEqual({ code: 'card_declined', text: 'It was refused.' });
  });

  it('of another transfer is for staff to look at, and so is another amount', async () => {
    const order = await bench.paid();
    expect(await gateway.look({ ...order, id: newId() })).toMatchObject({
      state: 'review',
      failure: { code: 'other_transfer' },
    });
    expect(await gateway.look({ ...order, amount: 1n })).toMatchObject({
      state: 'review',
      failure: { code: 'other_amount' },
    });
  });
});

describe('money that goes back', () => {
  it('by a refund is returned; the payout that lacks it says since when', async () => {
    const order = await bench.paid();
    const settledIn = stripe.payOut();
    stripe.refund(order.gatewayRef);
    const returned = {
      state: 'returned',
      fee: 284n,
      takenFee: 0n,
      settledIn,
      failure: { code: 'refunded', text: 'It was refunded.' },
    };
    expect(await gateway.look(order)).toEqual({ ...returned, ref: order.gatewayRef });
    const taken = stripe.payOut();
    expect(await gateway.look(order)).toEqual({ ...returned, ref: order.gatewayRef, taken });
  });

  it('by a refund that fails comes back, and is settled with the next payout', async () => {
    const order = await bench.paid();
    stripe.payOut();
    const refund = stripe.refund(order.gatewayRef);
    const taken = stripe.payOut();
    Object.assign(refund, { status: 'failed', failure_balance_transaction: stripe.entry({ amount: 8750 }) });
    expect(await gateway.look(order)).toMatchObject({ state: 'reinstated', taken });
    const again = stripe.payOut();
    expect(await gateway.look(order)).toMatchObject({ state: 'settled', settledIn: again });
  });

  it('by a dispute is returned with its fee, and reinstated when it is won', async () => {
    const order = await bench.paid();
    stripe.payOut();
    const dispute = stripe.dispute(order.gatewayRef);
    expect(await gateway.look(order)).toMatchObject({
      state: 'returned',
      takenFee: 1500n,
      failure: { code: 'disputed' },
    });
    const taken = stripe.payOut();
    stripe.win(dispute);
    expect(await gateway.look(order)).toMatchObject({ state: 'reinstated', taken, takenFee: 1500n });
    const settledIn = stripe.payOut();
    const seen = await gateway.look(order);
    expect(seen).toMatchObject({ state: 'settled', settledIn, takenFee: 1500n });
    expect(seen).not.toHaveProperty('taken');
  });

  it('by a dispute that is lost stays returned', async () => {
    const order = await bench.paid();
    Object.assign(stripe.dispute(order.gatewayRef), { status: 'lost' });
    expect(await gateway.look(order)).toMatchObject({ state: 'returned' });
  });

  it('does not, when a dispute is only an inquiry', async () => {
    const order = await bench.paid();
    Object.assign(stripe.dispute(order.gatewayRef), {
      status: 'warning_under_review',
      balance_transactions: [],
    });
    expect(await gateway.look(order)).toMatchObject({ state: 'succeeded' });
  });

  it('in part is for staff to look at', async () => {
    const order = await bench.paid();
    stripe.refund(order.gatewayRef, 1000);
    expect(await gateway.look(order)).toMatchObject({
      state: 'review',
      failure: { code: 'partly_returned' },
    });
  });

  it('that Stripe cannot write exactly is for staff to look at', async () => {
    const order = await bench.paid();
    expect(await gateway.look({ ...order, currency: 'KWD', amount: 12_345n })).toMatchObject({
      state: 'review',
      failure: { code: 'inexact_amount' },
    });
  });
});
