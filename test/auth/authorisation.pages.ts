import type { Request, Statuses } from './authorisation.table.js';

/** What only pages need: the language of whoever reads them, and the picture of the bank. */
export const OF_PAGES: Record<string, [Statuses, Request]> = {
  'GET /api/providers/portfolio/payments': [
    [401, 403, 403, 200, 404, 200, 200],
    {
      path: ({ provider, loan }) => `/api/providers/portfolio/payments?provider=${provider.id}&loan=${loan}`,
    },
  ],
  'PATCH /api/auth/me': [[401, 200, 200, 200, 200, 200, 200], { body: () => ({ language: 'es' }) }],
  'GET /api/bank/logo': [[404, 404, 404, 404, 404, 404, 404], {}],
  // None sends a picture: test/bank/logo.spec.ts has those that do.
  'PUT /api/bank/logo': [[401, 403, 403, 403, 403, 403, 415], { body: () => ({}) }],
  'DELETE /api/bank/logo': [[401, 403, 403, 403, 403, 403, 204], {}],
};
