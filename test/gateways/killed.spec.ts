import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { TestServer } from '../support/app.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { makeInstrument, startServerWithGateway, transferIs } from '../support/gateway.js';
import { hold } from '../support/hold.js';
import { makeCustomer, makeLoan, makeProvider, makeStaff, must, type Actor } from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';
import { until } from '../support/until.js';

const KEY = { 'Idempotency-Key': 'the only one' };

/** The server dies in the middle; another one goes on. The payer's app repeats its request with the same key. */
describe('a payment whose server is killed', () => {
  let database: TestDatabase;
  let app: TestServer;
  let customer: Actor;
  let body: { loan: string; amount: string; instrument: string };

  beforeEach(async () => {
    database = await cloneDatabase();
    app = await startServerWithGateway(database);
    await makeProvider(app, '5000.00');
    customer = await makeCustomer(app);
    const { id: loan } = await makeLoan(customer, '500.00');
    body = { loan, amount: '40.00', instrument: await makeInstrument(customer) };
  });
  afterEach(async () => {
    await app.stop();
    await database.drop();
  });

  const charges = () => database.rows('SELECT amount, requests FROM sandbox_charges');
  const transfers = () => database.rows('SELECT id, state FROM transfers');
  /** Kills the server, lets the lease of the dead end, and starts another one. */
  const another = async (release: () => Promise<void>) => {
    await app.end('SIGKILL');
    await release();
    await database.rows(
      "UPDATE transfers SET leased_until = now() - interval '1 s' WHERE leased_until IS NOT NULL",
    );
    app = await startServerWithGateway(database);
    customer = { ...customer, api: app.as(customer) };
  };
  const repeated = async () => {
    const answer = await customer.api.post('/api/payments/', body, KEY);
    return must(202, answer).transfer as string;
  };
  const isRight = async (requests: number) => {
    const [{ id = '' } = {}, ...others] = await transfers();
    expect(others).toEqual([]);
    await transferIs(customer, id, 'succeeded');
    expect(await repeated()).toBe(id);
    expect(await charges()).toEqual([{ amount: '4000', requests }]);
    expect(await database.rows('SELECT amount FROM payments')).toEqual([{ amount: '4000' }]);
    await makeStaff(app);
    await expectGreenProof(app);
  };

  /** Pays while nobody can write to the gateway's books; answers how they are opened, once the order has been saved. */
  const payAtClosedGateway = async () => {
    const gateway = await hold(database, 'LOCK TABLE sandbox_charges IN EXCLUSIVE MODE');
    const lost = customer.api.post('/api/payments/', body, KEY).catch(() => undefined);
    await until(async () => (await transfers()).some(({ state }) => state === 'submitted'));
    await gateway.waitedFor();
    return { open: gateway.release, lost };
  };

  it('after it was saved to be sent and before the gateway got it is sent under the same key', async () => {
    const { open, lost } = await payAtClosedGateway();
    await another(open);
    await lost;
    await isRight(1);
  });

  it('after the gateway got it and before that was saved is looked at, and charged once', async () => {
    const { open, lost } = await payAtClosedGateway();
    // Nothing more of the transfer can be saved. Were it saved as pending, it would be looked at an hour later.
    const held = await hold(database, 'SELECT FROM transfers FOR UPDATE');
    await open();
    await until(async () => (await charges()).length === 1);
    await held.waitedFor();
    expect(await transfers()).toMatchObject([{ state: 'submitted' }]);
    await another(held.release);
    await lost;
    await isRight(1);
  });

  it('after it was saved and before it was answered is the same transfer when it is repeated', async () => {
    const first = await repeated();
    await transferIs(customer, first, 'succeeded');
    await another(() => Promise.resolve());
    await isRight(1);
  });
});
