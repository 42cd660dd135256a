import type { TestApp } from './app.js';
import { eventsAreNumbered } from './events.js';
import type { Names } from './example-ids.js';
import { must, type Actor } from './make.js';
import { startReceiver, type Receiver } from './receiver.js';
import { until } from './until.js';

/** What endpoints need of a server that tests run on. */
export const WEBHOOKS_WITHIN = { WEBHOOK_ALLOW_PRIVATE: 'true' };

/** What operations on events, webhooks and wishes of borrowers need, by operation: made when it is run. */
export async function workOnEvents(
  app: TestApp,
  { customer, provider }: Record<'customer' | 'provider', Actor>,
  loan: string,
): Promise<{ receiver: Receiver; work: Record<string, () => Promise<Names>> }> {
  const receiver = await startReceiver();
  /** No two operations have the same one. */
  const endpoint = async (): Promise<Names> => {
    const body = { url: receiver.url, types: ['*'] };
    const made = must(201, await provider.api.post('/api/webhook_endpoints/', body));
    return { webhookEndpoint: String(made.id), webhookUrl: receiver.url };
  };
  const delivery = async (): Promise<Names> => {
    await eventsAreNumbered(app.database);
    const { webhookEndpoint } = await endpoint();
    must(200, await provider.api.post('/api/providers/add_funds/', { amount: '1.00' }));
    let id = '';
    await until(async () => {
      const due = 'SELECT id FROM webhook_deliveries WHERE endpoint_id = $1 LIMIT 1';
      const [row] = await app.database.rows<{ id: string }>(due, [webhookEndpoint]);
      id = row?.id ?? '';
      return id !== '';
    });
    return { webhookDelivery: id };
  };
  const wish = async (): Promise<Names> => {
    const open = "SELECT id FROM care_requests WHERE loan_id = $1 AND state = 'open'";
    const [row] = await app.database.rows<{ id: string }>(open, [loan]);
    if (row) return { careRequest: row.id };
    const body = { loan, kind: 'holiday', wish: 'I am out of work until January.' };
    return { careRequest: String(must(201, await customer.api.post('/api/care_requests/', body)).id) };
  };
  const event = async (): Promise<Names> => {
    await eventsAreNumbered(app.database);
    const own = 'SELECT id FROM events WHERE provider_id = $1 LIMIT 1';
    const [row] = await app.database.rows<{ id: string }>(own, [provider.id]);
    return { event: String(row?.id) };
  };
  const one = '/api/webhook_endpoints/{id}';
  const ofEndpoints = [
    'POST /api/webhook_endpoints',
    ...['GET', 'PATCH', 'DELETE'].map((method) => `${method} ${one}`),
    ...['enable', 'rotate_secret', 'test', 'replay', 'replay/preview'].map((what) => `POST ${one}/${what}`),
  ];
  return {
    receiver,
    work: {
      ...Object.fromEntries(ofEndpoints.map((name) => [name, endpoint])),
      'GET /api/webhook_deliveries/{id}': delivery,
      'POST /api/webhook_deliveries/{id}/redeliver': delivery,
      'GET /api/events/{id}': event,
      'POST /api/care_requests/{id}/answer': wish,
      'POST /api/care_requests/{id}/withdraw': wish,
    },
  };
}
