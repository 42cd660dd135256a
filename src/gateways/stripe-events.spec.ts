import { describe, expect, it } from '@jest/globals';
import { Stripe } from 'stripe';
import { signedEvent, WEBHOOK_SECRET } from '../../test/support/stripe.js';
import { readStripeEvent } from './stripe-events.js';

const NEXT_SECRET = 'whsec_theNextOne00000001';
const TRANSFER = '0198c0de-7a7a-7000-8000-000000000001';
const NOW = new Date('2026-11-26T10:00:00Z');
const INTENT = { object: 'payment_intent', id: 'pi_1', metadata: { transfer: TRANSFER } };

function read(
  { body, headers }: ReturnType<typeof signedEvent>,
  { secrets = [WEBHOOK_SECRET], now = NOW }: { secrets?: string[]; now?: Date } = {},
) {
  return readStripeEvent(Buffer.from(body), headers['stripe-signature'], secrets, now);
}

describe('a message of Stripe', () => {
  it('names its transfer and its intent', () => {
    expect(read(signedEvent(INTENT, { at: NOW, id: 'evt_1' }))).toEqual({
      eventId: 'evt_1',
      type: 'payment_intent.succeeded',
      transferId: TRANSFER,
      gatewayRef: 'pi_1',
    });
  });

  it.each(['charge.refunded', 'charge.dispute.created', 'refund.failed'])(
    'of %s names the intent that it belongs to',
    (type) => {
      const object = { object: 'dispute', id: 'du_1', payment_intent: 'pi_1', metadata: {} };
      expect(read(signedEvent(object, { at: NOW, type }))).toMatchObject({ type, gatewayRef: 'pi_1' });
    },
  );

  it('of a setup names its instrument', () => {
    const object = { object: 'setup_intent', id: 'seti_1', metadata: { instrument: TRANSFER } };
    const notice = read(signedEvent(object, { at: NOW, type: 'setup_intent.succeeded' }));
    expect(notice).toMatchObject({ instrumentId: TRANSFER });
    expect(notice).not.toHaveProperty('gatewayRef');
  });

  it('is read with the SDK as here: its own signature counts', () => {
    const stripe = new Stripe('sk_test_0000000000');
    const { body } = signedEvent(INTENT, { at: NOW });
    const timestamp = NOW.getTime() / 1000;
    const header = stripe.webhooks.generateTestHeaderString({
      payload: body,
      secret: WEBHOOK_SECRET,
      timestamp,
    });
    expect(readStripeEvent(Buffer.from(body), header, [WEBHOOK_SECRET], NOW)).not.toBeNull();
  });

  it('is not believed when a byte of it, or of its signature, has changed', () => {
    const { body, headers } = signedEvent(INTENT, { at: NOW });
    expect(read({ body: body.replace('pi_1', 'pi_2'), headers })).toBeNull();
    const signature = headers['stripe-signature'] ?? '';
    const last = signature.endsWith('0') ? '1' : '0';
    expect(read({ body, headers: { 'stripe-signature': signature.slice(0, -1) + last } })).toBeNull();
    expect(
      read({ body, headers: { 'stripe-signature': signature.replace(/t=\d+/, 't=1795687201') } }),
    ).toBeNull();
  });

  it.each([
    ['none', undefined],
    ['two', ['t=1,v1=00', 't=1,v1=00']],
    ['an empty one', ''],
    ['one without a time', 'v1=00'],
    ['one whose time is no number', 't=now,v1=00'],
    ['one that is not hex', `t=${String(NOW.getTime() / 1000)},v1=zz`],
  ])('with %s for a signature is not believed', (_what, header) => {
    expect(readStripeEvent(Buffer.from('{}'), header, [WEBHOOK_SECRET], NOW)).toBeNull();
  });

  it('is believed for five minutes, and not before it was sent', () => {
    const seconds = (count: number) => ({ now: new Date(NOW.getTime() + count * 1000) });
    const event = signedEvent(INTENT, { at: NOW });
    expect(read(event, seconds(300))).not.toBeNull();
    expect(read(event, seconds(301))).toBeNull();
    expect(read(event, seconds(-301))).toBeNull();
  });

  it('may be signed with the old or the new secret while they are exchanged, and then with the new one only', () => {
    const old = signedEvent(INTENT, { at: NOW });
    const next = signedEvent(INTENT, { at: NOW, secret: NEXT_SECRET });
    const secrets = [WEBHOOK_SECRET, NEXT_SECRET];
    expect(read(old, { secrets })).not.toBeNull();
    expect(read(next, { secrets })).not.toBeNull();
    expect(read(old, { secrets: [NEXT_SECRET] })).toBeNull();
  });

  it('that is signed and says something else is no message', () => {
    expect(read(signedEvent(INTENT, { at: NOW, id: '' }))?.eventId).toBe('');
    const { body, headers } = signedEvent(
      { object: 'payout', id: 'po_1', metadata: { transfer: "x'; --" } },
      { at: NOW },
    );
    expect(read({ body, headers })).toEqual({
      eventId: expect.any(String),
      type: 'payment_intent.succeeded',
    });
  });
});
