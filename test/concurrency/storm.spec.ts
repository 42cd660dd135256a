import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { makeCustomer, makeProvider, type Actor } from '../support/make.js';
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

describe('everything at once, from sixty clients on two instances of the server', () => {
  let database: TestDatabase;
  let instances: [TestApp, TestApp];
  let answers: Answer[];

  beforeAll(async () => {
    database = await cloneDatabase();
    instances = [await startApp({}, database), await startApp({}, database)];
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
    answers = (await Promise.all(lives)).flat();
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
