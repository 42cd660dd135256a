import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { TestServer } from '../support/app.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { startServerWithGateway, transferIs } from '../support/gateway.js';
import { hold } from '../support/hold.js';
import { makeStaff, must, type Actor } from '../support/make.js';
import { makePayoutAccount, makeProviderWithWallet, onPayouts, walletOf } from '../support/payouts.js';
import { expectGreenProof } from '../support/proof.js';
import { until } from '../support/until.js';

const KEY = { 'Idempotency-Key': 'the only one' };

/** The server dies in the middle; another one goes on. The provider's app repeats its request with the same key. */
describe('a payout whose server is killed', () => {
  let database: TestDatabase;
  let app: TestServer;
  let provider: Actor;
  let body: { amount: string; instrument: string };

  beforeEach(async () => {
    database = await cloneDatabase();
    app = await startServerWithGateway(database);
    provider = await makeProviderWithWallet(app, '100.00');
    body = { amount: '40.00', instrument: await makePayoutAccount(provider) };
  });
  afterEach(async () => {
    await app.stop();
    await database.drop();
  });

  const orders = () => database.rows('SELECT amount, requests FROM sandbox_charges');
  const transfers = () => database.rows('SELECT id, state FROM transfers');
  const ask = () => provider.api.post('/api/providers/withdraw/', body, KEY);
  /** Kills the server, lets the lease of the dead end, and starts another one. */
  const another = async (release: () => Promise<void>) => {
    await app.end('SIGKILL');
    await release();
    await database.rows(
      "UPDATE transfers SET leased_until = now() - interval '1 s' WHERE leased_until IS NOT NULL",
    );
    app = await startServerWithGateway(database);
    provider = { ...provider, api: app.as(provider) };
  };
  const isRight = async (requests: number) => {
    const [{ id = '' } = {}, ...others] = await transfers();
    expect(others).toEqual([]);
    await transferIs(provider, id, 'sent');
    expect(must(202, await ask()).transfer).toBe(id);
    expect(await orders()).toEqual([{ amount: '4000', requests }]);
    expect(await walletOf(provider)).toBe('65.00');
    expect(await onPayouts(app)).toBe(4000);
    await makeStaff(app);
    await expectGreenProof(app);
  };

  it('after it was saved to be sent and before the gateway got it is sent under the same key', async () => {
    const gateway = await database.connect();
    await gateway.query('BEGIN');
    await gateway.query('LOCK TABLE sandbox_charges IN EXCLUSIVE MODE');
    const lost = ask().catch(() => undefined);
    await until(async () => (await transfers()).some(({ state }) => state === 'submitted'));
    await another(async () => {
      await gateway.query('ROLLBACK');
      await gateway.end();
    });
    await lost;
    await isRight(1);
  });

  it('between sending it and the answer is looked at, and paid out once', async () => {
    const gateway = await database.connect();
    await gateway.query('BEGIN');
    await gateway.query('LOCK TABLE sandbox_charges IN EXCLUSIVE MODE');
    const lost = ask().catch(() => undefined);
    await until(async () => (await transfers()).some(({ state }) => state === 'submitted'));
    // The gateway gets it, but nobody learns of it: the transfer stands still.
    const held = await hold(database, 'SELECT FROM transfers FOR UPDATE');
    await gateway.query('ROLLBACK');
    await gateway.end();
    await until(async () => (await orders()).length === 1);
    await another(held.release);
    await lost;
    await isRight(1);
  });

  it('after it was saved and before it was answered is the same payout when it is repeated', async () => {
    const { transfer } = must(202, await ask()) as { transfer: string };
    await transferIs(provider, transfer, 'sent');
    await another(() => Promise.resolve());
    await isRight(1);
  });
});
