import { randomBytes } from 'node:crypto';
import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { readDatabases, type DatabaseSettings } from './runtime/database-settings.js';
import { Environment } from './runtime/environment.js';
import { readMail, type MailSettings } from './runtime/mail-settings.js';
import { readKeyDomain } from './runtime/key-domain.js';
import { isStrongSecret, SECRET_BYTES } from './runtime/kept-secret.js';
import { readRoles } from './runtime/role-settings.js';
import { isSealingKey } from './runtime/sealed.js';
import { readStripe, type StripeSettings } from './runtime/stripe-settings.js';
import { readTracing, type TracingSettings } from './runtime/tracing-settings.js';

/** The settings of one process, read once at start-up from the environment. */
export interface AppConfig extends DatabaseSettings {
  production: boolean;
  port: number;
  host: string;
  /** Whose X-Forwarded-* headers to trust: nobody's, those of this many proxies, or those of these addresses. */
  trustProxy: false | number | string;
  dataDir: string;
  jwtSecret: string;
  /**
   * True when JWT_SECRET was not set. Tokens are then valid only until this process ends, unless main keeps the secret
   * in a file.
   */
  jwtSecretIsRandom: boolean;
  logLevel: (typeof LOG_LEVELS)[number];
  /** Standard output; commands log to standard error, because their answer is on standard output. */
  logStream: 1 | 2;
  throttleDisabled: boolean;
  /** Whether the business date may be moved forward. */
  sandbox: boolean;
  /** Whether this process closes business dates by itself. */
  dayCloseSchedule: boolean;
  /** Runs background jobs, such as credit scores and the funding queue; commands do not. */
  backgroundWork: boolean;
  /** Connections in the pool, and how long a request may wait for one (ms) before 503. */
  poolSize: number;
  poolWaitMs: number;
  /** Name statements, so that a connection plans them once; older PgBouncers do not support it. */
  preparedStatements: boolean;
  statementTimeoutMs: number;
  lockTimeoutMs: number;
  idleInTransactionTimeoutMs: number;
  /** How long a request, including its body, may take to arrive (ms). */
  requestTimeoutMs: number;
  /**
   * Encrypt what the database stores but must not show: the current key, then older ones, which only decrypt. None where
   * nothing has to be encrypted, or main keeps a key in a file.
   */
  secretsKeys: readonly string[];
  /** Which roles may register themselves. */
  selfRegistration: readonly SelfRegistered[];
  /** Whose accounts have to have a second factor. */
  secondFactorFor: readonly (typeof EVERY_ROLE)[number][];
  /** The gateways that move money; none: nothing is different from a bank without. */
  gateways: readonly GatewayName[];
  /** null: Stripe is not in use. */
  stripe: StripeSettings | null;
  mail: MailSettings;
  /** What links in answers begin with; null: links are relative. The console may have a host of its own. */
  publicUrl: string | null;
  consoleUrl: string | null;
  /** The domain that security keys are made for; null: the host of `publicUrl`. */
  keyDomain: string | null;
  /** Whether all answers have the shape of the original platform (docs/original.md). */
  originalShapes: boolean;
  /** Whether the API serves its OpenAPI document and Swagger UI. */
  apiDocs: boolean;
  /** Whether /metrics answers, and the bearer token it requires (null: none). */
  metrics: boolean;
  metricsToken: string | null;
  /** null: no traces. */
  tracing: TracingSettings | null;
  webhooks: WebhookSettings;
  /** How long events are kept (days). */
  eventsKeepDays: number;
  /** Whether older ones stay until their month is archived, instead of being deleted. */
  eventsArchive: boolean;
  /** Whether customers and providers read as roles of the database that see their own rows only. */
  rowLevelSecurity: boolean;
  /** How long a shutdown lets the load balancer see that this instance is not ready, before it refuses anything (ms). */
  shutdownDelayMs: number;
  /** How long a shutdown waits for requests in flight (ms). */
  shutdownGraceMs: number;
}

const SELF_REGISTERED = ['customer', 'provider'] as const;
export type SelfRegistered = (typeof SELF_REGISTERED)[number];

/** `ROLES` of auth, which stands further right. */
const EVERY_ROLE = ['customer', 'provider', 'staff', 'admin'] as const;

export const GATEWAYS = ['sandbox', 'stripe', 'bank_file'] as const;
export type GatewayName = (typeof GATEWAYS)[number];

