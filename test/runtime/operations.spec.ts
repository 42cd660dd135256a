import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { addDays } from '../../src/lending/dates.js';
import { startApp, type TestApp } from '../support/app.js';
import { makeCustomer, makeLoan, makeProvider, makeStaff, makeUser, must } from '../support/make.js';
import { until } from '../support/until.js';

const MAIN = fileURLToPath(new URL('../../dist/app/main.js', import.meta.url));
const GOOD_SECRET = 'kX9-vT2_qL7.wZ4!mB6?rN8=hJ3+pD5%';

describe('for those who run it', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.stop());

  /** Starts main.js with these settings and waits for its end. */
  const start = async (settings: Record<string, string>) => {
    const child = spawn(process.execPath, [MAIN], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env.PATH,
        HOST: '127.0.0.1',
        PORT: '0',
        DATABASE_URL: app.database.url,
        ...settings,
      },
    });
    let out = '';
    let errors = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    // A server that starts in spite of its settings would run for ever.
    const deadline = setTimeout(() => child.kill('SIGKILL'), 30_000);
    const [code] = (await once(child, 'close')) as [number | null];
    clearTimeout(deadline);
    return { code, out, errors };
  };
  const sample = (metrics: string, name: string) => {
    const line = metrics.split('\n').find((text) => text.startsWith(`${name} `));
    return line === undefined ? null : Number(line.slice(name.length + 1));
  };
  const metrics = async () => must(200, await app.as().get('/metrics')) as unknown as string;

  describe('the probes', () => {
    it('say that the process lives, to anybody', async () => {
      const answer = await app.as().get('/health/live');
      expect(must(200, answer)).toEqual({ status: 'ok' });
      expect(await app.as().get('/api/health/live')).toMatchObject({ status: 404 });
    });

    it('say that the instance can take requests, having asked the database', async () => {
      expect(must(200, await app.as().get('/health/ready'))).toMatchObject({
        status: 'ok',
        info: { database: { status: 'up' } },
        error: {},
        details: { database: { status: 'up' } },
      });
    });

    it('tell an instance that lost its database from one that is dead', async () => {
      const lonely = await startApp();
      await lonely.database.drop();
      const answer = await lonely.as().get('/health/ready');
      expect(answer).toMatchObject({ status: 503, body: { status: 503, code: 'service_busy' } });
      expect(answer.headers.get('retry-after')).toMatch(/^\d+$/);
      expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
      expect(must(200, await lonely.as().get('/health/live'))).toEqual({ status: 'ok' });
      await lonely.end();
    });
  });

  describe('the metrics', () => {
    it('are in the text format of Prometheus', async () => {
      const answer = await app.as().get('/metrics');
      expect(answer.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
      for (const line of (answer.body as string).trim().split('\n')) {
        expect(line).toMatch(
          /^(# (HELP|TYPE) \S+ .+|[a-zA-Z_:][\w:]*(\{[^}]*\})? (-?[\d.e+-]+|NaN|[+-]Inf))$|^$/,
        );
      }
    });

    it('show the process and the pool', async () => {
      const text = await metrics();
      expect(sample(text, 'process_resident_memory_bytes')).toBeGreaterThan(1_000_000);
      expect(sample(text, 'http_requests_in_flight')).toBe(1);
      const [connections, idle] = ['db_pool_connections', 'db_pool_idle'].map((name) => sample(text, name));
      expect(connections).toBeGreaterThanOrEqual(1);
      expect(idle).toBeLessThanOrEqual(connections as number);
      expect(sample(text, 'db_pool_waiting')).toBe(0);
    });

    it('count requests by method, pattern of the address, and status', async () => {
      const shown = 'http_request_duration_seconds_count{method="GET",route="/api/loans/:id",status="404"}';
      const before = sample(await metrics(), shown) ?? 0;
      const { api } = await makeCustomer(app);
      for (const id of ['0198c0de-4444-7000-8000-000000000001', '0198c0de-4444-7000-8000-000000000002']) {
        expect((await api.get(`/api/loans/${id}`)).status).toBe(404);
      }
      const text = await metrics();
      expect(sample(text, shown)).toBe(before + 2);
      expect(text).not.toContain('0198c0de');
    });

    it('count money commands by the batch', async () => {
      const provider = await makeProvider(app, '1000.00');
      const commands = (text: string, command: string) =>
        sample(text, `money_command_batch_size_sum{command="${command}"}`) ?? 0;
      const before = await metrics();
      await makeLoan(await makeCustomer(app), '100.00');
      must(200, await provider.api.post('/api/providers/add_funds/', { amount: '1.00' }));
      const after = await metrics();
      expect(commands(after, 'loans')).toBe(commands(before, 'loans') + 1);
      expect(commands(after, 'funds')).toBe(commands(before, 'funds') + 1);
      expect(sample(after, 'money_command_batch_seconds_sum{command="loans"}')).toBeGreaterThan(0);
    });
  });

  describe('the metrics of the bank', () => {
    it('say how many loans wait, how far the day-close is behind, and whether the books add up', async () => {
      const bank = await startApp({ SANDBOX: 'true' });
      try {
        const read = async () => must(200, await bank.as().get('/metrics')) as unknown as string;
        const staff = await makeStaff(bank);
        const before = await read();
        expect(sample(before, 'funding_queue_loans')).toBe(0);
        expect(sample(before, 'funding_queue_oldest_seconds')).toBe(0);
        expect(sample(before, 'books_unsealed_days')).toBe(0);
        expect(sample(before, 'db_usable')).toBe(1);
        expect(sample(before, 'day_close_days_behind')).toBe(0);
        expect(sample(before, 'proof_failed_checks')).toBeNull();

        must(200, await staff.api.patch('/api/bank_configuration/', { when_unfunded: 'queue' }));
        const customer = await makeCustomer(bank);
        must(202, await customer.api.post('/api/loans/', { amount: '100.00' }));
        await makeProvider(bank, '0.01');
        await bank.database.tamper('UPDATE providers SET fund_amount = fund_amount + 1');
        must(200, await staff.api.get('/api/ledger/proof/'));
        const after = await read();
        expect(sample(after, 'funding_queue_loans')).toBe(1);
        expect(sample(after, 'funding_queue_oldest_seconds')).toBeGreaterThan(0);
        expect(sample(after, 'proof_failed_checks')).toBeGreaterThanOrEqual(1);
        expect(sample(after, 'proof_made_timestamp_seconds')).toBeGreaterThan(Date.now() / 1000 - 600);

        const { business_date: today } = must(200, await staff.api.get('/api/sandbox/clock/'));
        const to = addDays(today as string, 1);
        must(200, await staff.api.post('/api/sandbox/clock/advance/', { to }));
        await until(() => bank.output().includes('a closed date was not sealed'));
        expect(sample(await read(), 'books_unsealed_days')).toBe(1);
      } finally {
        await bank.stop();
      }
    });

    it('leave the others readable when the database is gone', async () => {
      const lonely = await startApp();
      await lonely.database.drop();
      const text = must(200, await lonely.as().get('/metrics')) as unknown as string;
      expect(sample(text, 'funding_queue_loans')).toBeNull();
      expect(sample(text, 'db_usable')).toBe(0);
      expect(sample(text, 'process_resident_memory_bytes')).toBeGreaterThan(1_000_000);
      await lonely.end();
    });
  });

  describe('the settings', () => {
    it('are all checked before anything starts, and each fault is named', async () => {
      const faults: Record<string, [value: string, expected: string]> = {
        NODE_ENV: ['staging', 'one of development, test, production'],
        PORT: ['eighty', 'a whole number from 0 to 65535'],
        TRUST_PROXY: ['the proxy', 'false, the number of proxies in front (1 to 9), or their addresses'],
        LOG_LEVEL: ['loud', 'one of fatal, error, warn, info, debug, trace, silent'],
        THROTTLE_DISABLED: ['yes', 'one of true, false'],
        DB_POOL_SIZE: ['1', 'a whole number from 2 to 500'],
        DB_LOCK_TIMEOUT_MS: ['-5', 'a whole number from 1 to 600000'],
        SHUTDOWN_GRACE_MS: ['1e3', 'a whole number from 0 to 600000'],
      };
      const settings = Object.entries(faults).map(([name, [value]]) => [name, value]);
      const ended = await start(Object.fromEntries(settings) as Record<string, string>);
      expect(ended).toMatchObject({ code: 1, out: '' });
      const [title, ...lines] = ended.errors.trim().split('\n');
      expect(title).toBe('The settings in the environment are not valid:');
      expect(lines).toHaveLength(settings.length);
      for (const [name, [value, expected]] of Object.entries(faults)) {
        expect(ended.errors).toContain(`  ${name} is "${value}"; expected: ${expected}`);
      }
    });

    it('that are secret are not printed', async () => {
      const ended = await start({ DATABASE_URL: 'mysql://root:hunter2@db/lmp', JWT_SECRET: 'shortsecret' });
      expect(ended).toMatchObject({ code: 1, out: '' });
      expect(ended.errors).toContain('DATABASE_URL is (27 characters, not shown)');
      expect(ended.errors).not.toContain('hunter2');
      expect(ended.errors).not.toContain('shortsecret');
    });

    it.each([
      ['no JWT_SECRET', {}, 'JWT_SECRET is not set'],
      ['a short JWT_SECRET', { JWT_SECRET: 'abc123' }, 'JWT_SECRET is (6 characters, not shown)'],
      ['a placeholder as JWT_SECRET', { JWT_SECRET: `change-me-${GOOD_SECRET}` }, 'JWT_SECRET is ('],
      ['a monotonous JWT_SECRET', { JWT_SECRET: 'ab'.repeat(20) }, 'JWT_SECRET is ('],
      [
        'no throttle',
        { JWT_SECRET: GOOD_SECRET, THROTTLE_DISABLED: 'true' },
        'THROTTLE_DISABLED is "true"; expected: false in production',
      ],
      [
        'a sandbox',
        { JWT_SECRET: GOOD_SECRET, SANDBOX: 'true' },
        'SANDBOX is "true"; expected: false in production',
      ],
    ])('refuse production with %s', async (_, settings, fault) => {
      const ended = await start({ NODE_ENV: 'production', ...settings });
      expect(ended).toMatchObject({ code: 1, out: '' });
      expect(ended.errors.trim().split('\n')).toHaveLength(2);
      expect(ended.errors).toContain(fault);
    });

    it('that are good in production start it', async () => {
      const production = await startApp(
        { NODE_ENV: 'production', JWT_SECRET: GOOD_SECRET, THROTTLE_DISABLED: 'false' },
        app.database,
      );
      expect(must(200, await production.as().get('/health/live'))).toEqual({ status: 'ok' });
      await production.end();
    });

    it('show strangers in production neither Swagger UI nor metrics, unless they say so', async () => {
      const production = { NODE_ENV: 'production', JWT_SECRET: GOOD_SECRET, THROTTLE_DISABLED: 'false' };
      const closed = await startApp(production, app.database);
      for (const path of ['/api/docs/', '/api/docs/swagger-ui-init.js', '/api/openapi.json', '/metrics']) {
        expect([path, (await closed.as().get(path)).status]).toEqual([path, 404]);
      }
      const browser = await closed.as().get('/api/', { accept: 'text/html' });
      expect(must(200, browser)).not.toHaveProperty('docs');
      await closed.end();

      const METRICS_TOKEN = 'scraper-kX9vT2qL7wZ4';
      const open = await startApp({ ...production, API_DOCS: 'true', METRICS_TOKEN }, app.database);
      must(200, await open.as().get('/api/docs/'));
      must(200, await open.as().get('/api/openapi.json'));
      for (const authorization of ['', 'Bearer ', 'Bearer wrong', METRICS_TOKEN]) {
        expect((await open.as().get('/metrics', { authorization })).status).toBe(401);
      }
      must(200, await open.as().get('/metrics', { authorization: `Bearer ${METRICS_TOKEN}` }));
      await open.end();
    });

    it('give links their beginning', async () => {
      const PUBLIC_URL = 'https://loans.example.org/lending/';
      const there = await startApp({ PUBLIC_URL }, app.database);
      const staff = await makeUser(there, 'staff');
      await makeUser(there, 'staff');
      const { next } = must(200, await staff.api.get('/api/users/?limit=1'));
      expect(next).toMatch(/^https:\/\/loans\.example\.org\/lending\/api\/users\/\?limit=1&cursor=/);
      expect(must(200, await there.as().get('/api/')).loans).toBe(
        'https://loans.example.org/lending/api/loans/',
      );
      await there.end();
    });

    it('keep no answer in a cache but files that are for all', async () => {
      const { api } = await makeCustomer(app);
      for (const path of [
        '/api/loans/',
        '/api/auth/me/',
        '/api/nothing/',
        '/health/live',
        '/metrics',
        '/api/loans/x/',
      ]) {
        expect([path, (await api.get(path)).headers.get('cache-control')]).toEqual([path, 'no-store']);
      }
      for (const path of ['/api/docs/', '/api/openapi.json']) {
        expect((await api.get(path)).headers.get('cache-control')).not.toBe('no-store');
      }
    });

    it('name a port that is taken', async () => {
      const { port } = new URL(app.url);
      const ended = await start({ PORT: port });
      expect(ended.code).toBe(1);
      expect(ended.errors).toContain(`Port ${port} is in use by another program. Set PORT to a free one.`);
      expect(ended.errors).not.toMatch(/^\s+at /m);
    });

    it('name a database that cannot be reached, without its password', async () => {
      const ended = await start({ DATABASE_URL: 'postgres://lmp:hunter2@127.0.0.1:1/lmp' });
      expect(ended.code).toBe(1);
      expect(ended.errors).toContain('The database cannot be reached: ');
      expect(ended.errors).not.toContain('hunter2');
      expect(ended.errors).not.toMatch(/^\s+at /m);
    });
  });
});
