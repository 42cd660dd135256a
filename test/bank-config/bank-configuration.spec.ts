import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { makeCustomer, makeLoan, makeProvider, makeStaff, must, pay, type Actor } from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';

const PATH = '/api/bank_configuration/';
const FIRST = {
  bank_name: '',
  public_calculator: true,
  payment_instructions: '',
  letters_on_request: [],
  letters_required: [],
  letter_footer: '',
  letter_language: 'en',
  version: 1,
  min_loan_amount: '100.00',
  max_loan_amount: '10000.00',
  interest_rate: '0.05',
  duration: 'P365D',
  installments: 12,
  currency: 'USD',
  allocation_policy: 'smallest_first',
  minimum_share: '50.00',
  score_bands: [],
  commission_rate: '0',
  when_unfunded: 'reject',
  queue_on_request: false,
  queue_days: 30,
  queue_patience_days: 3,
  every: 1,
  unit: 'months',
  interest_method: 'flat',
  day_count: 'actual/365',
  period_interest: 'equal_periods',
  allocation_order: ['penalty', 'interest', 'principal'],
  prepayment_rebate: false,
  grace_days: 0,
  late_interest_rate: '0',
  default_after_days: 90,
  reminder_days: 3,
  bank_address: '',
  time_zone: 'UTC',
  closing_hour: 24,
  direct_payments: 'everyone',
  direct_deposits: true,
  hold_days: { card: null, bank_debit: null, wallet: null },
  bank_wait_days: 10,
  created_by: null,
};
type Version = Record<string, unknown> & { version: number };

