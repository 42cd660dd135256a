import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  CALLERS,
  NONE,
  PASSWORD,
  TABLE,
  type Request,
  type Statuses,
  type World,
} from './authorisation.table.js';
import { startApp } from '../support/app.js';
import { tokenFor } from '../support/tokens.js';
import { Client, type Answer } from '../support/http.js';
import { makeCustomer, makeLoan, makeProvider, makeUser, must, pay } from '../support/make.js';

const CODES: Record<number, RegExp> = {
  400: /^validation_failed$/,
  401: /^not_authenticated$/,
  403: /^forbidden$/,
  404: /^((customer|provider|loan|payment|quote|session|transfer|instrument|bank_statement|bank_account|payout_file|statement_line|autopay|note|promise|event|endpoint|delivery|notification|care_request|logo)_)?not_found$/,
  409: /^(payment_already_reversed|loan_not_defaulted|loan_not_queued|loan_not_undoable|sandbox_disabled|gateway_off|already_counted|nothing_owed|promise_not_needed|loan_not_late|factor_state|has_open_business|role_fixed)$/,
  415: /^unsupported_media_type$/,
  422: /^(insufficient_(wallet|credit)|code_wrong|no_address|endpoint_url_refused)$/,
};

describe('who may do what', () => {
  let world: World;
  let documented: Record<string, { security: unknown[] }>;

  beforeAll(async () => {
    const app = await startApp();
    const provider = await makeProvider(app, '1000.00');
    const otherProvider = await makeProvider(app, '50000.00');
    const customer = await makeCustomer(app);
    const otherCustomer = await makeCustomer(app);
    const loan = await makeLoan(customer, '1000.00');
    const payment = await pay(customer, loan, '87.50');
    const quote = must(201, await customer.api.post('/api/quotes/', { amount: '100.00' }));
    const bounced = await pay(customer, loan, '1.00');
    const login = { username: 'signs-in', password: PASSWORD };
    must(201, await app.as().post('/api/auth/register/', { ...login, role: 'customer' }));
    world = {
      app,
      customer,
      otherCustomer,
      provider,
      otherProvider,
      loan: loan.id,
      quote: String(quote.id),
      payment: String(payment.id),
      bounced: String(bounced.id),
      clerk: await makeUser(app, 'staff'),
      login,
      callers: {
        anonymous: app.as(),
        customer: customer.api,
        'other customer': otherCustomer.api,
        provider: provider.api,
        'other provider': otherProvider.api,
        staff: (await makeUser(app, 'staff')).api,
        admin: (await makeUser(app, 'admin')).api,
      },
    };
    const { paths } = must(200, await app.as().get('/api/openapi.json')) as {
      paths: Record<string, Record<string, { security: unknown[] }>>;
    };
    documented = Object.fromEntries(
      Object.entries(paths).flatMap(([path, methods]) =>
        Object.entries(methods).map(([method, operation]) => [`${method.toUpperCase()} ${path}`, operation]),
      ),
    );
  });
  afterAll(() => world.app.stop());

  const call = async (operation: string, client: Client): Promise<Answer> => {
    const [method = '', path = ''] = operation.split(' ');
    const [, request] = TABLE[operation] ?? [undefined, NONE];
    const body: unknown = await request.body?.(world);
    return client.send(method, request.path?.(world) ?? path, body);
  };

  it('is decided here for every operation of the document, and for no other', () => {
    expect(Object.keys(TABLE).sort()).toEqual(Object.keys(documented).sort());
  });

  it('is documented: exactly the operations that strangers cannot use ask for a token', () => {
    const secured = Object.keys(documented).filter((name) => documented[name]?.security.length !== 0);
    const closed = Object.keys(TABLE).filter((name) => TABLE[name]?.[0][0] === 401);
    expect(secured.sort()).toEqual(closed.sort());
  });

  describe.each(Object.keys(TABLE))('%s', (operation) => {
    const [statuses] = TABLE[operation] as [Statuses, Request];

    it.each(CALLERS.map((caller, index) => [statuses[index] as number, caller] as const))(
      'answers %i to %s',
      async (status, caller) => {
        const answer = await call(operation, world.callers[caller]);
        expect({ status: answer.status, body: answer.body }).toMatchObject({ status });
        if (status < 400) return;
        expect(answer.headers.get('content-type')).toContain('application/problem+json');
        expect(answer.body.code).toMatch(CODES[status] as RegExp);
      },
    );

    it('takes no token that this server did not sign', async () => {
      const forged = tokenFor(
        { id: world.customer.id, role: 'admin' },
        { secret: 'somebody else, with a secret of 32 characters' },
      );
      const answer = await call(operation, new Client(world.app.url, forged));
      expect(answer.status).toBe(statuses[0]);
    });
  });
});
