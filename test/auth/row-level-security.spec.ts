import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { readDocument } from '../support/document.js';
import type { Actor } from '../support/make.js';
import { changedOperations, readsOf, toldAll, type Read } from '../support/reads-of-persons.js';
import { openRichBank, type RichBank } from '../support/rich-bank.js';
import { CLOSED, OF_CUSTOMER, OF_PROVIDER, OPEN } from '../support/whose-rows.js';

const DENIED = '42501';
const KINDS = [
  ['customer', 'loans_customer', OF_CUSTOMER],
  ['provider', 'loans_provider', OF_PROVIDER],
] as const;
/** Nothing in them is anybody's, or the bank asks by itself. */
const WITHOUT_POLICIES = [
  'GET /api',
  'GET /api/bank',
  'GET /api/bank_configuration',
  'GET /api/event_types',
  // The bank recomputes it.
  'GET /api/ledger/proof',
  // A run is over all lenders.
  'GET /api/loans/{id}/allocation',
  'GET /api/problems',
  'GET /api/problems/{code}',
];

describe('row-level security', () => {
  let bank: RichBank;
  let client: pg.Client;
  let reads: Read[];
  let answers: Map<Read, string>;

  beforeAll(async () => {
    bank = await openRichBank();
    client = new pg.Client(bank.app.database.url);
    await client.connect();
    const persons = [bank.customers, bank.providers].map((those) => those.slice(0, 4));
    reads = await readsOf(await readDocument(bank.app), bank.app.database, persons);
    answers = await toldAll(bank.app, reads);
  });
  afterAll(async () => {
    await client.end();
    await bank.stop();
  });

  const statements = async (sql: string): Promise<void> => {
    const rows = await bank.app.database.rows<{ statement: string }>(sql);
    await bank.app.database.rows(rows.map(({ statement }) => statement).join(';'));
  };
  const protection = (what: 'ENABLE' | 'DISABLE') =>
    statements(
      `SELECT format('ALTER TABLE %s ${what} ROW LEVEL SECURITY', polrelid::regclass) AS statement
       FROM pg_policy GROUP BY polrelid`,
    );
  const different = (one: Map<Read, string>, other: Map<Read, string>) =>
    [...other.keys()].filter((read) => one.get(read) !== other.get(read));
  const peopleOf = (role: string): Actor[] => (role === 'customer' ? bank.customers : bank.providers);

  /** Does work as a role and a person, as the application does, and takes everything back. */
  const as = async <T>(role: string, person: string, work: () => Promise<T>): Promise<T> => {
    await client.query('BEGIN');
    try {
      await client.query("SELECT set_config('role', $1, true), set_config('lmp.person', $2, true)", [
        role,
        person,
      ]);
      return await work();
    } finally {
      await client.query('ROLLBACK');
    }
  };
  const refusal = async (work: () => Promise<unknown>): Promise<string | undefined> => {
    try {
      await work();
      return undefined;
    } catch (error) {
      return (error as { code?: string }).code;
    }
  };

  it('changes no answer of any read that a customer or a provider may make', async () => {
    expect(reads.length).toBeGreaterThan(500);
    const failed = [...answers].filter(([, answer]) => answer.startsWith('5'));
    expect(failed.map(([{ by, path }]) => [by.role, path])).toEqual([]);
    await protection('DISABLE');
    let open: Map<Read, string>;
    try {
      open = await toldAll(bank.app, reads);
    } finally {
      await protection('ENABLE');
    }
    // What has changed meanwhile by itself is the same again now.
    const again = await toldAll(bank.app, different(answers, open));
    const faults = different(again, new Map([...open].filter(([read]) => again.has(read))));
    expect(
      faults.map((read) => [
        read.by.role,
        read.path,
        again.get(read)?.slice(0, 1500),
        open.get(read)?.slice(0, 1500),
      ]),
    ).toEqual([]);
  });

  it('decides what a query shows that forgot its filter', async () => {
    const [policies] = await bank.app.database.rows<{ hide: string; show: string }>(
      `SELECT string_agg(format('ALTER POLICY %I ON %s USING (false)', polname, polrelid::regclass), ';') AS hide,
         string_agg(format('ALTER POLICY %I ON %s USING (%s)', polname, polrelid::regclass, pg_get_expr(polqual, polrelid)), ';') AS show
       FROM pg_policy WHERE NOT polpermissive`,
    );
    await bank.app.database.rows(policies?.hide ?? '');
    const told = new Map([...answers].filter(([, answer]) => answer.startsWith('200')));
    let changed: Set<string>;
    try {
      changed = await changedOperations(bank.app, told);
    } finally {
      await bank.app.database.rows(policies?.show ?? '');
    }
    const operations = new Set([...told.keys()].map(({ operation }) => operation));
    expect([...operations].filter((operation) => !changed.has(operation)).sort()).toEqual(WITHOUT_POLICIES);
  });

  it('knows every table: it has an owner, is open to all, or closed', async () => {
    const tables = await bank.app.database.rows<{
      name: string;
      customer: boolean;
      provider: boolean;
      guarded: boolean;
    }>(
      `SELECT c.relname AS name, has_any_column_privilege('loans_customer', c.oid, 'SELECT') AS customer,
         has_any_column_privilege('loans_provider', c.oid, 'SELECT') AS provider, c.relrowsecurity AS guarded
       FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm')
         AND NOT c.relispartition ORDER BY 1`,
    );
    for (const { name, ...found } of tables) {
      const of = { customer: name in OF_CUSTOMER, provider: name in OF_PROVIDER };
      const guarded = of.customer || of.provider;
      const listed = [guarded, name in OPEN, name in CLOSED].filter(Boolean).length;
      expect([name, listed]).toEqual([name, 1]);
      const expected = name in OPEN ? { customer: true, provider: true, guarded } : { ...of, guarded };
      expect([name, found]).toEqual([name, expected]);
    }
    const parts = await bank.app.database.rows<{ name: string }>(
      `SELECT c.relname AS name FROM pg_class c WHERE c.relispartition
         AND (has_any_column_privilege('loans_customer', c.oid, 'SELECT') OR has_any_column_privilege('loans_provider', c.oid, 'SELECT'))`,
    );
    expect(parts).toEqual([]);
  });

  describe.each(KINDS)('to a %s', (kind, role, owned) => {
    it.each(Object.keys(owned))('shows of %s its own rows, without any filter', async (table) => {
      const rows = `SELECT count(*)::int AS count, md5(string_agg(t::text, '' ORDER BY t::text)) AS hash FROM ${table} t`;
      const [all] = await bank.app.database.rows<{ count: number }>(rows);
      const counts: number[] = [];
      for (const { id } of peopleOf(kind)) {
        const [own] = await bank.app.database.rows<{ count: number }>(
          `${rows} WHERE ${String(owned[table])}`,
          [id],
        );
        const seen = await as(role, id, async () => (await client.query(rows)).rows[0] as unknown);
        expect([id, seen]).toEqual([id, own]);
        counts.push(own?.count ?? 0);
      }
      // Somebody has rows, and somebody does not see them all.
      expect(Math.max(...counts)).toBeGreaterThan(0);
      expect(Math.min(...counts)).toBeLessThan(Number(all?.count));
    });

    it('shows nothing while it is nobody', async () => {
      for (const table of Object.keys(owned)) {
        const seen = await as(
          role,
          '',
          async () => (await client.query(`SELECT FROM ${table} LIMIT 1`)).rowCount,
        );
        expect([table, seen]).toEqual([table, 0]);
      }
    });

    it('refuses to read what is closed, and to write anything', async () => {
      const [person] = peopleOf(kind);
      const refused = (sql: string) => as(role, String(person?.id), () => refusal(() => client.query(sql)));
      for (const table of Object.keys(CLOSED)) {
        expect([table, await refused(`SELECT FROM ${table} LIMIT 1`)]).toEqual([table, DENIED]);
      }
      for (const table of [...Object.keys(owned), ...Object.keys(OPEN), ...Object.keys(CLOSED)]) {
        for (const sql of [
          `INSERT INTO ${table} DEFAULT VALUES`,
          `DELETE FROM ${table}`,
          `SELECT FROM ${table} FOR UPDATE`,
        ]) {
          expect([sql, await refused(sql)]).toEqual([sql, DENIED]);
        }
      }
      expect(await refused('UPDATE users SET first_name = first_name')).toBe(DENIED);
      expect(await refused("SELECT nextval('entry_order')")).toBe(DENIED);
    });

    it('gives no function that acts as the owner', async () => {
      const functions = await bank.app.database.rows(
        `SELECT oid::regprocedure AS name FROM pg_proc
         WHERE prosecdef AND pronamespace = 'public'::regnamespace AND has_function_privilege('${role}', oid, 'EXECUTE')`,
      );
      expect(functions).toEqual([]);
    });
  });

  it('takes nothing from the application itself, which has the rights of neither role while it acts as the bank', async () => {
    for (const [, role] of KINDS) {
      const [may] = (
        await client.query<{ inherits: boolean; takes: boolean }>(
          `SELECT pg_has_role(current_user, $1, 'USAGE') AS inherits, pg_has_role(current_user, $1, 'MEMBER') AS takes`,
          [role],
        )
      ).rows;
      expect(may).toEqual({ inherits: false, takes: true });
    }
    const count = 'SELECT count(*)::int AS count FROM loans';
    expect((await client.query(count)).rows).toEqual(await bank.app.database.rows(count));
  });
});
