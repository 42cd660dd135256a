import { fileURLToPath } from 'node:url';
import pg from 'pg';
import type { DataSourceOptions } from 'typeorm';
import type { AppConfig } from '../config.js';
import { DatabaseState } from './database-state.js';
import { GuardedClient, type Guard } from './guarded-client.js';
import { readInstant } from './instants.js';
import { sessionLockTimeout } from './transactions.js';

const DATE = 1082;
const TIMESTAMPTZ = 1184;
const DATE_ARRAY = 1182;
const TEXT_ARRAY = 1009;
const IDLE_MS = 60_000;
/** A dead host is detected after this time (ms; then a probe a second, ten times), even while nothing is sent. */
const KEEP_ALIVE_MS = 5000;
/** PostgreSQL ends a statement by itself; a statement with no answer this much later (ms) will never have one. */
const SILENCE_GRACE_MS = 2000;

/** How TypeORM reaches the database of `config.databaseUrl`: pool, session limits, types, migrations. */
export function dataSourceOptions(
  config: AppConfig,
  entities: NonNullable<DataSourceOptions['entities']> = [],
  state = new DatabaseState(),
): DataSourceOptions & { type: 'postgres' } {
  if (config.databaseUrl === null)
    throw new Error('databaseUrl must be set before the data source is created');
  const { url, options } = withoutOptions(config.databaseUrl);
  return {
    type: 'postgres',
    url,
    entities,
    migrations: [fileURLToPath(new URL('../../migrations/*.js', import.meta.url))],
    migrationsTransactionMode: 'each',
    synchronize: false,
    installExtensions: false,
    applicationName: 'loan-management-platform',
    poolSize: config.poolSize,
    connectTimeoutMS: config.poolWaitMs,
    // The connection has already reported it to the state.
    poolErrorHandler: () => undefined,
    extra: {
      keepAlive: true,
      keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
      // Independent statements are sent at once (see pipelined).
      pipeline: true,
      idleTimeoutMillis: IDLE_MS,
      options: [options, sessionSettings(config)].filter(Boolean).join(' '),
      types,
      Client: GuardedClient,
      guard: guardOf(config, state),
    },
  };
}

function guardOf(config: AppConfig, state: DatabaseState): Guard {
  return {
    silenceMs: config.statementTimeoutMs === 0 ? null : config.statementTimeoutMs + SILENCE_GRACE_MS,
    // Leaves time for another connection when a command's connection has died in the pool.
    shortSilenceMs: config.lockTimeoutMs / 2,
    prepares: config.preparedStatements,
    state,
  };
}

/** Limits of every session, set at connect, so that no statement has to be sent for them. */
function sessionSettings(config: AppConfig): string {
  const settings = {
    statement_timeout: config.statementTimeoutMs,
    lock_timeout: sessionLockTimeout(config),
    idle_in_transaction_session_timeout: config.idleInTransactionTimeoutMs,
    default_transaction_isolation: String.raw`read\ committed`,
    TimeZone: 'UTC',
    jit: 'off',
  };
  return Object.entries(settings)
    .map(([name, value]) => `-c ${name}=${String(value)}`)
    .join(' ');
}

/** Calendar dates stay 'YYYY-MM-DD' text; pg would parse them into the Date of a local midnight. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') => {
    if (oid === DATE) return (text: string) => text;
    if (oid === TIMESTAMPTZ) return readInstant;
    // pg's types name only the common type ids.
    const parserOf = pg.types.getTypeParser as (oid: number, format?: string) => unknown;
    return parserOf(oid === DATE_ARRAY ? TEXT_ARRAY : oid, format);
  },
};

/** The `options` in an address would replace those set beside it, so they are taken out and both are sent. */
function withoutOptions(address: string): { url: string; options: string } {
  const url = new URL(address);
  const options = url.searchParams.get('options') ?? '';
  if (options === '') return { url: address, options };
  url.searchParams.delete('options');
  return { url: url.href, options };
}
