import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { makeCustomer, makeLoan, makeProvider, makeStaff, must, pay, type Actor } from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';

describe('a loan from request to the last payment', () => {
  let app: TestApp;
  let customer: Actor;
  let small: Actor;
  let large: Actor;
  let loan: { id: string };

  const balances = async (provider: Actor) => {
    const { fund_amount, wallet_amount, lent_amount } = must(
      200,
      await provider.api.get(`/api/providers/${provider.id}/`),
    );
    return { fund_amount, wallet_amount, lent_amount };
  };

  beforeAll(async () => {
    app = await startApp();
    customer = await makeCustomer(app);
    small = await makeProvider(app, '600.00');
    large = await makeProvider(app, '50000.00');
  });
  afterAll(() => app.stop());

  it('is granted, funded by the smallest fund first, and paid out', async () => {
    const answer = await customer.api.post('/api/loans/', { amount: '1000.00' });
    loan = must(201, answer);
    expect(loan).toMatchObject({
      customer: customer.id,
      amount: '1000.00',
      currency: 'USD',
      duration: 'P365D',
      interest_rate: '0.05',
      installments: 12,
      status: 'active',
      amount_due: '1050.00',
      total_paid: '0.00',
      remaining_balance: '1050.00',
      next_due_amount: '87.50',
      days_past_due: 0,
    });
    expect(await balances(small)).toEqual({
      fund_amount: '0.00',
      wallet_amount: '0.00',
      lent_amount: '600.00',
    });
    expect(await balances(large)).toEqual({
      fund_amount: '49600.00',
      wallet_amount: '0.00',
      lent_amount: '400.00',
    });
  });

  it('shows who funded it: amounts to the customer, its own row to a provider, all to staff', async () => {
    const path = `/api/loans/${loan.id}/fundings/`;
    const staff = await makeStaff(app);
    const [toCustomer, toSmall, toStaff] = await Promise.all(
      [customer, small, staff].map(async ({ api }) => must(200, await api.get(path)).results),
    );
    const amounts = (rows: { amount: string }[]) => rows.map(({ amount }) => amount).sort();
    const providers = (rows: { provider: string | null }[]) => rows.map(({ provider }) => provider);
    expect(amounts(toCustomer)).toEqual(['400.00', '600.00']);
    expect(providers(toCustomer)).toEqual([null, null]);
    expect(providers(toSmall)).toEqual([small.id]);
    expect(providers(toStaff).sort()).toEqual([small.id, large.id].sort());
  });

  it('splits a payment into interest and principal, and each among the providers', async () => {
    const payment = await pay(customer, loan, '87.50');
    expect(payment).toMatchObject({
      loan: loan.id,
      amount: '87.50',
      interest: '4.17',
      principal: '83.33',
      remaining_balance: '962.50',
      loan_status: 'active',
      shares: [
        { provider: null, amount: '52.50', principal: '50.00', interest: '2.50' },
        { provider: null, amount: '35.00', principal: '33.33', interest: '1.67' },
      ],
    });
    const staff = await makeStaff(app);
    const shown = must(200, await staff.api.get(`/api/payments/${String(payment.id)}/`));
    expect(shown.shares.map(({ provider }: { provider: string }) => provider)).toEqual([small.id, large.id]);
    await expectGreenProof(app);
  });

  it('refuses more than the balance, with the balance', async () => {
    const answer = await customer.api.post('/api/payments/', { loan: loan.id, amount: '962.51' });
    expect(answer).toMatchObject({
      status: 422,
      body: { code: 'payment_exceeds_balance', remaining_balance: '962.50', requested: '962.51' },
    });
  });

  it('moves the next due instalment on as it is paid', async () => {
    await pay(customer, loan, '0.01');
    const shown = must(200, await customer.api.get(`/api/loans/${loan.id}/`));
    expect(shown).toMatchObject({ next_due_amount: '87.49', remaining_balance: '962.49' });
  });

  it('is paid when the balance is zero, and takes no more', async () => {
    await pay(customer, loan, '400.00');
    const last = await pay(customer, loan, '562.49');
    expect(last).toMatchObject({ remaining_balance: '0.00', loan_status: 'paid' });
    expect(must(200, await customer.api.get(`/api/loans/${loan.id}/`))).toMatchObject({
      status: 'paid',
      total_paid: '1050.00',
      next_due_date: null,
      next_due_amount: '0.00',
    });
    const again = await customer.api.post('/api/payments/', { loan: loan.id, amount: '0.01' });
    expect(again).toMatchObject({
      status: 409,
      body: { code: 'loan_already_paid', remaining_balance: '0.00' },
    });
  });

  it('leaves each provider with its money and its share of the interest, to the cent', async () => {
    expect(await balances(small)).toEqual({
      fund_amount: '0.00',
      wallet_amount: '630.00',
      lent_amount: '0.00',
    });
    expect(await balances(large)).toEqual({
      fund_amount: '49600.00',
      wallet_amount: '420.00',
      lent_amount: '0.00',
    });
    await expectGreenProof(app);
  });

  it('is paid exactly by paying the shown balance, whatever the cents', async () => {
    for (const amount of ['100.01', '100.30', '333.33', '9999.99']) {
      const other = await makeLoan(customer, amount);
      const { remaining_balance: balance } = must(200, await customer.api.get(`/api/loans/${other.id}/`));
      expect(await pay(customer, other, balance as string)).toMatchObject({ loan_status: 'paid' });
    }
    await expectGreenProof(app);
  });
});
