import { uuidv7 } from 'uuidv7';
import type { TestApp } from '../support/app.js';
import type { Client } from '../support/http.js';
import { TRANSFER_OPERATIONS } from './transfer-operations.js';
import { must, type Actor } from '../support/make.js';
import { OF_COUNTER } from './authorisation.counter.js';
import { DOCUMENTS } from './authorisation.documents.js';
import { OF_BANK_ACCOUNTS } from './authorisation.bank.js';
import { OF_CARE } from './authorisation.care.js';
import { OF_EVENTS } from './authorisation.events.js';
import { OF_FACTORS } from './authorisation.factor.js';
import { OF_PAGES } from './authorisation.pages.js';

export const PASSWORD = 'correct horse battery';

/** A history in which `customer` has a loan that `provider` alone funded, and the others have nothing to do with it. */
export interface World {
  app: TestApp;
  callers: Record<Caller, Client>;
  customer: Actor;
  otherCustomer: Actor;
  provider: Actor;
  otherProvider: Actor;
  loan: string;
  quote: string;
  payment: string;
  bounced: string;
  /** Whose account is changed. */
  clerk: Actor;
  login: { username: string; password: string };
}

export const CALLERS = [
  'anonymous',
  'customer',
  'other customer',
  'provider',
  'other provider',
  'staff',
  'admin',
] as const;
export type Caller = (typeof CALLERS)[number];
export type Statuses = [number, number, number, number, number, number, number];

/** An address and a body for an operation, about the objects of `customer` and `provider`. */
export interface Request {
  path?: (world: World) => string;
  body?: (world: World) => unknown;
}
export const NONE: Request = {};
const amount = (value: string): Request => ({ body: () => ({ amount: value }) });
const refreshToken: Request = {
  body: async ({ app, login }: World) => {
    const tokens = must(200, await app.as().post('/api/auth/login/', login));
    return { refresh_token: tokens.refresh_token as string };
  },
};

/** For a provider and for staff. */
const ofProvider = (path: string, body?: object): [Statuses, Request] => [
  [401, 403, 403, 200, 404, 200, 200],
  { path: ({ provider }) => `${path}?provider=${provider.id}`, ...(body && { body: () => body }) },
];

const OPEN = (status: number): Statuses => [status, status, status, status, status, status, status];
const SIGNED_IN: Statuses = [401, 200, 200, 200, 200, 200, 200];
const STAFF: Statuses = [401, 403, 403, 403, 403, 200, 200];
const ADMIN = (status: number): Statuses => [401, 403, 403, 403, 403, 403, status];
const CUSTOMERS = (status: number): Statuses => [401, status, status, 403, 403, 403, 403];
const PROVIDERS: Statuses = [401, 403, 403, 200, 200, 403, 403];

/** Who gets which status: anonymous, customer, other customer, provider, other provider, staff, admin. */
/** This server is no sandbox. */
const NO_SANDBOX: Statuses = [401, 403, 403, 403, 403, 409, 409];

