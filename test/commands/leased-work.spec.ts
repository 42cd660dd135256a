import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { LeasedWork, type Leased } from '../../src/commands/leased-work.js';
import { readConfig } from '../../src/config.js';
import { dataSourceOptions } from '../../src/database/data-source.js';
import { Transactions } from '../../src/database/transactions.js';
import { newId } from '../../src/runtime/ids.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';

interface Letter extends Leased {
  address: string;
}

describe('leased work', () => {
  let database: TestDatabase;
  let source: DataSource;
  let transactions: Transactions;
  let work: LeasedWork<Letter>;

  beforeAll(async () => {
    database = await cloneDatabase();
    await database.rows(
      `CREATE TABLE letters (id uuid PRIMARY KEY, address text NOT NULL, state text NOT NULL DEFAULT 'waiting',
         attempts int NOT NULL DEFAULT 0, next_attempt_at timestamptz NOT NULL, leased_until timestamptz, lease uuid)`,
    );
    const config = { ...readConfig({ DATABASE_URL: database.ownerUrl }), poolSize: 8 };
    source = new DataSource(dataSourceOptions(config));
    await source.initialize();
    transactions = new Transactions(source, config);
    work = new LeasedWork(transactions, { name: 'letters', leaseMs: 60_000 });
  });
  beforeEach(() => database.rows('DELETE FROM letters'));
  afterAll(async () => {
    await source.destroy();
    await database.drop();
  });

  const write = async (count: number, due = '0 seconds') => {
    await database.rows(
      `INSERT INTO letters (id, address, next_attempt_at)
       SELECT id, id::text, now() + $2::interval + nr * interval '1 us' FROM unnest($1::uuid[]) WITH ORDINALITY AS n(id, nr)`,
      [Array.from({ length: count }, () => newId()), due],
    );
  };
  const finish = (row: Letter, outcome: Parameters<typeof work.finish>[2] = { state: 'sent' }) =>
    transactions.run((tx) => work.finish(tx, row, outcome));
  const backlog = () => transactions.run((tx) => work.backlog(tx));
  const leaseIsOver = () => database.rows("UPDATE letters SET leased_until = now() - interval '1 ms'");

  it('is claimed once, the longest due first, by workers that take turns at the same moment', async () => {
    await write(40, '-1 minute');
    await write(5, '1 hour');
    const claimed = await Promise.all(Array.from({ length: 8 }, () => work.claim(5)));
    expect(claimed.map((rows) => rows.length)).toEqual(Array.from({ length: 8 }, () => 5));
    expect(new Set(claimed.flat().map(({ id }) => id)).size).toBe(40);
    expect(claimed.flat().every(({ attempts, address, id }) => attempts === 1 && address === id)).toBe(true);
    expect(await work.claim(5)).toEqual([]);
  });

  it('is finished by whoever holds the lease, once', async () => {
    await write(1);
    const [row] = await work.claim(1);
    expect(await finish(row!)).toBe(true);
    expect(await finish(row!)).toBe(false);
    expect(await database.rows('SELECT state, lease, leased_until FROM letters')).toEqual([
      { state: 'sent', lease: null, leased_until: null },
    ]);
  });

  it('of a worker that died or was too slow is claimed again, and the first cannot finish it any more', async () => {
    await write(1);
    const [slow] = await work.claim(1);
    expect(await work.claim(1)).toEqual([]);
    await leaseIsOver();
    const [second] = await work.claim(1);
    expect(second).toMatchObject({ id: slow!.id, attempts: 2 });
    expect(await finish(slow!)).toBe(false);
    expect(await finish(second!)).toBe(true);
  });

  it('is tried again when it is due again, and tells its backlog', async () => {
    await write(1, '-10 seconds');
    await write(1, '1 hour');
    expect(await backlog()).toMatchObject({ waiting: 2 });
    expect((await backlog()).oldestSeconds).toBeGreaterThan(9);
    const [row] = await work.claim(2);
    expect(await finish(row!, { nextAttemptAt: new Date(Date.now() + 3_600_000) })).toBe(true);
    expect(await work.claim(2)).toEqual([]);
    expect(await backlog()).toEqual({ waiting: 2, oldestSeconds: 0 });
  });

  it('keeps the lease when what goes with its end fails', async () => {
    await write(1);
    const [row] = await work.claim(1);
    await expect(
      transactions.run(async (tx) => {
        await work.finish(tx, row!, { state: 'sent' });
        throw new Error('its effect could not be written');
      }),
    ).rejects.toThrow('its effect');
    expect(await finish(row!)).toBe(true);
  });
});