/** How messages are sent to those who are told of events. */
export interface WebhookSettings {
  /** Also to the own network and to any port. */
  allowPrivate: boolean;
  /** How long a receiver may take to answer (ms). */
  timeoutMs: number;
}

export const APP_CONFIG = Symbol('AppConfig');

const MODES = ['development', 'test', 'production'] as const;
const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
const MOST_PROXIES = 9;

/** Reads and checks all settings; throws one `ConfigError` that lists every fault. Touches no files. */
export function readConfig(env: NodeJS.ProcessEnv): AppConfig {
  const read = new Environment(env);
  const mode = read.oneOf('NODE_ENV', MODES, 'development');
  const production = mode === 'production';
  const jwtSecret = readJwtSecret(read, production);
  const gateways = readGateways(read, production);
  const secondFactorFor = readRoles(read, 'SECOND_FACTOR_FOR', EVERY_ROLE, []);
  const needsKey = gateways.includes('bank_file') || secondFactorFor.length > 0;
  const config: AppConfig = {
    production,
    port: read.integer('PORT', 0, 65_535, 8000),
    host: read.text('HOST') ?? (production ? '0.0.0.0' : '127.0.0.1'),
    trustProxy: readTrustProxy(read),
    ...readDatabases(read),
    dataDir: resolve(read.text('DATA_DIR') ?? '.data'),
    jwtSecret: jwtSecret ?? randomBytes(SECRET_BYTES).toString('base64url'),
    jwtSecretIsRandom: jwtSecret === undefined,
    logLevel: read.oneOf('LOG_LEVEL', LOG_LEVELS, 'info'),
    logStream: 1,
    throttleDisabled: readNotInProduction(read, 'THROTTLE_DISABLED', production),
    sandbox: readNotInProduction(read, 'SANDBOX', production),
    backgroundWork: true,
    dayCloseSchedule: readSwitch(read, 'DAY_CLOSE_SCHEDULE', mode !== 'test'),
    poolSize: read.integer('DB_POOL_SIZE', 2, 500, 10),
    preparedStatements: readSwitch(read, 'DB_PREPARED_STATEMENTS', true),
    poolWaitMs: read.integer('DB_POOL_WAIT_MS', 1, 60_000, 2000),
    statementTimeoutMs: read.integer('DB_STATEMENT_TIMEOUT_MS', 1, 3_600_000, 15_000),
    lockTimeoutMs: read.integer('DB_LOCK_TIMEOUT_MS', 1, 600_000, 5000),
    idleInTransactionTimeoutMs: read.integer('DB_IDLE_TIMEOUT_MS', 1, 600_000, 10_000),
    requestTimeoutMs: read.integer('REQUEST_TIMEOUT_MS', 100, 600_000, 30_000),
    secretsKeys: readSecretsKeys(read, production && needsKey),
    selfRegistration: readRoles(read, 'SELF_REGISTRATION', SELF_REGISTERED, SELF_REGISTERED),
    secondFactorFor,
    gateways,
    stripe: readStripe(read, production, gateways.includes('stripe')),
    mail: readMail(read, production),
    publicUrl: readAddress(read, 'PUBLIC_URL'),
    consoleUrl: readAddress(read, 'CONSOLE_URL'),
    keyDomain: readKeyDomain(read),
    originalShapes: readSwitch(read, 'ORIGINAL_SHAPES', false),
    apiDocs: readSwitch(read, 'API_DOCS', !production),
    metrics: readSwitch(read, 'METRICS', !production || read.text('METRICS_TOKEN') !== undefined),
    metricsToken: read.checked('METRICS_TOKEN', isToken, TOKEN, 'secret') ?? null,
    tracing: readTracing(read),
    webhooks: {
      allowPrivate: readSwitch(read, 'WEBHOOK_ALLOW_PRIVATE', false),
      timeoutMs: read.integer('WEBHOOK_TIMEOUT_MS', 100, 60_000, 20_000),
    },
    eventsKeepDays: read.integer('EVENTS_KEEP_DAYS', 2, 3650, 90),
    eventsArchive: readSwitch(read, 'EVENTS_ARCHIVE', false),
    rowLevelSecurity: readSwitch(read, 'ROW_LEVEL_SECURITY', false),
    shutdownDelayMs: read.integer('SHUTDOWN_DELAY_MS', 0, 600_000, 0),
    shutdownGraceMs: read.integer('SHUTDOWN_GRACE_MS', 0, 600_000, 10_000),
  };
  read.throwFaults();
  return config;
}