const OPERATIONS: Record<string, [Statuses, Request]> = {
  'GET /api': [OPEN(200), NONE],
  'GET /api/problems': [OPEN(200), NONE],
  'GET /api/problems/{code}': [OPEN(200), { path: () => '/api/problems/forbidden' }],
  'GET /health/live': [OPEN(200), NONE],
  'GET /health/ready': [OPEN(200), NONE],
  'GET /metrics': [OPEN(200), NONE],
  'POST /api/auth/register': [
    OPEN(201),
    { body: () => ({ username: `u${uuidv7()}`, password: PASSWORD, role: 'customer' }) },
  ],
  'POST /api/auth/login': [OPEN(200), { body: ({ login }) => login }],
  'POST /api/auth/refresh': [OPEN(200), refreshToken],
  'POST /api/auth/logout': [OPEN(204), refreshToken],
  'GET /api/auth/me': [SIGNED_IN, NONE],
  'GET /api/auth/sessions': [SIGNED_IN, NONE],
  // Nobody has a session here: their tokens come from the test.
  'DELETE /api/auth/sessions/{id}': [
    [401, 404, 404, 404, 404, 404, 404],
    { path: () => '/api/auth/sessions/0198c0de-3333-7000-8000-000000000001' },
  ],
  // Whoever calls this is out from then on; keeping the present session is all that can be asked here.
  'DELETE /api/auth/sessions': [
    [401, 204, 204, 204, 204, 204, 204],
    { path: () => '/api/auth/sessions?keep_current=1' },
  ],
  'POST /api/auth/set_password': [
    OPEN(422),
    { body: () => ({ username: 'nobody', code: 'k7mp-9xqt', password: 'seven green umbrellas' }) },
  ],
  'POST /api/auth/change_password': [
    [401, 400, 400, 400, 400, 400, 400],
    { body: () => ({ current_password: 'not the password', new_password: 'seven green umbrellas' }) },
  ],
  'GET /api/bank': [OPEN(200), NONE],
  ...OF_PAGES,
  ...OF_FACTORS,
  'GET /api/bank_configuration': [SIGNED_IN, NONE],
  'PATCH /api/bank_configuration': [STAFF, { body: () => ({ max_loan_amount: '20000.00' }) }],
  'GET /api/bank_configuration/history': [STAFF, NONE],
  'POST /api/bank_configuration/preview': [STAFF, { body: () => ({ interest_rate: '0.06' }) }],
  'GET /api/customers': [[401, 200, 200, 403, 403, 200, 200], NONE],
  'PATCH /api/customers/update_current': [CUSTOMERS(200), { body: () => ({ first_name: 'Ada' }) }],
  'GET /api/customers/{id}': [
    [401, 200, 404, 403, 403, 200, 200],
    { path: ({ customer }) => `/api/customers/${customer.id}` },
  ],
  'PATCH /api/customers/{id}': [
    STAFF,
    {
      path: ({ customer }) => `/api/customers/${customer.id}`,
      body: () => ({ min_loan_amount: '50.00', max_loan_amount: '20000.00' }),
    },
  ],
  ...OF_COUNTER,
  'GET /api/providers': [[401, 403, 403, 200, 200, 200, 200], NONE],
  'PATCH /api/providers/update_current': [PROVIDERS, { body: () => ({ phone: '+234 800' }) }],
  // Staff name no provider here: test/counter has those that do.
  'POST /api/providers/add_funds': [[401, 403, 403, 200, 200, 400, 400], amount('10.00')],
  // The other provider may, but has nothing in its wallet.
  'POST /api/providers/withdraw': [[401, 403, 403, 200, 422, 400, 400], amount('0.01')],
  'POST /api/providers/reinvest': [[401, 403, 403, 200, 422, 400, 400], amount('0.01')],
  'GET /api/providers/{id}': [
    [401, 403, 403, 200, 404, 200, 200],
    { path: ({ provider }) => `/api/providers/${provider.id}` },
  ],
  ...Object.fromEntries(
    [
      'statement',
      'returns',
      'portfolio',
      'portfolio/loans',
      'portfolio/maturities',
      'idle',
      'mandate',
      'mandate/history',
    ].map((what) => [`GET /api/providers/${what}`, ofProvider(`/api/providers/${what}`)]),
  ),
  'POST /api/providers/mandate/preview': ofProvider('/api/providers/mandate/preview', { paused: true }),
  'PATCH /api/providers/mandate': ofProvider('/api/providers/mandate', { max_per_loan: '900.00' }),
  'GET /api/fundings': [[401, 403, 403, 200, 200, 200, 200], NONE],
  'GET /api/loans/{id}/fundings': [
    [401, 200, 404, 200, 404, 200, 200],
    { path: ({ loan }) => `/api/loans/${loan}/fundings` },
  ],
  // The other provider was asked as well, and has a row of its own.
  'GET /api/loans/{id}/allocation': [
    [401, 403, 403, 200, 200, 200, 200],
    { path: ({ loan }) => `/api/loans/${loan}/allocation` },
  ],
  'GET /api/credit_score': [[401, 200, 200, 403, 403, 403, 403], NONE],
  'GET /api/credit_score/history': [[401, 200, 200, 403, 403, 403, 403], NONE],
  ...Object.fromEntries(
    ['', '/history'].map((what): [string, [Statuses, Request]] => [
      `GET /api/customers/{id}/credit_score${what}`,
      [STAFF, { path: ({ customer }) => `/api/customers/${customer.id}/credit_score${what}` }],
    ]),
  ),
  'GET /api/funding_queue': [[401, 200, 200, 403, 403, 200, 200], NONE],
  // The loan does not wait.
  'POST /api/loans/{id}/cancel': [
    [401, 409, 404, 403, 403, 409, 409],
    { path: ({ loan }) => `/api/loans/${loan}/cancel` },
  ],
  'POST /api/loans': [[401, 201, 201, 403, 403, 400, 400], amount('100.00')],
  'POST /api/quotes': [[401, 201, 201, 403, 403, 400, 400], amount('100.00')],
  'POST /api/quotes/preview': [[401, 200, 200, 403, 403, 400, 400], amount('100.00')],
  'POST /api/quotes/estimate': [OPEN(200), amount('100.00')],
  'GET /api/quotes/{id}': [
    [401, 200, 404, 403, 403, 200, 200],
    { path: ({ quote }) => `/api/quotes/${quote}` },
  ],
  'GET /api/loans': [SIGNED_IN, NONE],
  'GET /api/loans/{id}': [[401, 200, 404, 200, 404, 200, 200], { path: ({ loan }) => `/api/loans/${loan}` }],
  ...Object.fromEntries(
    ['schedule', 'payoff', 'history'].map((what): [string, [Statuses, Request]] => [
      `GET /api/loans/{id}/${what}`,
      [[401, 200, 404, 200, 404, 200, 200], { path: ({ loan }) => `/api/loans/${loan}/${what}` }],
    ]),
  ),
  'POST /api/payments': [
    [401, 201, 404, 403, 403, 201, 201],
    { body: ({ loan }) => ({ loan, amount: '0.01' }) },
  ],
  // The first of those who may has reversed it for the others.
  'POST /api/payments/{id}/reverse': [
    [401, 403, 403, 403, 403, 200, 409],
    { path: ({ bounced }) => `/api/payments/${bounced}/reverse`, body: () => ({ reason: 'It bounced.' }) },
  ],
  'POST /api/loans/{id}/write_off': [
    [401, 403, 403, 403, 403, 409, 409],
    { path: ({ loan }) => `/api/loans/${loan}/write_off`, body: () => ({ reason: 'Gone.' }) },
  ],
  'POST /api/loans/{id}/undo': [
    [401, 403, 403, 403, 403, 409, 409],
    { path: ({ loan }) => `/api/loans/${loan}/undo`, body: () => ({ reason: 'Not wanted.' }) },
  ],
  'POST /api/loans/{id}/undo/preview': [
    [401, 403, 403, 403, 403, 409, 409],
    { path: ({ loan }) => `/api/loans/${loan}/undo/preview`, body: () => ({ reason: 'Not wanted.' }) },
  ],
  // Others may not even try; the reversal is made by then, or not yet.
  'POST /api/payments/preview': [
    [401, 200, 404, 403, 403, 200, 200],
    { body: ({ loan }) => ({ loan, amount: '0.01' }) },
  ],
  'POST /api/payments/{id}/reverse/preview': [
    [401, 403, 403, 403, 403, 200, 200],
    {
      path: ({ payment }) => `/api/payments/${payment}/reverse/preview`,
      body: () => ({ reason: 'It bounced.' }),
    },
  ],
  'POST /api/loans/{id}/write_off/preview': [
    [401, 403, 403, 403, 403, 409, 409],
    { path: ({ loan }) => `/api/loans/${loan}/write_off/preview`, body: () => ({ reason: 'Gone.' }) },
  ],
  ...OF_BANK_ACCOUNTS,
  ...OF_CARE,
  ...OF_EVENTS,
  'GET /api/payments': [[401, 200, 200, 403, 403, 200, 200], NONE],
  ...DOCUMENTS,
  ...TRANSFER_OPERATIONS,
  'GET /api/users': [STAFF, NONE],
  'POST /api/users': [
    ADMIN(201),
    { body: () => ({ username: `u${uuidv7()}`, password: PASSWORD, role: 'staff' }) },
  ],
  'GET /api/users/{id}': [STAFF, { path: ({ clerk }) => `/api/users/${clerk.id}` }],
  'PATCH /api/users/{id}': [
    ADMIN(200),
    { path: ({ clerk }) => `/api/users/${clerk.id}`, body: () => ({ first_name: 'Mei' }) },
  ],
  'POST /api/users/{id}/reset_password': [
    ADMIN(200),
    { path: ({ clerk }) => `/api/users/${clerk.id}/reset_password`, body: () => ({ password: PASSWORD }) },
  ],
  'GET /api/day_close': [STAFF, NONE],
  'POST /api/day_close': [STAFF, { body: () => ({ date: '2020-01-01' }) }],
  'POST /api/day_close/preview': [STAFF, { body: () => ({ date: '2020-01-01' }) }],
  ...Object.fromEntries(
    [
      'portfolio',
      'portfolio/history',
      'collections',
      'funding',
      'concentration',
      'vintages',
      'day_close',
    ].map((what): [string, [Statuses, Request]] => [`GET /api/reports/${what}`, [STAFF, NONE]]),
  ),
  'GET /api/sandbox/clock': [NO_SANDBOX, NONE],
  'POST /api/sandbox/clock/advance': [NO_SANDBOX, { body: () => ({ to: '2026-12-24' }) }],
  'POST /api/sandbox/clock/advance/preview': [NO_SANDBOX, { body: () => ({ to: '2026-12-24' }) }],
  'GET /api/ledger/journal': [STAFF, NONE],
  'GET /api/ledger/proof': [[401, 403, 403, 200, 200, 200, 200], NONE],
};

/** Lists and statements that are files as well: for the same callers. */
const FILES = [
  'customers',
  'providers',
  'providers/statement',
  'providers/returns',
  'fundings',
  'loans',
  'funding_queue',
  'payments',
  'transfers',
  'users',
  'day_close',
  'ledger/journal',
  'reports/collections',
];

export const TABLE: typeof OPERATIONS = {
  ...OPERATIONS,
  ...Object.fromEntries(
    FILES.map((name): [string, [Statuses, Request]] => {
      const [statuses, { path }] = OPERATIONS[`GET /api/${name}`] as [Statuses, Request];
      const file = path && ((world: World) => path(world).replace(name, `${name}/csv`));
      return [`GET /api/${name}/csv`, [statuses, file ? { path: file } : NONE]];
    }),
  ),
};
