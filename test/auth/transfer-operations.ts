import type { Request, Statuses } from './authorisation.table.js';

const NOBODY = '0198c0de-3333-7000-8000-000000000001';
/** An object that does not exist. */
const nowhere = (collection: string, what = ''): Request => ({
  path: () => `/api/${collection}/${NOBODY}${what}`,
});

/** To an account that does not exist. */
const refund = (what = ''): Request => ({
  path: ({ customer }) => `/api/customers/${customer.id}/credit/refund${what}`,
  body: () => ({ amount: '0.01', instrument: NOBODY }),
});

/** Who gets which status, where no gateway is in use. */
export const TRANSFER_OPERATIONS: Record<string, [Statuses, Request]> = {
  'GET /api/transfers': [[401, 200, 200, 200, 200, 200, 200], {}],
  'GET /api/transfers/{id}': [[401, 404, 404, 404, 404, 404, 404], nowhere('transfers')],
  'POST /api/transfers/{id}/cancel': [[401, 404, 404, 404, 404, 404, 404], nowhere('transfers', '/cancel')],
  'POST /api/transfers/{id}/refresh': [[401, 404, 404, 404, 404, 404, 404], nowhere('transfers', '/refresh')],
  'POST /api/transfers/{id}/resolve': [
    [401, 403, 403, 403, 403, 404, 404],
    { ...nowhere('transfers', '/resolve'), body: () => ({ outcome: 'settled', reason: 'It is there.' }) },
  ],
  'POST /api/transfers/{id}/resolve/preview': [
    [401, 403, 403, 403, 403, 404, 404],
    {
      ...nowhere('transfers', '/resolve/preview'),
      body: () => ({ outcome: 'settled', reason: 'It is there.' }),
    },
  ],
  'POST /api/transfers/{id}/resend': [
    [401, 403, 403, 403, 403, 404, 404],
    { ...nowhere('transfers', '/resend'), body: () => ({ instrument: NOBODY }) },
  ],
  // Staff do not say whose.
  'GET /api/instruments': [[401, 200, 200, 200, 200, 400, 400], {}],
  'POST /api/instruments/payout_accounts': [
    [401, 409, 409, 409, 409, 400, 400],
    { body: () => ({ gateway: 'sandbox', holder: 'Ada', iban: 'DE89370400440532013000' }) },
  ],
  'POST /api/instruments/setup': [
    [401, 409, 409, 409, 409, 403, 403],
    { body: () => ({ gateway: 'sandbox', kind: 'card' }) },
  ],
  'POST /api/instruments/{id}/refresh': [
    [401, 404, 404, 404, 404, 403, 403],
    nowhere('instruments', '/refresh'),
  ],
  'DELETE /api/instruments/{id}': [[401, 404, 404, 404, 404, 403, 403], nowhere('instruments')],
  ...Object.fromEntries(
    ['GET', 'PUT', 'DELETE'].map((method): [string, [Statuses, Request]] => [
      `${method} /api/loans/{id}/autopay`,
      // Nothing was set; and there is no such instrument.
      [
        [401, 404, 404, 403, 403, 404, 404],
        {
          path: ({ loan }) => `/api/loans/${loan}/autopay`,
          ...(method === 'PUT' && { body: () => ({ instrument: NOBODY, lead_days: 0 }) }),
        },
      ],
    ]),
  ),
  // It lacks the Idempotency-Key.
  'POST /api/providers/deposits': [
    [401, 403, 403, 400, 400, 403, 403],
    { body: () => ({ amount: '10.00', instrument: NOBODY }) },
  ],
  'POST /api/providers/withdrawals': [
    [401, 403, 403, 400, 400, 403, 403],
    { body: () => ({ amount: '0.01', instrument: NOBODY }) },
  ],
  'POST /api/gateways/{name}/events': [
    [404, 404, 404, 404, 404, 404, 404],
    { path: () => '/api/gateways/sandbox/events', body: () => ({}) },
  ],
  // The customer owes nothing.
  'POST /api/customers/{id}/bank_loss': [
    [401, 403, 403, 403, 403, 409, 409],
    {
      path: ({ customer }) => `/api/customers/${customer.id}/bank_loss`,
      body: () => ({ reason: 'It will never come.' }),
    },
  ],
  // The customer has none.
  'POST /api/customers/{id}/credit/apply': [
    [401, 403, 403, 403, 403, 422, 422],
    {
      path: ({ customer }) => `/api/customers/${customer.id}/credit/apply`,
      body: ({ loan }) => ({ loan }),
    },
  ],
  // It lacks the Idempotency-Key.
  'POST /api/customers/{id}/credit/refund': [[401, 403, 403, 403, 403, 400, 400], refund()],
  'POST /api/customers/{id}/credit/refund/preview': [[401, 403, 403, 403, 403, 404, 404], refund('/preview')],
  'POST /api/payments/collect': [
    [401, 400, 400, 403, 403, 403, 403],
    { body: ({ loan }) => ({ loan, amount: '0.01', instrument: NOBODY }) },
  ],
};
