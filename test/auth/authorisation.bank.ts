import { uuidv7 } from 'uuidv7';
import type { Request, Statuses } from './authorisation.table.js';

/** An object that does not exist. */
const NOBODY = '0198c0de-3333-7000-8000-000000000001';
const BODIES: Record<string, object> = {
  outside: { reason: 'Rent.' },
  identify: { loan: NOBODY },
  match: { transfers: [NOBODY] },
  send_back: { gateway: 'sandbox', holder: 'Ada Okoye', iban: 'DE89370400440532013000' },
};
const staff = (status: number): Statuses => [401, 403, 403, 403, 403, status, status];

/** Bank accounts and their statements: who gets which status, as in `OPERATIONS`. */
export const OF_BANK_ACCOUNTS: Record<string, [Statuses, Request]> = {
  'POST /api/bank_accounts': [
    staff(201),
    { body: () => ({ name: 'Account', number: uuidv7(), opening_balance: '0' }) },
  ],
  'GET /api/bank_accounts': [staff(200), {}],
  'PATCH /api/bank_accounts/{id}': [
    staff(404),
    { path: () => `/api/bank_accounts/${NOBODY}`, body: () => ({ name: 'Account' }) },
  ],
  'PUT /api/bank_accounts/{id}/csv_format': [
    staff(404),
    {
      path: () => `/api/bank_accounts/${NOBODY}/csv_format`,
      body: () => ({
        separator: ';',
        skip_rows: 0,
        date_format: 'DD.MM.YYYY',
        decimal_separator: ',',
        columns: { booked_on: 'Date', amount: 'Amount', remittance: ['Text'] },
      }),
    },
  ],
  // What they send is no statement.
  'POST /api/bank_statements': [
    staff(415),
    { path: () => `/api/bank_statements?account=${NOBODY}`, body: () => ({}) },
  ],
  'GET /api/bank_statements': [staff(200), {}],
  'GET /api/bank_statements/{id}': [staff(404), { path: () => `/api/bank_statements/${NOBODY}` }],
  'GET /api/bank_statements/{id}/lines': [staff(404), { path: () => `/api/bank_statements/${NOBODY}/lines` }],
  'GET /api/bank_statements/{id}/lines/csv': [
    staff(404),
    { path: () => `/api/bank_statements/${NOBODY}/lines/csv` },
  ],
  'GET /api/statement_lines/{id}': [staff(404), { path: () => `/api/statement_lines/${NOBODY}` }],
  ...Object.fromEntries(
    ['match', 'identify', 'charge', 'banked', 'outside', 'undo']
      .flatMap((what) => [what, `${what}/preview`])
      .map((what): [string, [Statuses, Request]] => [
        `POST /api/statement_lines/{id}/${what}`,
        [
          staff(404),
          {
            path: () => `/api/statement_lines/${NOBODY}/${what}`,
            body: () => BODIES[what.split('/')[0] ?? ''] ?? {},
          },
        ],
      ]),
  ),
  'POST /api/statement_lines/redact': [
    [401, 403, 403, 403, 403, 403, 404],
    { body: () => ({ lines: [NOBODY] }) },
  ],
  'POST /api/payout_files': [staff(404), { body: () => ({ account: NOBODY }) }],
  'GET /api/payout_files': [staff(200), {}],
  'GET /api/payout_files/{id}': [staff(404), { path: () => `/api/payout_files/${NOBODY}` }],
  // No gateway is in use.
  ...Object.fromEntries(
    ['send_back', 'send_back/preview'].map((what): [string, [Statuses, Request]] => [
      `POST /api/statement_lines/{id}/${what}`,
      [
        staff(409),
        { path: () => `/api/statement_lines/${NOBODY}/${what}`, body: () => BODIES.send_back ?? {} },
      ],
    ]),
  ),
  'GET /api/reports/reconciliation': [staff(200), {}],
  'GET /api/reports/in_transit': [staff(200), {}],
};
