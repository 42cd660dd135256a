import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { makeCustomer, makeLoan, makeProvider, makeStaff, must, pay, type Actor } from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';

interface ShownFunding {
  id: string;
  loan: string;
  provider: string | null;
  amount: string;
  principal_returned: string;
  interest_earned: string;
  principal_outstanding: string;
}

describe('participations in loans', () => {
  let app: TestApp;
  let customer: Actor;
  let first: Actor;
  let second: Actor;
  let staff: Actor;
  let both: { id: string };
  let onlySecond: { id: string };

  beforeAll(async () => {
    app = await startApp();
    [customer, staff, first] = await Promise.all([
      makeCustomer(app),
      makeStaff(app),
      makeProvider(app, '250.00'),
    ]);
    second = await makeProvider(app, '5000.00');
    both = await makeLoan(customer, '1000.00');
    onlySecond = await makeLoan(customer, '300.00');
  });
  afterAll(() => app.stop());

  const list = async (who: Actor, query = '') =>
    must(200, await who.api.get(`/api/fundings/${query}`)).results as ShownFunding[];
  const ofLoan = async (who: Actor, loan: { id: string }) =>
    must(200, await who.api.get(`/api/loans/${loan.id}/fundings/`)).results as ShownFunding[];
  const brief = (rows: ShownFunding[]) =>
    rows.map(({ loan, provider, amount }) => [loan, provider, amount]).sort();

  it('are one row for each provider of a loan, and staff see all', async () => {
    const all = [
      [both.id, first.id, '250.00'],
      [both.id, second.id, '750.00'],
      [onlySecond.id, second.id, '300.00'],
    ].sort();
    expect(brief(await list(staff))).toEqual(all);
    expect(brief(await ofLoan(staff, both))).toEqual(all.filter(([loan]) => loan === both.id));
  });

  it('show a provider its own, and nothing of those beside it', async () => {
    expect(brief(await list(first))).toEqual([[both.id, first.id, '250.00']]);
    expect(brief(await ofLoan(first, both))).toEqual([[both.id, first.id, '250.00']]);
    expect(await first.api.get(`/api/loans/${onlySecond.id}/fundings/`)).toMatchObject({
      status: 404,
      body: { code: 'loan_not_found' },
    });
    expect(JSON.stringify(await list(first))).not.toContain(second.id);
  });

  it("show the loan's customer the amounts, and not who gave them", async () => {
    const rows = await ofLoan(customer, both);
    expect(rows.map(({ provider, amount }) => [provider, amount]).sort()).toEqual([
      [null, '250.00'],
      [null, '750.00'],
    ]);
    expect(await customer.api.get('/api/fundings/')).toMatchObject({
      status: 403,
      body: { code: 'forbidden' },
    });
  });

  it('can be filtered by loan and by provider', async () => {
    expect(brief(await list(staff, `?loan=${onlySecond.id}`))).toEqual([
      [onlySecond.id, second.id, '300.00'],
    ]);
    expect(brief(await list(staff, `?provider=${first.id}`))).toEqual([[both.id, first.id, '250.00']]);
    expect(await list(staff, `?provider=${first.id}&loan=${onlySecond.id}`)).toEqual([]);
    expect(await list(first, `?provider=${second.id}`)).toEqual([]);
  });

  it('show what came back of each, principal and interest apart', async () => {
    await pay(customer, both, '87.50');
    const [part] = await list(first);
    expect(part).toMatchObject({
      amount: '250.00',
      principal_returned: '20.83',
      interest_earned: '1.04',
      principal_outstanding: '229.17',
    });
    const rows = await ofLoan(staff, both);
    const cents = (text: string) => Number(text.replace('.', ''));
    const sum = (field: 'principal_returned' | 'interest_earned') =>
      rows.reduce((total, row) => total + cents(row[field]), 0);
    expect([sum('principal_returned'), sum('interest_earned')]).toEqual([8333, 417]);
    await expectGreenProof(app);
  });

  it('are whole again when the loan is paid', async () => {
    const { remaining_balance: balance } = must(200, await customer.api.get(`/api/loans/${both.id}/`));
    await pay(customer, both, balance as string);
    for (const row of await ofLoan(staff, both)) {
      expect(row.principal_returned).toBe(row.amount);
      expect(row.principal_outstanding).toBe('0.00');
    }
    await expectGreenProof(app);
  });
});
