import { createHash } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { PERSON_ROLES, type PersonRole } from './person.js';
import { RightsError } from './rights.js';
import { OF_THE_BANK, POLICIES } from './row-policies.js';

type Database = Pick<DataSource, 'query'>;

/** All but customers and providers pass by this policy: the constant true, which the planner drops. */
const EVERYBODY = 'everybody';
const POLICY_NAMES = [EVERYBODY, ...PERSON_ROLES];
const TABLES = [...new Set(PERSON_ROLES.flatMap((role) => Object.keys(POLICIES[role])))].sort();
const POLICIES_OF = (table: string) => PERSON_ROLES.filter((role) => table in POLICIES[role]);
const ALL = TABLES.flatMap((table) =>
  [EVERYBODY, ...POLICIES_OF(table)].map((name) => [table, name] as const),
);
const VERSION = createHash('sha256')
  .update(JSON.stringify([POLICIES, OF_THE_BANK]))
  .digest('hex')
  .slice(0, 12);
/** The comment on the function: it says which version's policies a database has. */
const MARK = `Whom the transaction reads for: a customer or a provider; null: nobody. Policies ${VERSION}.`;

/** PostgreSQL 16 can give a role without what it may do; before that, the member decides for all its roles. */
const SETS_WITHOUT_INHERITING = 160_000;
const REMEDY =
  'Run `npm run migration:run` with ROW_LEVEL_SECURITY=true and DATABASE_OWNER_URL, then start again (docs/operating.md).';

/**
 * Makes the roles and policies of customers and providers where this version's are not there, and lets the application
 * take the roles on. `name`: its role; null: the connected one. One table after the other, each for a moment; while it
 * goes on, who reads sees too little rather than too much. Throws `RightsError` where the connected role may not.
 */
export async function secureRows(db: Database, name: string | null): Promise<void> {
  const { lacking, mark } = await policiesOf(db);
  if (mark !== MARK || lacking.length > 0) {
    for (const role of PERSON_ROLES) await makeRole(db, role);
    await db.query(
      `CREATE OR REPLACE FUNCTION person() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
         RETURN nullif(current_setting('lmp.person', true), '')::uuid`,
    );
    for (const table of TABLES) await db.query(securing(table).join(';\n'));
    await db.query(
      [
        ...PERSON_ROLES.flatMap((role) => [
          `REVOKE ALL ON ALL TABLES IN SCHEMA public FROM ${role}`,
          `GRANT USAGE ON SCHEMA public TO ${role}`,
          `GRANT SELECT ON ${[...Object.keys(POLICIES[role]), ...OF_THE_BANK].join(', ')} TO ${role}`,
        ]),
        `COMMENT ON FUNCTION person() IS '${MARK}'`,
      ].join(';\n'),
    );
  }
  await giveRoles(db, name);
}

/** Takes all of it away, except for the roles, which other databases of the server may use. */
export async function unsecureRows(db: Database): Promise<void> {
  const [made]: { made: boolean }[] = await db.query(
    `SELECT to_regprocedure('public.person()') IS NOT NULL AS made`,
  );
  if (made?.made !== true) return;
  const rights: { statement: string }[] = await db.query(
    `SELECT format('REVOKE ALL ON ALL TABLES IN SCHEMA public FROM %1$s; REVOKE USAGE ON SCHEMA public FROM %1$s', rolname) AS statement
     FROM pg_roles WHERE rolname = ANY ($1)`,
    [PERSON_ROLES],
  );
  const tables: { statement: string }[] = await db.query(
    `SELECT format('ALTER TABLE %s DISABLE ROW LEVEL SECURITY; ', polrelid::regclass)
       || string_agg(format('DROP POLICY %I ON %s', polname, polrelid::regclass), '; ') AS statement
     FROM pg_policy WHERE polname = ANY ($1) GROUP BY polrelid`,
    [POLICY_NAMES],
  );
  for (const { statement } of [...rights, ...tables]) await db.query(statement);
  await db.query('DROP FUNCTION person()');
}

/**
 * What keeps the connected role from reading for customers and providers, with the remedy; null: nothing. A newer version's
 * policies will do: while instances are replaced one by one, an older one may have to start again.
 */
export async function rowSecurityFault(db: Database): Promise<string | null> {
  const { lacking } = await policiesOf(db);
  if (lacking.length > 0) {
    return `ROW_LEVEL_SECURITY is on, and the database has no policies on ${lacking.join(', ')}. ${REMEDY}`;
  }
  const found = await memberships(db, null);
  const closed = found.filter((one) => !one.may_take_on).map(({ role }) => role);
  if (closed.length > 0) return `The role of DATABASE_URL may not take on ${closed.join(' and ')}. ${REMEDY}`;
  const own = found.filter(({ inherits }) => inherits).map(({ role }) => role);
  if (own.length === 0) return null;
  return `The role of DATABASE_URL is ${own.join(' and ')} in all that it does, and would see next to nothing. ${REMEDY}`;
}

