import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DAY, HOUR, StripeBench } from '../../test/support/stripe-bench.js';
import type { StripeStandIn } from '../../test/support/stripe.js';
import { Unclear } from './gateway.js';
import type { StripeGateway } from './stripe-gateway.js';

let bench: StripeBench;
let stripe: StripeStandIn;
let gateway: StripeGateway;

beforeEach(async () => {
  bench = await StripeBench.start();
  ({ stripe, gateway } = bench);
});

afterEach(() => stripe.close());

/** A payment of 87.50 that has succeeded, and an order to send a part of it back. */
const paidAndBack = async (amount = 5000n) => {
  const paid = bench.orderOf();
  const { ref } = await gateway.submit(paid);
  const refundOf = ref ?? '';
  const order = { ...bench.orderOf('pm_ok', { purpose: 'credit_refund', amount }), refundOf };
  return { paid: { ...paid, gatewayRef: ref }, order };
};
const refunds = () => stripe.calls.filter(({ method, path }) => `${method} ${path}` === 'POST /v1/refunds');

describe('money that goes back to its card', () => {
  it('is refunded under the id of its transfer, and is gone with the payout that it is taken from', async () => {
    const { paid, order } = await paidAndBack();
    const seen = await gateway.refund(order);
    expect(seen).toEqual({ state: 'succeeded', ref: expect.stringMatching(/^re_/) });
    expect(refunds()[0]?.key).toBe(order.id);
    expect(Object.fromEntries(refunds()[0]?.params ?? [])).toMatchObject({
      payment_intent: order.refundOf,
      amount: '5000',
      'metadata[transfer]': order.id,
    });
    const payout = stripe.payOut();
    const look = { ...order, gatewayRef: seen.ref };
    expect(await gateway.look(look)).toEqual({ state: 'settled', ref: seen.ref, settledIn: payout });
    // It is no chargeback of the payment that it goes back from.
    expect(await gateway.look(paid)).toMatchObject({ state: 'settled', settledIn: payout });
  });

  it('of the whole payment leaves that payment counting', async () => {
    const { paid, order } = await paidAndBack(8750n);
    await gateway.refund(order);
    expect(await gateway.look(paid)).toMatchObject({ state: 'succeeded' });
  });

  it('is taken back from the payment when somebody made it at Stripe', async () => {
    const { paid } = await paidAndBack();
    stripe.refund(paid.gatewayRef ?? '');
    expect(await gateway.look(paid)).toMatchObject({ state: 'returned' });
  });

  it('whose answer is lost is asked for again under the same key, and goes back once', async () => {
    const { order } = await paidAndBack();
    stripe.faults.push('drop', 'drop', 'drop');
    await expect(gateway.refund(order)).rejects.toThrow(Unclear);
    expect(await gateway.look({ ...order, gatewayRef: null })).toMatchObject({ state: 'succeeded' });
    expect(new Set(refunds().map(({ key }) => key))).toEqual(new Set([order.id]));
    expect(stripe.refunds).toHaveLength(1);
  });

  it('whose answer was lost for more than a day is looked for, and never sent again', async () => {
    const { order } = await paidAndBack();
    stripe.faults.push('drop', 'drop', 'drop');
    await expect(gateway.refund(order)).rejects.toThrow(Unclear);
    stripe.forgetKeys();
    bench.later(DAY + HOUR);
    expect(await gateway.look({ ...order, gatewayRef: null })).toMatchObject({
      ref: expect.stringMatching(/^re_/),
      state: expect.stringMatching(/^succeeded|settled$/),
    });
    expect(stripe.refunds).toHaveLength(1);
  });

  it('that never arrived has failed after a day', async () => {
    const { order } = await paidAndBack();
    bench.later(DAY);
    expect(await gateway.look({ ...order, gatewayRef: null })).toMatchObject({
      state: 'failed',
      failure: { code: 'never_arrived' },
    });
    expect(await gateway.refund(order)).toMatchObject({ state: 'failed', failure: { code: 'too_late' } });
    expect(stripe.refunds).toHaveLength(0);
  });

  it('of more than is left has failed, with what Stripe says', async () => {
    const { order } = await paidAndBack(8751n);
    expect(await gateway.refund(order)).toMatchObject({
      state: 'failed',
      failure: { code: 'charge_already_refunded' },
    });
  });

  it.each([
    ['pending', { state: 'pending' }],
    ['failed', { state: 'failed', failure: { code: 'expired_or_canceled_card' } }],
  ] as const)('that is %s at once is so', async (end, said) => {
    stripe.refundsEnd = end;
    const { order } = await paidAndBack();
    expect(await gateway.refund(order)).toMatchObject(said);
  });

  it('that a card gives back later has come back', async () => {
    const { order } = await paidAndBack();
    const { ref } = await gateway.refund(order);
    stripe.failRefund(ref ?? '');
    expect(await gateway.look({ ...order, gatewayRef: ref })).toMatchObject({
      state: 'returned',
      failure: { code: 'expired_or_canceled_card' },
    });
  });
});
