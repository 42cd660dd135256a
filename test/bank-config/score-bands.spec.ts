import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { makeCustomer, makeLoan, makeProvider, makeStaff, must, pay, type Actor } from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';
import { scoresAreDone } from '../support/scores.js';

const BANDS = [
  { name: 'good', min_score: 600, rate_adjustment: '-0.01', queue_priority: 5 },
  { name: 'fair', min_score: 570, max_loan_amount: '1000.00', rate_adjustment: '0.02' },
];

describe('bands of credit scores', () => {
  let app: TestApp;
  let staff: Actor;

  beforeAll(async () => {
    app = await startApp();
    staff = await makeStaff(app);
    await makeProvider(app, '999999.00');
  });
  afterAll(async () => {
    await scoresAreDone(app.database);
    await expectGreenProof(app);
    await app.stop();
  });

  const configure = (score_bands: unknown, rest: object = {}) =>
    staff.api.patch('/api/bank_configuration/', { score_bands, ...rest });
  const ask = (customer: Actor, amount: string) => customer.api.post('/api/loans/', { amount });
  /** New: 600 points; with a loan of which this is paid, fewer. */
  const borrower = async (paid?: string): Promise<Actor> => {
    const customer = await makeCustomer(app);
    if (paid === undefined) return customer;
    must(200, await configure([]));
    await pay(customer, await makeLoan(customer, '1000.00'), paid);
    must(200, await configure(BANDS));
    await scoresAreDone(app.database);
    return customer;
  };

  it('have no effect while there are none', async () => {
    const customer = await makeCustomer(app);
    const loan = must(201, await ask(customer, '1000.00'));
    expect(loan).toMatchObject({ amount_due: '1050.00', interest_rate: '0.05' });
    expect(loan).toMatchObject({ credit_score: 600, score_band: null });
    await scoresAreDone(app.database);
    expect(must(200, await customer.api.get('/api/credit_score/'))).toMatchObject({
      score: 560,
      band: null,
      may_borrow: true,
    });
  });

  it('are kept in versions like the rest of the configuration', async () => {
    const changed = must(200, await configure(BANDS));
    const shown = [
      { ...BANDS[0], max_loan_amount: null },
      { ...BANDS[1], queue_priority: 1 },
    ];
    expect(changed.score_bands).toEqual(shown);
    expect(must(200, await staff.api.patch('/api/bank_configuration/', { reminder_days: 2 }))).toMatchObject({
      score_bands: shown,
    });
    // What is shown can be sent back.
    expect(must(200, await configure(shown)).score_bands).toEqual(shown);
    const { results } = must(200, await staff.api.get('/api/bank_configuration/history/')) as {
      results: { score_bands: unknown }[];
    };
    expect(results[0]?.score_bands).toEqual(shown);
    expect(results.at(-1)?.score_bands).toEqual([]);
  });

  it.each([
    ['0.min_score', [{ name: 'a', min_score: 299 }]],
    ['0.min_score', [{ name: 'a', min_score: '640' }]],
    ['0.name', [{ min_score: 300 }]],
    ['0.name', [{ name: ' ', min_score: 300 }]],
    ['0.max_loan_amount', [{ name: 'a', min_score: 300, max_loan_amount: '99.99' }]],
    ['0.max_loan_amount', [{ name: 'a', min_score: 300, max_loan_amount: '10000.01' }]],
    ['0.max_loan_amount', [{ name: 'a', min_score: 300, max_loan_amount: '150.001' }]],
    ['0.rate_adjustment', [{ name: 'a', min_score: 300, rate_adjustment: '1%' }]],
    ['0.rate_adjustment', [{ name: 'a', min_score: 300, rate_adjustment: '9.96' }]],
    ['0.queue_priority', [{ name: 'a', min_score: 300, queue_priority: -1 }]],
    ['0.colour', [{ name: 'a', min_score: 300, colour: 'red' }]],
    [
      '1.min_score',
      [
        { name: 'a', min_score: 500 },
        { name: 'b', min_score: 500 },
      ],
    ],
    [
      '1.name',
      [
        { name: 'a', min_score: 500 },
        { name: 'a', min_score: 400 },
      ],
    ],
  ])('are refused with a message for score_bands.%s', async (field, bands) => {
    const answer = await configure(bands);
    expect(answer).toMatchObject({ status: 400, body: { code: 'validation_failed' } });
    const fields = (answer.body.errors as { field: string }[]).map((error) => error.field);
    expect(new Set(fields)).toEqual(new Set([`score_bands.${field}`]));
  });

  it.each([[[[]]], [[null]], [['good']]])('are refused when not all of them are bands: %j', async (bands) => {
    const answer = await configure(bands);
    expect(answer.status).toBe(400);
    expect(answer.body.errors).toContainEqual(
      expect.objectContaining({ field: 'score_bands', code: 'is_object' }),
    );
  });

  it('are refused when another field no longer fits them', async () => {
    const answer = await staff.api.patch('/api/bank_configuration/', { max_loan_amount: '999.99' });
    expect(answer.body.errors).toMatchObject([{ field: 'score_bands.1.max_loan_amount', code: 'range' }]);
  });

  it('set the rate of a loan, and of the quote before it', async () => {
    const customer = await borrower();
    const quote = must(201, await customer.api.post('/api/quotes/', { amount: '1000.00' }));
    expect(quote).toMatchObject({ interest_rate: '0.04', total_due: '1040.00', score_band: 'good' });
    const loan = must(201, await customer.api.post('/api/loans/', { quote: quote.id }));
    expect(loan).toMatchObject({
      interest_rate: '0.04',
      amount_due: '1040.00',
      credit_score: 600,
      score_band: 'good',
    });
    const path = `/api/loans/${String(loan.id)}/schedule/?explain=1`;
    const { results } = must(200, await customer.api.get(path)) as { results?: unknown[] };
    expect(JSON.stringify(results ?? must(200, await customer.api.get(path)))).toContain('"rate":"0.04"');
    await scoresAreDone(app.database);
    expect(must(200, await customer.api.get('/api/credit_score/'))).toMatchObject({
      score: 560,
      band: null,
      may_borrow: false,
      interest_rate: null,
    });
  });

  it('never lend at less than nothing', async () => {
    must(200, await configure([{ name: 'best', min_score: 300, rate_adjustment: '-10' }]));
    const customer = await makeCustomer(app);
    expect(must(201, await ask(customer, '1000.00'))).toMatchObject({
      interest_rate: '0',
      amount_due: '1000.00',
    });
    must(200, await configure(BANDS));
  });

  it('cap what may be borrowed, and say why', async () => {
    const customer = await borrower('525.00');
    expect(await ask(customer, '1000.01')).toMatchObject({
      status: 422,
      body: {
        code: 'amount_out_of_range',
        max_loan_amount: '1000.00',
        credit_score: 580,
        score_band: 'fair',
        reasons: ['50 % of all the principal that was ever borrowed is still owed.'],
      },
    });
    expect(must(200, await customer.api.get(`/api/customers/${customer.id}/`))).toMatchObject({
      max_loan_amount: '1000.00',
      credit_score: 580,
      score_band: 'fair',
    });
    // The bank's own ends are no matter of the score.
    const { body } = await ask(customer, '99.99');
    expect(body).toMatchObject({ code: 'amount_out_of_range', max_loan_amount: '1000.00' });
    expect(body).not.toHaveProperty('reasons');
    expect(must(201, await ask(customer, '1000.00'))).toMatchObject({
      interest_rate: '0.07',
      score_band: 'fair',
    });
  });

  it('stand back where staff set a maximum for the customer', async () => {
    const customer = await borrower('525.00');
    const setRange = (range: object) => staff.api.patch(`/api/customers/${customer.id}/`, range);
    expect(must(200, await setRange({ min_loan_amount: '1500.00' }))).toMatchObject({
      min_loan_amount: '1500.00',
      max_loan_amount: '1500.00',
    });
    expect(must(200, await setRange({ max_loan_amount: '3000.00' }))).toMatchObject({
      max_loan_amount: '3000.00',
    });
    expect(must(201, await ask(customer, '3000.00'))).toMatchObject({ interest_rate: '0.07' });
  });

  it('lend nothing below the lowest, even to a customer with a range from staff: the answer names score and reasons', async () => {
    const customer = await borrower('15.00');
    must(200, await staff.api.patch(`/api/customers/${customer.id}/`, { max_loan_amount: '3000.00' }));
    const refused = {
      status: 422,
      body: {
        code: 'score_too_low',
        credit_score: 561,
        score_band: null,
        lowest_band: 'fair',
        lowest_score: 570,
        reasons: ['99 % of all the principal that was ever borrowed is still owed.'],
      },
    };
    expect(await ask(customer, '100.00')).toMatchObject(refused);
    expect(await customer.api.post('/api/quotes/', { amount: '100.00' })).toMatchObject(refused);
    // Of a batch only the one is refused.
    const other = await makeCustomer(app);
    const answers = await Promise.all([ask(customer, '100.00'), ask(other, '100.00'), ask(customer, '1.00')]);
    expect(answers.map(({ status }) => status)).toEqual([422, 201, 422]);
    const keyed = { 'idempotency-key': 'too-low' };
    const first = await customer.api.post('/api/loans/', { amount: '100.00' }, keyed);
    const again = await customer.api.post('/api/loans/', { amount: '100.00' }, keyed);
    expect(again).toMatchObject({ status: 422, body: { reasons: first.body.reasons as string[] } });
  });

  it('name what is missing where nothing counts against a customer', async () => {
    must(200, await configure([{ name: 'best', min_score: 700 }]));
    const { body } = await ask(await makeCustomer(app), '100.00');
    expect(body).toMatchObject({
      code: 'score_too_low',
      reasons: ['No loan is repaid yet.', 'The first loan was less than a year ago, or there was none.'],
    });
    must(200, await configure(BANDS));
  });

  it('supersede a quote when the score lies in another one since', async () => {
    const customer = await borrower();
    const quote = async () => must(201, await customer.api.post('/api/quotes/', { amount: '100.00' }));
    const take = ({ id }: { id?: unknown }) => customer.api.post('/api/loans/', { quote: id });
    const [first, second] = [await quote(), await quote()];
    const loan = must(201, await take(first)) as { id: string; amount_due: string };
    await scoresAreDone(app.database);
    expect(await take(second)).toMatchObject({
      status: 422,
      body: { code: 'score_too_low', credit_score: 560 },
    });
    await pay(customer, loan, '52.00');
    await scoresAreDone(app.database);
    expect(await take(second)).toMatchObject({
      status: 409,
      body: { code: 'quote_superseded', quoted_band: 'good', score_band: 'fair' },
    });
    expect(must(200, await customer.api.get(`/api/quotes/${String(second.id)}/`))).toMatchObject({
      interest_rate: '0.04',
      score_band: 'good',
    });
    expect(must(201, await take(await quote()))).toMatchObject({ interest_rate: '0.07' });
  });
});
