import { DataSource, MigrationExecutor } from 'typeorm';
import type { AppConfig } from '../config.js';
import { RefusedStart } from '../runtime/refused-start.js';
import { dataSourceOptions } from './data-source.js';
import { applicationRole, giveRights, prepareRole } from './rights.js';
import { rowSecurityFault, secureRows, unsecureRows } from './row-level-security.js';
import { serverFault } from './server-check.js';

/** The database cannot be used as it is. */
export class SchemaError extends RefusedStart {}

const MIGRATION_LOCK = 7_203_817_246;

/**
 * Brings the schema up to date (`migrate`), or refuses to start unless it is (`check`). On the operator's own server
 * migrations run by `npm run migration:run`, not in whichever instance starts first.
 */
export async function prepareSchema(config: AppConfig, mode: 'migrate' | 'check'): Promise<void> {
  if (mode === 'migrate') await withSchema(config, (db) => migrate(db, config));
  else await withDatabase(config, (db) => refuseOldSchema(db, config));
}

async function refuseOldSchema(db: DataSource, { rowLevelSecurity }: AppConfig): Promise<void> {
  await refuseHiddenSchema(db);
  const pending = await pendingMigrations(db);
  if (pending.length === 0) {
    const fault = rowLevelSecurity ? await rowSecurityFault(db) : null;
    if (fault !== null) throw new SchemaError(fault);
    return;
  }
  await refuseAnotherHistory(db);
  throw new SchemaError(
    `The database lacks ${String(pending.length)} of this version's migrations (first: ${String(pending[0])}). ` +
      'Run `npm run migration:run`, then start again.',
  );
}

/** A role that owns nothing cannot make the table of migrations, and may not have got its rights yet. */
async function refuseHiddenSchema(db: DataSource): Promise<void> {
  const [row]: { role: string; made: boolean; readable: boolean | null; creates: boolean }[] = await db.query(
    `SELECT current_user AS role, to_regclass('public.migrations') IS NOT NULL AS made,
       has_table_privilege(to_regclass('public.migrations'), 'SELECT') AS readable,
       has_schema_privilege('public', 'CREATE') AS creates`,
  );
  if (row === undefined || row.readable === true || (!row.made && row.creates)) return;
  const what = row.made ? `The role ${row.role} has no rights to the tables.` : 'The database has no tables.';
  throw new SchemaError(
    `${what} Run \`npm run migration:run\` with this DATABASE_URL and the owner's DATABASE_OWNER_URL, then start again.`,
  );
}

/**
 * Opens the database for work on its schema, as its owner and without a limit on statement time. Throws SchemaError when
 * the database cannot be reached, or when this application cannot work with the server.
 */
export function withSchema<T>(
  config: AppConfig,
  work: (db: DataSource) => Promise<T>,
  entities: string[] = [],
): Promise<T> {
  const databaseUrl = config.databaseOwnerUrl ?? config.databaseUrl;
  return withDatabase({ ...config, databaseUrl, statementTimeoutMs: 0 }, work, entities);
}

async function withDatabase<T>(
  config: AppConfig,
  work: (db: DataSource) => Promise<T>,
  entities: string[] = [],
): Promise<T> {
  // One connection for the lock, one for the migrations.
  const db = new DataSource(dataSourceOptions({ ...config, poolSize: 2 }, entities));
  try {
    await db.initialize();
  } catch (error) {
    throw new SchemaError(`The database cannot be reached: ${reasonOf(error)}`, { cause: error });
  }
  try {
    const fault = await serverFault(db, config);
    if (fault !== null) throw new SchemaError(fault);
    return await work(db);
  } finally {
    await db.destroy();
  }
}

/**
 * Runs the pending migrations and returns their names; then the application's role has its rights, and no others, if the
 * tables have an owner beside it, and row-level security is there or gone, as its setting says. When several processes
 * migrate, one does and the others wait.
 */
export function migrate(
  db: DataSource,
  config: Pick<AppConfig, 'databaseUrl' | 'databaseOwnerUrl' | 'rowLevelSecurity'>,
): Promise<string[]> {
  return locked(db, async () => {
    const role = applicationRole(config);
    if (role !== null) await prepareRole(db, role);
    await refuseAnotherHistory(db);
    const names = (await db.runMigrations()).map(({ name }) => name);
    if (role !== null) await giveRights(db, role);
    if (config.rowLevelSecurity) await secureRows(db, role?.name ?? null);
    else await unsecureRows(db);
    return names;
  });
}

/**
 * Throws SchemaError when the database lacks migrations of this version and has unknown ones. An older version of the
 * application may run beside a newer schema, but two histories cannot be merged.
 */
async function refuseAnotherHistory(db: DataSource): Promise<void> {
  const own = new Set(db.migrations.map(({ name, constructor }) => name ?? constructor.name));
  const executor = new MigrationExecutor(db);
  const unknown = (await executor.getExecutedMigrations()).filter(({ name }) => !own.has(name));
  if (unknown.length === 0 || (await executor.getPendingMigrations()).length === 0) return;
  throw new SchemaError(
    `The database knows migrations that this version does not have (${unknown.map(({ name }) => name).join(', ')}), ` +
      'and lacks some of its own. Another version created it. Nothing was changed. Start that version, or use an ' +
      'empty database.',
  );
}

/**
 * Undoes the last migration and returns its name, or null when there is none. Row-level security is gone then, whose
 * policies may hang on what the migration has made.
 */
export function revert(db: DataSource): Promise<string | null> {
  return locked(db, async () => {
    const [last] = await new MigrationExecutor(db).getExecutedMigrations();
    if (last === undefined) return null;
    await unsecureRows(db);
    // TypeORM asks a migration whether it wants a transaction when it runs it, not when it undoes it.
    const mine = db.migrations.find(({ name }) => name === last.name);
    await db.undoLastMigration({ transaction: mine?.transaction === false ? 'none' : 'each' });
    return last.name;
  });
}

export async function pendingMigrations(db: DataSource): Promise<string[]> {
  return (await new MigrationExecutor(db).getPendingMigrations()).map(({ name }) => name);
}

/** A transaction holds the lock, not the session, so that it also works behind a pooler. */
async function locked<T>(db: DataSource, work: () => Promise<T>): Promise<T> {
  const holder = db.createQueryRunner();
  try {
    await holder.startTransaction();
    await holder.query('SET LOCAL lock_timeout = 0');
    await holder.query('SELECT pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
    // Last: the SELECT keeps its snapshot until another statement comes, and an index that is built concurrently would
    // wait for that for ever.
    await holder.query('SET LOCAL idle_in_transaction_session_timeout = 0');
    return await work();
  } finally {
    if (holder.isTransactionActive) await holder.rollbackTransaction().catch(() => undefined);
    await holder.release();
  }
}

/** When all addresses of one name fail, the error has no message of its own. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join('; ');
  const reason = error instanceof Error ? error.message : String(error);
  // PgBouncer, which takes no settings of a session unless it is told to ignore them.
  return reason.includes('unsupported startup parameter')
    ? `${reason}. Set ignore_startup_parameters = options in the pooler's configuration.`
    : reason;
}
