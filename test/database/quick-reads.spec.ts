import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { readConfig } from '../../src/config.js';
import { dataSourceOptions } from '../../src/database/data-source.js';
import { QuickReads } from '../../src/database/quick-reads.js';
import { groupBy } from '../../src/runtime/group-by.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';

const READ = 'SELECT $1::int AS nr, pg_backend_pid() AS backend';

let database: TestDatabase;
let db: DataSource;
let reads: QuickReads;
const open = async (settings: Record<string, string> = {}): Promise<DataSource> => {
  const config = readConfig({ DATABASE_URL: database.url, DB_POOL_WAIT_MS: '60000', ...settings });
  return new DataSource(dataSourceOptions(config)).initialize();
};
beforeAll(async () => {
  database = await cloneDatabase();
});
afterEach(() => db.destroy());
afterAll(() => database.drop());

describe.each(['true', 'false'])('quick reads, with DB_PREPARED_STATEMENTS=%s', (prepared) => {
  beforeEach(async () => {
    db = await open({ DB_PREPARED_STATEMENTS: prepared });
    reads = new QuickReads(db);
  });

  const read = async (nr: number) => (await reads.query<{ nr: number; backend: number }[]>(READ, [nr]))[0];

  it('of one turn each get their own answer, eight on a connection', async () => {
    const answers = await Promise.all(Array.from({ length: 24 }, (_, nr) => read(nr)));
    expect(answers.map((row) => row?.nr)).toEqual(Array.from({ length: 24 }, (_, nr) => nr));
    const backends = groupBy(answers, (row) => row?.backend);
    expect([...backends.values()].map((group) => group.length)).toEqual([8, 8, 8]);
    expect(await read(99)).toMatchObject({ nr: 99 });
  });

  it('that fail fail alone', async () => {
    const asked = [
      read(1),
      reads.query('SELECT 1 / $1::int AS nr', [0]),
      read(3),
      reads.query('SELEKT'),
      read(5),
    ];
    const [first, divided, third, misspelt, fifth] = await Promise.allSettled(asked);
    expect([first, third, fifth]).toMatchObject([1, 3, 5].map((nr) => ({ value: { nr } })));
    expect(divided).toMatchObject({ status: 'rejected', reason: { code: '22012' } });
    expect(misspelt).toMatchObject({ status: 'rejected', reason: { code: '42601' } });
  });

  it('whose connection breaks all fail, and those after them have another', async () => {
    const killed = [reads.query('SELECT pg_terminate_backend(pg_backend_pid())', []), read(2)];
    for (const { status } of await Promise.allSettled(killed)) expect(status).toBe('rejected');
    expect(await read(3)).toMatchObject({ nr: 3 });
  });

  it('wait for a connection when all are in use, and share the one that comes', async () => {
    await db.destroy();
    db = await open({ DB_PREPARED_STATEMENTS: prepared, DB_POOL_SIZE: '2' });
    reads = new QuickReads(db);
    const busy = [db.createQueryRunner(), db.createQueryRunner()];
    for (const runner of busy) await runner.connect();
    const early = read(1);
    await new Promise((resolve) => setImmediate(resolve));
    const late = read(2);
    await new Promise((resolve) => setImmediate(resolve));
    await busy[0]?.release();
    const [one, two] = await Promise.all([early, late]);
    expect([one?.nr, two?.nr]).toEqual([1, 2]);
    expect(one?.backend).toBe(two?.backend);
    await busy[1]?.release();
  });
});

describe('a prepared statement', () => {
  beforeEach(async () => {
    db = await open({ DB_POOL_SIZE: '2' });
  });

  it('reads its rows alike the first time and later, whatever their types, and none', async () => {
    const text = `SELECT $1::bigint AS big, 1.50::numeric AS rate, '2026-11-23'::date AS day, true AS yes, NULL::text AS none,
      '2026-11-23 10:00:00.123456+00'::timestamptz AS at, ARRAY['a', NULL] AS list, '{"a": [1]}'::jsonb AS json`;
    const expected = {
      big: '9007199254740993',
      rate: '1.50',
      day: '2026-11-23',
      yes: true,
      none: null,
      at: new Date('2026-11-23T10:00:00.123Z'),
      list: ['a', null],
      json: { a: [1] },
    };
    for (let time = 0; time < 3; time++) {
      expect(await db.query(text, ['9007199254740993'])).toEqual([expected]);
      expect(await db.query(`${text} WHERE $1::bigint < 0`, ['1'])).toEqual([]);
    }
  });

  it('that writes says each time how many rows it wrote', async () => {
    const runner = db.createQueryRunner();
    await runner.query('CREATE TEMP TABLE t (n int)');
    for (const rows of [2, 3]) {
      const written = await runner.query('INSERT INTO t SELECT generate_series(1, $1::int)', [rows], true);
      expect(written.affected).toBe(rows);
      expect(await runner.query('UPDATE t SET n = $1', [rows])).toEqual([[], rows === 2 ? 2 : 5]);
    }
    await runner.release();
  });

  it('that failed the first time is prepared again, and one that fails later stays known', async () => {
    const runner = db.createQueryRunner();
    const text = 'SELECT n / $1::int AS half FROM missing';
    await expect(runner.query(text, [2])).rejects.toMatchObject({ driverError: { code: '42P01' } });
    await runner.query('CREATE TEMP TABLE missing AS SELECT 4 AS n');
    expect(await runner.query(text, [2])).toEqual([{ half: 2 }]);
    await expect(runner.query(text, [0])).rejects.toMatchObject({ driverError: { code: '22012' } });
    expect(await runner.query(text, [4])).toEqual([{ half: 1 }]);
    await runner.release();
  });

  it('whose rows would be laid out otherwise now is refused rather than misread', async () => {
    const runner = db.createQueryRunner();
    await runner.query('CREATE TEMP TABLE changing AS SELECT 4 AS n');
    const text = 'SELECT * FROM changing WHERE n > $1';
    for (let time = 0; time < 2; time++) expect(await runner.query(text, [1])).toEqual([{ n: 4 }]);
    await runner.query('ALTER TABLE changing ADD COLUMN m int');
    await expect(runner.query(text, [1])).rejects.toMatchObject({ driverError: { code: '0A000' } });
    await runner.release();
  });
});
