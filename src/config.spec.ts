import { describe, expect, it } from '@jest/globals';
import { readConfig } from './config.js';

const SECRET = 'k3Jx9-pQ7rT2vW5yB8nM1cZ4dF6gH0sLx';
const TEST_KEY = 'sk_test_0123456789abcdef';
const WEBHOOK = 'whsec_0123456789abcdef';

function faultsOf(env: NodeJS.ProcessEnv): string {
  try {
    readConfig(env);
  } catch (error) {
    return (error as Error).message;
  }
  return '';
}

describe('the settings', () => {
  it('have defaults for a machine of one’s own', () => {
    expect(readConfig({})).toMatchObject({
      production: false,
      port: 8000,
      host: '127.0.0.1',
      databaseUrl: null,
      databaseOwnerUrl: null,
      replicaUrls: [],
      trustProxy: false,
      logLevel: 'info',
      throttleDisabled: false,
      sandbox: false,
      dayCloseSchedule: true,
      poolSize: 10,
      poolWaitMs: 2000,
      statementTimeoutMs: 15_000,
      lockTimeoutMs: 5000,
      idleInTransactionTimeoutMs: 10_000,
      requestTimeoutMs: 30_000,
      secretsKeys: [],
      secondFactorFor: [],
      gateways: [],
      stripe: null,
      publicUrl: null,
      consoleUrl: null,
      keyDomain: null,
      originalShapes: false,
      apiDocs: true,
      metrics: true,
      metricsToken: null,
      webhooks: { allowPrivate: false, timeoutMs: 20_000 },
      eventsKeepDays: 90,
      eventsArchive: false,
      rowLevelSecurity: false,
      shutdownGraceMs: 10_000,
      jwtSecretIsRandom: true,
    });
    expect(readConfig({}).dataDir).toMatch(/[\\/]\.data$/);
    expect(readConfig({}).jwtSecret).not.toBe(readConfig({}).jwtSecret);
  });

  it('listen on every address in production', () => {
    const config = readConfig({ NODE_ENV: 'production', JWT_SECRET: SECRET });
    const secret = { jwtSecret: SECRET, jwtSecretIsRandom: false };
    expect(config).toMatchObject({ production: true, host: '0.0.0.0', ...secret });
  });

  it('need a key in production, where files for the bank or second factors hold what it encrypts', () => {
    const production = { NODE_ENV: 'production', JWT_SECRET: SECRET };
    const key = Buffer.alloc(32, 'k').toString('base64');
    expect(() => readConfig({ ...production, GATEWAYS: 'bank_file' })).toThrow('SECRETS_KEY is not set');
    const factors = { ...production, SECOND_FACTOR_FOR: 'staff, admin' };
    expect(() => readConfig(factors)).toThrow('SECRETS_KEY is not set');
    expect(readConfig({ ...factors, SECRETS_KEY: key }).secondFactorFor).toEqual(['staff', 'admin']);
    expect(readConfig({ SECOND_FACTOR_FOR: 'none' }).secondFactorFor).toEqual([]);
    expect(() => readConfig({ SECOND_FACTOR_FOR: 'clerks' })).toThrow('SECOND_FACTOR_FOR is');
    expect(readConfig(production).secretsKeys).toEqual([]);
    expect(readConfig({ GATEWAYS: 'bank_file' }).secretsKeys).toEqual([]);
    const keys = { SECRETS_KEY: key, SECRETS_KEY_OLD: `${key}, ${key}` };
    const rotated = { ...production, GATEWAYS: 'bank_file', ...keys };
    expect(readConfig(rotated).secretsKeys).toEqual([key, key, key]);
    expect(() => readConfig({ SECRETS_KEY: 'short' })).toThrow('SECRETS_KEY is (5 characters, not shown)');
    expect(() => readConfig({ SECRETS_KEY_OLD: key })).toThrow('SECRETS_KEY is not set');
    expect(() => readConfig({ SECRETS_KEY: key, SECRETS_KEY_OLD: `${key},x` })).toThrow('SECRETS_KEY_OLD is');
  });

  it('take an empty variable for an absent one, as docker compose passes it', () => {
    const config = readConfig({ PORT: '', DATABASE_URL: '', LOG_LEVEL: ' ' });
    expect(config).toEqual({ ...readConfig({}), jwtSecret: config.jwtSecret });
  });

  it('read what is given', () => {
    const env = {
      PORT: '0',
      HOST: '::1',
      DATABASE_URL: 'postgresql://app@db/loans',
      DATABASE_REPLICA_URLS: 'postgres://app@r1/loans, postgres://app@r2/loans',
      TRUST_PROXY: '2',
      THROTTLE_DISABLED: 'true',
    };
    expect(readConfig(env)).toMatchObject({
      port: 0,
      host: '::1',
      databaseUrl: 'postgresql://app@db/loans',
      replicaUrls: ['postgres://app@r1/loans', 'postgres://app@r2/loans'],
      trustProxy: 2,
      throttleDisabled: true,
    });
    expect(readConfig({ TRUST_PROXY: '10.0.0.0/8,loopback,::1' }).trustProxy).toBe('10.0.0.0/8,loopback,::1');
  });

  it('name every fault at once, each with its value and what is expected', () => {
    const message = faultsOf({
      NODE_ENV: 'prod',
      PORT: '80a',
      LOG_LEVEL: 'loud',
      DB_POOL_SIZE: '0',
      SHUTDOWN_GRACE_MS: '1.5',
      TRUST_PROXY: 'yes',
      THROTTLE_DISABLED: '1',
    });
    expect(message).toContain('NODE_ENV is "prod"; expected: one of development, test, production');
    expect(message).toContain('PORT is "80a"; expected: a whole number from 0 to 65535');
    expect(message).toContain('LOG_LEVEL is "loud"');
    expect(message).toContain('DB_POOL_SIZE is "0"');
    expect(message).toContain('SHUTDOWN_GRACE_MS is "1.5"');
    expect(message).toContain('TRUST_PROXY is "yes"');
    expect(message).toContain('THROTTLE_DISABLED is "1"; expected: one of true, false');
  });

  it.each(['mysql://a:hunter2@db/loans', 'db/hunter2', 'postgres:hunter2'])(
    'refuse the database address %s without showing it',
    (url) => {
      const message = faultsOf({ DATABASE_URL: url });
      expect(message).toContain('DATABASE_URL is (');
      expect(message).not.toContain('hunter2');
    },
  );

  it('name the gateways in use, once each; the sandbox never in production', () => {
    expect(readConfig({ GATEWAYS: ' sandbox,sandbox ' }).gateways).toEqual(['sandbox']);
    expect(faultsOf({ GATEWAYS: 'sandbox,paypol' })).toContain(
      'GATEWAYS is "sandbox,paypol"; expected: names of gateways, separated by commas: sandbox, stripe',
    );
    const production = { NODE_ENV: 'production', JWT_SECRET: SECRET };
    expect(faultsOf({ ...production, GATEWAYS: 'sandbox' })).toContain('without sandbox in production');
    expect(readConfig({ ...production }).gateways).toEqual([]);
  });

  it('of Stripe are read where it is in use, its webhook secrets one by one', () => {
    const settings = { STRIPE_SECRET_KEY: TEST_KEY, STRIPE_WEBHOOK_SECRETS: `${WEBHOOK}old, ${WEBHOOK}new` };
    expect(readConfig({ GATEWAYS: 'stripe', ...settings }).stripe).toEqual({
      secretKey: TEST_KEY,
      webhookSecrets: [`${WEBHOOK}old`, `${WEBHOOK}new`],
      apiBase: null,
    });
    expect(readConfig(settings).stripe).toBeNull();
    expect(faultsOf({ GATEWAYS: 'stripe' })).toContain(
      'STRIPE_SECRET_KEY is not set; expected: set where GATEWAYS has stripe',
    );
    expect(faultsOf({ GATEWAYS: 'stripe' })).toContain('STRIPE_WEBHOOK_SECRETS is not set');
  });

  it.each([
    ['STRIPE_SECRET_KEY', 'pk_test_0123456789abcdef', 'a secret or restricted key of Stripe'],
    ['STRIPE_WEBHOOK_SECRETS', `${WEBHOOK},nonsense`, 'signing secrets of its webhook'],
  ])('of Stripe are checked and not shown: %s', (name, value, expected) => {
    expect(faultsOf({ [name]: value })).toContain(expected);
    expect(faultsOf({ [name]: value })).not.toContain(value);
  });

  it.each([
    'https://api.stripe.com',
    'http://10.0.0.1:80',
    'http://127.0.0.1',
    'http://127.0.0.1.evil.org:80',
  ])('of Stripe take no address of its API outside this machine: %s', (STRIPE_API_BASE) => {
    expect(faultsOf({ STRIPE_API_BASE })).toContain('an address on this machine');
  });

  it('never mix real money with pretended money', () => {
    const production = { NODE_ENV: 'production', JWT_SECRET: SECRET };
    for (const kind of ['sk', 'rk']) {
      const [live, test] = [`${kind}_live_0123456789abcdef`, `${kind}_test_0123456789abcdef`];
      expect(faultsOf({ STRIPE_SECRET_KEY: live })).toContain('a test key outside production');
      expect(faultsOf({ ...production, STRIPE_SECRET_KEY: test })).toContain('a live key in production');
      const settings = { GATEWAYS: 'stripe', STRIPE_SECRET_KEY: live, STRIPE_WEBHOOK_SECRETS: WEBHOOK };
      expect(readConfig({ ...production, ...settings }).stripe?.secretKey).toBe(live);
      const base = { STRIPE_API_BASE: 'http://127.0.0.1:1' };
      expect(faultsOf({ ...production, ...settings, ...base })).toContain('not set in production');
    }
  });

  it('refuse replicas of the embedded database', () => {
    expect(faultsOf({ DATABASE_REPLICA_URLS: 'postgres://r1/loans' })).toContain(
      'only together with DATABASE_URL',
    );
  });

  it.each([
    'short-but-random-9fK2x',
    'kX9-vT2_qL7.wZ4!mB6?rN8=hJ3+pD5',
    'change-me-change-me-change-me-change-me',
    'your_jwt_secret_your_jwt_secret_1234567890',
    'a'.repeat(64),
  ])('refuse the token secret %s in every mode', (secret) => {
    for (const NODE_ENV of ['development', 'test', 'production']) {
      const message = faultsOf({ NODE_ENV, JWT_SECRET: secret });
      expect(message).toContain('JWT_SECRET is (');
      expect(message).toContain('at least 32 random characters');
      expect(message).not.toContain(secret);
    }
  });

  it.each([undefined, '', '   '])('refuse production without a token secret (%j)', (secret) => {
    const message = faultsOf({
      NODE_ENV: 'production',
      ...(secret === undefined ? {} : { JWT_SECRET: secret }),
    });
    expect(message).toContain(
      'JWT_SECRET is not set; expected: in production, at least 32 random characters',
    );
  });

  it.each([
    'true',
    '0',
    '10',
    '-1',
    '1.5',
    '10.0.0.0/99',
    '10.0.0.0/33',
    '10.0.0.0/0',
    '10.0.0.0/08',
    '10.0.0.0/255.0.0.0',
    '::1/129',
    'fe80::1%eth0',
    '1,10.0.0.0/8',
    '10.0.0.0/8,',
    'proxy.example',
  ])('refuse to believe %s as proxies', (trusted) => {
    expect(faultsOf({ TRUST_PROXY: trusted })).toContain(
      `TRUST_PROXY is "${trusted}"; expected: false, the number of proxies in front (1 to 9)`,
    );
  });

  it.each([
    '10.0.0.0/8',
    '10.0.0.0/32',
    '2001:db8::/32',
    '::1/128',
    'loopback, uniquelocal',
    '::ffff:10.0.0.1',
  ])('believe the proxies %s', (trusted) => {
    expect(readConfig({ TRUST_PROXY: trusted }).trustProxy).toBe(trusted);
  });

  it('show neither the API nor metrics in production, unless they are asked for', () => {
    const production = { NODE_ENV: 'production', JWT_SECRET: SECRET };
    expect(readConfig(production)).toMatchObject({ apiDocs: false, metrics: false });
    const open = readConfig({ ...production, API_DOCS: 'true', METRICS: 'true' });
    expect(open).toMatchObject({ apiDocs: true, metrics: true, metricsToken: null });
    const METRICS_TOKEN = 'kX9-vT2_qL7.wZ4!mB6';
    expect(readConfig({ ...production, METRICS_TOKEN })).toMatchObject({
      metrics: true,
      metricsToken: METRICS_TOKEN,
    });
    expect(faultsOf({ METRICS_TOKEN: 'short' })).toContain('METRICS_TOKEN is (5 characters, not shown)');
  });

  it('take a public address without its last slash', () => {
    expect(readConfig({ PUBLIC_URL: 'https://loans.example.org/' }).publicUrl).toBe(
      'https://loans.example.org',
    );
    expect(readConfig({ PUBLIC_URL: 'https://a.example/lending/' }).publicUrl).toBe(
      'https://a.example/lending',
    );
  });

  it.each([
    'loans.example.org',
    'ftp://a.example',
    'https://u:p@a.example',
    'https://a.example/?x=1',
    'https://a b',
  ])('refuse the public address %s', (url) => {
    expect(faultsOf({ PUBLIC_URL: url })).toContain('PUBLIC_URL is "');
    expect(faultsOf({ CONSOLE_URL: url })).toContain('CONSOLE_URL is "');
  });

  it.each(['THROTTLE_DISABLED', 'SANDBOX'])('refuse %s in production', (name) => {
    const message = faultsOf({ NODE_ENV: 'production', JWT_SECRET: SECRET, [name]: 'true' });
    expect(message).toContain(`${name} is "true"; expected: false in production`);
  });

  it('leave the day-close to its tests, unless one asks for it', () => {
    expect(readConfig({ NODE_ENV: 'test' }).dayCloseSchedule).toBe(false);
    expect(readConfig({ NODE_ENV: 'test', DAY_CLOSE_SCHEDULE: 'true' }).dayCloseSchedule).toBe(true);
  });
});
