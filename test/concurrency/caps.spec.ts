import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ALLOCATION_POLICIES } from '../../src/bank-config/bank-configuration.entity.js';
import { startServer, type TestServer } from '../support/app.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { makeCustomer, makeProvider, makeStaff, must, type Actor } from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';

describe('mandates under load', () => {
  let database: TestDatabase;
  let apps: [TestServer, TestServer];
  let staff: Actor;

  beforeAll(async () => {
    database = await cloneDatabase();
    apps = await Promise.all([startServer({}, database), startServer({}, database)]);
    staff = await makeStaff(apps[0]);
    await makeProvider(apps[0], '1000000.00');
  });
  afterAll(async () => {
    await Promise.all(apps.map((app) => app.stop()));
    await database.drop();
  });

  /** Sends requests of an actor through both instances in turn. */
  const through = (actor: Actor, index: number) =>
    (apps[index % 2] as TestServer).as({ id: actor.id, role: actor.role });

  it('are kept by loans requested at once on two instances', async () => {
    const cents = fc.integer({ min: 100_00, max: 900_00 });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...ALLOCATION_POLICIES),
        fc.record({
          perLoan: cents,
          perBorrower: cents,
          share: fc.integer({ min: 1, max: 50 }),
          reserve: cents,
        }),
        fc.array(fc.tuple(fc.nat({ max: 2 }), cents), { minLength: 12, maxLength: 24 }),
        async (allocation_policy, caps, requests) => {
          const [app] = apps;
          const money = (amount: number) => (amount / 100).toFixed(2);
          must(200, await staff.api.patch('/api/bank_configuration/', { allocation_policy }));
          const providers = await Promise.all(['2000.00', '3000.00'].map((fund) => makeProvider(app, fund)));
          const borrowers = await Promise.all([0, 1, 2].map(() => makeCustomer(app)));
          const mandate = {
            max_per_loan: money(caps.perLoan),
            max_per_borrower: money(caps.perBorrower),
            max_per_borrower_share: (caps.share / 100).toFixed(2),
            reserve_amount: money(caps.reserve),
          };
          for (const provider of providers)
            must(200, await provider.api.patch('/api/providers/mandate/', mandate));
          const answers = await Promise.all(
            requests.map(([who, amount], index) =>
              through(borrowers[who] as Actor, index).post('/api/loans/', { amount: money(amount) }),
            ),
          );
          expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
          const ids = providers.map(({ id }) => id);
          const [worst] = await database.rows(
            `SELECT max(f.amount) AS loan, max(f.borrower) AS borrower FROM (
               SELECT f.amount, sum(f.amount) OVER (PARTITION BY f.provider_id, l.customer_id) AS borrower
               FROM fundings f JOIN loans l ON l.id = f.loan_id WHERE f.provider_id = ANY ($1)) f`,
            [ids],
          );
          expect(Number(worst?.loan ?? 0)).toBeLessThanOrEqual(caps.perLoan);
          expect(Number(worst?.borrower ?? 0)).toBeLessThanOrEqual(
            Math.min(caps.perBorrower, caps.share * 3000),
          );
          const left = await database.rows(
            'SELECT min(fund_amount) AS least FROM providers WHERE id = ANY ($1)',
            [ids],
          );
          expect(Number(left[0]?.least)).toBeGreaterThanOrEqual(caps.reserve);
          // Others than these two start the next run as before.
          for (const provider of providers) {
            must(200, await provider.api.patch('/api/providers/mandate/', { paused: true }));
          }
        },
      ),
      { numRuns: 8 },
    );
    await expectGreenProof(apps[0]);
  });
});
