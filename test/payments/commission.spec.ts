import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { makeCustomer, makeLoan, makeProvider, makeStaff, must, pay, type Actor } from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';

describe("the bank's commission", () => {
  let app: TestApp;
  let staff: Actor;
  let customer: Actor;
  let small: Actor;
  let large: Actor;

  beforeAll(async () => {
    app = await startApp();
    staff = await makeStaff(app);
    customer = await makeCustomer(app);
    small = await makeProvider(app, '400.00');
    large = await makeProvider(app, '5000.00');
  });
  afterAll(async () => {
    await expectGreenProof(app);
    await app.stop();
  });

  const wallets = async () =>
    Promise.all(
      [small, large].map(
        async (provider) =>
          must(200, await staff.api.get(`/api/providers/${provider.id}/`)).wallet_amount as string,
      ),
    );
  const income = async () => {
    const [row] = await app.database.rows(
      `SELECT sum(CASE WHEN credit_account = 'commission' THEN amount ELSE 0 END)
            - sum(CASE WHEN debit_account = 'commission' THEN amount ELSE 0 END) AS income FROM journal`,
    );
    return row?.income;
  };

  it('is nothing until the bank sets it, and never touches a loan that exists', async () => {
    const before = await makeLoan(customer, '100.00');
    must(200, await staff.api.patch('/api/bank_configuration/', { commission_rate: '0.1' }));
    expect(await pay(customer, before, '105.00')).toMatchObject({ interest: '5.00', commission: '0.00' });
    expect(await wallets()).toEqual(['105.00', '0.00']);
    expect(await income()).toBe('0');
  });

  it('is taken of the interest first, and the rest is split to the cent', async () => {
    const loan = await makeLoan(customer, '1000.00');
    const payment = await pay(customer, loan, '87.50');
    expect(payment).toMatchObject({
      principal: '83.33',
      interest: '4.17',
      commission: '0.41',
      shares: [
        { interest: '1.13', principal: '25.00' },
        { interest: '2.63', principal: '58.33' },
      ],
    });
    expect(must(200, await customer.api.get(`/api/payments/${String(payment.id)}/`))).toMatchObject({
      commission: '0.41',
    });
    await pay(customer, loan, '962.50');
    // 10 % of 50.00, whatever the parts in which it came.
    expect(await income()).toBe('500');
    expect(await wallets()).toEqual(['418.50', '731.50']);
  });

  it('stands on the statements of the providers, who get the interest without it', async () => {
    const { movements } = must(200, await small.api.get('/api/providers/statement/'));
    const shares = (movements as { kind: string; amount: string; commission: string | null }[]).filter(
      ({ kind }) => kind === 'interest_share',
    );
    // 4.17 less 0.41: 30 % of 3.76, and its part of the commission.
    expect(shares.slice(1).map(({ amount, commission }) => [amount, commission])).toEqual([
      ['1.13', '0.12'],
      ['12.37', '1.38'],
    ]);
    expect(movements[0]).toMatchObject({ kind: 'deposit', commission: null });
    const csv = (await small.api.get('/api/providers/statement/?format=csv')).body as string;
    expect(csv).toContain(',1.13,0.12,');
  });

  it('is left out of what their loans have earned and not paid', async () => {
    const lender = await makeProvider(app, '300.00');
    await makeLoan(await makeCustomer(app), '300.00');
    // Nothing is earned on the first day.
    expect(must(200, await lender.api.get('/api/providers/portfolio/'))).toMatchObject({
      by_status: [{ status: 'active', loans: 1, accrued_interest: '0.00', accrued_penalty: '0.00' }],
    });
  });

  it('goes back with a payment that is reversed', async () => {
    const loan = await makeLoan(customer, '600.00');
    const before = await income();
    const first = await pay(customer, loan, '300.00');
    await pay(customer, loan, '330.00');
    expect(Number(await income()) - Number(before)).toBe(300);
    must(200, await staff.api.post(`/api/payments/${String(first.id)}/reverse/`, { reason: 'Bounced.' }));
    const { results } = must(200, await staff.api.get(`/api/payments/?loan=${loan.id}`));
    const left = (results as { reversed_at: string | null; interest: string; commission: string }[]).find(
      ({ reversed_at }) => reversed_at === null,
    );
    expect(Number(await income()) - Number(before)).toBe(Math.floor(Number(left?.interest) * 10));
    expect(left?.commission).toBe((Math.floor(Number(left?.interest) * 10) / 100).toFixed(2));
    await expectGreenProof(app);
  });

  it.each(['-0.1', '1.5', '0.1234567', 'ten', null])('is not %j', async (commission_rate) => {
    expect(await staff.api.patch('/api/bank_configuration/', { commission_rate })).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'commission_rate' }] },
    });
  });
});
