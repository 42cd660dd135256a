import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { startApp, type TestApp } from '../support/app.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { makeCustomer, makeLoan, makeProvider, must, pay } from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';

const MIGRATE = fileURLToPath(new URL('../../dist/src/migrate.js', import.meta.url));
const DENIED = '42501';

/** The same database, as another role. */
function as(database: TestDatabase, user: string, password = 'hunter2'): string {
  const url = new URL(database.ownerUrl);
  [url.username, url.password] = [user, password];
  return url.href;
}

async function migrate(env: Record<string, string>): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, [MIGRATE, 'run'], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { PATH: process.env.PATH, ...env },
  });
  const [said, [code]] = await Promise.all([
    text(child.stderr),
    once(child, 'exit') as Promise<[number | null]>,
  ]);
  return { code, said };
}

describe('the role that the application connects as', () => {
  let app: TestApp;
  let database: TestDatabase;
  let client: pg.Client;
  let owner: string;
  let role: string;

  beforeAll(async () => {
    database = await cloneDatabase();
    // A clone has the rights to tables of its template, and not those to the database itself.
    await migrate({ DATABASE_URL: database.url, DATABASE_OWNER_URL: database.ownerUrl });
    app = await startApp({}, database);
    [owner, role] = [database.ownerUrl, database.url].map((url) => new URL(url).username) as [string, string];
    client = new pg.Client(database.url);
    await client.connect();
    const customer = await makeCustomer(app);
    await makeProvider(app, '1000.00');
    await pay(customer, await makeLoan(customer, '500.00'), '100.00');
  });
  afterAll(async () => {
    await client.end();
    await app.stop();
    await database.drop();
  });

  const refusalOf = async (sql: string): Promise<string | undefined> => {
    try {
      await client.query('BEGIN');
      await client.query(sql);
      return undefined;
    } catch (error) {
      return (error as { code?: string }).code;
    } finally {
      await client.query('ROLLBACK');
    }
  };

  it('owns nothing, and is the one of all that the server does', async () => {
    const [owned] = await database.rows(
      `SELECT (SELECT count(*) FROM pg_class WHERE relowner = r.oid) + (SELECT count(*) FROM pg_proc WHERE proowner = r.oid) +
         (SELECT count(*) FROM pg_namespace WHERE nspowner = r.oid) + (SELECT count(*) FROM pg_database WHERE datdba = r.oid)
         AS things, rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls AS powerful
       FROM pg_roles r WHERE rolname = $1`,
      [role],
    );
    expect(owned).toEqual({ things: '0', powerful: false });
    const sessions = await database.rows(
      `SELECT DISTINCT usename FROM pg_stat_activity
       WHERE datname = current_database() AND application_name LIKE 'loan-management-platform%'`,
    );
    expect(sessions).toEqual([{ usename: role }]);
    await expectGreenProof(app);
  });

  it.each([
    'ALTER TABLE journal DISABLE TRIGGER ALL',
    'ALTER TABLE journal DISABLE TRIGGER journal_is_append_only',
    'DROP TRIGGER journal_is_append_only ON journal',
    'SET LOCAL session_replication_role = replica',
    'CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$',
    'UPDATE journal SET amount = amount + 1',
    'DELETE FROM journal',
    'TRUNCATE journal',
    'MERGE INTO journal j USING journal k ON j.id = k.id WHEN MATCHED THEN DELETE',
    'UPDATE seals SET hash = rows_hash',
    'DELETE FROM seals',
    'UPDATE events SET data = data',
    'TRUNCATE events',
    'DELETE FROM event_archives',
    "INSERT INTO event_archives VALUES ('2020-01-01', '', '', 1, '{[1,2)}', now(), '')",
    'UPDATE payments SET amount = amount + 1',
    'DELETE FROM payments',
    'UPDATE fundings SET provider_id = loan_id',
    'DELETE FROM loans',
    'UPDATE credit_scores SET score = 850',
    'UPDATE bank_configurations SET interest_rate = 0',
    'DELETE FROM users',
    'DELETE FROM customers',
    'DELETE FROM receipt_series',
    'DELETE FROM migrations',
    "INSERT INTO migrations (timestamp, name) VALUES (1, 'Other1')",
    "SELECT setval('entry_order', 1)",
    'CREATE TABLE copies AS SELECT * FROM journal',
    'CREATE TEMPORARY TABLE journal (amount bigint)',
    'CREATE SCHEMA own',
    'CREATE VIEW seen AS SELECT * FROM journal',
    'CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$',
    'DROP EXTENSION plpgsql CASCADE',
    'DROP TABLE journal',
    'ALTER TABLE journal ADD COLUMN note text',
    'ALTER TABLE journal DROP CONSTRAINT journal_amount',
    'CREATE INDEX more ON journal (amount)',
    'CREATE ROLE other SUPERUSER',
    'ALTER ROLE CURRENT_USER SUPERUSER',
    "COPY journal TO PROGRAM 'cat'",
  ])('is refused %s', async (sql) => {
    expect(await refusalOf(sql)).toBe(DENIED);
  });

  it('cannot become the owner of the tables', async () => {
    expect(await refusalOf(`SET ROLE ${owner}`)).toBe(DENIED);
    expect(await refusalOf(`ALTER TABLE journal OWNER TO ${role}`)).toBe(DENIED);
  });

  it('has a right to change or delete no row that a trigger keeps', async () => {
    const kept = await database.rows<{ table: string; event: string; columns: string[] }>(
      `SELECT c.relname AS table, e.event, ARRAY(SELECT attname::text FROM pg_attribute
         WHERE attrelid = c.oid AND attnum = ANY (t.tgattr::smallint[]) ORDER BY 1) AS columns
       FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
         JOIN (VALUES ('DELETE', 8), ('UPDATE', 16)) e (event, bit) ON t.tgtype & e.bit <> 0
       WHERE t.tgfoid = 'refuse_change'::regproc AND t.tgtype & 3 = 2 ORDER BY 1, 2`,
    );
    expect(kept.length).toBeGreaterThan(40);
    const rights = kept.flatMap(({ table, event, columns }) =>
      columns.length === 0
        ? [
            `has_any_column_privilege('${role}', '${table}', 'UPDATE') AND '${event}' = 'UPDATE' OR
            has_table_privilege('${role}', '${table}', 'DELETE') AND '${event}' = 'DELETE'`,
          ]
        : columns.map((column) => `has_column_privilege('${role}', '${table}', '${column}', 'UPDATE')`),
    );
    const asked = await database.rows<{ nr: number; has: boolean }>(
      rights.map((right, nr) => `SELECT ${String(nr)} AS nr, ${right} AS has`).join(' UNION ALL '),
    );
    expect(asked.filter(({ has }) => has).map(({ nr }) => rights[nr])).toEqual([]);
    // What may change: the split of a payment follows from later ones.
    expect(await refusalOf('UPDATE payments SET principal = principal')).toBeUndefined();
    expect(await refusalOf('SELECT FROM payments FOR UPDATE')).toBeUndefined();
  });

  it('may write at once to a table that a migration has just made, and no later one opens what is kept', async () => {
    const migration = await database.connect();
    await migration.query(
      `CREATE TABLE fresh (id int); CREATE TRIGGER fresh_is_kept BEFORE DELETE OR UPDATE ON fresh FOR EACH STATEMENT
         EXECUTE FUNCTION refuse_change(); CREATE TABLE months (id int) PARTITION BY RANGE (id);
       CREATE TABLE first_month PARTITION OF months FOR VALUES FROM (1) TO (2)`,
    );
    await migration.end();
    await client.query('INSERT INTO fresh VALUES (1); INSERT INTO months VALUES (1)');
    expect(
      await migrate({ DATABASE_URL: database.url, DATABASE_OWNER_URL: database.ownerUrl }),
    ).toMatchObject({
      code: 0,
    });
    await client.query(
      'INSERT INTO fresh VALUES (2); INSERT INTO months VALUES (1); UPDATE months SET id = 1',
    );
    expect(await refusalOf('UPDATE fresh SET id = 3')).toBe(DENIED);
    // Past its table, a partition has none of the table's triggers.
    expect(await refusalOf('UPDATE first_month SET id = 1')).toBe(DENIED);
  });

  describe('on a server of your own', () => {
    const names = [
      'made_for_it',
      'far_too_strong',
      'former_owner',
      'without_rights',
      'only_an_owner',
      'not_there',
    ];
    const others: TestDatabase[] = [];
    const clone = async () => {
      const other = await cloneDatabase();
      others.push(other);
      return other;
    };
    afterAll(async () => {
      for (const other of others) await other.drop();
      for (const name of names) {
        await database.rows(
          `DO $$ BEGIN IF to_regrole('${name}') IS NOT NULL THEN DROP OWNED BY ${name}; DROP ROLE ${name}; END IF; END $$`,
        );
      }
    });

    it('is made by the migrations where it is missing, and lends and is paid', async () => {
      const other = await clone();
      const url = as(other, 'made_for_it', "p'ss wörd");
      expect(await migrate({ DATABASE_URL: url, DATABASE_OWNER_URL: other.ownerUrl })).toMatchObject({
        code: 0,
      });
      const lending = await startApp({}, { ...other, url });
      try {
        const customer = await makeCustomer(lending);
        await makeProvider(lending, '1000.00');
        must(201, await customer.api.post('/api/loans/', { amount: '500.00' }));
        await expectGreenProof(lending);
      } finally {
        await lending.stop();
      }
      const strange = new pg.Client(url);
      await strange.connect();
      await expect(strange.query('DELETE FROM journal')).rejects.toMatchObject({ code: DENIED });
      await strange.end();
    });

    it.each([
      ['is a superuser', 'far_too_strong', 'CREATE ROLE far_too_strong LOGIN SUPERUSER'],
      [
        'owns 1 tables',
        'former_owner',
        'CREATE ROLE former_owner LOGIN; ALTER TABLE quotes OWNER TO former_owner',
      ],
    ])('is refused by the migrations when it %s', async (fault, name, sql) => {
      const other = await clone();
      await other.rows(sql);
      const { code, said } = await migrate({
        DATABASE_URL: as(other, name),
        DATABASE_OWNER_URL: other.ownerUrl,
      });
      expect(code).toBe(1);
      expect(said).toContain(`The role ${name}, which DATABASE_URL names, ${fault}`);
      expect(said).not.toMatch(/^\s+at /m);
    });

    it('is asked for where the owner may not make it, and the password stays out of it', async () => {
      const other = await clone();
      await other.rows("CREATE ROLE only_an_owner LOGIN PASSWORD 'hunter2'");
      const { code, said } = await migrate({
        DATABASE_URL: as(other, 'not_there', 'secret3'),
        DATABASE_OWNER_URL: as(other, 'only_an_owner'),
      });
      expect(code).toBe(1);
      expect(said).toContain("CREATE ROLE not_there LOGIN PASSWORD '…';");
      expect(said).not.toContain('secret3');
    });

    it('is told what to run when the server starts before it has its rights', async () => {
      const other = await clone();
      await other.rows("CREATE ROLE without_rights LOGIN PASSWORD 'hunter2'");
      await expect(startApp({}, { ...other, url: as(other, 'without_rights') })).rejects.toThrow(
        /The role without_rights has no rights to the tables\. Run `npm run migration:run` .*DATABASE_OWNER_URL/,
      );
    });

    it('is warned about at the start, in production, when it owns the tables', async () => {
      const other = await clone();
      for (const [url, warns] of [
        [other.ownerUrl, true],
        [other.url, false],
      ] as const) {
        const started = await startApp(
          { NODE_ENV: 'production', THROTTLE_DISABLED: 'false' },
          { ...other, url },
        );
        await started.end('SIGTERM');
        expect(started.output().includes('the role of DATABASE_URL owns the tables')).toBe(warns);
      }
    });
  });
});
