import type { Request, Statuses } from './authorisation.table.js';

const STAFF: Statuses = [401, 403, 403, 403, 403, 200, 200];

/** Who gets which status at the counter. */
export const OF_COUNTER: Record<string, [Statuses, Request]> = {
  'POST /api/customers': [
    [401, 403, 403, 403, 403, 201, 201],
    { body: () => ({ first_name: 'Walk', last_name: 'In' }) },
  ],
  'POST /api/customers/preview': [STAFF, { body: () => ({ first_name: 'Walk', last_name: 'In' }) }],
  'POST /api/customers/{id}/code': [
    [401, 403, 403, 403, 403, 201, 201],
    { path: ({ customer }) => `/api/customers/${customer.id}/code` },
  ],
  'POST /api/providers': [[401, 403, 403, 403, 403, 201, 201], { body: () => ({ first_name: 'Walk' }) }],
  'POST /api/providers/preview': [STAFF, { body: () => ({ first_name: 'Walk' }) }],
  'PATCH /api/providers/{id}': [
    STAFF,
    { path: ({ provider }) => `/api/providers/${provider.id}`, body: () => ({ phone: '+234 800' }) },
  ],
  'POST /api/providers/{id}/code': [
    [401, 403, 403, 403, 403, 201, 201],
    { path: ({ provider }) => `/api/providers/${provider.id}/code` },
  ],
  'GET /api/search': [STAFF, { path: () => '/api/search?q=okoye' }],
  'GET /api/reports/counter': [STAFF, {}],
  // The first of them has counted the till of the clerk for the others.
  'POST /api/reports/counter/count': [
    [401, 403, 403, 403, 403, 200, 409],
    { body: ({ clerk }) => ({ on: '2020-01-01', counted: '0.00', user: clerk.id }) },
  ],
};
