import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { rowSecurityFault, secureRows, unsecureRows } from '../../src/database/row-level-security.js';
import { startApp } from '../support/app.js';
import type { TestDatabase } from '../support/database.js';
import { cloneSecured, ownerOf, roleOf } from '../support/secured.js';

const PERSONS = ['loans_customer', 'loans_provider'];
const STRANGER = 'spec_app_without_roles';

/** What row-level security has put into a database, and when. */
const STATE = `
  SELECT 'policy' AS what, polrelid::regclass || ' ' || polname AS name, xmin::text FROM pg_policy
  UNION ALL SELECT 'table', oid::regclass::text, xmin::text FROM pg_class WHERE relrowsecurity
  UNION ALL SELECT 'function', proname, xmin::text FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND proname = 'person'
  UNION ALL SELECT 'right', grantee || ' ' || table_name, '' FROM information_schema.role_table_grants WHERE grantee = ANY ($1)
  UNION ALL SELECT 'schema', r.rolname, '' FROM pg_roles r, pg_namespace n, aclexplode(n.nspacl) a
    WHERE n.nspname = 'public' AND a.grantee = r.oid AND r.rolname = ANY ($1)
  ORDER BY 1, 2`;

describe('the policies of customers and providers', () => {
  let database: TestDatabase;
  let owner: Pick<DataSource, 'query'>;
  let role: string;
  beforeAll(async () => {
    database = await cloneSecured();
    [owner, role] = [ownerOf(database), roleOf(database)];
  });
  afterAll(() => database.drop());

  const state = () => database.rows(STATE, [PERSONS]);
  const start = () => startApp({ ROW_LEVEL_SECURITY: 'true' }, database);

  it('are made once, and taken away without a trace', async () => {
    const made = await state();
    expect(new Set(made.map(({ what }) => what))).toEqual(
      new Set(['function', 'policy', 'right', 'schema', 'table']),
    );
    await secureRows(owner, role);
    expect(await state()).toEqual(made);
    await unsecureRows(owner);
    expect(await state()).toEqual([]);
    await unsecureRows(owner);
    await secureRows(owner, role);
    expect((await state()).map(({ what, name }) => [what, name])).toEqual(
      made.map(({ what, name }) => [what, name]),
    );
  });

  it.each([
    ['payments', 'ALTER TABLE payments DISABLE ROW LEVEL SECURITY'],
    ['loans', 'DROP POLICY loans_provider ON loans'],
  ])('are missed at the start where %s lacks them, and made again', async (table, sql) => {
    await database.rows(sql);
    await expect(start()).rejects.toThrow(
      `ROW_LEVEL_SECURITY is on, and the database has no policies on ${table}. Run`,
    );
    await secureRows(owner, role);
    expect(await rowSecurityFault(owner)).toBeNull();
  });

  it('are those of the last version that ran its migrations; an older server starts with them', async () => {
    await database.rows(
      "ALTER POLICY loans_customer ON quotes USING (false); COMMENT ON FUNCTION person() IS 'Of another version.'",
    );
    expect(await rowSecurityFault(owner)).toBeNull();
    await secureRows(owner, role);
    const [policy] = await database.rows(
      "SELECT qual FROM pg_policies WHERE tablename = 'quotes' AND policyname = 'loans_customer'",
    );
    expect(policy?.qual).toMatch('customer_id =');
  });

  it('let a server start that may take on the roles', async () => {
    const app = await start();
    await app.end();
  });

  it('need an application that may take on the roles, and somebody who may grant that', async () => {
    const client = await database.connect();
    try {
      const of = (sql: string, values?: unknown[]) => client.query(sql, values).then(({ rows }) => rows);
      const stranger = { query: of } as Pick<DataSource, 'query'>;
      await client.query('BEGIN');
      await client.query(`CREATE ROLE ${STRANGER} LOGIN; SET LOCAL ROLE ${STRANGER}`);
      expect(await rowSecurityFault(stranger)).toMatch(
        'may not take on loans_customer and loans_provider. Run',
      );
      await expect(secureRows(stranger, null)).rejects.toThrow(
        `Let somebody who may: GRANT loans_customer TO ${STRANGER} WITH INHERIT FALSE, SET TRUE;`,
      );
      await client.query('ROLLBACK; BEGIN');
      await client.query(
        `CREATE ROLE ${STRANGER} LOGIN; GRANT loans_customer TO ${STRANGER} WITH INHERIT TRUE;
         GRANT loans_provider TO ${STRANGER} WITH INHERIT FALSE, SET TRUE; SET LOCAL ROLE ${STRANGER}`,
      );
      expect(await rowSecurityFault(stranger)).toMatch('is loans_customer in all that it does');
    } finally {
      await client.query('ROLLBACK');
      await client.end();
    }
  });

  it('say who has to make the roles where the owner may not', async () => {
    const asked: string[] = [];
    const query = (sql: string) => {
      asked.push(sql);
      return Promise.resolve([{ mark: null, exists: false, may_make: false }]);
    };
    await expect(secureRows({ query } as unknown as Pick<DataSource, 'query'>, role)).rejects.toThrow(
      'Let somebody who may: CREATE ROLE loans_customer NOLOGIN NOINHERIT;',
    );
    expect(asked.filter((sql) => !/^\s*SELECT/.test(sql))).toEqual([]);
  });

  it('are out of reach for the application', async () => {
    const client = new pg.Client(database.url);
    await client.connect();
    try {
      for (const sql of [
        'ALTER TABLE loans DISABLE ROW LEVEL SECURITY',
        'DROP POLICY loans_customer ON loans',
        'ALTER ROLE loans_customer BYPASSRLS',
      ]) {
        await expect(client.query(sql)).rejects.toMatchObject({ code: '42501' });
      }
    } finally {
      await client.end();
    }
  });
});
