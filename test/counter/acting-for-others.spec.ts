import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parseShortNumber } from '../../src/runtime/short-number.js';
import { startApp, type TestApp } from '../support/app.js';
import {
  clearMarket,
  makeCustomer,
  makeLoan,
  makeProvider,
  makeStaff,
  makeUser,
  must,
  pay,
  type Actor,
} from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';

describe('staff at the counter', () => {
  let app: TestApp;
  let staff: Actor;
  let admin: Actor;
  let provider: Actor;

  beforeAll(async () => {
    app = await startApp();
    staff = await makeStaff(app);
    admin = await makeUser(app, 'admin');
    provider = await makeProvider(app, '50000.00');
  });
  afterAll(async () => {
    await expectGreenProof(app);
    await app.stop();
  });

  interface Registered {
    id: string;
    username: string;
    number: string;
    look_alikes: { id: string; same: string[] }[];
  }
  const register = async (person: object, what = 'customers'): Promise<Registered> =>
    must(201, await staff.api.post(`/api/${what}/`, person));

  it.each([
    ['customers', 'c'],
    ['providers', 'p'],
  ])('register %s, whose username is made up from the number', async (what, letter) => {
    const person = { first_name: 'Ngozi', last_name: 'Adé', phone: '+234 801 000 1122', address: '1 Quay' };
    const { id, username, number } = await register(person, what);
    expect(parseShortNumber(number)).not.toBeNull();
    expect(username).toBe(`${letter}${number}`);
    expect(must(200, await staff.api.get(`/api/${what}/${id}/`))).toMatchObject({
      ...person,
      username,
      number,
    });
    const [user] = await app.database.rows('SELECT password_hash FROM users WHERE id = $1', [id]);
    expect(user?.password_hash).toBe('!');
    expect(await app.as().post('/api/auth/login/', { username, password: '!' })).toMatchObject({
      status: 401,
    });
  });

  it('take the username that is given, once', async () => {
    expect(await register({ first_name: 'Ife', username: 'ife' })).toMatchObject({ username: 'ife' });
    expect(await staff.api.post('/api/customers/', { first_name: 'Ife', username: 'IFE' })).toMatchObject({
      status: 409,
      body: { code: 'username_taken' },
    });
    const racing = await Promise.all(
      [1, 2, 3].map(() => staff.api.post('/api/customers/', { first_name: 'Uche', username: 'uche' })),
    );
    expect(racing.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  });

  it('register a person once, however often the form is sent', async () => {
    const key = { 'idempotency-key': 'a form' };
    const [one, two] = [
      await staff.api.post('/api/customers/', { first_name: 'Bola' }, key),
      await staff.api.post('/api/customers/', { first_name: 'Bola' }, key),
    ];
    expect(must(201, one)).toEqual(must(201, two));
  });

  it('are shown who looks the same, and not refused', async () => {
    const first = await register({
      first_name: 'Chidi',
      last_name: 'Éze',
      email: 'chidi@example.org',
      phone: '0803 555 7788',
    });
    const preview = async (person: object) => {
      const answer = must(200, await staff.api.post('/api/customers/preview/', person));
      return (answer as unknown as Registered).look_alikes.map(({ id, same }) => [id, same]);
    };
    expect(await preview({ first_name: 'CHIDI', last_name: 'eze' })).toEqual([[first.id, ['name']]]);
    expect(await preview({ first_name: 'X', email: 'Chidi@Example.org' })).toEqual([[first.id, ['email']]]);
    expect(await preview({ first_name: 'X', phone: '+0803-5557788' })).toEqual([[first.id, ['phone']]]);
    expect(await preview({ first_name: 'Chidi', last_name: 'Eze-Okafor' })).toEqual([]);
    expect(await preview({ first_name: '%' })).toEqual([]);
    const second = await register({ first_name: 'Chidi', last_name: 'Eze' });
    expect(second.look_alikes).toMatchObject([{ id: first.id, same: ['name'] }]);
  });

  it.each([
    {},
    { first_name: '' },
    { first_name: 'a\nb' },
    { first_name: 'A', email: 'none' },
    { first_name: 'A', username: 'a b' },
  ])('register nobody as %j', async (person) => {
    expect(await staff.api.post('/api/customers/', person)).toMatchObject({ status: 400 });
  });

  it('correct names, phones and addresses, and are in the log', async () => {
    const customer = await register({ first_name: 'Old', phone: '1' });
    const change = {
      first_name: 'New',
      phone: '+44 20 7946 0000',
      email: 'new@example.org',
      address: 'Here',
    };
    expect(must(200, await staff.api.patch(`/api/customers/${customer.id}/`, change))).toMatchObject(change);
    expect(must(200, await staff.api.patch(`/api/providers/${provider.id}/`, change))).toMatchObject(change);
    expect(await staff.api.patch(`/api/providers/${customer.id}/`, change)).toMatchObject({ status: 404 });
    expect(await staff.api.patch(`/api/customers/${provider.id}/`, change)).toMatchObject({ status: 404 });
    const range = { max_loan_amount: '300.00', first_name: 'Newer' };
    expect(must(200, await staff.api.patch(`/api/customers/${customer.id}/`, range))).toMatchObject(range);
  });

  it('quote and request loans for a customer, and are named in the loan and its history', async () => {
    const customer = await register({ first_name: 'Sade' });
    const quote = must(
      201,
      await staff.api.post('/api/quotes/', { customer: customer.id, amount: '500.00' }),
    );
    expect(quote).toMatchObject({ customer: customer.id, amount: '500.00' });
    const loan = must(201, await staff.api.post('/api/loans/', { customer: customer.id, quote: quote.id }));
    expect(loan).toMatchObject({ customer: customer.id, requested_by: staff.id, amount: '500.00' });
    expect(parseShortNumber(String(loan.number))).not.toBeNull();
    expect(must(200, await staff.api.get(`/api/loans/${String(loan.id)}/`))).toMatchObject({
      number: loan.number,
      requested_by: staff.id,
    });
    const history = must(200, await staff.api.get(`/api/loans/${String(loan.id)}/history/`)) as {
      results: object[];
    };
    expect(history.results).toContainEqual(expect.objectContaining({ kind: 'disbursed', actor: staff.id }));
    const own = await makeCustomer(app);
    expect(await makeLoan(own, '100.00')).toMatchObject({ requested_by: null });
  });

  it('wait with the customer, and are named there', async () => {
    await clearMarket(app, staff);
    must(200, await staff.api.patch('/api/bank_configuration/', { queue_on_request: true }));
    const customer = await register({ first_name: 'Tunde' });
    const queued = must(
      202,
      await staff.api.post('/api/loans/', { customer: customer.id, amount: '200.00', queue: true }),
    );
    const history = must(200, await staff.api.get(`/api/loans/${String(queued.id)}/history/`)) as {
      results: object[];
    };
    expect(history.results).toContainEqual(expect.objectContaining({ kind: 'queued', actor: staff.id }));
    must(200, await staff.api.patch(`/api/providers/mandate/?provider=${provider.id}`, { paused: false }));
  });

  it.each([
    ['/api/loans/', { amount: '100.00' }],
    ['/api/quotes/', { amount: '100.00' }],
    ['/api/providers/add_funds/', { amount: '1.00' }],
    ['/api/providers/withdraw/', { amount: '1.00' }],
    ['/api/providers/reinvest/', { amount: '1.00' }],
  ])('name somebody on %s, and nobody else may', async (path, body) => {
    const field = path.includes('providers') ? 'provider' : 'customer';
    expect(await staff.api.post(path, body)).toMatchObject({
      status: 400,
      body: { errors: [{ field, code: 'required' }] },
    });
    const caller = field === 'provider' ? provider : await makeCustomer(app);
    expect(await caller.api.post(path, { ...body, [field]: caller.id })).toMatchObject({
      status: 403,
      body: { code: 'forbidden' },
    });
    const nobody = await staff.api.post(path, { ...body, [field]: staff.id });
    expect(nobody).toMatchObject({ status: 404, body: { code: `${field}_not_found` } });
  });

  it('serve disabled people in what helps, and in nothing else', async () => {
    const [customer, lender] = [await makeCustomer(app), await makeProvider(app, '100.00')];
    const loan = await makeLoan(customer, '100.00');
    for (const { id } of [customer, lender]) {
      must(200, await admin.api.patch(`/api/users/${id}/`, { is_active: false }));
    }
    const disabled = { status: 403, body: { code: 'account_disabled' } };
    expect(await staff.api.post('/api/loans/', { customer: customer.id, amount: '100.00' })).toMatchObject(
      disabled,
    );
    for (const what of ['add_funds', 'withdraw', 'reinvest']) {
      const move = { provider: lender.id, amount: '0.01' };
      expect(await staff.api.post(`/api/providers/${what}/`, move)).toMatchObject(disabled);
    }
    expect(await staff.api.post(`/api/customers/${customer.id}/code/`)).toMatchObject(disabled);
    expect(await pay(staff, loan, '10.00')).toMatchObject({ entered_by: staff.id });
    must(200, await staff.api.patch(`/api/customers/${customer.id}/`, { phone: '+234 1' }));
  });

  it('do nothing on accounts that an admin has named their own', async () => {
    const [customer, lender] = [await makeCustomer(app), await makeProvider(app, '100.00')];
    const loan = await makeLoan(customer, '200.00');
    const payment = await pay(customer, loan, '10.00');
    const own = { own_accounts: [customer.id, lender.id] };
    expect(must(200, await admin.api.patch(`/api/users/${staff.id}/`, own))).toMatchObject(own);
    const refused = { status: 403, body: { code: 'own_person' } };
    const customerId = customer.id;
    for (const [path, body] of [
      ['/api/payments/', { loan: loan.id, amount: '1.00' }],
      ['/api/payments/preview/', { loan: loan.id, amount: '1.00' }],
      [`/api/payments/${String(payment.id)}/reverse/`, { reason: 'No.' }],
      [`/api/loans/${loan.id}/write_off/`, { reason: 'No.' }],
      [`/api/loans/${loan.id}/undo/`, { reason: 'No.' }],
      ['/api/loans/', { customer: customerId, amount: '100.00' }],
      ['/api/quotes/', { customer: customerId, amount: '100.00' }],
      [`/api/customers/${customerId}/credit/apply/`, { loan: loan.id }],
      ['/api/providers/withdraw/', { provider: lender.id, amount: '1.00' }],
    ] as const) {
      expect([path, await staff.api.post(path, body)]).toMatchObject([path, refused]);
    }
    for (const path of [`customers/${customerId}/`, `providers/${lender.id}/`]) {
      expect(await staff.api.patch(`/api/${path}`, { phone: '1' })).toMatchObject(refused);
    }
    must(200, await admin.api.patch('/api/bank_configuration/', { queue_on_request: true }));
    await clearMarket(app, admin);
    const waiting = must(202, await customer.api.post('/api/loans/', { amount: '500.00', queue: true }));
    const cancel = `/api/loans/${String(waiting.id)}/cancel/`;
    expect(await staff.api.post(cancel)).toMatchObject(refused);
    must(200, await admin.api.post(cancel));
    const mandate = `/api/providers/mandate/?provider=${lender.id}`;
    expect(await staff.api.patch(mandate, { paused: true })).toMatchObject(refused);
    const colleague = await makeStaff(app);
    await pay(colleague, loan, '1.00');
    must(200, await admin.api.patch(`/api/users/${staff.id}/`, { own_accounts: [] }));
    await pay(staff, loan, '1.00');
    for (const ids of [[staff.id], ['0198c0de-3333-7000-8000-000000000001']]) {
      expect(await admin.api.patch(`/api/users/${staff.id}/`, { own_accounts: ids })).toMatchObject({
        status: 400,
      });
    }
    expect(await admin.api.patch(`/api/users/${customerId}/`, { own_accounts: [] })).toMatchObject({
      status: 409,
      body: { code: 'role_fixed' },
    });
  });

  it('close dates that are over, and no others', async () => {
    const [row] = await app.database.rows<{ today: string; yesterday: string }>(
      'SELECT max(business_date)::text AS today, (max(business_date) - 1)::text AS yesterday FROM business_dates',
    );
    expect(await staff.api.post('/api/day_close/', { date: row?.today })).toMatchObject({
      status: 409,
      body: { code: 'day_not_over', business_date: row?.today },
    });
    expect(must(200, await staff.api.post('/api/day_close/', { date: row?.yesterday }))).toEqual({
      day_closes: [],
    });
  });
});

describe('a bank that registers everybody itself', () => {
  it.each([
    ['none', { customer: 403, provider: 403 }],
    ['provider', { customer: 403, provider: 201 }],
  ])('with SELF_REGISTRATION=%s', async (setting, statuses) => {
    const app = await startApp({ SELF_REGISTRATION: setting });
    try {
      for (const [role, status] of Object.entries(statuses)) {
        const body = { username: `self-${role}`, password: 'correct horse battery', role };
        expect(await app.as().post('/api/auth/register/', body)).toMatchObject({ status });
      }
    } finally {
      await app.stop();
    }
  });
});