function readGateways(read: Environment, production: boolean): GatewayName[] {
  const namesIn = (list: string) => [...new Set(list.split(',').map((name) => name.trim()))];
  const isKnown = (name: string): name is GatewayName => GATEWAYS.some((known) => known === name);
  const given = read.checked(
    'GATEWAYS',
    (list) => namesIn(list).every(isKnown),
    `names of gateways, separated by commas: ${GATEWAYS.join(', ')}`,
  );
  const names = namesIn(given ?? '').filter(isKnown);
  if (production && names.includes('sandbox')) {
    read.fault('GATEWAYS', 'without sandbox in production: it moves no real money', 'plain');
  }
  return names;
}

function readJwtSecret(read: Environment, production: boolean): string | undefined {
  const advice = `at least ${String(SECRET_BYTES)} random characters, for example from: openssl rand -base64 48`;
  const secret = read.checked('JWT_SECRET', isStrongSecret, advice, 'secret');
  if (production && read.text('JWT_SECRET') === undefined) {
    read.fault('JWT_SECRET', `in production, ${advice}`);
  }
  return secret;
}

/** `required`: accounts to pay to, or second factors, will be stored. */
function readSecretsKeys(read: Environment, required: boolean): string[] {
  const one = '32 random bytes in base64, for example from: openssl rand -base64 32';
  const keysIn = (list: string) => list.split(',').map((key) => key.trim());
  const current = read.checked('SECRETS_KEY', isSealingKey, one, 'secret');
  const old = read.checked(
    'SECRETS_KEY_OLD',
    (list) => keysIn(list).every(isSealingKey),
    'former values of SECRETS_KEY, separated by commas',
    'secret',
  );
  if (read.text('SECRETS_KEY') === undefined) {
    if (required)
      read.fault(
        'SECRETS_KEY',
        `in production, where GATEWAYS has bank_file or SECOND_FACTOR_FOR names a role: ${one}`,
      );
    else if (old !== undefined) read.fault('SECRETS_KEY', 'set where SECRETS_KEY_OLD is');
  }
  return current === undefined ? [] : [current, ...(old === undefined ? [] : keysIn(old))];
}

const TOKEN = 'at least 16 characters without white space';
const isToken = (text: string) => /^[\x21-\x7e]{16,256}$/.test(text);

function readAddress(read: Environment, name: string): string | null {
  const isAddress = (text: string) => {
    if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return false;
    const { username, password, search, hash } = new URL(text);
    return username === '' && password === '' && search === '' && hash === '';
  };
  const given = read.checked(name, isAddress, 'an address such as https://loans.example.org');
  return given === undefined ? null : new URL(given).href.replace(/\/+$/, '');
}

function readSwitch(read: Environment, name: string, fallback: boolean): boolean {
  return read.oneOf(name, ['true', 'false'], String(fallback)) === 'true';
}

function readNotInProduction(read: Environment, name: string, production: boolean): boolean {
  const isOn = readSwitch(read, name, false);
  if (isOn && production) read.fault(name, 'false in production', 'plain');
  return isOn;
}

function readTrustProxy(read: Environment): false | number | string {
  const isCount = (text: string) => /^\d$/.test(text) && text !== '0';
  const isTrust = (text: string) => text === 'false' || isCount(text) || text.split(',').every(isNetwork);
  // Trusting everybody would let each client choose its own address.
  const expected =
    `false, the number of proxies in front (1 to ${String(MOST_PROXIES)}), ` +
    'or their addresses or networks, such as 10.0.0.0/8,loopback';
  const given = read.checked('TRUST_PROXY', isTrust, expected) ?? 'false';
  if (isCount(given)) return Number(given);
  return given === 'false' ? false : given;
}

/** An address, a network, or a named range, as Fastify accepts them. */
function isNetwork(text: string): boolean {
  const [address = '', bits, ...more] = text.trim().split('/');
  if (/^(loopback|linklocal|uniquelocal)$/.test(text.trim())) return true;
  const family = address.includes('%') ? 0 : isIP(address);
  const most = family === 4 ? 32 : 128;
  const isLength = bits === undefined || (/^[1-9]\d{0,2}$/.test(bits) && Number(bits) <= most);
  return family !== 0 && more.length === 0 && isLength;
}
