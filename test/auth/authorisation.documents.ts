import type { Request, Statuses } from './authorisation.table.js';

/** Who may read the figures may have them on paper. */
export const DOCUMENTS: Record<string, [Statuses, Request]> = Object.fromEntries([
  ...['agreement', 'payoff', 'statement'].map((what): [string, [Statuses, Request]] => [
    `GET /api/loans/{id}/${what}/pdf`,
    [[401, 200, 404, 200, 404, 200, 200], { path: ({ loan }) => `/api/loans/${loan}/${what}/pdf` }],
  ]),
  ...['statement/pdf', 'year_statement', 'year_statement/pdf'].map((what): [string, [Statuses, Request]] => [
    `GET /api/providers/${what}`,
    [
      [401, 403, 403, 200, 404, 200, 200],
      { path: ({ provider }) => `/api/providers/${what}?provider=${provider.id}` },
    ],
  ]),
  ...['', '/pdf'].map((what): [string, [Statuses, Request]] => [
    `GET /api/payments/{id}${what}`,
    [[401, 200, 404, 403, 403, 200, 200], { path: ({ payment }) => `/api/payments/${payment}${what}` }],
  ]),
]);
