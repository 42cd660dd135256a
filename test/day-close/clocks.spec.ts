import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startServer, type TestServer } from '../support/app.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { Client } from '../support/http.js';
import { daysAfter, openSandbox, TERMS, type Sandbox } from '../support/late-loans.js';
import { makeCustomer, makeLoan, makeProvider, must, pay } from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';
import { scoresAreDone } from '../support/scores.js';

const HOUR_MS = 3_600_000;
/** More than a round trip takes on a busy machine, and far less than the clocks differ. */
const SOON_MS = 60_000;

describe('instances whose clocks differ by two hours', () => {
  let database: TestDatabase;
  let ahead: TestServer;
  let behind: TestServer;

  beforeAll(async () => {
    database = await cloneDatabase();
    [ahead, behind] = await Promise.all([
      startServer({ CLOCK_OFFSET_MS: String(HOUR_MS) }, database),
      startServer({ CLOCK_OFFSET_MS: String(-HOUR_MS) }, database),
    ]);
    await makeProvider(ahead, '100000.00');
  });

  afterAll(async () => {
    await Promise.all([ahead.stop(), behind.stop()]);
    await database.drop();
  });

  it("write down the database's time, in what they say and in their ids", async () => {
    for (const app of [ahead, behind]) {
      const { api } = await makeCustomer(app);
      const loan = must(201, await api.post('/api/loans/', { amount: '500.00' }));
      expect(Math.abs(Date.parse(loan.created_at as string) - Date.now())).toBeLessThan(SOON_MS);
      const idTime = parseInt((loan.id as string).replace('-', '').slice(0, 12), 16);
      expect(Math.abs(idTime - Date.now())).toBeLessThan(SOON_MS);
    }
  });

  it('accept the tokens that the other signs, and what it renews', async () => {
    for (const [one, other] of [
      [ahead, behind],
      [behind, ahead],
    ] as const) {
      const username = one === ahead ? 'signed-ahead' : 'signed-behind';
      const password = 'correct horse battery';
      must(201, await one.as().post('/api/auth/register/', { username, password, role: 'customer' }));
      const session = must(200, await one.as().post('/api/auth/login/', { username, password }));
      must(200, await new Client(other.url, session.access_token as string).get('/api/loans/'));
      must(200, await other.as().post('/api/auth/refresh/', { refresh_token: session.refresh_token }));
    }
  });
});

