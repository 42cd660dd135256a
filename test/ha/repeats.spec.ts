import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { startApp, type TestApp } from '../support/app.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { makeProvider, must, type Actor } from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';
import { until } from '../support/until.js';

/** What an instance sees of a failover, without a cluster: errors of the server, and a HAProxy that has no primary. */
describe('a command that meets a failover', () => {
  let database: TestDatabase;
  let app: TestApp;
  let provider: Actor;
  let hasPrimary = true;
  let count = 0;
  const open = new Set<Socket>();
  const haproxy = createServer((client) => {
    // It takes every connection, and ends it at once when no server is up.
    if (!hasPrimary) {
      client.destroy();
      return;
    }
    const target = new URL(database.url);
    const server = connect(Number(target.port), target.hostname);
    for (const socket of [client, server]) open.add(socket.on('error', () => socket.destroy()));
    client.pipe(server).pipe(client);
  });

  beforeAll(async () => {
    database = await cloneDatabase();
    await new Promise<void>((resolve) => {
      haproxy.listen(0, '127.0.0.1', resolve);
    });
    const url = new URL(database.url);
    url.hostname = '127.0.0.1';
    url.port = String((haproxy.address() as AddressInfo).port);
    app = await startApp({}, { ...database, url: url.href });
    provider = await makeProvider(app, '1000.00');
  });
  afterAll(async () => {
    await app.stop();
    await database.drop();
    haproxy.close();
  });

  /** The next writes fail with this error. */
  const failWith = (state: string) =>
    database.rows(`
      CREATE OR REPLACE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '${state}'; END $$;
      CREATE OR REPLACE TRIGGER fail BEFORE INSERT ON journal FOR EACH ROW EXECUTE FUNCTION fail()`);
  const failNoMore = () => database.rows('DROP TRIGGER fail ON journal');
  const losePrimary = () => {
    hasPrimary = false;
    for (const socket of open) socket.destroy();
    open.clear();
  };
  const findPrimary = () => {
    hasPrimary = true;
  };

  it.each<[string, () => unknown, () => unknown]>([
    ['a primary that has become a standby (25006)', () => failWith('25006'), failNoMore],
    ['a server that ends its sessions (57P01)', () => failWith('57P01'), failNoMore],
    ['a server of which a process crashed (57P02)', () => failWith('57P02'), failNoMore],
    ['a server that is only starting (57P03)', () => failWith('57P03'), failNoMore],
    ['connections that are reset, and new ones that are ended at once', losePrimary, findPrimary],
  ])('is answered 503 because of %s; its repeat with the key is done, once', async (_, begin, end) => {
    const key = `failover ${String(count++)}`;
    const deposit = () =>
      provider.api.post('/api/providers/add_funds/', { amount: '1.00' }, { 'idempotency-key': key });
    const deposits = () => database.rows("SELECT FROM journal WHERE kind = 'deposit'");
    const before = (await deposits()).length;
    await begin();
    const refused = await deposit();
    expect(refused).toMatchObject({ status: 503, body: { code: 'service_busy' } });
    expect(refused.headers.get('retry-after')).toMatch(/^\d+$/);
    await end();
    await until(async () => (await deposit()).status === 200);
    expect((await deposit()).headers.get('idempotent-replayed')).toBe('true');
    expect(await deposits()).toHaveLength(before + 1);
    must(200, await app.as().get('/health/ready'));
    await expectGreenProof(app);
  });
});
