import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Random } from '../../src/demo/random.js';
import { startServer, type TestServer } from '../support/app.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { eventsAreNumbered, follow } from '../support/events.js';
import { hold } from '../support/hold.js';
import { Client } from '../support/http.js';
import {
  makeCustomer,
  makeLoan,
  makeProvider,
  makeStaff,
  makeUser,
  must,
  type Actor,
} from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';
import { NO_CONTENT, startReceiver, type Receiver } from '../support/receiver.js';
import { until } from '../support/until.js';

/** KILLS=50 npm test -- test/webhooks/killed-anywhere is a longer run; KILL_SEED repeats one. */
const SEED = Number(process.env.KILL_SEED ?? '20261126');
const KILLS = Number(process.env.KILLS ?? '4');
const WRITERS = 3;
const PACE_MS = 40;
const SETTINGS = { WEBHOOK_ALLOW_PRIVATE: 'true', WEBHOOK_TIMEOUT_MS: '2000' };
const POINTS = [
  'before the commit',
  'between the commit and the number',
  'between sending and writing it down',
  'whenever it is',
] as const;

jest.setTimeout((KILLS + 4) * 60_000);

interface Writer {
  customer: Actor;
  loan: string;
  /** Numbers of payments that somebody was told are made. */
  acknowledged: string[];
  refused: number;
}

