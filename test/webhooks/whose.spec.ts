import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { eventsAreNumbered } from '../support/events.js';
import { makeCustomer, makeProvider, makeStaff, makeUser, must, type Actor } from '../support/make.js';
import { startReceiver, type Receiver } from '../support/receiver.js';
import { until } from '../support/until.js';

describe('webhooks, by whom they are and where they go,', () => {
  let app: TestApp;
  let admin: Actor;
  let provider: Actor;
  const receivers: Receiver[] = [];

  beforeAll(async () => {
    app = await startApp({ WEBHOOK_ALLOW_PRIVATE: 'true' });
    admin = await makeUser(app, 'admin');
    provider = await makeProvider(app, '50000.00');
  });
  afterEach(() => Promise.all(receivers.splice(0).map((receiver) => receiver.stop())));
  afterAll(() => app.stop());

  const receiver = async () => {
    const started = await startReceiver();
    receivers.push(started);
    return started;
  };
  /** It is due what is numbered from now on. */
  const endpoint = async (url: string, types: string[], by = admin): Promise<string> => {
    await eventsAreNumbered(app.database);
    return String(must(201, await by.api.post('/api/webhook_endpoints/', { url, types })).id);
  };
  const shown = async (id: string) => must(200, await admin.api.get(`/api/webhook_endpoints/${id}/`));
  const deliveriesOf = async (id: string) =>
    must(200, await admin.api.get(`/api/webhook_deliveries/?endpoint=${id}`)).results as {
      id: string;
      state: string;
    }[];

  it('go to nobody inside, whatever a name says', async () => {
    const careful = await startApp({}, app.database);
    try {
      const asked = { ...admin, api: careful.as(admin) };
      for (const [url, why] of [
        ['http://127.0.0.1/x', 'private'],
        ['http://localhost/x', 'private'],
        ['https://[::1]/x', 'private'],
        ['https://[::ffff:10.0.0.1]/x', 'private'],
        ['https://169.254.169.254/latest', 'private'],
        ['https://0x7f000001/', 'private'],
        ['https://user:word@example.com/', 'credentials'],
        ['https://8.8.8.8:22/', 'port'],
        ['ftp://example.com/', 'scheme'],
        ['nothing', 'scheme'],
        ['https://no-such-host.invalid/', 'unknown'],
      ]) {
        const answer = await asked.api.post('/api/webhook_endpoints/', { url, types: ['*'] });
        expect([url, answer.status, (answer.body as Record<string, unknown>).why]).toEqual([url, 422, why]);
      }
    } finally {
      await careful.stop();
    }
  });

  it('are a provider’s own, and nobody else’s', async () => {
    const other = await makeProvider(app, '5.00');
    const to = await receiver();
    const own = await endpoint(to.url, ['*'], provider);
    must(200, await other.api.post('/api/providers/add_funds/', { amount: '7.00' }));
    must(200, await provider.api.post('/api/providers/add_funds/', { amount: '8.00' }));
    const [message] = await to.has(1);
    expect(message?.event).toMatchObject({ provider: provider.id, data: { amount: '8.00' } });
    expect((await other.api.get(`/api/webhook_endpoints/${own}/`)).status).toBe(404);
    await until(async () => (await deliveriesOf(own))[0]?.state === 'delivered');
    const [delivery] = await deliveriesOf(own);
    expect((await other.api.get(`/api/webhook_deliveries/${String(delivery?.id)}/`)).status).toBe(404);
    expect(must(200, await other.api.get('/api/webhook_deliveries/')).results).toEqual([]);
    const staff = await makeStaff(app);
    expect((await staff.api.get('/api/webhook_endpoints/')).status).toBe(403);
    await app.database.rows('UPDATE users SET is_active = false WHERE id = $1', [provider.id]);
    try {
      must(
        200,
        await staff.api.post('/api/providers/add_funds/', {
          provider: other.id,
          amount: '1.00',
          method: 'cash',
        }),
      );
      await app.database.rows('UPDATE webhook_endpoints SET next_attempt_at = now() WHERE id = $1', [own]);
      await until(async () => (await shown(own)).state === 'disabled');
      expect(await shown(own)).toMatchObject({ disabled_reason: 'owner' });
    } finally {
      await app.database.rows('UPDATE users SET is_active = true WHERE id = $1', [provider.id]);
    }
  });

  it('say of shares only while somebody wants to know', async () => {
    const customer = await makeCustomer(app);
    const { id: loan } = must(201, await customer.api.post('/api/loans/', { amount: '100.00' }));
    const to = await receiver();
    await endpoint(to.url, ['provider.share_paid']);
    const told = async () =>
      (await app.database.rows("SELECT FROM events WHERE type = 'provider.share_paid'")).length;
    await until(async () => {
      must(201, await customer.api.post('/api/payments/', { loan, amount: '0.50' }));
      await eventsAreNumbered(app.database);
      return (await told()) > 0;
    });
    const [message] = await to.has(1);
    expect(message?.event.data).toMatchObject({
      amount: expect.stringMatching(/^0\.\d\d$/),
      currency: 'USD',
      payment: expect.any(String),
    });
  });
});
