import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startServer, type TestServer } from '../support/app.js';
import { makeCustomer, makeLoan, makeProvider, must, pay, type Actor } from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';

const times = <T>(count: number, work: (index: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, index) => work(index)));

const countBy = (answers: { status: number; body: { code?: string } }[]) => {
  const counts: Record<string, number> = {};
  for (const { status, body } of answers) {
    const key = body.code === undefined ? String(status) : `${String(status)} ${body.code}`;
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
};

describe('at the same moment', () => {
  let app: TestServer;
  let customer: Actor;
  let provider: Actor;

  beforeAll(async () => {
    app = await startServer();
    customer = await makeCustomer(app);
    provider = await makeProvider(app, '100000.00');
  });
  afterAll(() => app.stop());

  it('of twenty payments of the whole balance exactly one is accepted, five times', async () => {
    for (let round = 0; round < 5; round++) {
      const loan = await makeLoan(customer, '777.77');
      const answers = await times(20, () =>
        customer.api.post('/api/payments/', { loan: loan.id, amount: loan.amount_due }),
      );
      expect(countBy(answers)).toEqual({ '201': 1, '409 loan_already_paid': 19 });
    }
    await expectGreenProof(app);
  });

  it('payments never add up to more than the balance', async () => {
    const loan = await makeLoan(customer, '1000.00');
    const answers = await times(50, () =>
      customer.api.post('/api/payments/', { loan: loan.id, amount: '100.00' }),
    );
    expect(countBy(answers)).toEqual({ '201': 10, '422 payment_exceeds_balance': 40 });
    const shown = must(200, await customer.api.get(`/api/loans/${loan.id}/`));
    expect(shown).toMatchObject({ total_paid: '1000.00', remaining_balance: '50.00', status: 'active' });
    await expectGreenProof(app);
  });

  it('fifty deposits of 1.00 are all kept', async () => {
    const lender = await makeProvider(app);
    const answers = await times(50, () => lender.api.post('/api/providers/add_funds/', { amount: '1.00' }));
    expect(countBy(answers)).toEqual({ '200': 50 });
    const sums = answers.map(({ body }) => body.fund_amount as string).sort((a, b) => a.localeCompare(b));
    expect(new Set(sums).size).toBe(50);
    expect(must(200, await lender.api.get(`/api/providers/${lender.id}/`)).fund_amount).toBe('50.00');
  });

  it('withdrawals never take more than the wallet holds', async () => {
    const borrower = await makeCustomer(app);
    const loan = await makeLoan(borrower, '1000.00');
    await pay(borrower, loan, '100.00');
    const { wallet_amount: wallet } = must(200, await provider.api.get(`/api/providers/${provider.id}/`));
    const answers = await times(20, () => provider.api.post('/api/providers/withdraw/', { amount: wallet }));
    expect(countBy(answers)).toEqual({ '200': 1, '422 insufficient_wallet': 19 });
    await expectGreenProof(app);
  });

  it('loans beyond what the providers have are refused, and none is funded in part', async () => {
    const own = await startServer();
    try {
      const borrowers = await times(50, () => makeCustomer(own));
      await Promise.all(['700.00', '800.00', '900.00', '600.00'].map((fund) => makeProvider(own, fund)));
      const answers = await Promise.all(
        borrowers.map(({ api }) => api.post('/api/loans/', { amount: '250.00' })),
      );
      expect(countBy(answers)).toEqual({ '201': 12, '422 insufficient_funds': 38 });
      const [left] = await own.database.rows(
        'SELECT sum(fund_amount) AS fund, sum(lent_amount) AS lent FROM providers',
      );
      expect(left).toEqual({ fund: '0', lent: '300000' });
      await expectGreenProof(own);
    } finally {
      await own.stop();
    }
  });
});