describe(`three writers, two instances that are killed ${String(KILLS)} times, and one dead endpoint`, () => {
  const random = new Random(SEED);
  const writers: Writer[] = [];
  const instances: TestServer[] = [];
  let database: TestDatabase;
  let alive: Receiver;
  let dead: Receiver;
  let staff: Actor;
  let isOver = false;
  /** What happens when the living receiver has got the next message, before it answers. */
  let onMessage: (() => void) | null = null;

  const start = () => startServer(SETTINGS, database);
  const drawn = () => random.between(0, instances.length - 1);
  const instance = (at: number) => instances[at] as TestServer;
  const as = (actor: Actor): Actor => ({ ...actor, api: instance(0).as(actor) });

  /** Sends a payment until somebody answers it: to whichever instance, with the same key. */
  const pay = async ({ customer, loan }: Writer, amount: string, key: string) => {
    for (;;) {
      const { url } = instance(drawn());
      const token = instance(0).as(customer).token;
      const body = { loan, amount };
      const answer = await new Client(url, token)
        .post('/api/payments/', body, { 'Idempotency-Key': key })
        .catch(() => null);
      if (answer !== null && answer.status !== 503 && answer.status !== 409) return answer;
      await new Promise(setImmediate);
    }
  };
  const write = async (writer: Writer) => {
    for (let nr = 0; !isOver; nr++) {
      // Every fourth is more than is owed.
      const isTooMuch = nr % 4 === 3;
      const answer = await pay(writer, isTooMuch ? '999999.00' : '0.01', `${writer.loan}-${String(nr)}`);
      expect(answer.status).toBe(isTooMuch ? 422 : 201);
      if (isTooMuch) writer.refused++;
      else writer.acknowledged.push((answer.body as { id: string }).id);
      // So many that each kill meets some, and no more: a loan with thousands of payments is another test.
      await new Promise((resolve) => setTimeout(resolve, PACE_MS));
    }
  };

  /** Ends an instance at a point of its work, and starts another one in its place. */
  const kill = async (point: (typeof POINTS)[number]) => {
    // Whichever sends: at that point both end.
    const ending = point === 'between sending and writing it down' ? [0, 1] : [drawn()];
    const die = () => Promise.all(ending.map((at) => instance(at).end('SIGKILL')));
    if (point === 'before the commit') {
      // Whoever pays on the loan waits for it, within its transaction.
      const held = await hold(database, 'SELECT FROM loans WHERE id = $1 FOR UPDATE', [writers[0]?.loan]);
      await held.waitedFor();
      await die();
      await held.release();
    } else if (point === 'between the commit and the number') {
      const held = await hold(database, 'SELECT FROM event_sequencer FOR UPDATE');
      await until(async () => (await database.rows('SELECT FROM outbox LIMIT 1')).length === 1);
      await die();
      await held.release();
    } else if (point === 'between sending and writing it down') {
      const died = new Promise<void>((resolve) => {
        onMessage = () => {
          onMessage = null;
          void die().then(() => {
            resolve();
          });
        };
      });
      await died;
    } else await die();
    for (const at of ending) instances[at] = await start();
    // A dead one's lease would be over in a minute and a half.
    await database.rows('UPDATE webhook_endpoints SET leased_until = least(leased_until, now())');
  };

  beforeAll(async () => {
    database = await cloneDatabase();
    alive = await startReceiver((response, received, request) => {
      if (onMessage === null) NO_CONTENT(response, received, request);
      else onMessage();
    });
    dead = await startReceiver(() => undefined);
    instances.push(await start(), await start());
    const first = instance(0);
    staff = await makeStaff(first);
    await makeProvider(first, '90000.00');
    for (let nr = 0; nr < WRITERS; nr++) {
      const customer = await makeCustomer(first);
      const { id: loan } = await makeLoan(customer, '900.00');
      writers.push({ customer, loan, acknowledged: [], refused: 0 });
    }
    await eventsAreNumbered(database);
    const admin = await makeUser(first, 'admin');
    for (const { url } of [alive, dead]) {
      must(201, await admin.api.post('/api/webhook_endpoints/', { url, types: ['payment.received'] }));
    }
    const writing = Promise.all(writers.map(write));
    for (let nr = 0; nr < KILLS; nr++) await kill(POINTS[nr % POINTS.length]!);
    isOver = true;
    await writing;
    await eventsAreNumbered(database);
    await until(async () => {
      // What a worker holds is left for the next round: workers lock several in an order of their own.
      for (const [table, which] of [
        ['webhook_deliveries', "state = 'waiting'"],
        ['webhook_endpoints', 'true'],
      ] as const) {
        await database.rows(
          `UPDATE ${table} SET next_attempt_at = now()
           WHERE id IN (SELECT id FROM ${table} WHERE ${which} FOR NO KEY UPDATE SKIP LOCKED)`,
        );
      }
      return (await waiting()) === 0;
    });
  });
  afterAll(async () => {
    await Promise.all(instances.map((one) => one.end('SIGKILL')));
    await Promise.all([alive.stop(), dead.stop()]);
    await database.drop();
  });

  const waiting = async () => {
    const [row] = await database.rows<{ count: number }>(
      `SELECT count(*)::int AS count FROM webhook_deliveries d JOIN webhook_endpoints e ON e.id = d.endpoint_id
       WHERE e.url = $1 AND d.state <> 'delivered'`,
      [alive.url],
    );
    return row?.count;
  };
  const made = (loan?: string) =>
    database.rows<{ id: string }>(
      'SELECT id FROM payments WHERE $1::uuid IS NULL OR loan_id = $1 ORDER BY entry_no',
      [loan ?? null],
    );
  const idsOf = (rows: { id: string }[]) => rows.map(({ id }) => id);

  it('make each payment that was answered, once, and no other', async () => {
    for (const { loan, acknowledged, refused } of writers) {
      expect(idsOf(await made(loan))).toEqual(acknowledged);
      expect(refused).toBeGreaterThan(0);
    }
    // Otherwise the run would not have tried anything.
    expect((await made()).length).toBeGreaterThan(KILLS * WRITERS);
  });

  it('tell of each payment that was made, once, in the order of its loan, and of nothing else', async () => {
    const told = await follow(as(staff), 0, '&type=payment.received');
    expect(told.map(({ subject }) => subject.id).sort()).toEqual(idsOf(await made()).sort());
    for (const { loan } of writers) {
      const ofLoan = told.filter((event) => event.loan === loan).map(({ subject }) => subject.id);
      expect(ofLoan).toEqual(idsOf(await made(loan)));
    }
    const all = await follow(as(staff));
    expect(all.map(({ seq }) => seq)).toEqual(all.map((_, index) => index + 1));
  });

  it('bring every one of them to the endpoint that lives, repeats with the same id and text', async () => {
    const told = await follow(as(staff), 0, '&type=payment.received');
    const texts = new Map<string, Set<string>>();
    for (const { event, body } of alive.received) {
      texts.set(event.id, (texts.get(event.id) ?? new Set()).add(body));
    }
    expect([...texts.keys()].sort()).toEqual(told.map(({ id }) => id).sort());
    expect([...texts.values()].filter(({ size }) => size !== 1)).toEqual([]);
  });

  it('keep the books and the deliveries right, also those to the dead one', async () => {
    const [row] = await database.rows<{ count: number; delivered: number }>(
      `SELECT count(*)::int AS count, count(*) FILTER (WHERE d.state = 'delivered')::int AS delivered
       FROM webhook_deliveries d JOIN webhook_endpoints e ON e.id = d.endpoint_id WHERE e.url = $1`,
      [dead.url],
    );
    expect(row).toEqual({ count: (await made()).length, delivered: 0 });
    await expectGreenProof(instance(0));
  });
});
