import type { DataSource, QueryRunner } from 'typeorm';
import type { AppConfig } from '../config.js';
import { sqlState } from './database-errors.js';
import { sessionLockTimeout } from './transactions.js';

/** PostgreSQL 15 brought `UNIQUE NULLS NOT DISTINCT`, which the schema uses. */
const OLDEST_VERSION = 150_000;
/** The session does not know a named statement, or knows one that this connection never prepared. */
const FOREIGN_STATEMENT = new Set(['26000', '42P05']);

type Settings = Pick<
  AppConfig,
  'preparedStatements' | 'statementTimeoutMs' | 'lockTimeoutMs' | 'idleInTransactionTimeoutMs'
>;

interface Session {
  version: string;
  name: string;
  role: string;
  time_zone: string;
  isolation: string;
  statement_timeout: string;
  lock_timeout: string;
  idle_timeout: string;
}

/**
 * What makes the server behind `db` unusable for this application, with the remedy; null when nothing does. Finds a
 * PostgreSQL that is too old, a pooler that drops session settings, and one that hands statements prepared on one
 * connection to another. Takes two connections of the pool.
 */
export async function serverFault(db: DataSource, config: Settings): Promise<string | null> {
  const [one, other] = [db.createQueryRunner(), db.createQueryRunner()];
  try {
    const [session] = (await one.query(
      `SELECT current_setting('server_version_num') AS version, current_setting('server_version') AS name,
         quote_ident(current_user) AS role,
         current_setting('TimeZone') AS time_zone, current_setting('default_transaction_isolation') AS isolation,
         current_setting('statement_timeout') AS statement_timeout, current_setting('lock_timeout') AS lock_timeout,
         current_setting('idle_in_transaction_session_timeout') AS idle_timeout`,
    )) as [Session];
    if (Number(session.version) < OLDEST_VERSION) {
      return `The server is PostgreSQL ${session.name}; this platform needs 15 or later.`;
    }
    const missing = missingSettings(session, config);
    if (missing.length > 0) {
      return (
        'The settings of a session do not reach the server: a pooler in between drops them. Set them on the role:\n' +
        missing.map((setting) => `  ALTER ROLE ${session.role} SET ${setting};`).join('\n')
      );
    }
    if (config.preparedStatements && (await mixesPreparedStatements(one, other))) {
      return (
        'A pooler in between hands prepared statements to other connections. ' +
        'Set DB_PREPARED_STATEMENTS=false, or give PgBouncer (1.21 or later) max_prepared_statements.'
      );
    }
    return null;
  } finally {
    await one.release();
    await other.release();
  }
}

/** The values are those that sessions have elsewhere; where a time is missing, any value but 0 will do. */
function missingSettings(session: Session, config: Settings): string[] {
  const ms = (value: number) => `'${String(value)}ms'`;
  return [
    ...(/^(UTC|Etc\/UTC|GMT)$/.test(session.time_zone) ? [] : ["TimeZone = 'UTC'"]),
    ...(session.isolation === 'read committed' ? [] : ["default_transaction_isolation = 'read committed'"]),
    ...(session.statement_timeout === '0' && config.statementTimeoutMs !== 0
      ? [`statement_timeout = ${ms(config.statementTimeoutMs)}`]
      : []),
    ...(session.lock_timeout === '0' ? [`lock_timeout = ${ms(sessionLockTimeout(config))}`] : []),
    ...(session.idle_timeout === '0'
      ? [`idle_in_transaction_session_timeout = ${ms(config.idleInTransactionTimeoutMs)}`]
      : []),
  ];
}

/**
 * In transaction mode a pooler gives the next transaction any free server, with whatever was prepared there. Both
 * connections prepare something while each holds a server. Then the first takes the server that was released last, and
 * in the second round the one that was released first.
 */
async function mixesPreparedStatements(one: QueryRunner, other: QueryRunner): Promise<boolean> {
  const probe = (runner: QueryRunner) =>
    runner.query(`SELECT $1::text AS ${runner === one ? 'one' : 'other'}`, ['prepared']);
  try {
    for (const [first, last] of [
      [one, other],
      [other, one],
    ] as const) {
      await one.startTransaction();
      await other.startTransaction();
      await probe(one);
      await probe(other);
      await first.commitTransaction();
      await last.commitTransaction();
      await probe(one);
    }
    return false;
  } catch (error) {
    if (FOREIGN_STATEMENT.has(sqlState(error) ?? '')) return true;
    throw error;
  } finally {
    for (const runner of [one, other]) {
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
    }
  }
}
