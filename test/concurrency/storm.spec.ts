import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ALLOCATION_POLICIES } from '../../src/bank-config/bank-configuration.entity.js';
import { startServer, type TestServer } from '../support/app.js';
import { makeCustomer, makeProvider, makeStaff, type Actor } from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';
import type { TestDatabase } from '../support/database.js';
import { cloneDatabase } from '../support/database.js';
import { Client, type Answer } from '../support/http.js';

const CLIENTS = 60;
const STEPS = 12;

/** A repeatable sequence of numbers below `limit`. */
function dice(seed: number) {
  let state = seed;
  return (limit: number) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state % limit;
  };
}

/** One client's life: borrows and pays, or lends, withdraws and reinvests, as the dice say. */
async function live(actor: Actor, api: Client, seed: number): Promise<Answer[]> {
  const roll = dice(seed);
  const answers: Answer[] = [];
  const loans: string[] = [];
  for (let step = 0; step < STEPS; step++) {
    const amount = `${String(1 + roll(400))}.${String(roll(90) + 10)}`;
    const loan = loans[roll(Math.max(loans.length, 1))];
    const answer =
      actor.role === 'provider'
        ? await api.post(`/api/providers/${['add_funds', 'withdraw', 'reinvest'][roll(3)] ?? ''}/`, {
            amount,
          })
        : loan === undefined || roll(3) === 0
          ? await api.post('/api/loans/', { amount: `${String(100 + roll(900))}.${String(roll(90) + 10)}` })
          : await api.post('/api/payments/', { loan, amount });
    if (answer.status === 201 && answer.body.customer === actor.id && answer.body.loan === undefined) {
      loans.push(answer.body.id as string);
    }
    answers.push(answer);
  }
  return answers;
}

/** Meanwhile the bank tries one policy after the other, */
function policies(staff: Actor): Promise<number[]> {
  return inTurn(ALLOCATION_POLICIES, (allocation_policy) =>
    staff.api.patch('/api/bank_configuration/', { allocation_policy, minimum_share: '40.00' }),
  );
}

/** and each provider changes its mind. */
function mandates(provider: Actor): Promise<number[]> {
  const said = [
    { auto_reinvest: true },
    { max_per_borrower: '900.00' },
    { reserve_amount: '5.00' },
    { paused: true },
  ];
  return inTurn([...said, { paused: false, max_per_borrower: null }], (mandate) =>
    provider.api.patch('/api/providers/mandate/', mandate),
  );
}

async function inTurn<T>(all: readonly T[], send: (each: T) => Promise<Answer>): Promise<number[]> {
  const statuses: number[] = [];
  for (const each of all) statuses.push((await send(each)).status);
  return statuses;
}

describe('everything at once, from sixty clients on two instances of the server', () => {
  let database: TestDatabase;
  let instances: [TestServer, TestServer];
  let answers: Answer[];

  beforeAll(async () => {
    database = await cloneDatabase();
    instances = [await startServer({}, database), await startServer({}, database)];
    const [first, second] = instances;
    // Few and small funds: every loan needs several, and all clients want the same rows.
    const providers = await Promise.all(
      Array.from({ length: 8 }, (_, index) => makeProvider(first, `${String(1000 + index)}.37`)),
    );
    const customers = await Promise.all(Array.from({ length: CLIENTS - 24 }, () => makeCustomer(first)));
    const actors = [...customers, ...providers, ...providers, ...providers];
    const lives = actors.map((actor, index) =>
      live(actor, index % 2 === 0 ? actor.api : second.as(actor), index + 1),
    );
    const staff = await makeStaff(first);
    const changes = Promise.all([policies(staff), ...providers.map(mandates)]);
    answers = (await Promise.all(lives)).flat();
    expect((await changes).flat().filter((status) => status !== 200)).toEqual([]);
  });
  afterAll(async () => {
    await Promise.all(instances.map((instance) => instance.stop()));
    await database.drop();
  });

  it('answers every request as a success or an explained refusal', () => {
    expect(answers).toHaveLength(CLIENTS * STEPS);
    const odd = answers.filter(({ status }) => ![200, 201, 409, 422].includes(status));
    expect(odd.map(({ status, body }) => [status, body])).toEqual([]);
    expect(answers.filter(({ status }) => status === 201).length).toBeGreaterThan(CLIENTS);
  });

  it('keeps every answered deposit, withdrawal, loan and payment, to the cent', async () => {
    const cents = (text: string) => BigInt(text.replace('.', ''));
    let cash = 0n;
    for (const { body } of answers) {
      const moved = /^([\d.]+) USD (added to the fund|paid out of the wallet)/.exec(String(body.detail));
      if (moved?.[1] !== undefined && moved[2] === 'added to the fund') cash += cents(moved[1]);
      else if (moved?.[1] !== undefined) cash -= cents(moved[1]);
      else if (body.loan_status !== undefined) cash += cents(body.amount as string);
      else if (body.amount_due !== undefined) cash -= cents(body.amount as string);
    }
    const start = Array.from({ length: 8 }, (_, index) => BigInt(100037 + index * 100)).reduce(
      (a, b) => a + b,
      0n,
    );
    const [held] = await database.rows('SELECT sum(fund_amount + wallet_amount) AS held FROM providers');
    expect(held?.held).toBe((start + cash).toString());
  });

  it('leaves books that prove themselves', async () => {
    await expectGreenProof(instances[0]);
  });

  it('had no deadlock', async () => {
    const [row] = await database.rows(
      'SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()',
    );
    expect(row?.deadlocks).toBe('0');
  });
});
