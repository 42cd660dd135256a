import { unsubscribeToken } from '../../src/notifications/unsubscribe-token.js';
import { JWT_SECRET } from '../support/app.js';
import type { Request, Statuses, World } from './authorisation.table.js';

/** A letter that does not exist. */
const NOBODY = '0198c0de-1e77-7000-8000-000000000001';
const SIGNED_IN: Statuses = [401, 200, 200, 200, 200, 200, 200];
const OPEN = (status: number): Statuses => [status, status, status, status, status, status, status];
const staff = (status: number): Statuses => [401, 403, 403, 403, 403, status, status];

const template = (rest = ''): Request => ({
  path: () => `/api/notification_templates/receipt/email/en${rest}`,
  body: () => ({ subject: 'Yours', body: 'Dear {{ name }}' }),
});
const link: Request = {
  path: ({ customer }: World) =>
    `/api/unsubscribe/${unsubscribeToken({ userId: customer.id, topic: 'receipt', channel: 'email' }, JWT_SECRET)}`,
};

/** Letters: who gets which status, as in `OPERATIONS`. */
export const OF_LETTERS: Record<string, [Statuses, Request]> = {
  'POST /api/auth/forgot_password': [OPEN(202), { body: ({ login }) => ({ username: login.username }) }],
  // Nobody knows an address of the customer.
  'POST /api/users/{id}/invite': [staff(422), { path: ({ customer }) => `/api/users/${customer.id}/invite` }],
  'GET /api/notifications': [SIGNED_IN, {}],
  'GET /api/notifications/{id}': [
    [401, 404, 404, 404, 404, 404, 404],
    { path: () => `/api/notifications/${NOBODY}` },
  ],
  'POST /api/notifications/{id}/send_again': [
    staff(404),
    { path: () => `/api/notifications/${NOBODY}/send_again` },
  ],
  'GET /api/notification_templates': [staff(200), {}],
  'PUT /api/notification_templates/{topic}/{channel}/{locale}': [
    [401, 403, 403, 403, 403, 403, 200],
    template(),
  ],
  'POST /api/notification_templates/{topic}/{channel}/{locale}/preview': [staff(200), template('/preview')],
  'GET /api/notification_preferences': [SIGNED_IN, {}],
  'PATCH /api/notification_preferences': [
    SIGNED_IN,
    { body: () => ({ topic: 'receipt', channel: 'email', wanted: true }) },
  ],
  'GET /api/unsubscribe/{token}': [OPEN(200), link],
  'POST /api/unsubscribe/{token}': [OPEN(200), link],
};
