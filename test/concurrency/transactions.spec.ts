import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { StartOver, Transactions, type Tx } from '../../src/common/transactions.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';

describe('a transaction', () => {
  let database: TestDatabase;
  let source: DataSource;
  let transactions: Transactions;

  beforeAll(async () => {
    database = await cloneDatabase();
    await database.rows('CREATE TABLE attempts (nr int PRIMARY KEY)');
    source = new DataSource({ type: 'postgres', url: database.url, extra: { max: 2 } });
    await source.initialize();
    transactions = new Transactions(source);
  });
  afterAll(async () => {
    await source.destroy();
    await database.drop();
  });

  const raise = (tx: Tx, state: string) =>
    tx.query(`DO $$ BEGIN RAISE EXCEPTION 'forced' USING ERRCODE = '${state}'; END $$`);
  const transactionId = async (tx: Tx) => {
    const [row]: { id: string }[] = await tx.query('SELECT pg_current_xact_id()::text AS id');
    return row?.id;
  };

  it.each(['40P01', '40001'])('is run again as a whole, in a new one, after %s', async (state) => {
    const ids: (string | undefined)[] = [];
    const result = await transactions.run(async (tx) => {
      ids.push(await transactionId(tx));
      await tx.query('INSERT INTO attempts VALUES ($1)', [ids.length]);
      if (ids.length < 3) await raise(tx, state);
      return 'done';
    });
    expect(result).toBe('done');
    expect(new Set(ids).size).toBe(3);
    // What the failed attempts wrote is gone.
    expect(await database.rows('DELETE FROM attempts RETURNING nr')).toEqual([{ nr: 3 }]);
  });

  it('gives up after five attempts, with the error of the database', async () => {
    let attempts = 0;
    const run = transactions.run(async (tx) => {
      attempts++;
      await raise(tx, '40001');
    });
    await expect(run).rejects.toMatchObject({ driverError: { code: '40001' } });
    expect(attempts).toBe(5);
  });

  it('is not run again for any other error, and leaves nothing behind', async () => {
    let attempts = 0;
    const run = transactions.run(async (tx) => {
      attempts++;
      await tx.query('INSERT INTO attempts VALUES (1)');
      throw new Error('a bug');
    });
    await expect(run).rejects.toThrow('a bug');
    expect(attempts).toBe(1);
    expect(await database.rows('SELECT * FROM attempts')).toEqual([]);
  });

  it('starts over when the work has learnt that it needs other locks', async () => {
    let attempts = 0;
    await transactions.run(async () => {
      await Promise.resolve();
      if (++attempts < 8) throw new StartOver();
    });
    expect(attempts).toBe(8);
  });

  it('says that the outcome is unknown when the connection is lost at COMMIT, and does not run again', async () => {
    let attempts = 0;
    // A deferred trigger that ends its own connection: the commit is on its way when the line goes dead.
    await database.rows(`
      CREATE FUNCTION hang_up() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$;
      CREATE CONSTRAINT TRIGGER hang_up AFTER INSERT ON attempts DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW EXECUTE FUNCTION hang_up();`);
    const run = transactions.run(async (tx) => {
      attempts++;
      await tx.query('INSERT INTO attempts VALUES (7)');
    });
    await expect(run).rejects.toMatchObject({ code: 'outcome_unknown' });
    expect(attempts).toBe(1);
    await database.rows('DROP TRIGGER hang_up ON attempts');
    await expect(transactions.run((tx) => transactionId(tx))).resolves.toBeDefined();
  });
});
