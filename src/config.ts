import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
const ENVIRONMENTS = ['development', 'production', 'test'] as const;

/** The settings of one process, read once at boot from the environment. */
export interface AppConfig {
  production: boolean;
  port: number;
  host: string;
  /** null: run the embedded PostgreSQL in `dataDir`. */
  databaseUrl: string | null;
  /** Servers for reads that may lag. */
  replicaUrls: string[];
  dataDir: string;
  jwtSecret: string;
  logLevel: (typeof LOG_LEVELS)[number];
  throttleDisabled: boolean;
  /** Believe X-Forwarded-For and -Proto of a proxy in front. */
  trustProxy: boolean;
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

/** The environment is not fit to run with; the message names every fault. */
export class ConfigError extends Error {}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Settings from environment variables; throws one `ConfigError` that lists every fault at once.
 * Outside production a missing JWT_SECRET is made up: kept in the data directory with the embedded database,
 * so that sign-ins survive a restart, otherwise for this process only.
 */
export function readConfig(environment: Environment): AppConfig {
  const faults: string[] = [];
  const read = new Reader(environment, faults);
  const production = read.oneOf('NODE_ENV', ENVIRONMENTS, 'development') === 'production';
  const databaseUrl = read.postgresUrl('DATABASE_URL');
  const config = {
    production,
    port: read.integer('PORT', 8000, 0, 65535),
    host: read.text('HOST') ?? (production ? '0.0.0.0' : '127.0.0.1'),
    databaseUrl,
    replicaUrls: (read.text('DATABASE_REPLICA_URLS') ?? '').split(',').filter((url) => url !== ''),
    dataDir: resolve(read.text('DATA_DIR') ?? '.data'),
    jwtSecret: read.jwtSecret(production) ?? '',
    logLevel: read.oneOf('LOG_LEVEL', LOG_LEVELS, 'info'),
    throttleDisabled: read.flag('THROTTLE_DISABLED'),
    trustProxy: read.flag('TRUST_PROXY'),
    poolSize: read.integer('DB_POOL_SIZE', 10, 1, 1000),
    poolWaitMs: read.integer('DB_POOL_WAIT_MS', 2000, 1, 60_000),
    statementTimeoutMs: read.integer('DB_STATEMENT_TIMEOUT_MS', 15_000, 1, 3_600_000),
    lockTimeoutMs: read.integer('DB_LOCK_TIMEOUT_MS', 5000, 1, 3_600_000),
    idleInTransactionTimeoutMs: read.integer('DB_IDLE_TIMEOUT_MS', 10_000, 1, 3_600_000),
    shutdownGraceMs: read.integer('SHUTDOWN_GRACE_MS', 10_000, 0, 600_000),
  };
  if (production && config.throttleDisabled) {
    faults.push('THROTTLE_DISABLED is for tests and benchmarks: refused in production');
  }
  if (faults.length > 0) {
    throw new ConfigError(`The settings are not valid:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
  }
  if (config.jwtSecret === '') config.jwtSecret = madeUpSecret(databaseUrl === null ? config.dataDir : null);
  return config;
}

class Reader {
  constructor(
    private readonly environment: Environment,
    private readonly faults: string[],
  ) {}

  /** Undefined when it is not set or empty. */
  text(name: string): string | undefined {
    const value = this.environment[name]?.trim();
    return value === '' ? undefined : value;
  }

  integer(name: string, fallback: number, min: number, max: number): number {
    const text = this.text(name);
    if (text === undefined) return fallback;
    const value = /^\d{1,9}$/.test(text) ? Number.parseInt(text, 10) : NaN;
    if (value >= min && value <= max) return value;
    this.faults.push(
      `${name} is "${text}": a whole number from ${String(min)} to ${String(max)} is expected`,
    );
    return fallback;
  }

  flag(name: string): boolean {
    return this.oneOf(name, ['true', 'false'] as const, 'false') === 'true';
  }

  oneOf<T extends string>(name: string, allowed: readonly T[], fallback: T): T {
    const text = this.text(name);
    if (text === undefined) return fallback;
    const value = allowed.find((candidate) => candidate === text);
    if (value !== undefined) return value;
    this.faults.push(`${name} is "${text}": one of ${allowed.join(', ')} is expected`);
    return fallback;
  }

  /** The URL itself is never shown: it carries a password. */
  postgresUrl(name: string): string | null {
    const text = this.text(name);
    if (text === undefined) return null;
    if (/^postgres(ql)?:\/\//.test(text) && URL.canParse(text)) return text;
    this.faults.push(`${name} is not an address such as postgres://user:password@host:5432/database`);
    return null;
  }

  jwtSecret(production: boolean): string | undefined {
    const secret = this.text('JWT_SECRET');
    if (secret === undefined) {
      if (production)
        this.faults.push('JWT_SECRET is missing: production needs one of 32 characters or more');
    } else if (
      secret.length < 32 ||
      (production && /change.?me|secret-here|placeholder|example/i.test(secret))
    ) {
      this.faults.push('JWT_SECRET is too short or a placeholder: 32 random characters or more are expected');
    }
    return secret;
  }
}

function madeUpSecret(dataDir: string | null): string {
  const made = randomBytes(32).toString('base64url');
  if (dataDir === null) return made;
  const file = join(dataDir, 'jwt-secret');
  mkdirSync(dataDir, { recursive: true });
  try {
    writeFileSync(file, made, { flag: 'wx', mode: 0o600 });
    return made;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return readFileSync(file, 'utf8');
  }
}
