import type { DataSource } from 'typeorm';
import type { AppConfig } from '../config.js';
import { RefusedStart } from '../runtime/refused-start.js';

/** The role that the application connects as, beside the owner of the tables. */
export interface ApplicationRole {
  name: string;
  /** For making it; null: it has another way to prove who it is. */
  password: string | null;
}

/** Null where one role does both. */
export function applicationRole({
  databaseUrl,
  databaseOwnerUrl,
}: Pick<AppConfig, 'databaseUrl' | 'databaseOwnerUrl'>): ApplicationRole | null {
  if (databaseUrl === null || databaseOwnerUrl === null) return null;
  const { username, password } = new URL(databaseUrl);
  return {
    name: decodeURIComponent(username),
    password: password === '' ? null : decodeURIComponent(password),
  };
}

/**
 * Says for each table what the application may do with its rows. The rules are those of the tables themselves: what their
 * triggers refuse to everybody (`refuse_change`), the application has no right to either, so that it cannot change it when
 * the triggers are off. A right to one column is enough to lock a row. Partitions are reached by their table only. What
 * the owner has done to the tables is his to write down, and can be read.
 */
const TABLES = `
  SELECT format('REVOKE ALL ON %1$s FROM %2$s', c.oid::regclass, quote_ident($1)) AS revoke,
    CASE WHEN c.relispartition THEN NULL
      WHEN c.relname IN ('migrations', 'event_archives') THEN format('GRANT SELECT ON %s TO %s', c.oid::regclass, quote_ident($1))
      ELSE format('GRANT SELECT, INSERT%s%s ON %s TO %s',
        CASE WHEN k.columns IS NULL THEN ', UPDATE' WHEN k.columns = '' THEN '' ELSE ', UPDATE (' || k.columns || ')' END,
        CASE WHEN k.deletes THEN '' ELSE ', DELETE' END, c.oid::regclass, quote_ident($1)) END AS grant
  FROM pg_class c
  LEFT JOIN LATERAL (
    -- The columns that may change; null: all of them.
    SELECT CASE WHEN bool_or(t.tgtype & 16 <> 0) THEN (
        SELECT coalesce(string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum), '') FROM pg_attribute a
        WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND NOT EXISTS (
          SELECT FROM pg_trigger u WHERE u.tgrelid = c.oid AND u.tgfoid = 'refuse_change'::regproc AND u.tgtype & 19 = 18
            AND u.tgqual IS NULL AND (cardinality(u.tgattr::smallint[]) = 0 OR a.attnum = ANY (u.tgattr::smallint[]))
        )) END AS columns,
      bool_or(t.tgtype & 8 <> 0) AS deletes
    -- Before the statement, whatever its rows are.
    FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgfoid = 'refuse_change'::regproc AND t.tgtype & 3 = 2
      AND t.tgqual IS NULL
  ) k ON true
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')`;

/** Functions that act as the owner, for what the application may have done and not do. */
const FUNCTIONS = `
  SELECT format('GRANT EXECUTE ON FUNCTION %s TO %s', p.oid::regprocedure, quote_ident($1)) AS grant FROM pg_proc p
  WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef`;

const ABOUT_ROLE = `
  SELECT r.rolsuper AS superuser, r.rolcreaterole OR r.rolcreatedb OR r.rolbypassrls AS powerful,
    pg_has_role(r.oid, me.oid, 'MEMBER') AS member,
    (SELECT count(*)::int FROM pg_class c WHERE c.relowner = r.oid AND c.relkind IN ('r', 'p', 'v')
      AND c.relnamespace IN (SELECT oid FROM pg_namespace WHERE nspname IN ('public', 'reporting'))) AS owned
  FROM pg_roles r, pg_roles me WHERE r.rolname = $1 AND me.rolname = current_user`;

interface RoleFacts {
  superuser: boolean;
  powerful: boolean;
  member: boolean;
  owned: number;
}

/** The application's role has more rights than it may have, or cannot get those that it needs. */
export class RightsError extends RefusedStart {}

/** Makes the application's role where it is missing. Throws `RightsError` when it could do more than it is given. */
export async function prepareRole(db: DataSource, role: ApplicationRole): Promise<void> {
  await makeRole(db, role);
  await assertPlain(db, role);
}

/**
 * Gives the application's role the rights that it needs and takes all others from it, as the owner and after every run of
 * the migrations. Others see the rights before or after, and nothing between. Throws `RightsError`.
 */
