import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { startApp, type TestApp } from '../support/app.js';
import {
  makeCustomer,
  makeLoan,
  makeProvider,
  makeStaff,
  makeUser,
  must,
  pauseProviders,
  type Actor,
} from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';

const BANDS = [
  { name: 'good', min_score: 650 },
  { name: 'fair', min_score: 500 },
];

describe('can_be_funded of a quote is what the allocation says', () => {
  let app: TestApp;
  let staff: Actor;
  let customer: Actor;

  beforeAll(async () => {
    app = await startApp();
    staff = await makeStaff(app);
  });
  beforeEach(async () => {
    await configure({
      allocation_policy: 'smallest_first',
      when_unfunded: 'reject',
      score_bands: BANDS,
      queue_patience_days: 0,
    });
    customer = await makeCustomer(app);
    await pauseProviders(app, staff);
  });
  afterAll(async () => {
    await expectGreenProof(app);
    await app.stop();
  });

  const configure = async (change: object) =>
    must(200, await staff.api.patch('/api/bank_configuration/', change));
  const mandate = async (provider: Actor, change: object) =>
    must(200, await provider.api.patch('/api/providers/mandate/', change));

  /** What the quote says, and whether the loan on it is then granted. */
  async function askAndTake(amount: string, installments = 12): Promise<[said: boolean, granted: boolean]> {
    const quote = must(201, await customer.api.post('/api/quotes/', { amount, installments })) as {
      id: string;
      can_be_funded: boolean;
    };
    const shown = must(200, await customer.api.get(`/api/quotes/${quote.id}/`)) as { can_be_funded: boolean };
    expect(shown.can_be_funded).toBe(quote.can_be_funded);
    const { status, body } = await customer.api.post('/api/loans/', { quote: quote.id });
    if (status !== 201)
      expect({ status, code: body.code }).toEqual({ status: 422, code: 'insufficient_funds' });
    return [quote.can_be_funded, status === 201];
  }
  const BOTH = [true, true];
  const NEITHER = [false, false];

  it.each<[string, object]>([
    ['is paused', { paused: true }],
    ['keeps a reserve', { reserve_amount: '100.01' }],
    ['lends less on one loan', { max_per_loan: '999.99' }],
    ['lends less to one borrower', { max_per_borrower: '999.99' }],
    ['lends a part of its money to one borrower', { max_per_borrower_share: '0.9' }],
    ['lends to a better band only', { lowest_score_band: 'good' }],
    ['lends for a shorter time only', { longest_term_months: 11 }],
  ])('where the only provider %s', async (_, change) => {
    const provider = await makeProvider(app, '1100.00');
    await mandate(provider, change);
    expect(await askAndTake('1000.00')).toEqual(NEITHER);
    if ('longest_term_months' in change) expect(await askAndTake('1000.00', 11)).toEqual(BOTH);
  });

  it('where the account of the only provider is disabled', async () => {
    const admin = await makeUser(app, 'admin');
    const provider = await makeProvider(app, '1100.00');
    must(200, await admin.api.patch(`/api/users/${provider.id}/`, { is_active: false }));
    expect(await askAndTake('1000.00')).toEqual(NEITHER);
  });

  it('where what a borrower owes its lender already fills the cap', async () => {
    const provider = await makeProvider(app, '5000.00');
    await mandate(provider, { max_per_borrower: '1500.00' });
    await makeLoan(customer, '1000.00');
    expect(await askAndTake('500.01')).toEqual(NEITHER);
    expect(await askAndTake('500.00')).toEqual(BOTH);
  });

  it('where the money is kept for a loan that waits', async () => {
    await configure({ when_unfunded: 'queue' });
    const waiting = must(
      202,
      await (await makeCustomer(app)).api.post('/api/loans/', { amount: '5000.00' }),
    ) as {
      id: string;
    };
    await makeProvider(app, '2000.00');
    expect(await askAndTake('1000.00')).toEqual(NEITHER);
    must(200, await staff.api.post(`/api/loans/${waiting.id}/cancel/`));
    expect(await askAndTake('1000.00')).toEqual(BOTH);
  });

  it('where it takes more lenders than are looked at first, and the first of them may not lend', async () => {
    await configure({ allocation_policy: 'oldest_first' });
    for (let nr = 0; nr < 50; nr++) {
      const provider = await makeProvider(app, '30.00');
      if (nr % 10 === 9) await mandate(provider, { max_per_borrower: '10.00' });
    }
    // 45 lend 30.00 each and five 10.00 each.
    expect(await askAndTake('1400.01')).toEqual(NEITHER);
    expect(await askAndTake('1400.00')).toEqual(BOTH);
  });

  it('for any market', async () => {
    const limits = fc.record(
      {
        reserve_amount: fc.constantFrom('0', '50.00'),
        max_per_loan: fc.constantFrom(null, '80.00'),
        max_per_borrower: fc.constantFrom(null, '120.00'),
        lowest_score_band: fc.constantFrom(null, 'good', 'fair'),
        longest_term_months: fc.constantFrom(null, 6),
      },
      { requiredKeys: [] },
    );
    const provider = fc.record({ cents: fc.integer({ min: 1000, max: 40_000 }), limits });
    const wish = fc.record({
      cents: fc.integer({ min: 10_000, max: 60_000 }),
      installments: fc.constantFrom(6, 12),
    });
    let [granted, refused] = [0, 0];
    await fc.assert(
      fc.asyncProperty(
        fc.array(provider, { minLength: 1, maxLength: 5 }),
        fc.array(wish, { minLength: 2, maxLength: 4 }),
        fc.constantFrom('smallest_first', 'largest_first', 'idle_share', 'pro_rata'),
        async (providers, wishes, allocation_policy) => {
          await pauseProviders(app, staff);
          await configure({ allocation_policy });
          customer = await makeCustomer(app);
          for (const each of providers) {
            const made = await makeProvider(app, (each.cents / 100).toFixed(2));
            await mandate(made, each.limits);
          }
          for (const { cents, installments } of wishes) {
            const [said, was] = await askAndTake((cents / 100).toFixed(2), installments);
            expect(said).toBe(was);
            if (was) granted++;
            else refused++;
          }
        },
      ),
      { seed: 20261125, numRuns: 25, endOnFailure: true },
    );
    expect(Math.min(granted, refused)).toBeGreaterThan(5);
  });
});