describe('what came first', () => {
  let database: TestDatabase;
  let fast: TestServer;
  let slow: TestServer;
  let sandbox: Sandbox;

  beforeAll(async () => {
    database = await cloneDatabase();
    fast = await startServer({ SANDBOX: 'true', CLOCK_OFFSET_MS: '5000' }, database);
    slow = await startServer({ SANDBOX: 'true', CLOCK_OFFSET_MS: String(-HOUR_MS) }, database);
    sandbox = await openSandbox(fast);
    await makeProvider(fast, '10000.00');
    must(200, await sandbox.staff.api.patch('/api/bank_configuration/', TERMS));
  });

  afterAll(async () => {
    await Promise.all([fast.stop(), slow.stop()]);
    await database.drop();
  });

  /** Ids and instants as instances would give them whose clocks are set back and forth by an hour. */
  const mixUp = async (table: string, columns: string) => {
    await database.tamper(`UPDATE ${table} SET ${columns}`);
  };
  const aDefaultedLoan = async () => {
    const customer = await makeCustomer(fast);
    const loan = await makeLoan(customer, '900.00');
    await pay(customer, loan, '50.00');
    await sandbox.advance(daysAfter(await sandbox.today(), 31));
    return { customer, loan };
  };

  it('is known of a write-off and of the payments of its day, on every instance', async () => {
    const { customer, loan } = await aDefaultedLoan();
    const payOn = async (app: TestServer, amount: string) =>
      must(201, await app.as(customer).post('/api/payments/', { loan: loan.id, amount }));
    const [first] = [await payOn(slow, '1.00')];
    must(
      200,
      await fast.as(sandbox.staff).post(`/api/loans/${loan.id}/write_off/`, { reason: 'gone without trace' }),
    );
    const second = await payOn(slow, '2.00');
    const third = await payOn(fast, '3.00');
    expect([first, second, third].map(({ recovery }) => recovery)).toEqual(['0.00', '2.00', '3.00']);
    must(
      200,
      await slow
        .as(sandbox.staff)
        .post(`/api/payments/${second.id as string}/reverse/`, { reason: 'bounced' }),
    );
    const again = await payOn(slow, '4.00');
    expect(again.recovery).toBe('4.00');

    const kinds = ['written_off', 'recovery', 'recovery', 'payment_reversed', 'recovery'];
    for (const app of [fast, slow]) {
      const path = `/api/loans/${loan.id}/history/?ordering=created_at&limit=100`;
      const history = must(200, await app.as(sandbox.staff).get(path)) as {
        results: {
          kind: string;
          business_date: string;
          after: { remaining_balance: string };
          before: unknown;
        }[];
      };
      const happened = history.results;
      expect(happened[0]?.kind).toBe('disbursed');
      expect(happened.slice(-5).map(({ kind }) => kind)).toEqual(kinds);
      // Each begins where the one before it ended, but for late interest, which grows from date to date.
      const onOneDate = happened.filter(({ business_date: on }) => on === happened.at(-1)?.business_date);
      expect(onOneDate.length).toBeGreaterThanOrEqual(kinds.length);
      onOneDate.slice(1).forEach(({ before }, index) => {
        expect(before).toEqual(onOneDate[index]?.after);
      });
    }
    await expectGreenProof(slow);
  });

  it('does not depend on ids or instants', async () => {
    const { customer, loan } = await aDefaultedLoan();
    must(
      200,
      await fast.as(sandbox.staff).post(`/api/loans/${loan.id}/write_off/`, { reason: 'gone without trace' }),
    );
    await mixUp(
      'write_offs',
      "id = 'ffffffff-ffff-7fff-bfff-ffffffffffff', created_at = now() + interval '1 hour'",
    );
    const paid = must(201, await slow.as(customer).post('/api/payments/', { loan: loan.id, amount: '5.00' }));
    expect(paid.recovery).toBe('5.00');
    await scoresAreDone(database);
    // The newest score seems to be the oldest.
    await mixUp('credit_scores', "id = overlay(id::text PLACING 'ffff' FROM 1)::uuid WHERE cause = 'loan'");
    await mixUp(
      'loan_events',
      "id = gen_random_uuid(), created_at = created_at + random() * interval '1 hour'",
    );
    await mixUp('payments', "created_at = created_at - random() * interval '1 hour'");
    expect(must(200, await slow.as(customer).get(`/api/loans/${loan.id}/schedule/`)).totals.recovered).toBe(
      '5.00',
    );
    await expectGreenProof(fast);
    const score = must(200, await fast.as(sandbox.staff).get(`/api/customers/${customer.id}/credit_score/`));
    const history = must(
      200,
      await slow.as(sandbox.staff).get(`/api/customers/${customer.id}/credit_score/history/`),
    );
    expect(history.results[0].score).toBe(score.score);
  });

  it('is known of those who wait for money, and of the pages of a history', async () => {
    must(
      200,
      await sandbox.staff.api.patch('/api/bank_configuration/', {
        when_unfunded: 'queue',
        max_loan_amount: '90000.00',
      }),
    );
    const places: number[] = [];
    for (const app of [fast, slow, fast, slow]) {
      const waiting = await app.as(await makeCustomer(app)).post('/api/loans/', { amount: '90000.00' });
      places.push(must(202, waiting).queue.position as number);
    }
    expect(places).toEqual([1, 2, 3, 4]);
    await mixUp('funding_queue', "queued_at = queued_at - random() * interval '1 hour'");
    const list = await slow.as(sandbox.staff).get('/api/funding_queue/?ordering=created_at&state=waiting');
    expect(must(200, list).results.map(({ position }: { position: number }) => position)).toEqual([
      1, 2, 3, 4,
    ]);
    await expectGreenProof(slow);
  });
});
