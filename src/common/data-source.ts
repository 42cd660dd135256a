import pg from 'pg';
import type { DataSourceOptions } from 'typeorm';
import { fileURLToPath } from 'node:url';
import type { AppConfig } from '../config.js';

const MIGRATIONS = fileURLToPath(new URL('../../migrations/*.js', import.meta.url));
const DATE = 1082;

type DatabaseConfig = Pick<
  AppConfig,
  | 'databaseUrl'
  | 'replicaUrls'
  | 'poolSize'
  | 'poolWaitMs'
  | 'statementTimeoutMs'
  | 'lockTimeoutMs'
  | 'idleInTransactionTimeoutMs'
>;

/** Calendar dates stay 'YYYY-MM-DD': as a Date they would get a time zone. */
const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === DATE ? (text: string) => text : (pg.types.getTypeParser(oid, format as 'text') as unknown),
};

/** How this application talks to PostgreSQL; `databaseUrl` must be set. Time-outs are settings of the session. */
export function dataSourceOptions(config: DatabaseConfig): DataSourceOptions {
  if (config.databaseUrl === null) throw new Error('the database URL is not known yet');
  const settings = {
    default_transaction_isolation: 'read\\ committed',
    statement_timeout: config.statementTimeoutMs,
    lock_timeout: config.lockTimeoutMs,
    idle_in_transaction_session_timeout: config.idleInTransactionTimeoutMs,
    TimeZone: 'UTC',
  };
  return {
    type: 'postgres',
    ...(config.replicaUrls.length === 0
      ? { url: config.databaseUrl }
      : {
          replication: {
            // Reads that may lag ask for a replica; all others go where the truth is.
            defaultMode: 'master' as const,
            master: { url: config.databaseUrl },
            slaves: config.replicaUrls.map((url) => ({ url })),
          },
        }),
    poolSize: config.poolSize,
    connectTimeoutMS: config.poolWaitMs,
    migrations: [MIGRATIONS],
    migrationsTransactionMode: 'each',
    applicationName: 'loan-management-platform',
    extra: {
      types,
      keepAlive: true,
      options: Object.entries(settings)
        .map(([name, value]) => `-c ${name}=${String(value)}`)
        .join(' '),
    },
  };
}
