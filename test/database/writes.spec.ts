import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { readConfig } from '../../src/config.js';
import { dataSourceOptions } from '../../src/database/data-source.js';
import { sqlState } from '../../src/database/database-errors.js';
import { RestartTransaction, Transactions, write, type Tx } from '../../src/database/transactions.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';

const UNIQUE_VIOLATION = '23505';

describe('the writes of a transaction', () => {
  let database: TestDatabase;
  let source: DataSource;
  let transactions: Transactions;
  let sent: string[];
  /** A statement that the database will not understand. */
  let refused: string | null = null;

  beforeAll(async () => {
    database = await cloneDatabase();
    source = new DataSource(dataSourceOptions(readConfig({ DATABASE_URL: database.ownerUrl })));
    await source.initialize();
    transactions = new Transactions(source, { lockTimeoutMs: 5000 });
    await database.rows('CREATE TABLE parents (id int PRIMARY KEY)');
    await database.rows('CREATE TABLE children (id int PRIMARY KEY, parent int REFERENCES parents (id))');
    const query = Reflect.get(pg.Client.prototype, 'query') as (
      this: pg.Client,
      ...args: unknown[]
    ) => unknown;
    jest.spyOn(pg.Client.prototype, 'query').mockImplementation(function (
      this: pg.Client,
      ...args: unknown[]
    ) {
      const [statement] = args as [string | { text: string }];
      sent.push(typeof statement === 'string' ? statement : statement.text);
      return query.apply(this, statement === refused ? ['SELECT no_such_function()'] : args);
    });
  });
  beforeEach(async () => {
    sent = [];
    await database.rows('TRUNCATE parents, children');
    sent = [];
  });
  afterAll(async () => {
    jest.restoreAllMocks();
    await source.destroy();
    await database.drop();
  });

  const parent = (tx: Tx, ...ids: number[]) => {
    write(tx, { table: 'parents', sql: 'INSERT INTO parents SELECT unnest($1::int[])', values: [ids] });
  };
  const child = (tx: Tx, id: number, of: number) => {
    write(tx, { table: 'children', sql: 'INSERT INTO children VALUES ($1::int, $2::int)', values: [id, of] });
  };
  const run = (work: (tx: Tx) => unknown, beginsLate = false) =>
    transactions.run(
      async (tx) => {
        await work(tx);
      },
      { until: performance.now() + 5000, beginsLate },
    );
  const count = async (table: string) =>
    Number((await database.rows(`SELECT count(*) FROM ${table}`))[0]?.count);
  /** The statements by their first word, without those of the test itself. */
  const words = () => sent.map((text) => text.split(' ')[0]).filter((word) => word !== 'TRUNCATE');

  it('leave as one statement with COMMIT, each with its own values', async () => {
    await run((tx) => {
      parent(tx, 1, 2);
      child(tx, 7, 2);
    });
    expect(words()).toEqual(['START', 'WITH', 'COMMIT']);
    expect(await database.rows('SELECT id, parent FROM children')).toEqual([{ id: 7, parent: 2 }]);
    expect(await count('parents')).toBe(2);
  });

  it('are seen by the queries after them', async () => {
    await run(async (tx) => {
      parent(tx, 1);
      const [row]: { count: string }[] = await tx.query('SELECT count(*) FROM parents');
      expect(row).toEqual({ count: '1' });
    });
    expect(words().slice(0, 4)).toEqual(['START', 'INSERT', 'SELECT', 'COMMIT']);
  });

  it('to one table follow each other', async () => {
    await run((tx) => {
      parent(tx, 1);
      write(tx, { table: 'parents', sql: 'UPDATE parents SET id = 2 WHERE id = $1', values: [1] });
    });
    expect(await database.rows('SELECT id FROM parents')).toEqual([{ id: 2 }]);
  });

  it('fail the transaction with the error of the one that failed, and none is done', async () => {
    await run((tx) => {
      parent(tx, 1);
    });
    const failing = run((tx) => {
      child(tx, 1, 1);
      parent(tx, 1);
    });
    expect(sqlState(await failing.catch((error: unknown) => error))).toBe(UNIQUE_VIOLATION);
    expect([await count('parents'), await count('children')]).toEqual([1, 0]);
    const reading = run(async (tx) => {
      parent(tx, 1);
      await tx.query('SELECT 1');
    });
    expect(sqlState(await reading.catch((error: unknown) => error))).toBe(UNIQUE_VIOLATION);
  });

  it('of work that fails or starts over are never sent', async () => {
    const failing = run((tx) => {
      parent(tx, 1);
      throw new Error('changed its mind');
    });
    await expect(failing).rejects.toThrow('changed its mind');
    let attempts = 0;
    await run((tx) => {
      parent(tx, 10 + attempts++);
      if (attempts === 1) throw new RestartTransaction();
    });
    expect(await database.rows('SELECT id FROM parents')).toEqual([{ id: 11 }]);
  });

  it('of a preview are tried, and undone', async () => {
    const preview = (id: number) =>
      transactions.preview((tx) => {
        parent(tx, id);
        return Promise.resolve('possible');
      });
    expect(await preview(1)).toBe('possible');
    expect(await count('parents')).toBe(0);
    await run((tx) => {
      parent(tx, 1);
    });
    expect(sqlState(await preview(1).catch((error: unknown) => error))).toBe(UNIQUE_VIOLATION);
  });

  it('need an open transaction', () => {
    expect(() => {
      parent(source.manager as unknown as Tx, 1);
    }).toThrow('a write needs an open transaction');
  });

  describe('of work that begins late', () => {
    it('follow BEGIN and the first statement, which leave together', async () => {
      await run(async (tx) => {
        await tx.query('SELECT 1');
        parent(tx, 1);
      }, true);
      expect(words()).toEqual(['START', 'SELECT', 'INSERT', 'COMMIT']);
      expect(await count('parents')).toBe(1);
    });

    it('must not come first, as BEGIN is not answered yet', async () => {
      const first = run(async (tx) => {
        parent(tx, 1);
        await tx.query('SELECT 1');
      }, true);
      await expect(first).rejects.toThrow('must not begin with a write');
      expect(await count('parents')).toBe(0);
    });

    it('are not done when BEGIN is refused', async () => {
      refused = 'START TRANSACTION';
      const begun = run(async (tx) => {
        await tx.query('SELECT 1');
        parent(tx, 1);
      }, true);
      await expect(begun).rejects.toThrow(/no_such_function/);
      refused = null;
      expect(await count('parents')).toBe(0);
      // The connection is whole again.
      await run((tx) => {
        parent(tx, 2);
      });
      expect(await count('parents')).toBe(1);
    });
  });
});
