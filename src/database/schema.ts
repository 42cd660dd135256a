import { DataSource, MigrationExecutor } from 'typeorm';
import type { AppConfig } from '../config.js';
import { dataSourceOptions } from './data-source.js';
import { serverFault } from './server-check.js';

/** The database cannot be used as it is; the message says what to do, for people. */
export class SchemaError extends Error {}

const MIGRATION_LOCK = 7_203_817_246;

/**
 * Brings the schema up to date (`migrate`), or makes sure that it is (`check`) and refuses to start otherwise:
 * on a server of one's own, migrations are run by `npm run migration:run`, not by whoever starts first.
 */
export async function prepareSchema(config: AppConfig, mode: 'migrate' | 'check'): Promise<void> {
  if (mode === 'migrate') {
    await withSchema(config, migrate);
    return;
  }
  await withDatabase(config, async (db) => {
    const pending = await pendingMigrations(db);
    if (pending.length === 0) return;
    await refuseAnotherHistory(db);
    throw new SchemaError(
      `The database lacks ${String(pending.length)} of this version's migrations (first: ${String(pending[0])}). ` +
        'Run `npm run migration:run`, then start again.',
    );
  });
}

/**
 * Opens the database for work on its schema, without a limit for how long a statement takes. Throws SchemaError when
 * it cannot be reached, or when this application cannot work with such a server.
 */
export function withSchema<T>(
  config: AppConfig,
  work: (db: DataSource) => Promise<T>,
  entities: string[] = [],
): Promise<T> {
  return withDatabase({ ...config, statementTimeoutMs: 0 }, work, entities);
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

/** Runs what is pending and answers its names; when several processes migrate, one does and the others wait. */
export function migrate(db: DataSource): Promise<string[]> {
  return locked(db, async () => {
    await refuseAnotherHistory(db);
    return (await db.runMigrations()).map(({ name }) => name);
  });
}

/**
 * Throws SchemaError on a database that lacks migrations of this version and has others: an older version of the
 * application may run beside a newer schema, but nobody can bring together two histories.
 */
async function refuseAnotherHistory(db: DataSource): Promise<void> {
  const own = new Set(db.migrations.map(({ name, constructor }) => name ?? constructor.name));
  const executor = new MigrationExecutor(db);
  const unknown = (await executor.getExecutedMigrations()).filter(({ name }) => !own.has(name));
  if (unknown.length === 0 || (await executor.getPendingMigrations()).length === 0) return;
  throw new SchemaError(
    `The database knows migrations that this version does not have (${unknown.map(({ name }) => name).join(', ')}), ` +
      'and lacks some of its own. It was made by another version. Nothing was changed. Start that version, or use an ' +
      'empty database.',
  );
}

/** Undoes the last migration and answers its name, or null when there is none. */
export function revert(db: DataSource): Promise<string | null> {
  return locked(db, async () => {
    const [last] = await new MigrationExecutor(db).getExecutedMigrations();
    if (last === undefined) return null;
    await db.undoLastMigration();
    return last.name;
  });
}

export async function pendingMigrations(db: DataSource): Promise<string[]> {
  return (await new MigrationExecutor(db).getPendingMigrations()).map(({ name }) => name);
}

/** Held by a transaction, not by the session, so that it also holds behind a pooler. */
async function locked<T>(db: DataSource, work: () => Promise<T>): Promise<T> {
  const holder = db.createQueryRunner();
  try {
    await holder.startTransaction();
    await holder.query('SET LOCAL idle_in_transaction_session_timeout = 0');
    await holder.query('SET LOCAL lock_timeout = 0');
    await holder.query('SELECT pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
    return await work();
  } finally {
    if (holder.isTransactionActive) await holder.rollbackTransaction().catch(() => undefined);
    await holder.release();
  }
}

/** Several addresses of one name fail as one error without a message. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join('; ');
  const reason = error instanceof Error ? error.message : String(error);
  // PgBouncer, which takes no settings of a session unless it is told to ignore them.
  return reason.includes('unsupported startup parameter')
    ? `${reason}. Set ignore_startup_parameters = options in the pooler's configuration.`
    : reason;
}
