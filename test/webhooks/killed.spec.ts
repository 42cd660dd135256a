import { afterEach, describe, expect, it } from '@jest/globals';
import { uuidv7 } from 'uuidv7';
import { startServer, type TestServer } from '../support/app.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { TELL } from '../support/events.js';
import { makeProvider, makeUser, must } from '../support/make.js';
import { NO_CONTENT, startReceiver, type Receiver } from '../support/receiver.js';
import { until } from '../support/until.js';

const SETTINGS = { WEBHOOK_ALLOW_PRIVATE: 'true' };
const MANY = 1000;

describe('deliveries of webhooks', () => {
  const apps: TestServer[] = [];
  const receivers: Receiver[] = [];
  const databases: TestDatabase[] = [];

  afterEach(async () => {
    await Promise.all(apps.splice(0).map((app) => app.end('SIGKILL')));
    await Promise.all(receivers.splice(0).map((receiver) => receiver.stop()));
    await Promise.all(databases.splice(0).map((database) => database.drop()));
  });

  const start = async (database: TestDatabase) => {
    const app = await startServer(SETTINGS, database);
    apps.push(app);
    return app;
  };
  const world = async () => {
    const database = await cloneDatabase();
    databases.push(database);
    return { database, app: await start(database) };
  };
  const receiver = async (...how: Parameters<typeof startReceiver>) => {
    const started = await startReceiver(...how);
    receivers.push(started);
    return started;
  };
  const endpointFor = async (app: TestServer, to: Receiver, types: string[]) => {
    const admin = await makeUser(app, 'admin');
    return String(must(201, await admin.api.post('/api/webhook_endpoints/', { url: to.url, types })).id);
  };
  const dayClosed = () => ({
    ...{ id: uuidv7(), type: 'day.closed', occurred_at: new Date(), data: { date: '2026-11-23' } },
  });
  /** Events of one type, as if they had happened. */
  const happen = (database: TestDatabase, count: number) =>
    database.rows(TELL, [JSON.stringify(Array.from({ length: count }, dayClosed))]);
  const statesOf = async (database: TestDatabase, endpoint: string) =>
    database.rows<{ state: string; count: number; attempts: number }>(
      `SELECT state, count(*)::int AS count, max(attempts) AS attempts FROM webhook_deliveries
       WHERE endpoint_id = $1 GROUP BY state`,
      [endpoint],
    );

  it('come again, with the same id, when an instance is killed after sending and before writing it down', async () => {
    const { database, app } = await world();
    const to = await receiver((response) => {
      void app.end('SIGKILL').then(() => response.writeHead(204).end());
    });
    const endpoint = await endpointFor(app, to, ['provider.deposited']);
    await makeProvider(app, '5.00');
    const [first] = await to.has(1);
    await app.end('SIGKILL');
    expect(await statesOf(database, endpoint)).toEqual([{ state: 'waiting', count: 1, attempts: 0 }]);
    to.answers(NO_CONTENT);
    await start(database);
    // The dead one's lease would be over in a minute and a half.
    await database.rows('UPDATE webhook_endpoints SET leased_until = now()');
    const [, second] = await to.has(2);
    expect(second?.event.id).toBe(first?.event.id);
    expect(second?.body).toBe(first?.body);
    await until(async () => (await statesOf(database, endpoint))[0]?.state === 'delivered');
  });

  it('are shared by two instances, and each is sent once', async () => {
    const { database, app } = await world();
    await start(database);
    const to = await receiver();
    const endpoint = await endpointFor(app, to, ['*']);
    for (let some = 0; some < 10; some++) await happen(database, 30);
    await to.has(300);
    await until(async () => (await statesOf(database, endpoint))[0]?.state === 'delivered');
    expect(await statesOf(database, endpoint)).toEqual([{ state: 'delivered', count: 300, attempts: 1 }]);
    expect(new Set(to.received.map(({ event }) => event.id)).size).toBe(300);
    expect(to.received.length).toBe(300);
  });

  it('reach the others while one endpoint hangs, which is never sent more than four at once', async () => {
    const { database, app } = await world();
    let open = 0;
    let most = 0;
    const hanging = await receiver((response) => {
      most = Math.max(most, ++open);
      response.once('close', () => open--);
    });
    const well = [await receiver(), await receiver()];
    const dead = await endpointFor(app, hanging, ['*']);
    const alive = await Promise.all(well.map((to) => endpointFor(app, to, ['*'])));
    await happen(database, MANY);
    await Promise.all(well.map((to) => to.has(MANY)));
    for (const endpoint of alive) {
      await until(async () => (await statesOf(database, endpoint)).length === 1);
      expect(await statesOf(database, endpoint)).toEqual([{ state: 'delivered', count: MANY, attempts: 1 }]);
    }
    expect((await statesOf(database, dead)).map(({ state }) => state)).toEqual(['waiting']);
    expect(most).toBe(4);
    // The newest is among those that are tried, however many wait.
    expect(Math.max(...hanging.received.map(({ event }) => event.seq))).toBe(MANY);
  });
});
