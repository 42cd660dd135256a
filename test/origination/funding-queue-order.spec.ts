import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { startApp, type TestApp } from '../support/app.js';
import { makeCustomer, makeProvider, makeStaff, must, type Actor } from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';
import { scoresAreDone } from '../support/scores.js';
import { until } from '../support/until.js';

/** Amounts are whole units here. */
interface Request {
  amount: number;
  isBetter: boolean;
}

/**
 * Who is funded by which deposit, by docs/funding-queue.md: the better band first, then who came first. Where nobody
 * holds the line, one that cannot be funded is passed; where all do, nobody passes the first.
 */
function fundedAfter(
  requests: readonly Request[],
  deposits: readonly number[],
  allHold: boolean,
): number[][] {
  const line = [...requests.keys()].sort(
    (a, b) => Number(requests[b]?.isBetter) - Number(requests[a]?.isBetter) || a - b,
  );
  const funded = new Set<number>();
  let free = 0;
  return deposits.map((deposit) => {
    free += deposit;
    for (const nr of line.filter((waiting) => !funded.has(waiting))) {
      const { amount } = requests[nr] as Request;
      if (amount <= free) {
        funded.add(nr);
        free -= amount;
      } else if (allHold) break;
    }
    return [...funded].sort((a, b) => a - b);
  });
}

describe('the order of the funding queue', () => {
  let app: TestApp;
  let staff: Actor;

  beforeAll(async () => {
    app = await startApp();
    staff = await makeStaff(app);
  });
  afterAll(() => app.stop());

  const configure = async (queue_patience_days: number) => {
    const score_bands = [
      { name: 'better', min_score: 640, queue_priority: 0 },
      { name: 'other', min_score: 300, queue_priority: 1 },
    ];
    const change = { when_unfunded: 'queue', queue_days: 30, queue_patience_days, score_bands };
    must(200, await staff.api.patch('/api/bank_configuration/', change));
  };

  async function live(requests: readonly Request[], deposits: readonly number[], allHold: boolean) {
    const provider = await makeProvider(app);
    const ids: string[] = [];
    const given: string[] = [];
    for (const { amount, isBetter } of requests) {
      // A customer for each: what becomes of a loan changes the score of whose it is.
      const { id: customer, api } = await makeCustomer(app);
      await app.database.rows('UPDATE customers SET credit_score = $2 WHERE id = $1', [
        customer,
        isBetter ? 700 : 500,
      ]);
      given.push(customer);
      const loan = must(202, await api.post('/api/loans/', { amount: `${String(amount)}.00` }));
      expect(loan.score_band).toBe(isBetter ? 'better' : 'other');
      ids.push(String(loan.id));
    }
    const funded = async () => {
      const rows = await app.database.rows<{ id: string }>(
        "SELECT loan_id AS id FROM funding_queue WHERE state = 'funded' AND loan_id = ANY ($1)",
        [ids],
      );
      return rows.map(({ id }) => ids.indexOf(id)).sort((a, b) => a - b);
    };
    for (const [step, expected] of fundedAfter(requests, deposits, allHold).entries()) {
      const amount = `${String(deposits[step])}.00`;
      must(200, await provider.api.post('/api/providers/add_funds/', { amount }));
      await until(async () => (await funded()).join() === expected.join());
    }
    // Nobody else is funded after all; then the next one begins with nothing.
    must(200, await provider.api.patch('/api/providers/mandate/', { paused: true }));
    const waiting = ids.filter((_, nr) => !fundedAfter(requests, deposits, allHold).at(-1)?.includes(nr));
    for (const id of waiting) must(200, await staff.api.post(`/api/loans/${id}/cancel/`));
    // Scores that were given by hand are none the proof accepts; who was lent to has got its own by then.
    await scoresAreDone(app.database);
    await app.database.rows(
      'UPDATE customers SET credit_score = DEFAULT WHERE id = ANY ($1) AND credit_score IN (500, 700)',
      [given],
    );
  }

  const aRequest = fc.record({ amount: fc.integer({ min: 100, max: 900 }), isBetter: fc.boolean() });
  const requests = fc.array(aRequest, { minLength: 2, maxLength: 7 });
  const deposits = fc.array(fc.integer({ min: 50, max: 1200 }), { minLength: 1, maxLength: 5 });

  it.each([
    ['lets those pass who can be funded, while nobody holds the line', 30],
    ['lets nobody pass the first, where all hold the line', 0],
  ] as const)('%s, for any requests and deposits', async (_, patience) => {
    await configure(patience);
    await fc.assert(
      fc.asyncProperty(requests, deposits, (asked, added) => live(asked, added, patience === 0)),
      { numRuns: 12, endOnFailure: true },
    );
    await expectGreenProof(app);
  });
});
