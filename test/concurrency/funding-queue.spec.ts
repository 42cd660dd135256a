import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startServer, type TestServer } from '../support/app.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { makeCustomer, makeProvider, makeStaff, must } from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';
import { until } from '../support/until.js';

const LOANS = '/api/loans/';
const CONFIG = '/api/bank_configuration/';

describe('the funding queue of several instances', () => {
  let database: TestDatabase;
  let apps: [TestServer, TestServer];

  beforeAll(async () => {
    database = await cloneDatabase();
    apps = await Promise.all([startServer({}, database), startServer({}, database)]);
    const staff = await makeStaff(apps[0]);
    must(200, await staff.api.patch(CONFIG, { when_unfunded: 'queue' }));
  });
  afterAll(async () => {
    await Promise.all(apps.map((app) => app.stop()));
    await database.drop();
  });

  const statuses = async () => {
    const rows = await database.rows<{ status: string; count: string }>(
      'SELECT status, count(*) FROM loans GROUP BY status',
    );
    return Object.fromEntries(rows.map(({ status, count }) => [status, Number(count)]));
  };

  it('funds each loan once, whichever brings the money, while customers leave', async () => {
    const [first, second] = apps;
    const customers = await Promise.all(Array.from({ length: 12 }, () => makeCustomer(first)));
    const providers = await Promise.all(Array.from({ length: 6 }, () => makeProvider(first)));
    const loans = await Promise.all(
      customers.flatMap((customer, index) =>
        Array.from({ length: 5 }, async () => {
          const api = (index % 2 === 0 ? first : second).as(customer);
          return { api, id: must(202, await api.post(LOANS, { amount: '100.00' })).id as string };
        }),
      ),
    );
    const cancels = loans.slice(0, 20).map(({ api, id }) => api.post(`/api/loans/${id}/cancel/`));
    const deposits = providers.flatMap((provider, index) =>
      Array.from({ length: 5 }, () =>
        (index % 2 === 0 ? first : second)
          .as(provider)
          .post('/api/providers/add_funds/', { amount: '200.00' }),
      ),
    );
    const answers = await Promise.all([...cancels, ...deposits]);
    const left = answers.slice(0, 20).filter(({ status }) => status === 200).length;
    expect(answers.filter(({ status }) => ![200, 409].includes(status))).toEqual([]);
    await until(async () => (await statuses()).queued === undefined);
    expect(await statuses()).toEqual({ active: 60 - left, ...(left > 0 ? { cancelled: left } : {}) });
    const [sum] = await database.rows(
      'SELECT sum(fund_amount) AS fund, sum(lent_amount) AS lent FROM providers',
    );
    expect(sum).toEqual({ fund: String(6000_00 - (60 - left) * 100_00), lent: String((60 - left) * 100_00) });
    await expectGreenProof(first);
  });
});