describe('the bank configuration', () => {
  let app: TestApp;
  let staff: Actor;
  let customer: Actor;

  beforeAll(async () => {
    app = await startApp();
    [staff, customer] = await Promise.all([makeStaff(app), makeCustomer(app)]);
  });
  afterAll(() => app.stop());

  const change = (body: unknown, who = staff) => who.api.patch(PATH, body);
  const shown = async () => must(200, await staff.api.get(PATH)) as Version;
  const history = async () => must(200, await staff.api.get(`${PATH}history/`)).results as Version[];

  it('starts with the terms of the original system, in a version without an author', async () => {
    expect(await shown()).toEqual({ ...FIRST, created_at: expect.any(String) });
    expect(await history()).toEqual([await shown()]);
  });

  it('is read by everybody who is signed in, its history by staff, and changed by staff', async () => {
    for (const who of [customer, await makeProvider(app)]) {
      expect(must(200, await who.api.get(PATH))).toEqual(await shown());
      expect((await who.api.get(`${PATH}history/`)).status).toBe(403);
      expect((await change({ installments: 6 }, who)).status).toBe(403);
    }
  });

  it('can have another currency before money has moved, with the same amounts', async () => {
    expect(must(200, await change({ currency: 'JPY' }))).toMatchObject({
      currency: 'JPY',
      min_loan_amount: '100',
      max_loan_amount: '10000',
    });
    expect((await change({ min_loan_amount: '100.50' })).body.errors).toMatchObject([
      { field: 'min_loan_amount', code: 'money' },
    ]);
    expect(must(200, await change({ currency: 'USD' }))).toMatchObject({
      currency: 'USD',
      min_loan_amount: '100.00',
      max_loan_amount: '10000.00',
    });
  });

  it('is changed by appending a version that says who made it, and keeps what is left out', async () => {
    const before = await history();
    const changed = must(200, await change({ interest_rate: '0.125', installments: 6 })) as Version;
    expect(changed).toEqual({
      ...FIRST,
      version: before.length + 1,
      interest_rate: '0.125',
      installments: 6,
      every: 2,
      created_by: staff.id,
      created_at: expect.any(String),
    });
    expect(await shown()).toEqual(changed);
    const other = await makeStaff(app);
    const next = must(200, await change({ max_loan_amount: 20000 }, other)) as Version;
    expect(next).toMatchObject({ max_loan_amount: '20000.00', created_by: other.id });
    expect(await history()).toEqual([next, changed, ...before]);
  });

  it('gets no new version from a change of nothing', async () => {
    const before = await history();
    expect(must(200, await change({}))).toEqual(before[0]);
    expect(await history()).toEqual(before);
  });

  it.each<[string, unknown]>([
    ['min_loan_amount', '0'],
    ['min_loan_amount', '10.001'],
    ['max_loan_amount', '-5.00'],
    ['max_loan_amount', '1e4'],
    ['interest_rate', '-0.01'],
    ['interest_rate', '10.5'],
    ['interest_rate', '5%'],
    ['interest_rate', '0.1234567'],
    ['duration', '1 year'],
    ['duration', 'P0D'],
    ['duration', 'P1Y6M'],
    ['duration', 'P100000D'],
    ['installments', 0],
    ['installments', 601],
    ['installments', 1.5],
    ['installments', '12'],
    ['currency', 'usd'],
    ['currency', 'XYZ'],
    ['allocation_policy', 'random'],
    ['when_unfunded', 'wait'],
    ['queue_days', 0],
    ['queue_patience_days', 31],
    ['interest_method', 'compound'],
    ['day_count', '30/365'],
    ['period_interest', 'daily'],
    ['allocation_order', ['interest', 'principal']],
    ['allocation_order', ['interest', 'principal', 'interest']],
    ['allocation_order', ['penalty', 'interest', 'fee']],
    ['prepayment_rebate', 'yes'],
    ['grace_days', -1],
    ['late_interest_rate', '11'],
    ['default_after_days', 0],
    ['reminder_days', 61],
    ['time_zone', 'Mars/Olympus'],
    ['closing_hour', 0],
    ['closing_hour', 25],
    ['every', 0],
    ['unit', 'years'],
    ['version', 7],
    ['created_by', 'me'],
  ])('refuses %s = %p, and says which field', async (field, value) => {
    const before = await history();
    const answer = await change({ [field]: value });
    expect(answer).toMatchObject({ status: 400, body: { code: 'validation_failed' } });
    const fields = (answer.body.errors as { field: string }[]).map((error) => error.field);
    expect(new Set(fields)).toEqual(new Set([field]));
    expect(await history()).toEqual(before);
  });

  it('refuses fields that do not fit together', async () => {
    const crossed = await change({ min_loan_amount: '20000.01' });
    expect(crossed.body.errors).toMatchObject([{ field: 'min_loan_amount', code: 'range' }]);
    const uneven = await change({ duration: 'P10M', installments: 3 });
    expect(uneven.body.errors).toMatchObject([{ field: 'installments', code: 'does_not_divide' }]);
    const graceful = await change({ grace_days: 30, default_after_days: 30 });
    expect(graceful.body.errors).toMatchObject([{ field: 'default_after_days', code: 'range' }]);
    const rebate = await change({ interest_method: 'declining_balance', prepayment_rebate: true });
    expect(rebate.body.errors).toMatchObject([{ field: 'prepayment_rebate', code: 'does_not_fit' }]);
    const twice = await change({ duration: 'P12M', installments: 12, every: 2 });
    expect(twice.body.errors).toMatchObject([{ field: 'every', code: 'does_not_fit' }]);
    const answers = [crossed, uneven, graceful, rebate, twice];
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 400));
  });

  it('takes instalments as a count and a rhythm, which set the duration', async () => {
    const before = await shown();
    expect(must(200, await change({ installments: 10, every: 2, unit: 'weeks' }))).toMatchObject({
      duration: 'P20W',
      installments: 10,
      every: 2,
      unit: 'weeks',
    });
    expect(must(200, await change({ every: 1 }))).toMatchObject({ duration: 'P10W', unit: 'weeks' });
    const { duration, installments } = before;
    expect(must(200, await change({ duration, installments }))).toMatchObject({
      every: before.every,
      unit: before.unit,
    });
  });

  it('keeps every one of forty changes made at once, each on top of the one before', async () => {
    const start = (await shown()).version;
    const rates = Array.from({ length: 20 }, (_, index) => `0.${String(index + 30)}`);
    const maxima = Array.from({ length: 20 }, (_, index) => `${String(5000 + index)}.00`);
    const answers = await Promise.all([
      ...rates.map((interest_rate) => change({ interest_rate })),
      ...maxima.map((max_loan_amount) => change({ max_loan_amount })),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    const appended = (await history()).slice(0, 40).toReversed();
    expect(appended.map(({ version }) => version)).toEqual(answers.map((_, nr) => start + nr + 1));
    const all = new Set(appended.flatMap((row) => [row.interest_rate, row.max_loan_amount]));
    expect([...rates, ...maxima].filter((value) => !all.has(value))).toEqual([]);
    // Each version differs from the one before by one change: nobody has put back what another had changed.
    appended.slice(1).forEach((row, index) => {
      const before = appended[index] as Version;
      const changed = ['interest_rate', 'max_loan_amount'].filter((field) => row[field] !== before[field]);
      expect(changed).toHaveLength(1);
    });
  });

  it('sets the terms of new loans and leaves those of old ones', async () => {
    must(200, await change({ interest_rate: '0.10', installments: 1, max_loan_amount: '10000.00' }));
    await makeProvider(app, '100000.00');
    const old = must(200, await customer.api.get(`/api/loans/${(await makeLoan(customer, '1200.00')).id}/`));
    expect(old).toMatchObject({
      amount_due: '1320.00',
      interest_rate: '0.10',
      installments: 1,
      next_due_amount: '1320.00',
    });
    must(
      200,
      await change({ interest_rate: '0', installments: 4, duration: 'P1Y', max_loan_amount: '1000.00' }),
    );
    expect(must(200, await customer.api.get(`/api/loans/${String(old.id)}/`))).toEqual(old);
    expect(await makeLoan(customer, '1000.00')).toMatchObject({
      amount_due: '1000.00',
      interest_rate: '0',
      installments: 4,
      duration: 'P1Y',
      next_due_amount: '250.00',
    });
    expect(await pay(customer, old, '1320.00')).toMatchObject({ loan_status: 'paid', interest: '120.00' });
    await expectGreenProof(app);
  });

  it('keeps its currency once money has moved', async () => {
    const answer = await change({ currency: 'EUR' });
    expect(answer).toMatchObject({ status: 409, body: { code: 'currency_in_use', currency: 'USD' } });
    must(200, await change({ currency: 'USD' }));
  });
});

