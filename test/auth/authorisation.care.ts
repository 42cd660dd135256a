import type { Request, Statuses } from './authorisation.table.js';

/** An object that does not exist. */
const NOBODY = '0198c0de-3333-7000-8000-000000000001';
const staff = (status: number): Statuses => [401, 403, 403, 403, 403, status, status];

/** What staff do about people and late loans: who gets which status, as in `OPERATIONS`. */
export const OF_CARE: Record<string, [Statuses, Request]> = {
  'GET /api/notes': [staff(200), {}],
  'POST /api/notes': [
    staff(201),
    { body: ({ loan }) => ({ subject_type: 'loan', subject: loan, kind: 'call', text: 'Rang.' }) },
  ],
  'POST /api/notes/{id}/redact': [
    [401, 403, 403, 403, 403, 403, 404],
    { path: () => `/api/notes/${NOBODY}/redact` },
  ],
  // The customer has a loan, the provider has lent money to it.
  'POST /api/customers/{id}/erase': [
    [401, 403, 403, 403, 403, 403, 409],
    {
      path: ({ customer }) => `/api/customers/${customer.id}/erase`,
      body: ({ customer }) => ({ username: `customer-${customer.id}` }),
    },
  ],
  'POST /api/customers/{id}/erase/preview': [
    [401, 403, 403, 403, 403, 403, 409],
    { path: ({ customer }) => `/api/customers/${customer.id}/erase/preview` },
  ],
  'POST /api/providers/{id}/erase': [
    [401, 403, 403, 403, 403, 403, 409],
    {
      path: ({ provider }) => `/api/providers/${provider.id}/erase`,
      body: ({ provider }) => ({ username: `provider-${provider.id}` }),
    },
  ],
  'POST /api/providers/{id}/erase/preview': [
    [401, 403, 403, 403, 403, 403, 409],
    { path: ({ provider }) => `/api/providers/${provider.id}/erase/preview` },
  ],
  // No member of staff: the providers' own operation erases a provider.
  'POST /api/users/{id}/erase': [
    [401, 403, 403, 403, 403, 403, 409],
    {
      path: ({ provider }) => `/api/users/${provider.id}/erase`,
      body: ({ provider }) => ({ username: `provider-${provider.id}` }),
    },
  ],
  'POST /api/users/{id}/erase/preview': [
    [401, 403, 403, 403, 403, 403, 409],
    { path: ({ provider }) => `/api/users/${provider.id}/erase/preview` },
  ],
  // Nothing is due so soon.
  'POST /api/loans/{id}/promises': [
    [401, 409, 404, 403, 403, 409, 409],
    {
      path: ({ loan }) => `/api/loans/${loan}/promises`,
      body: () => ({ amount: '1.00', due_on: new Date().toISOString().slice(0, 10), channel: 'call' }),
    },
  ],
  'GET /api/loans/{id}/promises': [
    [401, 200, 404, 403, 403, 200, 200],
    { path: ({ loan }) => `/api/loans/${loan}/promises` },
  ],
  'POST /api/promises/{id}/cancel': [staff(404), { path: () => `/api/promises/${NOBODY}/cancel` }],
  'POST /api/care_requests': [
    [401, 201, 404, 403, 403, 403, 403],
    { body: ({ loan }) => ({ loan, kind: 'other', wish: 'Another due day.' }) },
  ],
  'GET /api/care_requests': [[401, 200, 200, 403, 403, 200, 200], {}],
  'POST /api/care_requests/{id}/answer': [
    staff(404),
    {
      path: () => `/api/care_requests/${NOBODY}/answer`,
      body: () => ({ granted: false, note: 'No.' }),
    },
  ],
  'POST /api/care_requests/{id}/withdraw': [
    [401, 404, 404, 403, 403, 403, 403],
    { path: () => `/api/care_requests/${NOBODY}/withdraw` },
  ],
  // The loan is not late.
  'POST /api/collections/{loan}/assign': [
    staff(409),
    { path: ({ loan }) => `/api/collections/${loan}/assign`, body: () => ({ user: null }) },
  ],
};
