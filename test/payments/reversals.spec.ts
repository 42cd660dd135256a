import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { daysAfter, openSandbox } from '../support/late-loans.js';
import { makeCustomer, makeLoan, makeProvider, makeStaff, must, pay, type Actor } from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';

describe('a payment that bounces', () => {
  let app: TestApp;
  let staff: Actor;
  let customer: Actor;
  let lenders: Actor[];

  beforeAll(async () => {
    app = await startApp();
    [staff, customer] = await Promise.all([makeStaff(app), makeCustomer(app)]);
    lenders = [await makeProvider(app, '400.00'), await makeProvider(app, '6000.00')];
  });
  afterAll(async () => {
    await expectGreenProof(app);
    await app.stop();
  });

  const reverse = (id: unknown, headers = {}) =>
    staff.api.post(`/api/payments/${String(id)}/reverse/`, { reason: 'The cheque bounced.' }, headers);
  const loanOf = async (id: string) => must(200, await customer.api.get(`/api/loans/${id}/`));
  const balances = () =>
    Promise.all(
      lenders.map(async ({ api, id }) => {
        const shown = must(200, await api.get(`/api/providers/${id}/`)) as Record<string, string>;
        return [shown.wallet_amount, shown.lent_amount, shown.receivable_amount];
      }),
    );

  it('is taken back: the loan and every provider are as if it had never come', async () => {
    const loan = await makeLoan(customer, '1000.00');
    await pay(customer, loan, '87.50');
    const before = [await loanOf(loan.id), await balances()];
    const bounced = await pay(customer, loan, '300.00');
    expect([await loanOf(loan.id), await balances()]).not.toEqual(before);
    const answer = await reverse(bounced.id);
    expect(answer).toMatchObject({
      status: 200,
      body: {
        id: bounced.id,
        amount: '300.00',
        reason: 'The cheque bounced.',
        reversed_at: expect.any(String),
        remaining_balance: '962.50',
        loan_status: 'active',
      },
    });
    expect([await loanOf(loan.id), await balances()]).toEqual(before);
    expect(must(200, await customer.api.get(`/api/payments/${String(bounced.id)}/`))).toMatchObject({
      amount: '300.00',
      reversed_at: expect.any(String),
      shares: [],
      installments: [],
    });
    await expectGreenProof(app);
  });

  it('is taken back once, and by staff only', async () => {
    const loan = await makeLoan(customer, '500.00');
    const { id } = await pay(customer, loan, '100.00');
    expect(
      (await customer.api.post(`/api/payments/${String(id)}/reverse/`, { reason: 'Please.' })).status,
    ).toBe(403);
    const answers = await Promise.all(Array.from({ length: 10 }, () => reverse(id)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const refused = answers.filter(({ status }) => status !== 200).map(({ body }) => body.code as string);
    expect(refused).toEqual(Array(9).fill('payment_already_reversed'));
    expect(await reverse('0198c0de-6666-7000-8000-00000000dead')).toMatchObject({
      status: 404,
      body: { code: 'payment_not_found' },
    });
  });

  it('can be repeated with its Idempotency-Key', async () => {
    const loan = await makeLoan(customer, '500.00');
    const { id } = await pay(customer, loan, '100.00');
    const first = await reverse(id, { 'idempotency-key': 'bounce-1' });
    const again = await reverse(id, { 'idempotency-key': 'bounce-1' });
    expect(again).toMatchObject({ status: 200, body: first.body });
    expect(again.headers.get('idempotent-replayed')).toBe('true');
  });

  it('reopens a loan that it had paid, and moves what later payments were for', async () => {
    const loan = await makeLoan(customer, '1200.00');
    const first = await pay(customer, loan, '630.00');
    const last = await pay(customer, loan, '630.00');
    expect(last).toMatchObject({ loan_status: 'paid', remaining_balance: '0.00' });
    must(200, await reverse(first.id));
    expect(await loanOf(loan.id)).toMatchObject({
      status: 'active',
      total_paid: '630.00',
      remaining_balance: '630.00',
      principal_outstanding: '600.00',
    });
    // The later payment now is the first: it pays the first six instalments.
    const detail = must(200, await staff.api.get(`/api/payments/${String(last.id)}/`)) as {
      principal: string;
      interest: string;
      shares: { amount: string }[];
    };
    expect(detail).toMatchObject({ principal: '600.00', interest: '30.00', reversed_at: null });
    const rows = (detail as unknown as { installments: Record<string, unknown>[] }).installments;
    expect(rows).toHaveLength(6);
    expect(rows[0]).toMatchObject({ nr: 1, penalty: '0.00', interest: '5.00', principal: '100.00' });
    const sum = detail.shares.reduce((all, { amount }) => all + BigInt(amount.replace('.', '')), 0n);
    expect(sum).toBe(63000n);
    expect(await pay(customer, loan, '630.00')).toMatchObject({ loan_status: 'paid' });
    await expectGreenProof(app);
  });

  it('leaves a provider that has withdrawn its share owing it, until later shares have paid that off', async () => {
    const own = await startApp();
    try {
      const [boss, borrower, lender] = [
        await makeStaff(own),
        await makeCustomer(own),
        await makeProvider(own, '1000.00'),
      ];
      const shown = async () => {
        const all = must(200, await lender.api.get(`/api/providers/${lender.id}/`)) as Record<string, string>;
        return { wallet: all.wallet_amount, owes: all.receivable_amount, lent: all.lent_amount };
      };
      const loan = await makeLoan(borrower, '1000.00');
      const bounced = await pay(borrower, loan, '350.00');
      must(200, await lender.api.post('/api/providers/withdraw/', { amount: '300.00' }));
      const path = `/api/payments/${String(bounced.id)}/reverse/`;
      must(200, await boss.api.post(path, { reason: 'No cover.' }));
      expect(await shown()).toEqual({ wallet: '0.00', owes: '300.00', lent: '1000.00' });
      await expectGreenProof(own);
      await pay(borrower, loan, '100.00');
      expect(await shown()).toMatchObject({ wallet: '0.00', owes: '200.00' });
      expect(await lender.api.post('/api/providers/withdraw/', { amount: '0.01' })).toMatchObject({
        status: 422,
        body: { code: 'insufficient_wallet' },
      });
      await pay(borrower, loan, '250.00');
      expect(await shown()).toMatchObject({ wallet: '50.00', owes: '0.00' });
      await expectGreenProof(own);
    } finally {
      await own.stop();
    }
  });

  it('can be tried first: the answer shows the loan before and after, and nothing has changed', async () => {
    const loan = await makeLoan(customer, '800.00');
    const paid = await pay(customer, loan, '70.00');
    const before = [await loanOf(loan.id), await balances()];
    const preview = must(
      200,
      await staff.api.post(`/api/payments/${String(paid.id)}/reverse/?dry_run=1`, { reason: 'Trying.' }),
    );
    expect(preview).toMatchObject({
      before: { total_paid: '70.00', remaining_balance: '770.00' },
      after: { total_paid: '0.00', remaining_balance: '840.00' },
      payment: { id: paid.id, remaining_balance: '840.00' },
    });
    const trial = must(
      200,
      await customer.api.post('/api/payments/?dry_run=1', { loan: loan.id, amount: '770.00' }),
    );
    expect(trial).toMatchObject({
      before: { status: 'active', remaining_balance: '770.00' },
      after: { status: 'paid', remaining_balance: '0.00' },
      payment: { amount: '770.00', loan_status: 'paid' },
    });
    expect([await loanOf(loan.id), await balances()]).toEqual(before);
    const refused = { loan: loan.id, amount: '770.01' };
    expect(await customer.api.post('/api/payments/?dry_run=1', refused)).toMatchObject({
      status: 422,
      body: { code: 'payment_exceeds_balance', payoff: '770.00' },
    });
    expect((await customer.api.post('/api/payments/?dry_run=0', refused)).status).toBe(400);
    expect((await customer.api.post('/api/payments/preview/', refused)).body.code).toBe(
      'payment_exceeds_balance',
    );
  });

  it('was entered by staff as well as by the customer, and dated by staff only', async () => {
    const loan = await makeLoan(customer, '100.00');
    const body = { loan: loan.id, amount: '5.00', value_date: '2020-01-01' };
    expect(await customer.api.post('/api/payments/', body)).toMatchObject({
      status: 403,
      body: { code: 'forbidden' },
    });
    expect(await staff.api.post('/api/payments/', body)).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'value_date', code: 'range' }] },
    });
    const today = new Date().toISOString().slice(0, 10);
    expect(must(201, await staff.api.post('/api/payments/', { ...body, value_date: today }))).toMatchObject({
      customer: customer.id,
      value_date: today,
      remaining_balance: '100.00',
    });
  });

  it('tells in the history who entered it, and the day it counts from where that is another', async () => {
    const own = await startApp({ SANDBOX: 'true' });
    try {
      const { staff: clerk, today, advance } = await openSandbox(own);
      const borrower = await makeCustomer(own);
      await makeProvider(own, '500.00');
      const loan = await makeLoan(borrower, '500.00');
      const start = await today();
      await advance(daysAfter(start, 3));
      await pay(borrower, loan, '5.00');
      const enter = async (body: object) =>
        must(201, await clerk.api.post('/api/payments/', { loan: loan.id, amount: '5.00', ...body }));
      await enter({});
      await enter({ value_date: daysAfter(start, 3) });
      await enter({ value_date: daysAfter(start, 1) });
      const history = async (reader: Actor) =>
        (
          must(200, await reader.api.get(`/api/loans/${loan.id}/history/`)).results as Record<
            string,
            unknown
          >[]
        )
          .filter(({ kind }) => kind === 'payment')
          .map(({ actor, detail }) => [actor, detail]);
      const said = [null, null, null, `Counts from ${daysAfter(start, 1)}.`];
      expect(await history(clerk)).toEqual(said.map((detail, nr) => [nr === 0 ? null : clerk.id, detail]));
      expect(await history(borrower)).toEqual(said.map((detail) => [null, detail]));
    } finally {
      await own.stop();
    }
  });

  it('takes from one provider when it is entered and again when it is reversed', async () => {
    const own = await startApp({ SANDBOX: 'true' });
    try {
      const { staff: clerk, today, advance } = await openSandbox(own);
      must(
        200,
        await clerk.api.patch('/api/bank_configuration/', {
          interest_rate: '0.12',
          duration: 'P6M',
          installments: 6,
        }),
      );
      const borrower = await makeCustomer(own);
      const lender = await makeProvider(own, '100.00');
      for (const fund of ['202.00', '368.00']) await makeProvider(own, fund);
      const loan = await makeLoan(borrower, '670.00');
      const start = await today();
      const holds = async () => {
        const shown = must(200, await lender.api.get(`/api/providers/${lender.id}/`)) as Record<
          string,
          string
        >;
        return [shown.wallet_amount, shown.receivable_amount];
      };
      const withdraw = async (amount: string) =>
        must(200, await lender.api.post('/api/providers/withdraw/', { amount }));
      await advance(daysAfter(start, 35));
      await pay(borrower, loan, '192.65');
      expect(await holds()).toEqual(['28.76', '0.00']);
      await withdraw('28.76');
      // It moves a unit of principal into interest for this lender, whose cent goes to another.
      const cent = must(
        201,
        await clerk.api.post('/api/payments/', {
          loan: loan.id,
          amount: '0.01',
          value_date: daysAfter(start, 14),
        }),
      ) as { id: string };
      expect(await holds()).toEqual(['0.00', '0.01']);
      await advance(daysAfter(start, 36));
      await pay(borrower, loan, '24.33');
      expect(await holds()).toEqual(['3.63', '0.00']);
      await withdraw('3.63');
      must(200, await clerk.api.post(`/api/payments/${cent.id}/reverse/`, { reason: 'Counterfeit.' }));
      expect(await holds()).toEqual(['0.00', '0.01']);
      await expectGreenProof(own);
    } finally {
      await own.stop();
    }
  });
});
