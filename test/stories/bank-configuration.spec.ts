import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import type { Answer } from '../support/http.js';
import { makeCustomer, makeLoan, makeProvider, makeStaff, must, pay, type Actor } from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';

const PATH = '/api/bank_configuration/';
const FIRST = {
  min_loan_amount: '100.00',
  max_loan_amount: '10000.00',
  interest_rate: '0.05',
  duration: 'P365D',
  installments: 12,
  currency: 'USD',
  allocation_policy: 'smallest_first',
};
const RATE = 'interest_rate must be a decimal from 0 to 10 with at most 6 decimals, such as "0.05" for 5 %.';
const DURATION =
  'duration must be an ISO 8601 duration of days, weeks, months or years, such as "P365D", within a century.';
const AMOUNT = (field: string) =>
  `${field} must be a positive decimal such as "150.00": no sign or exponent, 12 digits at most.`;

describe('the bank configuration', () => {
  let app: TestApp;
  let staff: Actor;

  beforeAll(async () => {
    app = await startApp();
    staff = await makeStaff(app);
  });
  afterAll(() => app.stop());

  const read = async () => must(200, await staff.api.get(PATH));
  const change = async (fields: unknown) => must(200, await staff.api.patch(PATH, fields));
  const history = async () => must(200, await staff.api.get(`${PATH}history/`)).results;

  const fieldsOf = ({ body }: Answer) => {
    const { errors } = body as { errors: { field: string }[] };
    return [...new Set(errors.map(({ field }) => field))].sort();
  };

  it('starts with a version of its own that nobody made', async () => {
    expect(await read()).toEqual({ ...FIRST, version: 1, created_by: null, created_at: expect.any(String) });
    expect(await history()).toEqual([await read()]);
  });

  it('can be read by everybody who is signed in, and its history by staff', async () => {
    for (const { api } of [await makeCustomer(app), await makeProvider(app)]) {
      expect(must(200, await api.get(PATH))).toEqual(await read());
      expect((await api.get(`${PATH}history/`)).status).toBe(403);
      expect((await api.patch(PATH, { installments: 6 })).status).toBe(403);
    }
  });

  it('appends a version with each change, made by whoever changed it', async () => {
    const first = await read();
    const second = await change({ interest_rate: '0.0725', installments: 6 });
    expect(second).toEqual({
      ...FIRST,
      interest_rate: '0.0725',
      installments: 6,
      version: 2,
      created_by: staff.id,
      created_at: expect.any(String),
    });
    const other = await makeStaff(app);
    const third = must(200, await other.api.patch(PATH, { max_loan_amount: 20000 }));
    expect(third).toMatchObject({ version: 3, max_loan_amount: '20000.00', interest_rate: '0.0725' });
    expect(third.created_by).toBe(other.id);
    expect(await history()).toEqual([third, second, first]);
    expect(await read()).toEqual(third);
  });

  it('appends nothing when nothing is sent', async () => {
    const before = await history();
    expect(await change({})).toEqual(before[0]);
    expect(await history()).toEqual(before);
  });
});

describe('the allocation policy', () => {
  let app: TestApp;
  let staff: Actor;
  let customer: Actor;
  const providers: Actor[] = [];

  beforeAll(async () => {
    app = await startApp();
    [staff, customer] = await Promise.all([makeStaff(app), makeCustomer(app)]);
    for (const fund of ['50.00', '10.00', '200.00', '20.00']) providers.push(await makeProvider(app, fund));
  });
  afterAll(() => app.stop());

  it.each([
    ['smallest_first', ['50.00', '10.00', '20.00', '20.00']],
    ['oldest_first', ['50.00', '10.00', '40.00', null]],
    ['largest_first', [null, null, '100.00', null]],
  ])('%s decides whose money is lent first', async (allocation_policy, parts) => {
    must(200, await staff.api.patch(PATH, { allocation_policy }));
    const loan = await makeLoan(customer, '100.00');
    const { results } = must(200, await staff.api.get(`/api/loans/${loan.id}/fundings/`)) as {
      results: { provider: string; amount: string }[];
    };
    const lent = new Map(results.map(({ provider, amount }) => [provider, amount]));
    expect(providers.map(({ id }) => lent.get(id) ?? null)).toEqual(parts);
    // Everybody has again what they had, for the next policy.
    for (const { id, api } of providers) {
      const amount = lent.get(id);
      if (amount !== undefined) must(200, await api.post('/api/providers/add_funds/', { amount }));
    }
  });
});
