import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { makeCustomer, makeLoan, makeProvider, makeStaff, must, type Actor } from '../support/make.js';

const PATH = '/api/bank_configuration/';
const BANDS = [
  { name: 'good', min_score: 650 },
  { name: 'fair', min_score: 500, max_loan_amount: '2000.00' },
];

let app: TestApp;
let staff: Actor;
beforeAll(async () => {
  app = await startApp();
  staff = await makeStaff(app);
});
afterAll(() => app.stop());

const change = (body: object) => staff.api.patch(PATH, body);
const version = async () => must(200, await staff.api.get(PATH)).version as number;
/** A change and its preview are refused alike. */
const refused = async (body: object) => {
  const answer = await change(body);
  const problem = { ...(answer.body as Record<string, unknown>), request_id: expect.any(String) };
  const previewed = await staff.api.post(`${PATH}preview/`, body);
  expect(previewed).toMatchObject({ status: answer.status, body: problem });
  return answer;
};
const mandate = async (provider: Actor, body: object) => provider.api.patch('/api/providers/mandate/', body);

describe('a score band that mandates name', () => {
  let provider: Actor;
  beforeAll(async () => {
    must(200, await change({ score_bands: BANDS }));
    provider = await makeProvider(app, '900.00');
    must(
      200,
      await staff.api.patch(`/api/providers/mandate/?provider=${provider.id}`, { lowest_score_band: 'good' }),
    );
  });

  it.each<[string, object[]]>([
    ['removed', [BANDS[1] as object]],
    ['renamed', [{ ...BANDS[0], name: 'better' }, BANDS[1] as object]],
    ['removed with all others', []],
  ])('is not %s; who names it is told', async (_, score_bands) => {
    const before = await version();
    const answer = await refused({ score_bands });
    expect(answer).toMatchObject({
      status: 409,
      body: { code: 'score_band_in_use', score_bands: ['good'], mandates: 1, providers: [provider.id] },
    });
    expect(answer.body.detail).toContain('"good"');
    expect(await version()).toBe(before);
  });

  it('may change in all other ways, and go when no mandate names it any more', async () => {
    must(200, await change({ score_bands: [{ ...BANDS[0], min_score: 700 }, BANDS[1]] }));
    must(200, await change({ score_bands: [BANDS[0]] }));
    must(200, await mandate(provider, { lowest_score_band: null }));
    must(200, await change({ score_bands: [] }));
    expect(await mandate(provider, { lowest_score_band: 'good' })).toMatchObject({ status: 400 });
  });

  it('is not named and removed at the same moment', async () => {
    const providers = [];
    for (let nr = 0; nr < 6; nr++) providers.push(await makeProvider(app));
    for (let round = 0; round < 8; round++) {
      must(200, await change({ score_bands: BANDS }));
      const [removal, ...named] = await Promise.all([
        change({ score_bands: [] }),
        ...providers.map((one) => mandate(one, { lowest_score_band: 'fair' })),
      ]);
      expect([200, 409]).toContain(removal.status);
      for (const { status } of named) expect([200, 400]).toContain(status);
      const [row] = await app.database.rows<{ dangling: number }>(
        `SELECT count(*)::int AS dangling FROM providers p,
           (SELECT score_bands AS bands FROM bank_configurations ORDER BY version DESC LIMIT 1) b
         WHERE p.lowest_score_band IS NOT NULL
           AND NOT EXISTS (SELECT FROM jsonb_array_elements(b.bands) e WHERE e ->> 'name' = p.lowest_score_band)`,
      );
      expect(row).toEqual({ dangling: 0 });
      for (const one of providers) must(200, await mandate(one, { lowest_score_band: null }));
    }
  });

  it('that went before this was refused is told where the money lies idle', async () => {
    await app.database.tamper("UPDATE providers SET lowest_score_band = 'gone' WHERE id = $1", [provider.id]);
    const { reasons } = must(200, await provider.api.get('/api/providers/idle/'));
    expect(reasons).toMatchObject([{ reason: 'band_is_gone', amount: '900.00' }]);
    await app.database.tamper('UPDATE providers SET lowest_score_band = NULL WHERE id = $1', [provider.id]);
  });
});

