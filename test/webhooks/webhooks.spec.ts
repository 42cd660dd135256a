import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Webhook, WebhookVerificationError } from 'standardwebhooks';
import { startApp, type TestApp } from '../support/app.js';
import { eventsAreNumbered } from '../support/events.js';
import { makeProvider, makeUser, must, type Actor } from '../support/make.js';
import { NO_CONTENT, startReceiver, status, type Receiver } from '../support/receiver.js';
import { until } from '../support/until.js';

interface Endpoint extends Record<string, unknown> {
  id: string;
  secret: string;
  state: string;
}
interface Delivery extends Record<string, unknown> {
  id: string;
  state: string;
  attempts: number;
  next_attempt_at: string | null;
}

const SETTINGS = { WEBHOOK_ALLOW_PRIVATE: 'true', WEBHOOK_TIMEOUT_MS: '1500' };

describe('webhooks', () => {
  let app: TestApp;
  let admin: Actor;
  let provider: Actor;
  const receivers: Receiver[] = [];

  beforeAll(async () => {
    app = await startApp(SETTINGS);
    admin = await makeUser(app, 'admin');
    provider = await makeProvider(app, '50000.00');
  });
  afterEach(async () => {
    const open = must(200, await admin.api.get('/api/webhook_endpoints/?state=enabled,disabled&limit=100'));
    for (const { id } of open.results as Endpoint[]) {
      must(204, await admin.api.send('DELETE', `/api/webhook_endpoints/${id}/`));
    }
    await Promise.all(receivers.splice(0).map((receiver) => receiver.stop()));
  });
  afterAll(() => app.stop());

  const receiver = async (...how: Parameters<typeof startReceiver>) => {
    const started = await startReceiver(...how);
    receivers.push(started);
    return started;
  };
  /** It is due what is numbered from now on. */
  const endpoint = async (url: string, types = ['provider.deposited'], by = admin): Promise<Endpoint> => {
    await eventsAreNumbered(app.database);
    return must(201, await by.api.post('/api/webhook_endpoints/', { url, types })) as Endpoint;
  };
  /** Makes an event. */
  const deposit = async (amount = '1.00') =>
    must(200, await provider.api.post('/api/providers/add_funds/', { amount }));
  const deliveriesOf = async (of: Endpoint): Promise<Delivery[]> =>
    must(200, await admin.api.get(`/api/webhook_deliveries/?endpoint=${of.id}&ordering=created_at&limit=100`))
      .results as Delivery[];
  const settled = async (of: Endpoint, state: string) => {
    await until(async () => (await deliveriesOf(of)).some((delivery) => delivery.state === state));
    return deliveriesOf(of);
  };
  const attemptsOf = async ({ id }: Delivery) =>
    must(200, await admin.api.get(`/api/webhook_deliveries/${id}/`)).attempt_list as Record<
      string,
      unknown
    >[];
  const shown = async (of: Endpoint) => must(200, await admin.api.get(`/api/webhook_endpoints/${of.id}/`));
  /** Lets everything that waits for its time be due. */
  const skipWaits = async () => {
    await app.database.rows("UPDATE webhook_deliveries SET next_attempt_at = now() WHERE state = 'waiting'");
    await app.database.rows('UPDATE webhook_endpoints SET next_attempt_at = now()');
  };

  it('tell of what an endpoint wants, signed as the reference library checks it, and of nothing else', async () => {
    const to = await receiver();
    const made = await endpoint(to.url);
    must(200, await provider.api.patch('/api/providers/mandate/', { reserve_amount: '1.00' }));
    await deposit('12.50');
    const [message] = await to.has(1);
    const event = new Webhook(made.secret).verify(message?.body ?? '', message?.headers ?? {}) as Received;
    expect(event).toMatchObject({
      type: 'provider.deposited',
      subject: { type: 'provider', id: provider.id },
      data: { amount: '12.50', currency: 'USD' },
    });
    expect(message?.headers['webhook-id']).toBe(event.id);
    const [delivery] = await settled(made, 'delivered');
    expect(delivery).toMatchObject({ event: event.id, seq: event.seq, attempts: 1, last_status: 204 });
    expect(to.received.length).toBe(1);
    expect(await shown(made)).toMatchObject({ delivered_in_24h: 1, ended_in_24h: 1, waiting: 0 });
  });

  it('are refused by the reference library with one byte changed, or an old time', async () => {
    const to = await receiver();
    const made = await endpoint(to.url);
    await deposit();
    const [message] = await to.has(1);
    const { body, headers } = message as Message;
    const check = new Webhook(made.secret);
    expect(() => check.verify(`${body} `, headers)).toThrow(WebhookVerificationError);
    expect(() => check.verify(body.replace('1.00', '9.00'), headers)).toThrow(WebhookVerificationError);
    const past = String(Number(headers['webhook-timestamp']) - 3600);
    expect(() => check.verify(body, { ...headers, 'webhook-timestamp': past })).toThrow(
      WebhookVerificationError,
    );
    expect(() => check.verify(body, { ...headers, 'webhook-id': 'another' })).toThrow(
      WebhookVerificationError,
    );
  });

  it('have two signatures after the secret was changed, and one after a day', async () => {
    const to = await receiver();
    const made = await endpoint(to.url);
    const { secret } = must(200, await admin.api.post(`/api/webhook_endpoints/${made.id}/rotate_secret/`));
    await deposit();
    const [both] = await to.has(1);
    for (const known of [made.secret, String(secret)]) {
      expect(() => new Webhook(known).verify(both?.body ?? '', both?.headers ?? {})).not.toThrow();
    }
    await settled(made, 'delivered');
    await app.database.rows('UPDATE webhook_endpoints SET old_secret_until = now() WHERE id = $1', [made.id]);
    await deposit();
    const one = (await to.has(2))[1];
    expect(() => new Webhook(String(secret)).verify(one?.body ?? '', one?.headers ?? {})).not.toThrow();
    expect(() => new Webhook(made.secret).verify(one?.body ?? '', one?.headers ?? {})).toThrow();
    const kept = await app.database.rows('SELECT secret FROM webhook_endpoints WHERE id = $1', [made.id]);
    expect(JSON.stringify(kept)).not.toContain(String(secret).slice(6));
    expect(JSON.stringify(await shown(made))).not.toContain('whsec_');
  });

  it.each([
    ['answers 500', status(500), { last_status: 500 }],
    ['redirects', status(302, { location: 'http://169.254.169.254/' }), { last_status: 302 }],
    ['hangs', () => undefined, { last_status: null, last_error: expect.stringContaining('1.5 s') }],
    [
      'resets the connection',
      (_: unknown, __: unknown, request: { socket: { resetAndDestroy(): void } }) => {
        request.socket.resetAndDestroy();
      },
      { last_status: null },
    ],
  ] as const)('are sent again, signed anew, to one that %s', async (_, answer, last) => {
    const to = await receiver(answer);
    const made = await endpoint(to.url);
    await deposit();
    await to.has(1);
    await until(async () => (await deliveriesOf(made))[0]?.attempts === 1);
    const [failed] = await deliveriesOf(made);
    expect(failed).toMatchObject({ state: 'waiting', ...last });
    const wait = Date.parse(failed?.next_attempt_at ?? '') - Date.now();
    expect(wait).toBeLessThan(6000);
    to.answers(NO_CONTENT);
    await skipWaits();
    const [first, second] = await to.has(2);
    expect(second?.body).toBe(first?.body);
    expect(() => new Webhook(made.secret).verify(second?.body ?? '', second?.headers ?? {})).not.toThrow();
    const [delivered] = await settled(made, 'delivered');
    expect(delivered).toMatchObject({ attempts: 2, last_status: 204, last_error: null });
    expect((await attemptsOf(delivered as Delivery)).map((attempt) => attempt.status)).toEqual([
      last.last_status,
      204,
    ]);
    expect(await shown(made)).toMatchObject({ state: 'enabled', failing_since: null });
  });

  it('wait as long as a receiver asks', async () => {
    const to = await receiver(status(503, { 'retry-after': '3600' }));
    const made = await endpoint(to.url);
    await deposit();
    await until(async () => (await deliveriesOf(made))[0]?.attempts === 1);
    const wait = Date.parse((await deliveriesOf(made))[0]?.next_attempt_at ?? '') - Date.now();
    expect(wait / 60_000).toBeGreaterThan(58);
    expect(wait / 60_000).toBeLessThan(61);
  });

  it('are given up after ten attempts, and sent again on request', async () => {
    const to = await receiver(status(500));
    const made = await endpoint(to.url);
    await deposit();
    for (let attempt = 1; attempt <= 10; attempt++) {
      await until(async () => {
        await skipWaits();
        return to.received.length >= attempt;
      });
    }
    const [given] = await settled(made, 'failed');
    expect(given).toMatchObject({ attempts: 10, next_attempt_at: null });
    to.answers(NO_CONTENT);
    must(200, await admin.api.post(`/api/webhook_deliveries/${String(given?.id)}/redeliver/`));
    expect((await settled(made, 'delivered'))[0]).toMatchObject({ id: given?.id, attempts: 1 });
  });

  it('end for one that answers 410, and what waits for it is dropped', async () => {
    const to = await receiver(status(410));
    const made = await endpoint(to.url);
    await deposit();
    await until(async () => (await shown(made)).state === 'gone');
    expect((await deliveriesOf(made))[0]).toMatchObject({ state: 'failed', last_status: 410 });
    await deposit();
    await eventsAreNumbered(app.database);
    expect((await deliveriesOf(made)).length).toBe(1);
  });

  it('end after five days of failures, of which is told, and go on with what comes after they are switched on', async () => {
    const to = await receiver(status(500));
    const watcher = await receiver();
    await endpoint(watcher.url, ['endpoint.failing']);
    const made = await endpoint(to.url);
    await deposit();
    await until(async () => (await shown(made)).failing_since !== null);
    const failFor = (days: number) =>
      app.database.rows(
        `UPDATE webhook_endpoints SET failing_since = now() - interval '${String(days)} days' WHERE id = $1`,
        [made.id],
      );
    await failFor(1.1);
    await skipWaits();
    const [told] = await watcher.has(1);
    expect(told?.event).toMatchObject({ type: 'endpoint.failing', data: { days: 1, disabled: false } });
    await failFor(5.1);
    await skipWaits();
    await until(async () => (await shown(made)).state === 'disabled');
    expect(await shown(made)).toMatchObject({ disabled_reason: 'failing', waiting: 0 });
    expect((await watcher.has(2))[1]?.event.data).toEqual({ days: 5, disabled: true });
    expect((await deliveriesOf(made))[0]?.state).toBe('dropped');
    await deposit('2.00');
    await eventsAreNumbered(app.database);
    to.answers(NO_CONTENT);
    const before = to.received.length;
    must(200, await admin.api.post(`/api/webhook_endpoints/${made.id}/enable/`));
    await deposit('3.00');
    const after = (await to.has(before + 1)).slice(before);
    expect(after.map(({ event }) => event.data.amount)).toEqual(['3.00']);
    const range = { from_seq: 1, to_seq: 1_000_000, only_failed: true };
    const address = `/api/webhook_endpoints/${made.id}/replay/`;
    const counted = must(200, await admin.api.post(`${address}preview/`, range)).deliveries as number;
    expect(must(200, await admin.api.post(address, range)).deliveries).toBe(counted);
    const missed = (await to.has(before + 1 + counted)).map(({ event }) => event.data.amount);
    expect(missed).toContain('2.00');
    expect(counted).toBeGreaterThan(1);
  });
});

interface Message {
  body: string;
  headers: Record<string, string>;
}
interface Received {
  id: string;
  type: string;
  seq: number;
}
