import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../../src/database/data-source.js';
import { asBusy } from '../../src/database/database-errors.js';
import { pipelined, RestartTransaction, Transactions, type Tx } from '../../src/database/transactions.js';
import { readConfig } from '../../src/config.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { until } from '../support/until.js';

describe('a transaction', () => {
  let database: TestDatabase;
  let source: DataSource;
  let transactions: Transactions;

  beforeAll(async () => {
    database = await cloneDatabase();
    await database.rows('CREATE TABLE attempts (nr int PRIMARY KEY)');
    const config = {
      ...readConfig({ DATABASE_URL: database.ownerUrl, DB_LOCK_TIMEOUT_MS: '6000' }),
      poolSize: 2,
    };
    source = new DataSource(dataSourceOptions(config));
    await source.initialize();
    transactions = new Transactions(source, config);
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

  it('fails after five attempts, with the error of the database', async () => {
    let attempts = 0;
    const run = transactions.run(async (tx) => {
      attempts++;
      await raise(tx, '40001');
    });
    await expect(run).rejects.toMatchObject({ code: '40001' });
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
      if (++attempts < 8) throw new RestartTransaction();
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

  describe('of which a statement has failed', () => {
    beforeAll(async () => {
      await database.rows('CREATE TABLE halves (nr int PRIMARY KEY, taken int NOT NULL DEFAULT 0)');
      await database.rows('INSERT INTO halves VALUES (1), (2)');
    });

    /** Answers later than the driver does, as functions do that make something of what they read. */
    const later = async <T>(answer: Promise<T>): Promise<T> => {
      try {
        return await answer;
      } finally {
        for (let turn = 0; turn < 20; turn++) await Promise.resolve();
      }
    };
    const take = (tx: Tx, nr: number) => tx.query('UPDATE halves SET taken = taken + 1 WHERE nr = $1', [nr]);

    it.each([
      ['one after the other', pipelined],
      ['by whichever fails first', (all: Promise<unknown>[]) => Promise.all(all)],
    ])(
      'is run again for its deadlock, not for what came of it: statements sent together, awaited %s',
      async (_, trip) => {
        const [before] = await database.rows('SELECT sum(taken) AS taken FROM halves');
        let attempts = 0;
        let both: () => void = () => undefined;
        const bothHaveOne = new Promise<void>((resolve) => (both = resolve));
        let having = 0;
        const takeBoth = (first: number, second: number) =>
          transactions.run(async (tx) => {
            attempts++;
            await take(tx, first);
            if (++having === 2) both();
            await bothHaveOne;
            await trip([later(take(tx, second)), tx.query('SELECT 1'), tx.query('SELECT 2')]);
          });
        await Promise.all([takeBoth(1, 2), takeBoth(2, 1)]);
        // Those who run again may meet once more.
        expect(attempts).toBeGreaterThanOrEqual(3);
        const [after] = await database.rows('SELECT sum(taken) AS taken FROM halves');
        expect(Number(after?.taken) - Number(before?.taken)).toBe(4);
      },
    );

    it('says what failed first, and has sent nothing after its end', async () => {
      const run = transactions.run((tx) =>
        pipelined([
          later(take(tx, 1)).then(() => tx.query('INSERT INTO attempts VALUES (99)')),
          raise(tx, '22012'),
          raise(tx, '22003'),
        ]),
      );
      await expect(run).rejects.toMatchObject({ code: '22012' });
      expect(await database.rows('SELECT nr FROM attempts WHERE nr = 99')).toEqual([]);
    });

    it('is not reported as saved, even when its work ignores the failure', async () => {
      const run = transactions.run(async (tx) => {
        await tx.query('INSERT INTO attempts VALUES (98)');
        await raise(tx, '22012').catch(() => undefined);
      });
      await expect(run).rejects.toMatchObject({ code: '22012' });
      expect(await database.rows('SELECT nr FROM attempts WHERE nr = 98')).toEqual([]);
    });
  });

  it('that loses its connection between two statements is a database that cannot be reached', async () => {
    const run = transactions.run(async (tx) => {
      const [own]: { pid: number }[] = await tx.query('SELECT pg_backend_pid() AS pid');
      await database.rows('SELECT pg_terminate_backend($1)', [own?.pid]);
      await until(() => tx.queryRunner?.isReleased === true);
      await tx.query('INSERT INTO attempts VALUES (97)');
    });
    const error: unknown = await run.catch((reason: unknown) => reason);
    expect(asBusy(error)).toMatchObject({ code: 'service_busy' });
    expect(await database.rows('SELECT nr FROM attempts WHERE nr = 97')).toEqual([]);
  });

  it('waits for locks no longer than it may take, all its attempts together', async () => {
    const holder = await database.connect();
    await holder.query('BEGIN; UPDATE halves SET taken = 0 WHERE nr = 1');
    const started = performance.now();
    const run = transactions.run((tx) => tx.query('UPDATE halves SET taken = 0 WHERE nr = 1'));
    await expect(run).rejects.toMatchObject({ code: '55P03' });
    const ms = performance.now() - started;
    expect(ms).toBeGreaterThan(5000);
    expect(ms).toBeLessThan(9000);
    await holder.query('ROLLBACK');
    await holder.end();
  });

  it('that waits for one lock after the other ends all the same', async () => {
    const holders = await Promise.all([1, 2].map(() => database.connect()));
    for (const [index, holder] of holders.entries()) {
      await holder.query(`BEGIN; UPDATE halves SET taken = 0 WHERE nr = ${String(index + 1)}`);
    }
    const lock = (tx: Tx, nr: number) =>
      tx.query('UPDATE halves SET taken = 0 WHERE nr = $1', [nr]).catch(() => undefined);
    const run = transactions.run(async (tx) => {
      await tx.query("SET LOCAL lock_timeout = '60s'");
      await pipelined([lock(tx, 1), lock(tx, 2)]);
    });
    const error: unknown = await run.catch((reason: unknown) => reason);
    expect(asBusy(error)).toMatchObject({ code: 'service_busy' });
    for (const holder of holders) {
      await holder.query('ROLLBACK');
      await holder.end();
    }
  });
});
