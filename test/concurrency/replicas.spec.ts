import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startServer, type TestServer } from '../support/app.js';
import { openDatabase } from '../support/database.js';
import { makeCustomer, makeLoan, makeProvider, makeStaff, must, type Actor } from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';
import { startReplicated, type Replicated } from '../support/replicated.js';
import { until } from '../support/until.js';

describe('with a streaming replica', () => {
  let servers: Replicated;
  let here: TestServer;
  let there: TestServer;
  let staff: Actor;
  let customer: Actor;

  const start = (replicas: string) => startServer({ DATABASE_REPLICA_URLS: replicas }, onPrimary());
  const onPrimary = () =>
    openDatabase(servers.primary.url, {
      url: servers.primary.appUrl,
      copy: () => Promise.reject(new Error('it lies on a server of its own')),
      drop: () => Promise.resolve(),
    });
  const metric = async (app: TestServer, name: string) => {
    const text = must(200, await app.as().get('/metrics')) as unknown as string;
    return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]);
  };
  const usable = (app: TestServer) => metric(app, 'db_replicas_usable');
  const isUsed = (app: TestServer, count: number) => until(async () => (await usable(app)) === count);
  /** How often the replica has looked into a table. */
  const scans = async (table: string) => {
    const [row] = await servers.onReplica(
      `SELECT (seq_scan + coalesce(idx_scan, 0))::int AS scans FROM pg_stat_user_tables WHERE relname = '${table}'`,
    );
    return row?.scans as number;
  };
  const listedBy = async (actor: Actor, app: TestServer) => {
    const { results } = must(200, await app.as(actor).get('/api/loans/?limit=100'));
    return (results as { id: string }[]).map(({ id }) => id);
  };

  beforeAll(async () => {
    servers = await startReplicated();
    [here, there] = await Promise.all([start(servers.replica.appUrl), start(servers.replica.appUrl)]);
    [staff, customer] = await Promise.all([makeStaff(here), makeCustomer(here)]);
    await makeProvider(here, '100000.00');
    await Promise.all([isUsed(here, 1), isUsed(there, 1)]);
  });
  afterAll(async () => {
    await Promise.all([here.stop(), there.stop()]);
    await servers.stop();
  });

  // The replica counts its reads late, so no two of these look into the same table.
  it.each([
    ['loans/', 'loans'],
    ['payments/?format=csv', 'payments'],
    ['reports/portfolio/', 'portfolio_figures'],
    ['ledger/proof/', 'journal'],
  ])('reads %s there', async (path, table) => {
    const before = await scans(table);
    await until(async () => {
      must(200, await here.as(staff).get(`/api/${path}`));
      return (await scans(table)) > before;
    });
  });

  it('shows everybody what they wrote a moment ago, through whichever instance', async () => {
    for (let round = 0; round < 30; round++) {
      const { id } = await makeLoan(customer, '100.00');
      expect(await listedBy(customer, there)).toContain(id);
      expect(await listedBy(staff, there)).toContain(id);
    }
    await expectGreenProof(here);
  });

  it('leaves reads to the primary while the replica is behind', async () => {
    await servers.onReplica('SELECT pg_wal_replay_pause()');
    try {
      const { id } = await makeLoan(customer, '100.00');
      const [row] = await servers.onReplica(`SELECT count(*)::int AS count FROM loans WHERE id = '${id}'`);
      expect(row).toEqual({ count: 0 });
      expect(await listedBy(staff, there)).toContain(id);
      await expectGreenProof(there);
    } finally {
      await servers.onReplica('SELECT pg_wal_replay_resume()');
    }
  });

  it('tells how far the replica is behind, and not that the primary is idle', async () => {
    expect(await metric(here, 'db_replicas_configured')).toBe(1);
    await until(async () => (await metric(here, 'db_replica_lag_seconds')) === 0);
    await servers.onReplica('SELECT pg_wal_replay_pause()');
    try {
      await makeLoan(customer, '100.00');
      expect(await metric(here, 'db_replica_lag_seconds')).toBeGreaterThan(0);
    } finally {
      await servers.onReplica('SELECT pg_wal_replay_resume()');
    }
    await until(async () => (await metric(here, 'db_replica_lag_seconds')) === 0);
  });

  it('goes on without a replica that died, says so once, and takes it back', async () => {
    await servers.stopReplica();
    for (let read = 0; read < 20; read++) {
      const { id } = await makeLoan(customer, '100.00');
      expect(await listedBy(staff, here)).toContain(id);
    }
    await isUsed(here, 0);
    must(200, await here.as().get('/health/ready'));
    expect(here.output().match(/a replica cannot be used; the primary serves/g)).toHaveLength(1);
    await servers.startReplica();
    await isUsed(here, 1);
    expect(here.output()).toContain('a replica is back');
    expect(await listedBy(staff, here)).toHaveLength(52);
  });

  it('starts with a replica that is not there, or that is no replica, and names them', async () => {
    const lonely = await start(`postgres://nobody@127.0.0.1:9/loans,${servers.primary.url}`);
    try {
      await until(
        () => lonely.output().includes('it is not a standby') && lonely.output().includes('ECONNREFUSED'),
      );
      expect(await listedBy(staff, lonely)).toHaveLength(52);
      expect(lonely.output()).not.toMatch(/password|nobody@/);
    } finally {
      await lonely.stop();
    }
  });
});
