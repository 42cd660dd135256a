import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { makeCustomer, makeProvider, makeStaff, must, type Actor } from '../support/make.js';

describe('an estimate for a stranger', () => {
  let app: TestApp;
  let staff: Actor;

  beforeAll(async () => {
    app = await startApp();
    staff = await makeStaff(app);
  });
  afterAll(() => app.stop());

  const estimate = (body: unknown) => app.as().post('/api/quotes/estimate/', body);
  const configure = async (change: object) =>
    must(200, await staff.api.patch('/api/bank_configuration/', change));

  it('is what the loan would cost on the terms of the bank, to the cent, and knows nobody', async () => {
    const shown = must(200, await estimate({ amount: '1000.00' }));
    expect(shown).toMatchObject({ amount: '1000.00', total_due: '1050.00', installments: 12 });
    const customer = await makeCustomer(app);
    const quote = must(201, await customer.api.post('/api/quotes/', { amount: '1000.00' }));
    expect(quote).toMatchObject(shown);
    // Nobody has money to lend here, and the estimate does not say so.
    const ofPerson = ['can_be_funded', 'customer', 'score_band', 'id', 'expires_at', 'loan', 'created_at'];
    const more = Object.keys(quote).filter((name) => !Object.keys(shown).includes(name));
    expect(more.sort()).toEqual(ofPerson.sort());
  });

  it('writes nothing', async () => {
    const count = async () => app.database.rows('SELECT count(*) FROM quotes');
    const before = await count();
    for (const amount of ['100.00', '200.00', '300.00'])
      must(200, await estimate({ amount, installments: 3 }));
    expect(await count()).toEqual(before);
  });

  it('is out of the question outside the range of the bank, which it names', async () => {
    for (const amount of ['99.99', '10000.01']) {
      expect(await estimate({ amount })).toMatchObject({
        status: 422,
        body: {
          code: 'amount_out_of_range',
          requested: amount,
          min_loan_amount: '100.00',
          max_loan_amount: '10000.00',
          currency: 'USD',
        },
      });
    }
    for (const body of [
      { amount: '100.001' },
      { amount: '500.00', installments: 13 },
      { amount: 'much' },
      {},
    ]) {
      expect(await estimate(body)).toMatchObject({ status: 400, body: { code: 'validation_failed' } });
    }
  });

  it('follows the terms: what was kept of other terms is not shown again', async () => {
    const total = async () => must(200, await estimate({ amount: '2000.00' })).total_due as string;
    expect([await total(), await total()]).toEqual(['2100.00', '2100.00']);
    await configure({ interest_rate: '0.1' });
    expect(await total()).toBe('2200.00');
    await configure({ interest_rate: '0.05' });
    expect(await total()).toBe('2100.00');
  });

  it('is for those who have signed in, where the bank does not publish its prices', async () => {
    await configure({ public_calculator: false });
    expect(await estimate({ amount: '1000.00' })).toMatchObject({
      status: 403,
      body: { code: 'calculator_closed' },
    });
    expect(must(200, await app.as().get('/api/bank/')).terms).toBeNull();
    const customer = await makeCustomer(app);
    must(200, await customer.api.post('/api/quotes/preview/', { amount: '1000.00' }));
    await configure({ public_calculator: true });
    must(200, await estimate({ amount: '1000.00' }));
  });
});

describe('estimates that are asked for without end', () => {
  it('are refused from the 31st in a minute on', async () => {
    const app = await startApp({ THROTTLE_DISABLED: 'false' });
    try {
      const answers = await Promise.all(
        Array.from({ length: 40 }, () => app.as().post('/api/quotes/estimate/', { amount: '500.00' })),
      );
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(30);
      const refused = answers.filter(({ status }) => status === 429);
      expect(refused).toHaveLength(10);
      expect(refused[0]?.body).toMatchObject({ code: 'too_many_requests', retry_after: expect.any(Number) });
    } finally {
      await app.stop();
    }
  });
});

describe('the preview of a quote', () => {
  let app: TestApp;
  let customer: Actor;

  beforeAll(async () => {
    app = await startApp();
    customer = await makeCustomer(app);
    await makeProvider(app, '5000.00');
  });
  afterAll(() => app.stop());

  it('says what the quote would say, under both addresses, and keeps nothing', async () => {
    const body = { amount: '1500.00', installments: 6 };
    const shown = must(200, await customer.api.post('/api/quotes/preview/', body));
    expect(must(200, await customer.api.post('/api/quotes/?dry_run=1', body))).toEqual(shown);
    expect(await app.database.rows('SELECT FROM quotes')).toEqual([]);
    const quote = must(201, await customer.api.post('/api/quotes/', body)) as Record<string, unknown>;
    const { id, expires_at, loan, created_at, ...same } = quote;
    expect(shown).toEqual(same);
    expect([id, expires_at, loan, created_at]).toHaveLength(4);
    expect(shown).toMatchObject({ can_be_funded: true, customer: customer.id });
  });

  it('refuses what the quote would refuse, and says when nobody could fund it', async () => {
    const refused = await customer.api.post('/api/quotes/preview/', { amount: '10000.01' });
    expect(refused).toMatchObject({ status: 422, body: { code: 'amount_out_of_range' } });
    const tooMuch = await customer.api.post('/api/quotes/preview/', { amount: '5000.01' });
    expect(must(200, tooMuch).can_be_funded).toBe(false);
  });
});
