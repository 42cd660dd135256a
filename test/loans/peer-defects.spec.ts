import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { fingerprinter } from '../support/fingerprint.js';
import type { Answer } from '../support/http.js';
import { makeCustomer, makeLoan, makeProvider, makeStaff, must, pay, type Actor } from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';

/** One test for each thing that the original backend got wrong; those under load are in test/concurrency. */
describe('what went wrong elsewhere is refused here, or exact', () => {
  let app: TestApp;
  let customer: Actor;
  let provider: Actor;
  let staff: Actor;
  let loan: { id: string };
  let fingerprint: () => Promise<string>;

  beforeAll(async () => {
    app = await startApp();
    fingerprint = await fingerprinter(app.database);
    [customer, provider, staff] = await Promise.all([
      makeCustomer(app),
      makeProvider(app, '100000.00'),
      makeStaff(app),
    ]);
  });
  beforeEach(async () => {
    must(
      200,
      await staff.api.patch('/api/bank_configuration/', { interest_rate: '0.05', min_loan_amount: '100.00' }),
    );
    loan = await makeLoan(customer, '1000.00');
  });
  afterAll(async () => {
    await expectGreenProof(app);
    await app.stop();
  });

  /** The answer has this status and code, and the database holds what it held before. */
  const expectRefusal = async (ask: () => Promise<Answer>, status: number, code: string) => {
    const before = await fingerprint();
    expect(await ask()).toMatchObject({ status, body: { status, code } });
    expect(await fingerprint()).toBe(before);
  };
  const expectInvalid = async (ask: () => Promise<Answer>, field: string) => {
    await expectRefusal(ask, 400, 'validation_failed');
    const { errors } = (await ask()).body as { errors: { field: string }[] };
    expect(errors.map((error) => error.field)).toEqual([field]);
  };
  const payment = (body: unknown) => () => customer.api.post('/api/payments/', body);

  it.each(['100.01', '100.30'])('a loan of %s is paid by paying the balance it shows', async (amount) => {
    const odd = await makeLoan(customer, amount);
    const { remaining_balance: balance } = must(200, await customer.api.get(`/api/loans/${odd.id}/`));
    expect(await pay(customer, odd, balance as string)).toMatchObject({
      remaining_balance: '0.00',
      loan_status: 'paid',
    });
    expect(must(200, await customer.api.get(`/api/loans/${odd.id}/`))).toMatchObject({
      status: 'paid',
      remaining_balance: '0.00',
    });
  });

  it.each(['-500.00', '0.00', -500, 0])('a payment of %p is refused', async (amount) => {
    await expectInvalid(payment({ loan: loan.id, amount }), 'amount');
  });

  it.each(['-2000000', -2000000])('adding %p to a fund is refused', async (amount) => {
    await expectInvalid(() => provider.api.post('/api/providers/add_funds/', { amount }), 'amount');
  });

  it.each(['PATCH', 'PUT', 'DELETE'])('nobody can %s a loan, and it stays as it was', async (method) => {
    const path = `/api/loans/${loan.id}/`;
    const shown = must(200, await customer.api.get(path));
    for (const { api } of [customer, provider, staff]) {
      await expectRefusal(() => api.send(method, path, { amount: '0.01' }), 405, 'method_not_allowed');
    }
    expect(must(200, await customer.api.get(path))).toEqual(shown);
    expect(must(200, await customer.api.get(`${path}fundings/`)).results).toHaveLength(1);
  });

  it.each(['PATCH', 'PUT', 'DELETE'])('nobody can %s a payment, and it stays as it was', async (method) => {
    const { id } = await pay(customer, loan, '10.00');
    const path = `/api/payments/${String(id)}/`;
    const shown = must(200, await customer.api.get(path));
    for (const { api } of [customer, provider, staff]) {
      await expectRefusal(() => api.send(method, path, { amount: '0.01' }), 405, 'method_not_allowed');
    }
    expect(must(200, await customer.api.get(path))).toEqual(shown);
  });

  it('a payment without a loan names the missing field', () =>
    expectInvalid(payment({ amount: '10.00' }), 'loan'));

  it('a payment on null names the field', () =>
    expectInvalid(payment({ loan: null, amount: '10.00' }), 'loan'));

  it('a provider cannot ask for a loan', () =>
    expectRefusal(() => provider.api.post('/api/loans/', { amount: '1000.00' }), 403, 'forbidden'));

  it('a customer cannot add funds', () =>
    expectRefusal(
      () => customer.api.post('/api/providers/add_funds/', { amount: '1.00' }),
      403,
      'forbidden',
    ));

  it.each(['customers', 'providers'])(
    'only staff register %s, and never without a name',
    async (resource) => {
      for (const { api } of [customer, provider]) {
        await expectRefusal(() => api.post(`/api/${resource}/`, {}), 403, 'forbidden');
      }
      await expectRefusal(() => staff.api.post(`/api/${resource}/`, {}), 400, 'validation_failed');
    },
  );

  it('funds beyond what a balance can hold are refused with the limit', async () => {
    const rich = await makeProvider(app, '999999999999.99');
    const add = (amount: string) => () => rich.api.post('/api/providers/add_funds/', { amount });
    await expectInvalid(add('1000000000000.00'), 'amount');
    for (let round = 0; round < 9; round++) must(200, await add('999999999999.99')());
    await expectRefusal(add('999999999999.99'), 422, 'balance_limit_exceeded');
    expect(await add('0.10')()).toMatchObject({
      status: 422,
      body: { fund_amount: '9999999999999.90', limit: '9999999999999.99', currency: 'USD' },
    });
    expect(must(200, await add('0.09')()).fund_amount).toBe('9999999999999.99');
  });

  it("another customer's profile is not found", async () => {
    const other = await makeCustomer(app);
    await expectRefusal(() => customer.api.get(`/api/customers/${other.id}/`), 404, 'customer_not_found');
    expect(must(200, await other.api.get(`/api/customers/${other.id}/`)).id).toBe(other.id);
  });

  it('a new rate leaves old loans at their price, and prices new ones', async () => {
    must(200, await staff.api.patch('/api/bank_configuration/', { interest_rate: '0.50' }));
    expect(await pay(customer, loan, '87.50')).toMatchObject({
      interest: '4.17',
      principal: '83.33',
      remaining_balance: '962.50',
    });
    expect(must(200, await customer.api.get(`/api/loans/${loan.id}/`))).toMatchObject({
      interest_rate: '0.05',
      amount_due: '1050.00',
    });
    expect(await makeLoan(customer, '1000.00')).toMatchObject({
      interest_rate: '0.50',
      amount_due: '1500.00',
    });
  });

  it('a raised minimum binds customers that were there before', async () => {
    const change = { min_loan_amount: '500.00' };
    must(200, await staff.api.patch('/api/bank_configuration/', change));
    const ask = () => customer.api.post('/api/loans/', { amount: '499.99' });
    await expectRefusal(ask, 422, 'amount_out_of_range');
    expect(await makeLoan(customer, '500.00')).toMatchObject({ amount: '500.00' });
  });

  it('a request that a client sends twice makes one loan', async () => {
    const retrying = await makeCustomer(app);
    const send = () =>
      retrying.api.post('/api/loans/', { amount: '700.00' }, { 'idempotency-key': 'the same request' });
    const [first, second] = [must(201, await send()), must(201, await send())];
    expect(second).toEqual(first);
    const { results } = must(200, await retrying.api.get('/api/loans/'));
    expect(results).toEqual([{ ...first, customer_name: null }]);
  });

  it('strangers do not see the configuration', () =>
    expectRefusal(() => app.as().get('/api/bank_configuration/'), 401, 'not_authenticated'));

  it('a provider with money out cannot delete itself, nor can others', async () => {
    const path = `/api/providers/${provider.id}/`;
    for (const { api } of [provider, customer, staff]) {
      await expectRefusal(() => api.send('DELETE', path), 405, 'method_not_allowed');
    }
    expect(must(200, await provider.api.get(path)).id).toBe(provider.id);
  });

  it.each([
    ['a number', '1e3'],
    ['text', '"1e3"'],
  ])('1e3 as %s is no amount', async (_, literal) => {
    const body = `{"amount":${literal}}`;
    await expectInvalid(() => customer.api.post('/api/loans/', body), 'amount');
    await expectInvalid(() => provider.api.post('/api/providers/add_funds/', body), 'amount');
    await expectInvalid(payment(`{"loan":"${loan.id}","amount":${literal}}`), 'amount');
  });

  it("a payment on somebody else's loan is refused as on one that is not there", async () => {
    const other = await makeCustomer(app);
    const ask = () => other.api.post('/api/payments/', { loan: loan.id, amount: '10.00' });
    await expectRefusal(ask, 404, 'loan_not_found');
  });
});
