import { describe, expect, it } from '@jest/globals';
import { createHmac, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { verifyWebhook, WebhookRefused } from '../../sdk/src/index.js';

const SECRET = `whsec_${randomBytes(32).toString('base64')}`;
const OTHER = `whsec_${randomBytes(32).toString('base64')}`;
const NOW = Date.parse('2026-11-23T10:00:00Z');
const BODY = JSON.stringify({
  ...{ id: 'msg_1', type: 'payment.received', timestamp: '2026-11-23T10:00:00Z', seq: 7 },
  ...{ business_date: '2026-11-23', data: { amount: '10.00', name: 'Zoë' } },
});

/** As the platform sends it; signed by the reference library of the specification. */
function message(body = BODY, { secret = SECRET, at = NOW, id = 'msg_1' } = {}): Record<string, string> {
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at / 1000)),
    'webhook-signature': new Webhook(secret).sign(id, new Date(at), body),
  };
}

const verify = (
  headers: Record<string, string>,
  secrets: string | string[] = SECRET,
  body: string | Uint8Array = BODY,
) => verifyWebhook(body, headers, secrets, { now: NOW });

describe('a webhook', () => {
  it('that the reference library signed is the event that it says', async () => {
    expect(await verify(message())).toEqual(JSON.parse(BODY));
  });

  it('is verified whatever its body is, as text and as bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (value) => {
        const body = JSON.stringify(value);
        expect(await verify(message(body), SECRET, body)).toEqual(JSON.parse(body));
        expect(await verify(message(body), SECRET, new TextEncoder().encode(body))).toEqual(JSON.parse(body));
      }),
      { numRuns: 50 },
    );
  });

  it('is verified with the headers of fetch and of node, whatever their case', async () => {
    const headers = message();
    expect(await verifyWebhook(BODY, new Headers(headers), SECRET, { now: NOW })).toHaveProperty('seq', 7);
    const upper = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name.toUpperCase(), value]),
    );
    expect(await verify(upper)).toHaveProperty('seq', 7);
  });

  it('is verified by either signature, and by either secret, while the secret is exchanged', async () => {
    const [ours, theirs] = [message(), message(BODY, { secret: OTHER })];
    const both = `${theirs['webhook-signature'] ?? ''} ${ours['webhook-signature'] ?? ''}`;
    expect(await verify({ ...ours, 'webhook-signature': both })).toHaveProperty('seq', 7);
    expect(await verify(theirs, [SECRET, OTHER])).toHaveProperty('seq', 7);
    // A signature of another version says nothing about this one.
    const withKey = `v1a,${randomBytes(64).toString('base64')} ${ours['webhook-signature'] ?? ''}`;
    expect(await verify({ ...ours, 'webhook-signature': withKey })).toHaveProperty('seq', 7);
  });

  it.each<[string, Record<string, string>, (string | Uint8Array)?]>([
    ['by another secret', message(BODY, { secret: OTHER })],
    ['of another body', message(BODY.replace('10.00', '90.00'))],
    ['of another message', { ...message(), 'webhook-id': 'msg_2' }],
    ['of another time', { ...message(), 'webhook-timestamp': String(NOW / 1000 + 1) }],
    [
      'of another version',
      { ...message(), 'webhook-signature': message()['webhook-signature']!.replace('v1,', 'v2,') },
    ],
    ['that is no base64', { ...message(), 'webhook-signature': 'v1,????' }],
    ['that is empty', { ...message(), 'webhook-signature': 'v1,' }],
    [
      'that is cut short',
      { ...message(), 'webhook-signature': message()['webhook-signature']!.slice(0, 20) },
    ],
    ['with a byte more', message(), `${BODY} `],
  ])(
    'with a signature %s is refused, as the reference library refuses it',
    async (_, headers, body = BODY) => {
      await expect(verify(headers, SECRET, body)).rejects.toThrow(WebhookRefused);
      // It takes the time from the machine.
      const now = Math.floor(Date.now() / 1000) - Math.floor(NOW / 1000);
      const today = { ...headers, 'webhook-timestamp': String(Number(headers['webhook-timestamp']) + now) };
      expect(() => new Webhook(SECRET).verify(body as string, today)).toThrow();
    },
  );

  it.each([
    ['five minutes old', -300, true],
    ['five minutes ahead', 300, true],
    ['older', -301, false],
    ['further ahead', 301, false],
  ])('that is %s is accepted or refused by its time', async (_, seconds, isGood) => {
    const verified = verify(message(BODY, { at: NOW + seconds * 1000 }));
    if (isGood) expect(await verified).toHaveProperty('seq', 7);
    else await expect(verified).rejects.toThrow('five minutes');
  });

  it.each(['', 'soon', '1e9', '-5', 'NaN', '0x10'])(
    'with the time %j is refused, even signed',
    async (timestamp) => {
      const key = Buffer.from(SECRET.slice(6), 'base64');
      const signature = createHmac('sha256', key).update(`msg_1.${timestamp}.${BODY}`).digest('base64');
      const headers = {
        'webhook-id': 'msg_1',
        'webhook-timestamp': timestamp,
        'webhook-signature': `v1,${signature}`,
      };
      await expect(verify(headers)).rejects.toThrow(WebhookRefused);
    },
  );

  it('without one of its headers is refused', async () => {
    for (const name of ['webhook-id', 'webhook-timestamp', 'webhook-signature']) {
      const { [name]: gone, ...headers } = message();
      expect(gone).toBeDefined();
      await expect(verify(headers)).rejects.toThrow(name);
    }
  });

  it('that was parsed already is a mistake of the program, and so is a secret that is none', async () => {
    await expect(verifyWebhook(JSON.parse(BODY) as string, message(), SECRET)).rejects.toThrow('raw body');
    for (const secret of ['', 'whsec_', 'whsec_???']) {
      await expect(verify(message(), secret)).rejects.toThrow(TypeError);
    }
  });
});
