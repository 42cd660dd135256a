import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { DataSource } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import { readConfig } from '../../src/config.js';
import { dataSourceOptions } from '../../src/database/data-source.js';
import { asBank, keepingPerson, reading, type Person } from '../../src/database/person.js';
import { QuickReads } from '../../src/database/quick-reads.js';
import type { TestDatabase } from '../support/database.js';
import { startPooler } from '../support/pooler.js';
import { cloneSecured } from '../support/secured.js';
import { until } from '../support/until.js';

const WHO = `SELECT $1::int AS nr, current_user::text AS role, person()::text AS person, pg_backend_pid() AS backend`;

interface Who {
  nr: number;
  role: string;
  person: string | null;
  backend: number;
}

const BORROWER: Person = { role: 'loans_customer', id: uuidv7() };
const LENDER: Person = { role: 'loans_provider', id: uuidv7() };
const BANK = null;
const as = <T>(person: Person | null, work: () => Promise<T>): Promise<T> => reading({ person }, work);

let database: TestDatabase;
let pooler: Awaited<ReturnType<typeof startPooler>>;
beforeAll(async () => {
  database = await cloneSecured();
  pooler = await startPooler(database.url);
});
afterAll(async () => {
  await pooler.stop();
  await database.drop();
});

/** One connection, so that whatever somebody leaves behind on it is met by the next. */
const open = (url: string, prepared: string): Promise<DataSource> => {
  const config = readConfig({
    DATABASE_URL: url,
    DB_PREPARED_STATEMENTS: prepared,
    DB_POOL_WAIT_MS: '60000',
  });
  return new DataSource(dataSourceOptions({ ...config, poolSize: 1 })).initialize();
};

describe.each([
  ['with statements that are prepared', () => database.url, 'true'],
  ['with statements that are not', () => database.url, 'false'],
  ['through a pooler in transaction mode', () => pooler.url, 'false'],
] as const)('reads for persons, %s,', (_, url, prepared) => {
  let db: DataSource;
  let reads: QuickReads;
  let bank: string;

  beforeAll(async () => {
    db = await open(url(), prepared);
    reads = new QuickReads(db);
    bank = new URL(database.url).username;
  });
  afterAll(() => db.destroy());

  const who = async (person: Person | null, nr = 0): Promise<Who> => {
    const [row] = await as(person, () => db.query<Who[]>(WHO, [nr]));
    return row as Who;
  };
  const expected = (person: Person | null) => ({ role: person?.role ?? bank, person: person?.id ?? null });
  const codeOf = async (work: Promise<unknown>): Promise<string | undefined> => {
    try {
      await work;
      return undefined;
    } catch (error) {
      return (error as { code?: string }).code;
    }
  };
  /** The connection is the bank's, anybody's, and the bank's again. */
  const expectNothingLeft = async (): Promise<void> => {
    for (const person of [BANK, LENDER, BANK, BORROWER, BANK]) {
      expect(await who(person)).toMatchObject(expected(person));
    }
    const [left] = await db.query<object[]>(
      `SELECT current_setting('role') AS role, coalesce(current_setting('lmp.person', true), '') AS person,
         session_user::text AS session`,
      [],
    );
    expect(left).toEqual({ role: 'none', person: '', session: bank });
  };

  it('are as their role, and leave nothing on the connection', async () => {
    for (let time = 0; time < 3; time++) await expectNothingLeft();
  });

  it('take no rows of one for those of another, however many share a connection', async () => {
    const persons = [BORROWER, BANK, LENDER, { ...BORROWER, id: uuidv7() }];
    const turns = Array.from(
      { length: 64 },
      (_unused, nr) => [nr, persons[nr % persons.length] ?? null] as const,
    );
    const answers = await Promise.all(
      turns.map(([nr, person]) => as(person, () => reads.query<Who[]>(WHO, [nr]))),
    );
    for (const [nr, person] of turns) expect(answers[nr]).toMatchObject([{ nr, ...expected(person) }]);
  });

  it('fail alone, and the next on the connection is whoever it is', async () => {
    const asked = [
      [BORROWER, WHO, [1]],
      [BORROWER, 'SELECT 1 / $1::int AS nr', [0]],
      [LENDER, WHO, [2]],
      [LENDER, 'SELEKT $1', [0]],
      [BANK, WHO, [3]],
      [LENDER, 'SELECT $1::int AS nr FROM refresh_tokens', [0]],
      [BORROWER, WHO, [4]],
    ] as const;
    const answers = await Promise.allSettled(
      asked.map(([person, sql, values]) => as(person, () => reads.query<Who[]>(sql, [...values]))),
    );
    expect(answers).toMatchObject([
      { value: [{ nr: 1, ...expected(BORROWER) }] },
      { reason: { code: '22012' } },
      { value: [{ nr: 2, ...expected(LENDER) }] },
      { status: 'rejected' },
      { value: [{ nr: 3, ...expected(BANK) }] },
      { reason: { code: '42501' } },
      { value: [{ nr: 4, ...expected(BORROWER) }] },
    ]);
    await expectNothingLeft();
  });

  it('may be cancelled, and leave nothing either', async () => {
    const { backend } = await who(BORROWER);
    const slow = codeOf(as(BORROWER, () => db.query('SELECT pg_sleep(60 + $1::int)', [0])));
    const cancel = `SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE pid = $1 AND query LIKE '%pg_sleep(60%'
      AND state = 'active'`;
    await until(async () => (await database.rows(cancel, [backend])).length > 0);
    expect(await slow).toBe('57014');
    expect((await who(BANK)).backend).toBe(backend);
    await expectNothingLeft();
  });

  it('are not run where the role cannot be taken on', async () => {
    const stranger = { role: 'pg_read_all_data', id: uuidv7() } as unknown as Person;
    expect(await codeOf(who(stranger))).toBe('42501');
    await expectNothingLeft();
  });

  it.each([
    ["SELECT set_config('role', 'none', true)"],
    ["SELECT set_config('lmp.person', '', true)"],
    [`SELECT U&"set\\005fconfig"('role', 'none', true)`],
    ["SELECT query_to_xml('SELECT 1', false, false, '')"],
    ['SET ROLE NONE'],
    ['RESET ROLE'],
    ['START TRANSACTION'],
    ["UPDATE users SET first_name = ''"],
    ["DO $$ BEGIN PERFORM set_config('role', 'none', true); END $$"],
  ])('are one SELECT that stays in its role: not %s', async (sql) => {
    await expect(as(BORROWER, () => db.query(sql))).rejects.toThrow('one SELECT');
    expect(await codeOf(as(BORROWER, () => db.query('SELECT 1; SELECT 2')))).toBe('42601');
    await expectNothingLeft();
  });
});

