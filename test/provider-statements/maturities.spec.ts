import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { daysAfter, openSandbox, type Sandbox } from '../support/late-loans.js';
import { makeCustomer, makeLoan, makeProvider, must, pay, type Actor } from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';

interface Ladder {
  overdue: string;
  months: { month: string; principal: string }[];
  total: string;
  as_of: string;
}

describe('when the principal of a provider comes back', () => {
  let app: TestApp;
  let sandbox: Sandbox;
  let small: Actor;
  let large: Actor;

  beforeAll(async () => {
    app = await startApp({ SANDBOX: 'true' });
    sandbox = await openSandbox(app);
    must(
      200,
      await sandbox.staff.api.patch('/api/bank_configuration/', {
        interest_rate: '0.12',
        interest_method: 'declining_balance',
        installments: 3,
        every: 1,
        unit: 'months',
      }),
    );
    small = await makeProvider(app, '100.01');
  });
  afterAll(async () => {
    await expectGreenProof(app);
    await app.stop();
  });

  const ladder = async (who: Actor) =>
    must(200, await who.api.get('/api/providers/portfolio/maturities/')) as Ladder;
  const outstanding = async (who: Actor) =>
    must(200, await who.api.get('/api/providers/portfolio/')).total.principal_outstanding as string;

  it('is nothing without loans', async () => {
    expect(await ladder(small)).toMatchObject({ overdue: '0.00', months: [], total: '0.00' });
  });

  it('is each share by the months of the instalments, to the cent, for every lender', async () => {
    large = await makeProvider(app, '5000.00');
    const customer = await makeCustomer(app);
    const loan = await makeLoan(customer, '900.00');
    const { rows } = must(200, await customer.api.get(`/api/loans/${loan.id}/schedule/`)) as {
      rows: { due_date: string; principal: string }[];
    };
    const [ofSmall, ofLarge] = [await ladder(small), await ladder(large)];
    expect([ofSmall.total, ofLarge.total]).toEqual(['100.01', '799.99']);
    const cents = (text: string | undefined) => Math.round(Number(text) * 100);
    rows.forEach(({ due_date: on, principal }, index) => {
      expect(ofSmall.months[index]?.month).toBe(on.slice(0, 7));
      const both = cents(ofSmall.months[index]?.principal) + cents(ofLarge.months[index]?.principal);
      // Each share is rounded by itself.
      expect(Math.abs(both - cents(principal))).toBeLessThanOrEqual(1);
    });
  });

  it('is less by what was paid, oldest first, and says what is late', async () => {
    const customer = await makeCustomer(app);
    const loan = await makeLoan(customer, '600.00');
    await pay(customer, loan, '250.00');
    expect((await ladder(large)).total).toBe(await outstanding(large));
    const before = await ladder(large);
    expect(before.overdue).toBe('0.00');
    await sandbox.advance(daysAfter(before.as_of, 45));
    const after = await ladder(large);
    expect(Number(after.overdue)).toBeGreaterThan(0);
    expect(after.total).toBe(before.total);
    expect(after.months.length).toBeLessThan(before.months.length);
  });
});
