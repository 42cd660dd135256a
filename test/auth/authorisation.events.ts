import { OF_LETTERS } from './authorisation.letters.js';
import type { Request, Statuses } from './authorisation.table.js';

/** An object that does not exist. */
const NOBODY = '0198c0de-3333-7000-8000-000000000001';

/** Providers and admins. */
const whoSends = (status: number): Statuses => [401, 403, 403, status, status, 403, status];

const ofEndpoint = (
  method: string,
  what: string,
  status: number,
  body?: object,
): Record<string, [Statuses, Request]> => ({
  [`${method} /api/webhook_endpoints/{id}${what}`]: [
    whoSends(status),
    { path: () => `/api/webhook_endpoints/${NOBODY}${what}`, ...(body && { body: () => body }) },
  ],
});

/** What has happened, and the letters that tell of it: who gets which status, as in `OPERATIONS`. */
export const OF_EVENTS: Record<string, [Statuses, Request]> = {
  ...OF_LETTERS,
  'GET /api/event_types': [[200, 200, 200, 200, 200, 200, 200], {}],
  'GET /api/events': [[401, 403, 403, 200, 200, 200, 200], {}],
  'GET /api/webhook_endpoints': [whoSends(200), {}],
  'POST /api/webhook_endpoints': [
    whoSends(422),
    { body: () => ({ url: 'http://127.0.0.1/', types: ['*'] }) },
  ],
  ...ofEndpoint('GET', '', 404),
  ...ofEndpoint('PATCH', '', 404, { description: 'The accounting system' }),
  ...ofEndpoint('DELETE', '', 404),
  ...ofEndpoint('POST', '/enable', 404),
  ...ofEndpoint('POST', '/rotate_secret', 404),
  ...ofEndpoint('POST', '/test', 404),
  ...ofEndpoint('POST', '/replay', 404, { from_seq: 1, to_seq: 2 }),
  ...ofEndpoint('POST', '/replay/preview', 404, { from_seq: 1, to_seq: 2 }),
  'GET /api/webhook_deliveries': [whoSends(200), {}],
  'GET /api/webhook_deliveries/{id}': [whoSends(404), { path: () => `/api/webhook_deliveries/${NOBODY}` }],
  'POST /api/webhook_deliveries/{id}/redeliver': [
    whoSends(404),
    { path: () => `/api/webhook_deliveries/${NOBODY}/redeliver` },
  ],
  'GET /api/events/{id}': [[401, 403, 403, 404, 404, 404, 404], { path: () => `/api/events/${NOBODY}` }],
};