it('a pooler hands a connection on to another client without the role', async () => {
  const [one, other] = [await open(pooler.url, 'false'), await open(pooler.url, 'false')];
  try {
    const of = async (db: DataSource, person: Person | null) =>
      (await as(person, () => db.query<Who[]>(WHO, [0])))[0] as Who;
    for (const person of [BORROWER, LENDER]) {
      const asked = await of(one, person);
      expect(asked).toMatchObject({ role: person.role, person: person.id });
      await as(person, () => one.query('SELECT 1 / $1::int', [0])).catch(() => undefined);
      expect(await of(other, BANK)).toMatchObject({ backend: asked.backend, person: null });
    }
  } finally {
    await Promise.all([one.destroy(), other.destroy()]);
  }
});

describe('whom a read is for', () => {
  let db: DataSource;
  beforeAll(async () => {
    db = await open(database.url, 'true');
  });
  afterAll(() => db.destroy());
  const now = async () => (await db.query<Who[]>(WHO, [0]))[0]?.person ?? null;

  it('is known after every wait, until the work is over', async () => {
    const seen = await as(BORROWER, async () => {
      const first = await now();
      await new Promise((resolve) => setTimeout(resolve, 1));
      return [first, ...(await Promise.all([now(), as(LENDER, now), now()]))];
    });
    expect(seen).toEqual([BORROWER.id, BORROWER.id, LENDER.id, BORROWER.id]);
    expect(await now()).toBeNull();
  });

  it('is nobody on the connection after one that was lost', async () => {
    const of = async (person: Person | null) => (await as(person, () => db.query<Who[]>(WHO, [0])))[0] as Who;
    const { backend } = await of(LENDER);
    const killed = as(LENDER, () => db.query('SELECT pg_sleep(60 + $1::int)', [0])).then(
      () => 'answered',
      (error: unknown) => (error as { code?: string }).code,
    );
    const kill = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid = $1 AND query LIKE '%pg_sleep(60%'
      AND state = 'active'`;
    await until(async () => (await database.rows(kill, [backend])).length > 0);
    expect(await killed).toBe('57P01');
    // The pool may hand it out once more before it has heard of its end.
    let next = await of(BANK).catch(() => null);
    await until(async () => (next ??= await of(BANK).catch(() => null)) !== null);
    expect(next).toMatchObject({ role: new URL(database.url).username, person: null });
    expect(next?.backend).not.toBe(backend);
    expect((await of(BORROWER)).person).toBe(BORROWER.id);
  });

  it('is the bank for what the bank asks meanwhile, transactions too', async () => {
    const seen = await as(BORROWER, async () => [
      await asBank(now),
      await asBank(() => db.transaction(async (tx) => (await tx.query<Who[]>(WHO, [0]))[0]?.person ?? null)),
      await now(),
    ]);
    expect(seen).toEqual([null, null, BORROWER.id]);
  });

  it('is kept for the parts of a stream, which asks for them from elsewhere', async () => {
    const streamOf = (next: () => Promise<string | null>) =>
      Readable.from(
        (async function* () {
          for (let part = 0; part < 3; part++) yield `${String(await next())} `;
        })(),
      );
    const kept = await as(BORROWER, () => Promise.resolve(streamOf(keepingPerson(now))));
    expect(await text(kept)).toBe(`${BORROWER.id} `.repeat(3));
  });
});
