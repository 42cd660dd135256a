/** The settings of one process, read once at boot from the environment. */
export interface AppConfig {
  production: boolean;
  port: number;
  host: string;
  /** null: run the embedded PostgreSQL in `dataDir`. */
  databaseUrl: string | null;
  dataDir: string;
  jwtSecret: string;
  logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';
  throttleDisabled: boolean;
  /** Connections in the pool, and how long a request may wait for one (ms) before 503. */
  poolSize: number;
  poolWaitMs: number;
  statementTimeoutMs: number;
  lockTimeoutMs: number;
  idleInTransactionTimeoutMs: number;
  /** How long a shutdown waits for commands in flight (ms). */
  shutdownGraceMs: number;
}

export const APP_CONFIG = Symbol('AppConfig');