describe('loans that run for longer than a mandate allows', () => {
  it('are told where the money lies idle', async () => {
    const provider = await makeProvider(app, '500.00');
    must(200, await mandate(provider, { longest_term_months: 12 }));
    const why = async () =>
      (must(200, await provider.api.get('/api/providers/idle/')).reasons as { reason: string }[]).map(
        ({ reason }) => reason,
      );
    expect(await why()).toEqual(['not_needed_yet']);
    must(200, await change({ installments: 24, every: 1, unit: 'months' }));
    expect(await why()).toEqual(['term_too_short']);
    must(200, await change({ installments: 12, every: 1, unit: 'months' }));
  });
});

describe('a customer’s own range', () => {
  beforeEach(async () => {
    must(200, await change({ min_loan_amount: '100.00', max_loan_amount: '10000.00', score_bands: [] }));
  });

  it.each([
    ['min_loan_amount', '5000.00', { max_loan_amount: '4999.99' }, { max_loan_amount: '5000.00' }],
    ['max_loan_amount', '200.00', { min_loan_amount: '200.01' }, { min_loan_amount: '200.00' }],
  ])('keeps the bank’s from leaving nothing of it: %s', async (field, amount, tooFar, asFar) => {
    const customer = await makeCustomer(app);
    const own = async (value: string | null) =>
      must(200, await staff.api.patch(`/api/customers/${customer.id}/`, { [field]: value }));
    await own(amount);
    expect(await refused(tooFar)).toMatchObject({
      status: 409,
      body: { code: 'own_range_in_use', own_ranges: 1, customers: [customer.id] },
    });
    must(200, await change(asFar));
    await own(null);
    must(200, await change(tooFar));
  });
});

describe('the currency', () => {
  it.each<[string, (on: TestApp) => Promise<unknown>]>([
    [
      'a mandate names an amount',
      async (on) =>
        must(
          200,
          await (await makeProvider(on)).api.patch('/api/providers/mandate/', { max_per_loan: '100.00' }),
        ),
    ],
    [
      'a loan waits',
      async (on) => {
        const own = await makeStaff(on);
        must(200, await own.api.patch(PATH, { when_unfunded: 'queue' }));
        must(202, await (await makeCustomer(on)).api.post('/api/loans/', { amount: '500.00' }));
      },
    ],
    [
      'a customer has a range of its own',
      async (on) => {
        const customer = await makeCustomer(on);
        const own = await makeStaff(on);
        must(200, await own.api.patch(`/api/customers/${customer.id}/`, { max_loan_amount: '500.00' }));
      },
    ],
  ])('stays once %s', async (_, happens) => {
    const fresh = await startApp();
    try {
      const own = await makeStaff(fresh);
      must(200, await own.api.patch(PATH, { currency: 'EUR' }));
      await happens(fresh);
      expect(await own.api.patch(PATH, { currency: 'JPY' })).toMatchObject({
        status: 409,
        body: { code: 'currency_in_use', currency: 'EUR' },
      });
    } finally {
      await fresh.stop();
    }
  });
});

describe('a change of nothing', () => {
  it.each<[string, object]>([
    ['no field', {}],
    ['the same amount', { min_loan_amount: '100.00' }],
    ['the same amount in other digits', { min_loan_amount: '100' }],
    ['the same rate in other digits', { interest_rate: '0.050' }],
    ['the same bands', { score_bands: BANDS }],
    ['the same rhythm', { every: 1, unit: 'months' }],
    ['all that is in force', { allocation_policy: 'smallest_first', currency: 'USD', reminder_days: 3 }],
  ])('appends nothing, as its preview says: %s', async (_, body) => {
    must(
      200,
      await change({
        min_loan_amount: '100.00',
        interest_rate: '0.05',
        score_bands: BANDS,
        installments: 12,
        every: 1,
        unit: 'months',
      }),
    );
    const before = must(200, await staff.api.get(PATH));
    expect(must(200, await staff.api.post(`${PATH}preview/`, body))).toMatchObject({ changed: [] });
    expect(must(200, await change(body))).toEqual(before);
    expect(must(200, await staff.api.get(PATH))).toEqual(before);
  });

  it('leaves quotes as they are', async () => {
    await makeProvider(app, '5000.00');
    const customer = await makeCustomer(app);
    const quote = must(201, await customer.api.post('/api/quotes/', { amount: '500.00' })) as { id: string };
    must(200, await change({ interest_rate: '0.05' }));
    must(201, await customer.api.post('/api/loans/', { quote: quote.id }));
    await makeLoan(customer, '100.00');
  });
});