/** Tables on which a policy of this version does not hold, and the mark of those that the database has. */
async function policiesOf(db: Database): Promise<{ lacking: string[]; mark: string | null }> {
  const [found]: { lacking: string[] | null; mark: string | null }[] = await db.query(
    `SELECT obj_description(to_regprocedure('public.person()'), 'pg_proc') AS mark,
       (SELECT array_agg(DISTINCT t ORDER BY t) FROM unnest($1::text[], $2::text[]) wanted (t, name)
        WHERE NOT EXISTS (SELECT FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid
          WHERE c.oid = to_regclass('public.' || t) AND c.relrowsecurity AND p.polname = name)) AS lacking`,
    [ALL.map(([table]) => table), ALL.map(([, name]) => name)],
  );
  return { lacking: found?.lacking ?? [], mark: found?.mark ?? null };
}

function securing(table: string): string[] {
  return [
    `SET LOCAL lock_timeout = '2s'`,
    ...POLICY_NAMES.map((name) => `DROP POLICY IF EXISTS ${name} ON ${table}`),
    `CREATE POLICY ${EVERYBODY} ON ${table} USING (true) WITH CHECK (true)`,
    ...POLICIES_OF(table).map(
      (role) =>
        `CREATE POLICY ${role} ON ${table} AS RESTRICTIVE FOR SELECT TO ${role} USING (${String(POLICIES[role][table])})`,
    ),
    `ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`,
  ];
}

/** Roles belong to the server, so another database may have made it, or be about to. */
async function makeRole(db: Database, role: PersonRole): Promise<void> {
  const make = `CREATE ROLE ${role} NOLOGIN NOINHERIT`;
  const [found]: { exists: boolean; may_make: boolean }[] = await db.query(
    `SELECT to_regrole($1) IS NOT NULL AS exists, rolsuper OR rolcreaterole AS may_make
     FROM pg_roles WHERE rolname = current_user`,
    [role],
  );
  if (found?.exists === true) return;
  if (found?.may_make !== true) {
    throw new RightsError(
      `There is no role ${role}, which ROW_LEVEL_SECURITY needs, and the connected role may not make it. ` +
        `Let somebody who may: ${make};`,
    );
  }
  await db.query(
    `DO $$ BEGIN ${make}; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$`,
  );
}

interface Membership {
  role: PersonRole;
  may_take_on: boolean;
  /** Its policies would hold for everything that the application does. */
  inherits: boolean;
  version: number;
}

async function memberships(db: Database, name: string | null): Promise<Membership[]> {
  const [server]: { version: number }[] = await db.query(
    `SELECT current_setting('server_version_num')::int AS version`,
  );
  const version = server?.version ?? 0;
  const rows: Omit<Membership, 'version'>[] = await db.query(
    `SELECT r.rolname AS role, me.rolsuper OR pg_has_role(me.oid, r.oid, $3) AS may_take_on,
       NOT me.rolsuper AND pg_has_role(me.oid, r.oid, 'USAGE')
         -- No policy holds for the owner of the tables.
         AND NOT (SELECT pg_has_role(me.oid, relowner, 'USAGE') FROM pg_class WHERE oid = 'public.journal'::regclass)
         AS inherits
     FROM pg_roles r, pg_roles me WHERE r.rolname = ANY ($1) AND me.rolname = coalesce($2, current_user)`,
    [PERSON_ROLES, name, version >= SETS_WITHOUT_INHERITING ? 'SET' : 'MEMBER'],
  );
  return rows.map((row) => ({ ...row, version }));
}

/** Lets the application take on the roles, and have none of their rights or policies beside that. */
async function giveRoles(db: Database, name: string | null): Promise<void> {
  const wanting = (await memberships(db, name)).filter((one) => !one.may_take_on || one.inherits);
  const [first] = wanting;
  if (first === undefined) return;
  const [quoted]: { app: string }[] = await db.query(
    'SELECT quote_ident(coalesce($1, current_user)) AS app',
    [name],
  );
  const app = quoted?.app ?? '';
  const options = first.version >= SETS_WITHOUT_INHERITING ? ' WITH INHERIT FALSE, SET TRUE' : '';
  const statements = [
    ...(options === '' ? [`ALTER ROLE ${app} NOINHERIT`] : []),
    ...wanting.map(({ role }) => `GRANT ${role} TO ${app}${options}`),
  ];
  try {
    await db.query(statements.join('; '));
  } catch (error) {
    throw new RightsError(
      `The role ${app} has to take on ${wanting.map(({ role }) => role).join(' and ')} for what customers and providers ` +
        `read, and the connected role may not grant that. Let somebody who may: ${statements.join('; ')};`,
      { cause: error },
    );
  }
}
