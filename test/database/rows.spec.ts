import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { readdirSync } from 'node:fs';
import { DataSource, type EntityMetadata, type EntityTarget, type ObjectLiteral } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata.js';
import { readConfig } from '../../src/config.js';
import { dataSourceOptions } from '../../src/database/data-source.js';
import { GuardedClient } from '../../src/database/guarded-client.js';
import { insertNewRows, insertRows, updateRows } from '../../src/database/rows.js';
import { Transactions, type Tx } from '../../src/database/transactions.js';
import { JournalEntry } from '../../src/ledger/journal-entry.entity.js';
import { Loan } from '../../src/loans/loan.entity.js';
import { Payment } from '../../src/payments/payment.entity.js';
import { newId } from '../../src/runtime/ids.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';

type Row = ObjectLiteral;

const SOURCES = new URL('../../src/', import.meta.url);

async function allEntities(): Promise<EntityTarget<Row>[]> {
  const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.entity.ts'),
  );
  // One after the other: Jest's loader loses modules that two imports link at the same moment.
  const modules: object[] = [];
  for (const name of files) modules.push((await import(new URL(name, SOURCES).pathname)) as object);
  return modules.flatMap((all) =>
    Object.values(all).filter((value): value is new () => Row => typeof value === 'function'),
  );
}

/** A value that no other column and no other row has, at the edge of what its type holds. */
function valueOf({ type, isArray, propertyName, transformer }: ColumnMetadata, seed: number): unknown {
  const one = (n: number): unknown => {
    switch (type) {
      case 'uuid':
        return newId();
      case 'text':
        return `${propertyName} ${String(n)}: "NULL", {a,b}, 'it''s', \\ and ü\n`;
      case 'bigint': {
        const beyondDoubles = 9_007_199_254_740_993n + BigInt(n);
        return transformer ? beyondDoubles : String(beyondDoubles);
      }
      case 'numeric':
        return `${String(n)}.12345678901234567890123`;
      case 'integer':
        return 7 - n;
      case 'smallint':
        return n;
      case 'boolean':
        return n % 2 === 0;
      case 'date':
        return new Date(Date.UTC(1999, 11, 31 + n)).toISOString().slice(0, 10);
      case 'timestamptz':
        return new Date(Date.UTC(2026, 2, 29, 0, 59, 59, 1 + n));
      case 'bytea':
        return randomBytes(9);
      case 'json':
      case 'jsonb':
        if (propertyName === 'holdDays') return { card: n, bank_debit: null, wallet: 0 };
        return propertyName === 'scoreBands'
          ? [
              {
                name: `"${String(n)}"`,
                minScore: n,
                rateAdjustment: '0.1',
                maxLoanAmount: 2n ** 60n,
                queuePriority: n,
              },
            ]
          : [{ list: [`{"${String(n)}"}`, null, n, { of: [true] }] }];
      default:
        throw new Error(`no value of ${String(type)} for ${propertyName}`);
    }
  };
  return isArray ? [one(seed), one(seed + 500)] : one(seed);
}

/** Rows of an entity with all columns that are written; where a column may be empty, that of the last row is. */
function rowsOf(
  metadata: EntityMetadata,
  from = 0,
  isWritten = ({ isInsert }: ColumnMetadata): boolean => isInsert,
): Row[] {
  const columns = metadata.columns.filter(isWritten);
  return [0, 1, 2].map((nr) =>
    Object.fromEntries(
      columns.map((column, place) => [
        column.propertyName,
        nr === 2 && column.isNullable ? null : valueOf(column, from + 100 * nr + place),
      ]),
    ),
  );
}