export async function giveRights(db: DataSource, role: ApplicationRole): Promise<void> {
  const tables: { revoke: string; grant: string | null }[] = await db.query(TABLES, [role.name]);
  const functions: { grant: string }[] = await db.query(FUNCTIONS, [role.name]);
  const [names]: { app: string; database: string }[] = await db.query(
    'SELECT quote_ident($1) AS app, quote_ident(current_database()) AS database',
    [role.name],
  );
  const { app = '', database = '' } = names ?? {};
  // Sent as one query, which is one transaction: this is done at every start of an embedded database.
  await db.query(
    [
      `REVOKE CREATE, TEMPORARY ON DATABASE ${database} FROM PUBLIC, ${app}`,
      'REVOKE CREATE ON SCHEMA public FROM PUBLIC',
      `REVOKE ALL ON SCHEMA public FROM ${app}`,
      `GRANT USAGE ON SCHEMA public TO ${app}`,
      ...tables.flatMap(({ revoke, grant }) => [revoke, ...(grant === null ? [] : [grant])]),
      ...functions.map(({ grant }) => grant),
      // To take the next number, and to look at the last; never to set it back.
      `REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM ${app}`,
      `GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO ${app}`,
      // Triggers of an older version's tables may write to a new one before its rights are given.
      `ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ${app}`,
      `ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO ${app}`,
    ].join(';\n'),
  );
  await assertCreatesNothing(db, role);
}

/** Whether the connected role could change what the tables' triggers keep. */
export async function ownsTables(db: DataSource): Promise<boolean> {
  const [row]: { owns: boolean }[] = await db.query(
    `SELECT coalesce(pg_has_role(current_user, relowner, 'MEMBER'), false) AS owns
     FROM pg_class WHERE oid = to_regclass('public.journal')`,
  );
  return row?.owns === true;
}

async function makeRole(db: DataSource, { name, password }: ApplicationRole): Promise<void> {
  const [found]: { exists: boolean; may_make: boolean }[] = await db.query(
    `SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = $1) AS exists, rolsuper OR rolcreaterole AS may_make
     FROM pg_roles WHERE rolname = current_user`,
    [name],
  );
  if (found?.exists === true) return;
  // Asked first: a statement that fails is in the server's log, and this one has a password in it.
  if (found?.may_make !== true) {
    throw new RightsError(
      `There is no role ${name}, which DATABASE_URL names, and the role of DATABASE_OWNER_URL may not make it. ` +
        `Let somebody who may: CREATE ROLE ${name} LOGIN PASSWORD '…';`,
    );
  }
  const [make]: { statement: string }[] = await db.query(
    `SELECT format('CREATE ROLE %I LOGIN', $1::text) || coalesce(format(' PASSWORD %L', $2::text), '') AS statement`,
    [name, password],
  );
  await db.query(make?.statement ?? '');
}

async function assertPlain(db: DataSource, { name }: ApplicationRole): Promise<void> {
  const [facts]: RoleFacts[] = await db.query(ABOUT_ROLE, [name]);
  const fault = facts === undefined ? 'does not exist' : faultOf(facts);
  if (fault === null) return;
  throw new RightsError(
    `The role ${name}, which DATABASE_URL names, ${fault}: it could switch off what keeps the journal. ` +
      'Nothing was changed. Give the application another role, which owns nothing (docs/operating.md).',
  );
}

function faultOf({ superuser, powerful, member, owned }: RoleFacts): string | null {
  if (superuser) return 'is a superuser';
  if (powerful) return 'may make roles or databases, or passes by row-level security';
  if (member) return 'is a member of the role of DATABASE_OWNER_URL';
  return owned > 0 ? `owns ${String(owned)} tables` : null;
}

/** Only the owner of the database can take these rights away. */
async function assertCreatesNothing(db: DataSource, { name }: ApplicationRole): Promise<void> {
  const [row]: { creates: boolean }[] = await db.query(
    `SELECT has_schema_privilege($1, 'public', 'CREATE') OR has_database_privilege($1, current_database(), 'CREATE') AS creates`,
    [name],
  );
  if (row?.creates !== true) return;
  throw new RightsError(
    `The role ${name}, which DATABASE_URL names, may still create tables or schemas, and the role of DATABASE_OWNER_URL ` +
      'cannot take that away: it has to own the database.',
  );
}