describe('the allocation policy', () => {
  let app: TestApp;
  let staff: Actor;
  let customer: Actor;
  const providers: Actor[] = [];

  beforeAll(async () => {
    app = await startApp();
    [staff, customer] = await Promise.all([makeStaff(app), makeCustomer(app)]);
    for (const fund of ['50.00', '10.00', '200.00', '20.00']) providers.push(await makeProvider(app, fund));
  });
  afterAll(() => app.stop());

  it.each([
    ['smallest_first', ['50.00', '10.00', '20.00', '20.00']],
    ['oldest_first', ['50.00', '10.00', '40.00', null]],
    ['largest_first', [null, null, '100.00', null]],
  ])('%s decides whose money is lent first', async (allocation_policy, parts) => {
    must(200, await staff.api.patch(PATH, { allocation_policy }));
    const loan = await makeLoan(customer, '100.00');
    const { results } = must(200, await staff.api.get(`/api/loans/${loan.id}/fundings/`)) as {
      results: { provider: string; amount: string }[];
    };
    const lent = new Map(results.map(({ provider, amount }) => [provider, amount]));
    expect(providers.map(({ id }) => lent.get(id) ?? null)).toEqual(parts);
    // Everybody has again what they had, for the next policy.
    for (const { id, api } of providers) {
      const amount = lent.get(id);
      if (amount !== undefined) must(200, await api.post('/api/providers/add_funds/', { amount }));
    }
  });
});