describe('rows written by the metadata of their entity', () => {
  let database: TestDatabase;
  let source: DataSource;

  beforeAll(async () => {
    database = await cloneDatabase();
    const url = new URL(database.ownerUrl);
    url.searchParams.set('options', '-c search_path=plain,public');
    source = new DataSource(
      dataSourceOptions(readConfig({ DATABASE_URL: url.href }), (await allEntities()) as never),
    );
    await source.initialize();
    // The tables without their constraints, which allow only what belongs together.
    await database.rows('CREATE SCHEMA plain');
    for (const { tableName, columns } of source.entityMetadatas) {
      await database.rows(`CREATE TABLE plain.${tableName} (LIKE public.${tableName} INCLUDING DEFAULTS)`);
      for (const { databaseName } of columns.filter(({ isInsert }) => !isInsert)) {
        await database.rows(`ALTER TABLE plain.${tableName} ALTER ${databaseName} DROP NOT NULL`);
      }
    }
  });
  afterAll(async () => {
    await source.destroy();
    await database.drop();
  });

  const write = (work: (tx: Tx) => void) =>
    new Transactions(source, { lockTimeoutMs: 5000 }).run((tx) => {
      work(tx);
      return Promise.resolve();
    });

  /** Rows whose key the database gives are told apart by what was given, and are never changed. */
  const hasOwnKey = (metadata: EntityMetadata) => metadata.primaryColumns.every(({ isInsert }) => isInsert);

  /** Read by TypeORM, which knows the columns its own way. */
  async function stored(metadata: EntityMetadata, like: readonly Row[]): Promise<Row[]> {
    const keys = hasOwnKey(metadata)
      ? metadata.primaryColumns
      : metadata.columns.filter(({ isInsert }) => isInsert);
    const found = await source.getRepository<Row>(metadata.target).find();
    return like.map((row) => {
      const same = found.filter((other) =>
        keys.every(({ propertyName: name }) => isDeepStrictEqual(row[name], other[name])),
      );
      expect(same).toHaveLength(1);
      return Object.fromEntries(Object.keys(row).map((name) => [name, same[0]?.[name] as unknown]));
    });
  }

  it('come back as they were given, every column of every entity', async () => {
    expect(source.entityMetadatas.length).toBeGreaterThan(15);
    for (const metadata of source.entityMetadatas) {
      const rows = rowsOf(metadata);
      await write((tx) => {
        insertRows(tx, metadata.target, rows);
      });
      expect([metadata.tableName, await stored(metadata, rows)]).toEqual([metadata.tableName, rows]);
    }
  });

  it('are changed in every column that is named, and other rows are not', async () => {
    for (const metadata of source.entityMetadatas.filter(hasOwnKey)) {
      const columns = metadata.columns.filter(({ isUpdate, isPrimary }) => isUpdate && !isPrimary);
      const names = columns.map(({ propertyName }) => propertyName);
      const rows = rowsOf(metadata, 1000);
      const written = ({ isInsert, isUpdate }: ColumnMetadata) => isInsert || isUpdate;
      const changed = rowsOf(metadata, 2000, written).map((row, nr) => {
        const kept = metadata.columns.filter(({ isPrimary, isUpdate }) => isPrimary || !isUpdate);
        const key = kept.flatMap(({ propertyName: name }) => (name in row ? [[name, rows[nr]?.[name]]] : []));
        return { ...row, ...Object.fromEntries(key) } as Row;
      });
      await write((tx) => {
        insertRows(tx, metadata.target, rows);
        updateRows(tx, metadata.target, [changed[2] as Row, changed[0] as Row], names);
      });
      const expected = [changed[0], rows[1], changed[2]] as Row[];
      expect([metadata.tableName, await stored(metadata, expected)]).toEqual([metadata.tableName, expected]);
    }
  });

  it('keep the order in which they were given, as the database numbers them', async () => {
    const metadata = source.getMetadata(Payment);
    const rows = [3000, 3300, 3600].flatMap((from) => rowsOf(metadata, from)) as Payment[];
    await write((tx) => {
      insertRows(tx, Payment, rows);
    });
    const numbered = await source.getRepository(Payment).find({ order: { entryNo: 'ASC' } });
    const ids = new Set(rows.map(({ id }) => id));
    expect(numbered.map(({ id }) => id).filter((id) => ids.has(id))).toEqual(rows.map(({ id }) => id));
  });

  it('are left as they are by rows that a unique key has already', async () => {
    await database.rows('CREATE UNIQUE INDEX ON plain.journal (id)');
    const metadata = source.getMetadata(JournalEntry);
    const [first, second, third] = rowsOf(metadata, 4000) as [JournalEntry, JournalEntry, JournalEntry];
    await write((tx) => {
      insertNewRows(tx, JournalEntry, [first, second]);
    });
    await write((tx) => {
      insertNewRows(tx, JournalEntry, [{ ...second, kind: 'other' }, third]);
    });
    expect(await stored(metadata, [first, second, third])).toEqual([first, second, third]);
  });

  it('are one statement with the same text each time, and none when there are none', async () => {
    const rows = rowsOf(source.getMetadata(Loan), 5000) as Loan[];
    const [one] = rowsOf(source.getMetadata(Loan), 5300) as [Loan, Loan, Loan];
    const added = jest.spyOn(GuardedClient.prototype, 'write');
    await write((tx) => {
      insertRows(tx, Loan, []);
      insertNewRows(tx, Loan, []);
      updateRows(tx, Loan, [], ['status']);
      expect(added).not.toHaveBeenCalled();
      insertRows(tx, Loan, rows);
      insertRows(tx, Loan, [one]);
      updateRows(tx, Loan, rows, ['status', 'amountDue']);
      updateRows(tx, Loan, [one], ['status', 'amountDue']);
    });
    const texts = added.mock.calls.map(([{ sql }]) => sql);
    added.mockRestore();
    expect(texts).toHaveLength(4);
    expect(texts[1]).toBe(texts[0]);
    expect(texts[3]).toBe(texts[2]);
  });

  it('are refused where one lacks a column or its key, or a column cannot be updated', async () => {
    const [whole, other] = rowsOf(source.getMetadata(Loan), 6000) as [Loan, Loan, Loan];
    const without = (name: keyof Loan) =>
      Object.fromEntries(Object.entries(other).filter(([key]) => key !== name)) as unknown as Loan;
    await write((tx) => {
      expect(() => {
        insertRows(tx, Loan, [whole, without('amountDue')]);
      }).toThrow('a row for loans has no amountDue');
      expect(() => {
        updateRows(tx, Loan, [without('id')], ['status']);
      }).toThrow('a row for loans has no id');
      expect(() => {
        updateRows(tx, Loan, [other], ['id']);
      }).toThrow('loans.id cannot be updated');
      expect(() => {
        updateRows(tx, JournalEntry, [{ id: other.id, providerId: null }], ['providerId']);
      }).toThrow('journal.providerId cannot be updated');
    });
    expect(await source.getRepository(Loan).countBy({ id: whole.id })).toBe(0);
  });
});
