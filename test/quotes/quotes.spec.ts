import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { makeCustomer, makeProvider, makeStaff, must, type Actor } from '../support/make.js';
import { inOneBatch } from '../support/one-batch.js';
import { expectGreenProof } from '../support/proof.js';
import { until } from '../support/until.js';

interface Quote {
  id: string;
  schedule: Record<string, string | number>[];
  total_due: string;
  expires_at: string;
  loan: string | null;
}

describe('a quote', () => {
  let app: TestApp;
  let staff: Actor;
  let customer: Actor;

  beforeAll(async () => {
    app = await startApp();
    [staff, customer] = await Promise.all([makeStaff(app), makeCustomer(app)]);
    await makeProvider(app, '20000.00');
  });
  afterAll(async () => {
    await expectGreenProof(app);
    await app.stop();
  });

  const ask = (body: unknown, who = customer) => who.api.post('/api/quotes/', body);
  const quote = async (body: unknown) => must(201, await ask(body)) as Quote;
  const configure = async (change: unknown) =>
    must(200, await staff.api.patch('/api/bank_configuration/', change));
  const take = (id: string, who = customer) => who.api.post('/api/loans/', { quote: id });

  it('says what the loan would cost, to the cent, and that it can be funded', async () => {
    const shown = await quote({ amount: '1000.00' });
    expect(shown).toMatchObject({
      customer: customer.id,
      amount: '1000.00',
      currency: 'USD',
      installments: 12,
      duration: 'P365D',
      total_interest: '50.00',
      total_due: '1050.00',
      can_be_funded: true,
      loan: null,
    });
    expect(shown.schedule).toHaveLength(12);
    expect(shown.schedule[0]).toMatchObject({
      nr: 1,
      principal: '83.33',
      interest: '4.17',
      total_due: '87.50',
    });
    // Flat interest of 5 % on a falling balance costs some 9 % a year (published calculators agree on 9.105 %).
    expect(shown).toMatchObject({
      apr: expect.stringMatching(/^0\.0910/),
      apr_eu: expect.stringMatching(/^0\.094/),
    });
    expect(Date.parse(shown.expires_at)).toBeGreaterThan(Date.now());
    expect(must(200, await customer.api.get(`/api/quotes/${shown.id}/`))).toEqual(shown);
    expect(must(200, await staff.api.get(`/api/quotes/${shown.id}/`))).toEqual(shown);
  });

  it('gives exactly its loan, once', async () => {
    const shown = await quote({ amount: '1000.00', installments: 5 });
    const loan = must(201, await take(shown.id)) as Record<string, string>;
    expect(loan).toMatchObject({
      amount: '1000.00',
      installments: 5,
      duration: 'P5M',
      amount_due: shown.total_due,
      next_due_date: shown.schedule[0]?.due_date,
      next_due_amount: shown.schedule[0]?.total_due,
    });
    expect(must(200, await customer.api.get(`/api/quotes/${shown.id}/`))).toMatchObject({ loan: loan.id });
    const { rows } = must(200, await customer.api.get(`/api/loans/${loan.id ?? ''}/schedule/`)) as {
      rows: Quote['schedule'];
    };
    expect(rows).toHaveLength(5);
    expect(rows).toMatchObject(shown.schedule);
    expect(await take(shown.id)).toMatchObject({ status: 409, body: { code: 'quote_used', loan: loan.id } });
  });

  it('gives one loan to ten requests at the same moment', async () => {
    const shown = await quote({ amount: '150.00' });
    const answers = await Promise.all(Array.from({ length: 10 }, () => take(shown.id)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    const granted = answers.find(({ status }) => status === 201)?.body.id;
    const refused = answers.filter(({ status }) => status !== 201).map(({ body }) => [body.code, body.loan]);
    expect(refused).toEqual(Array(9).fill(['quote_used', granted]));
  });

  it('gives one loan to requests of one batch, and names it to the others', async () => {
    const shown = await quote({ amount: '150.00' });
    const answers = await inOneBatch(
      app,
      Array(4).fill(() => take(shown.id)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
    const granted = answers.find(({ status }) => status === 201)?.body.id;
    const named = answers.flatMap(({ status, body }) => (status === 409 ? [body.loan] : []));
    expect(named).toEqual([granted, granted, granted]);
  });

  it('can be repeated with the Idempotency-Key of the loan', async () => {
    const shown = await quote({ amount: '150.00' });
    const headers = { 'idempotency-key': 'quoted-1' };
    const first = await customer.api.post('/api/loans/', { quote: shown.id }, headers);
    const again = await customer.api.post('/api/loans/', { quote: shown.id }, headers);
    expect(again).toMatchObject({ status: 201, body: first.body });
  });

  it("is not for somebody else's eyes or use", async () => {
    const shown = await quote({ amount: '150.00' });
    const other = await makeCustomer(app);
    expect(await other.api.get(`/api/quotes/${shown.id}/`)).toMatchObject({
      status: 404,
      body: { code: 'quote_not_found' },
    });
    expect(await take(shown.id, other)).toMatchObject({ status: 404, body: { code: 'quote_not_found' } });
  });

  it('is superseded when the bank changes its terms', async () => {
    const shown = await quote({ amount: '150.00' });
    await configure({ interest_rate: '0.06' });
    expect(await take(shown.id)).toMatchObject({ status: 409, body: { code: 'quote_superseded' } });
    expect(must(200, await customer.api.get(`/api/quotes/${shown.id}/`))).toMatchObject({
      total_due: shown.total_due,
    });
  });

  it.each([
    ['the hour', `expires_at = now() - interval '1 second'`],
    ['the day', `start_on = start_on - 1`],
  ])('expires: %s', async (_, change) => {
    const shown = await quote({ amount: '150.00' });
    await app.database.rows(`UPDATE quotes SET ${change} WHERE id = $1`, [shown.id]);
    expect(await take(shown.id)).toMatchObject({ status: 409, body: { code: 'quote_expired' } });
  });

  it('is refused as its loan would be', async () => {
    expect(await ask({ amount: '10000.01' })).toMatchObject({
      status: 422,
      body: { code: 'amount_out_of_range', max_loan_amount: '10000.00' },
    });
    expect(await ask({ amount: '150.00', installments: 13 })).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'installments' }] },
    });
    const poor = await quote({ amount: '10000.00' });
    await Promise.all(['9000.00', '9000.00'].map((amount) => customer.api.post('/api/loans/', { amount })));
    expect(must(200, await customer.api.get(`/api/quotes/${poor.id}/`))).toMatchObject({
      can_be_funded: false,
    });
    expect(await take(poor.id)).toMatchObject({ status: 422, body: { code: 'insufficient_funds' } });
    // Nobody has used it, so none of a batch is told that somebody has.
    const answers = await inOneBatch(
      app,
      Array(3).fill(() => take(poor.id)),
    );
    expect(answers.map(({ body }) => body.code)).toEqual(Array(3).fill('insufficient_funds'));
    expect(must(200, await customer.api.get(`/api/quotes/${poor.id}/`))).toMatchObject({ loan: null });
  });

  it('with absurd terms still has exact cents, and yearly rates', async () => {
    await configure({
      interest_method: 'declining_balance',
      interest_rate: '10',
      duration: 'P90Y',
      installments: 3,
    });
    // 300 times the principal is due for the first 30 years. Both methods measure in years, and (1 + x)^30 = 301.
    expect(await quote({ amount: '150.00' })).toMatchObject({
      apr: expect.stringMatching(/^0\.2095/),
      apr_eu: expect.stringMatching(/^0\.2095/),
    });
  });

  it('keeps the rhythm of the instalments, or is refused', async () => {
    // Seven times 365 days; four times would be a duration of four years, which is cut into years.
    await configure({ interest_rate: '0.05', duration: 'P365W', installments: 7 });
    expect(await quote({ amount: '150.00' })).toMatchObject({ duration: 'P365W' });
    expect(await ask({ amount: '150.00', installments: 4 })).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'installments', code: 'rhythm' }] },
    });
  });

  it('or an amount: a request for a loan names one of them', async () => {
    for (const body of [{}, { amount: '150.00', quote: '0198c0de-7777-7000-8000-000000000001' }]) {
      const answer = await customer.api.post('/api/loans/', body);
      expect(answer).toMatchObject({
        status: 400,
        body: { errors: [{ field: 'amount' }, { field: 'quote' }] },
      });
    }
  });

  it('do not pile up: the oldest makes room for the thirty-first, and old ones are forgotten', async () => {
    const { id, api } = await makeCustomer(app);
    const ask = async () => String(must(201, await api.post('/api/quotes/', { amount: '100.00' })).id);
    const kept = async () =>
      (await app.database.rows('SELECT id FROM quotes WHERE customer_id = $1 ORDER BY id', [id])).map(
        (row) => row.id,
      );
    const first = await ask();
    must(201, await api.post('/api/loans/', { quote: first }));
    const asked: string[] = [];
    for (let nr = 0; nr < 33; nr++) asked.push(await ask());
    // The one that became a loan stays beside them.
    expect(await kept()).toEqual([first, ...asked.slice(-30)]);
    expect((await api.get(`/api/quotes/${String(asked[0])}/`)).status).toBe(404);
    must(201, await api.post('/api/loans/', { quote: asked.at(-1) }));
    await Promise.all(Array.from({ length: 20 }, ask));
    expect(await kept()).toHaveLength(32);

    await app.database.rows(
      `UPDATE quotes SET expires_at = now() - interval '8 days' WHERE customer_id = $1`,
      [id],
    );
    const next = await startApp({}, app.database);
    await until(async () => (await kept()).length === 2);
    expect(await kept()).toEqual([first, asked.at(-1)]);
    await next.end();
  });

  it('is refused, as its loan is, where equal instalments could only pay interest', async () => {
    const terms = { interest_method: 'declining_balance', day_count: '30/360', interest_rate: '3' };
    await configure({ ...terms, duration: 'P37M', installments: 37 });
    const refusal = {
      status: 422,
      body: {
        code: 'loan_does_not_amortise',
        detail:
          '37 equal instalments cannot repay 100.00 USD at a yearly rate of 3: nearly all of each would be interest.',
        requested: '100.00',
        installments: 37,
        interest_rate: '3',
      },
    };
    expect(await ask({ amount: '100.00' })).toMatchObject(refusal);
    expect(await customer.api.post('/api/loans/', { amount: '100.00' })).toMatchObject(refusal);
    // A larger amount has room for principal in its cents, and so have fewer instalments.
    const { schedule } = await quote({ amount: '10000.00' });
    const last = Number(schedule.at(-1)?.total_due);
    expect(last / Number(schedule[0]?.total_due)).toBeCloseTo(1, 1);
    expect((await quote({ amount: '100.00', installments: 12 })).schedule).toHaveLength(12);
    expect(
      await staff.api.patch('/api/bank_configuration/', {
        interest_rate: '10',
        duration: 'P48M',
        installments: 48,
      }),
    ).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'interest_rate', code: 'does_not_amortise' }] },
    });
  });
});
