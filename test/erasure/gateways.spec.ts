import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startServer, type TestServer } from '../support/app.js';
import { startCli } from '../support/cli.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { eventsAreNumbered } from '../support/events.js';
import { shownTransfer, transferIs } from '../support/gateway.js';
import { makeCustomer, makeProvider, makeUser, must, type Actor } from '../support/make.js';
import { STRIPE_KEY, StripeStandIn, WEBHOOK_SECRET } from '../support/stripe.js';
import { until } from '../support/until.js';

/** It ends servers as a crash does, so they are processes of their own. */
describe('what a gateway holds of a person who is erased', () => {
  const stripe = new StripeStandIn();
  let port: number;
  let settings: Record<string, string>;
  let database: TestDatabase;
  let app: TestServer;
  let admin: Actor;

  beforeAll(async () => {
    const address = await stripe.listen();
    port = Number(new URL(address).port);
    settings = {
      GATEWAYS: 'stripe',
      STRIPE_SECRET_KEY: STRIPE_KEY,
      STRIPE_WEBHOOK_SECRETS: WEBHOOK_SECRET,
      STRIPE_API_BASE: address,
    };
    database = await cloneDatabase();
    app = await startServer(settings, database);
    admin = await makeUser(app, 'admin');
  });
  afterAll(async () => {
    await app.stop();
    await database.drop();
    await stripe.close();
  });

  const setUp = async (person: Actor) =>
    must(201, await person.api.post('/api/instruments/setup/', { gateway: 'stripe', kind: 'card' })) as {
      id: string;
    };
  /** A card that was saved at Stripe. */
  const saveCard = async (person: Actor, method = 'pm_ok') => {
    const { id } = await setUp(person);
    const setup = [...stripe.setups.values()].at(-1)!;
    stripe.confirmSetup(String(setup.id), { id: method, card: { brand: 'visa', last4: '4242' } });
    must(200, await person.api.post(`/api/instruments/${id}/refresh/`));
    return id;
  };
  const withCard = async () => {
    const person = await makeCustomer(app);
    await saveCard(person);
    return person;
  };
  const path = ({ id, role }: Actor) => `/api/${role}s/${id}/erase/`;
  const erase = (person: Actor) => admin.api.post(path(person), { username: `${person.role}-${person.id}` });
  const countOf = (removed: unknown, what: string) =>
    (removed as { what: string; count: number }[]).find((one) => one.what === what)?.count;
  const waiting = () =>
    database.rows<{ id: string; attempts: number; problem: string | null }>(
      'SELECT id, attempts, problem FROM gateway_erasures ORDER BY id',
    );
  const nothingWaits = () => until(async () => (await waiting()).length === 0);
  const deletions = () => stripe.calls.filter(({ method }) => method === 'DELETE').map((call) => call.path);
  const left = () => [...stripe.customers.values()].filter(({ deleted }) => deleted !== true).length;
  /** What waits for its next attempt, or for the lease of a dead server, is due now. */
  const becomesDue = () =>
    database.rows('UPDATE gateway_erasures SET next_attempt_at = now(), leased_until = now()');
  const another = async () => {
    app = await startServer(settings, database);
    admin = { ...admin, api: app.as(admin) };
  };

  it('is told of before, deleted there afterwards, each once, and never again', async () => {
    const customer = await withCard();
    const revoked = await saveCard(customer);
    must(200, await customer.api.send('DELETE', `/api/instruments/${revoked}/`));
    await setUp(customer);
    const other = await withCard();
    await eventsAreNumbered(app.database);
    const told = must(200, await admin.api.post(`${path(customer)}preview/`)).removed;
    expect([countOf(told, 'payment_methods'), countOf(told, 'at_gateways')]).toEqual([3, 3]);
    expect(await waiting()).toEqual([]);
    expect(must(200, await erase(customer)).removed).toEqual(told);
    await nothingWaits();
    expect(deletions()).toHaveLength(3);
    expect(new Set(deletions()).size).toBe(3);
    expect([...stripe.setups.values()].map(({ status }) => status)).toEqual([
      ...['succeeded', 'succeeded', 'canceled', 'succeeded'],
    ]);
    const again = await admin.api.post(path(customer), { username: `erased-${customer.id}` });
    expect(must(200, again).removed).toEqual([]);
    expect(await waiting()).toEqual([]);
    // That of somebody else stays.
    expect(left()).toBe(1);
    must(200, await erase(other));
    await nothingWaits();
    expect(left()).toBe(0);
  });

  it('is deleted when a gateway that was down is there again, and is seen to wait meanwhile', async () => {
    const customer = await withCard();
    await stripe.close();
    must(200, await erase(customer));
    await until(async () => typeof (await waiting())[0]?.problem === 'string');
    expect(left()).toBe(1);
    await database.rows("UPDATE gateway_erasures SET created_at = created_at - interval '2 hours'");
    const metrics = String((await app.as().get('/metrics')).body);
    expect(metrics).toMatch(/^gateway_erasures_waiting 1$/m);
    expect(Number(/^gateway_erasures_oldest_seconds (\S+)$/m.exec(metrics)?.[1])).toBeGreaterThan(7199);
    const [row] = await waiting();
    const shown = (await startCli(database.url, 'transfers --stuck', { env: settings }).ended).out;
    expect(shown).toContain('No transfer is stuck.');
    expect(shown).toContain(`${row?.id ?? ''} at stripe, erased here on`);
    expect(shown).toContain(row?.problem);
    const off = await startCli(database.url, 'transfers --stuck --json').ended;
    expect(off.json().erasures).toMatchObject([
      { id: row?.id, what_to_do: expect.stringContaining('Put stripe into GATEWAYS again') },
    ]);
    await stripe.listen(port);
    await becomesDue();
    await nothingWaits();
    expect(left()).toBe(0);
  });

  it('is deleted by another server when one dies after the gateway did it and before it said so', async () => {
    const customer = await withCard();
    const before = deletions().length;
    stripe.customerFaults.push('hold');
    must(200, await erase(customer));
    await until(() => deletions().length === before + 1);
    await app.end('SIGKILL');
    stripe.release();
    expect(await waiting()).toMatchObject([{ attempts: 1, problem: null }]);
    await becomesDue();
    await another();
    await nothingWaits();
    expect(deletions()).toHaveLength(before + 2);
    expect(left()).toBe(0);
  });

  it('is deleted when nothing else happens after the erasure was saved: the next server does it', async () => {
    const customer = await withCard();
    const before = deletions().length;
    await app.end('SIGKILL');
    // The command line works for nobody in the background: it ends when it is saved.
    const args = `erase customer customer-${customer.id} --yes`;
    const { code, out } = await startCli(database.url, args, { env: settings }).ended;
    expect([code, out]).toEqual([0, expect.stringMatching(/^at_gateways +1$/m)]);
    expect(await waiting()).toMatchObject([{ attempts: 0, problem: null }]);
    expect(deletions()).toHaveLength(before);
    await another();
    await nothingWaits();
    expect(left()).toBe(0);
  });

  it('is asked for once, where two servers work on it', async () => {
    const before = deletions().length;
    const customers = await Promise.all(Array.from({ length: 6 }, () => makeCustomer(app)));
    for (const customer of customers) await saveCard(customer);
    const second = await startServer(settings, database);
    try {
      await Promise.all(customers.map(async (customer) => must(200, await erase(customer))));
      await nothingWaits();
    } finally {
      await second.stop();
    }
    expect(deletions()).toHaveLength(before + 6);
    expect(new Set(deletions().slice(before)).size).toBe(6);
    expect(left()).toBe(0);
  });

  it('is deleted also when it was set up while the person was erased', async () => {
    const customer = await makeCustomer(app);
    const before = stripe.customers.size;
    stripe.customerFaults.push('hold');
    const wish = { gateway: 'stripe', kind: 'card' };
    const asked = customer.api.post('/api/instruments/setup/', wish);
    await until(() => stripe.customers.size > before);
    expect(countOf(must(200, await erase(customer)).removed, 'at_gateways')).toBeUndefined();
    stripe.release();
    expect((await asked).body.code).toBe('person_erased');
    await until(() => left() === 0);
    await nothingWaits();
    expect(await database.rows('SELECT FROM instruments WHERE user_id = $1', [customer.id])).toEqual([]);
  });

  it('stays as long as money is on its way, also money that is wished for at the same moment', async () => {
    const provider = await makeProvider(app);
    const card = await saveCard(provider, 'pm_declined');
    const deposit = { amount: '10.00', instrument: card };
    const { transfer: id } = must(
      202,
      await provider.api.post('/api/providers/deposits/', deposit, { 'Idempotency-Key': 'a deposit' }),
    );
    await transferIs(provider, String(id), 'failed');
    // Another deposit, by a server that has not committed it yet.
    const other = await database.connect();
    await other.query('BEGIN');
    const { rows } = await other.query<{ id: string; pid: number }>(
      `INSERT INTO transfers (id, direction, purpose, party_id, amount, currency, gateway, instrument_id, state,
         state_since, stands, counts_from, requested_by, created_at)
       SELECT uuidv7(), direction, purpose, party_id, amount, currency, gateway, instrument_id, 'created', now(),
         'nothing', counts_from, requested_by, now() FROM transfers WHERE id = $1 RETURNING id, pg_backend_pid() AS pid`,
      [id],
    );
    const [{ id: waits, pid } = { id: '', pid: 0 }] = rows;
    const erased = erase(provider);
    const behind = 'SELECT FROM pg_stat_activity WHERE $1 = ANY (pg_blocking_pids(pid))';
    await until(async () => (await database.rows(behind, [pid])).length > 0);
    await other.query('COMMIT');
    await other.end();
    expect((await erased).body).toMatchObject({ code: 'has_open_business', open: ['transfer'] });
    expect([await waiting(), left()]).toEqual([[], 1]);
    must(200, await provider.api.post(`/api/transfers/${waits}/cancel/`));
    must(200, await erase(provider));
    await nothingWaits();
    expect(left()).toBe(0);
    // What became of its money is asked of the gateway as before.
    must(200, await admin.api.post(`/api/transfers/${String(id)}/refresh/`));
    expect(await shownTransfer(admin, String(id))).toMatchObject({ state: 'failed' });
  });
});
