import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { fingerprinter } from '../support/fingerprint.js';
import { makeCustomer, makeLoan, makeProvider, must, pay, type Actor } from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';

describe('a loan that the providers cannot fund', () => {
  let app: TestApp;
  let customer: Actor;
  let fingerprint: () => Promise<string>;
  let providers: Actor[];

  beforeAll(async () => {
    app = await startApp();
    fingerprint = await fingerprinter(app.database);
    customer = await makeCustomer(app);
  });
  afterAll(() => app.stop());

  const expectRefusal = async (amount: string, available: string) => {
    const before = await fingerprint();
    const answer = await customer.api.post('/api/loans/', { amount });
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(answer).toMatchObject({
      status: 422,
      body: { code: 'insufficient_funds', requested: amount, available, currency: 'USD' },
    });
    expect(await fingerprint()).toBe(before);
  };

  it('is refused when there is no provider at all, and leaves not one row', async () => {
    await expectRefusal('100.00', '0.00');
    expect(must(200, await customer.api.get('/api/loans/'))).toMatchObject({ count: 0, results: [] });
  });

  it('is refused when one unit is missing, with what there is', async () => {
    providers = await Promise.all(['120.00', '80.00', '99.99'].map((fund) => makeProvider(app, fund)));
    await expectRefusal('300.00', '299.99');
  });

  it('is granted down to the last unit, by all of them', async () => {
    const loan = await makeLoan(customer, '299.99');
    const { results } = must(200, await customer.api.get(`/api/loans/${loan.id}/fundings/`));
    expect(results.map(({ amount }: { amount: string }) => amount).sort()).toEqual([
      '120.00',
      '80.00',
      '99.99',
    ]);
    for (const provider of providers) {
      const shown = must(200, await provider.api.get(`/api/providers/${provider.id}/`));
      expect(shown.fund_amount).toBe('0.00');
    }
    await expectRefusal('100.00', '0.00');
  });

  it('is not funded from wallets: what came back is lent again only when its owner says so', async () => {
    const { results } = must(200, await customer.api.get('/api/loans/'));
    const loan = results[0] as { id: string; remaining_balance: string };
    await pay(customer, loan, loan.remaining_balance);
    await expectRefusal('100.00', '0.00');
    const [first] = providers as [Actor];
    must(200, await first.api.post('/api/providers/reinvest/', { amount: '100.00' }));
    expect(await makeLoan(customer, '100.00')).toMatchObject({ status: 'active' });
    await expectGreenProof(app);
  });

  it('is granted even when it takes very many small funds', async () => {
    await Promise.all(Array.from({ length: 150 }, () => makeProvider(app, '1.00')));
    await expectRefusal('150.01', '150.00');
    const loan = await makeLoan(customer, '150.00');
    const { results, count } = must(200, await customer.api.get(`/api/loans/${loan.id}/fundings/?limit=100`));
    expect([count, results.length]).toEqual([150, 100]);
    await expectGreenProof(app);
  });

  it('does not wait when the bank does not allow it: a request that asks for it is told so, money or not', async () => {
    for (const fund of [null, '500.00']) {
      if (fund !== null) await makeProvider(app, fund);
      const before = await fingerprint();
      expect(await customer.api.post('/api/loans/', { amount: '500.00', queue: true })).toMatchObject({
        status: 422,
        body: { code: 'queue_not_offered' },
      });
      expect(await fingerprint()).toBe(before);
    }
    must(201, await customer.api.post('/api/loans/', { amount: '500.00', queue: false }));
  });
});
