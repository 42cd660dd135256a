import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { makeCustomer, makeLoan, makeProvider, makeStaff, must, type Actor } from '../support/make.js';
import { until } from '../support/until.js';

interface Line {
  msg: string;
  level: string;
  request_id?: string;
  route?: string;
  status?: number;
}

describe('what operators see', () => {
  let app: TestApp;
  let customer: Actor;

  beforeAll(async () => {
    app = await startApp({ LOG_LEVEL: 'info' });
    customer = await makeCustomer(app);
    await makeProvider(app, '9000.00');
  });
  afterAll(() => app.stop());

  describe('health', () => {
    it('says that the process is alive, whoever asks', async () => {
      expect(must(200, await app.as().get('/health/live'))).toEqual({ status: 'ok' });
      expect((await app.as().get('/api/health/live')).status).toBe(404);
    });

    it('says that the instance can take requests, having asked the database', async () => {
      const database = { status: 'up', responseTime: expect.any(Number) };
      expect(must(200, await app.as().get('/health/ready'))).toEqual({
        status: 'ok',
        info: { database },
        error: {},
        details: { database },
      });
    });
  });

  describe('the metrics', () => {
    /** The values of all series of a metric that have these labels. */
    const metric = async (name: string, ...labels: string[]) => {
      const text = must(200, await app.as().get('/metrics')) as string;
      return text
        .split('\n')
        .filter((line) => line.startsWith(`${name} `) || line.startsWith(`${name}{`))
        .filter((line) => labels.every((label) => line.includes(label)))
        .map((line) => Number(line.split(' ').at(-1)));
    };
    const REQUESTS = 'http_request_duration_seconds_count';

    it('are in the text format of Prometheus', async () => {
      const answer = await app.as().get('/metrics');
      expect(answer.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
      for (const line of (answer.body as string).trim().split('\n')) {
        expect(line).toMatch(
          /^# (HELP|TYPE) \S+ .+$|^[a-zA-Z_:][\w:]*(\{[^}]*\})? (-?[\d.e+-]+|NaN|[+-]Inf)$|^$/,
        );
      }
    });

    it('count requests by route, not by address', async () => {
      const loan = await makeLoan(customer, '100.00');
      for (let nr = 0; nr < 3; nr++) must(200, await customer.api.get(`/api/loans/${loan.id}/`));
      expect(await metric(REQUESTS, 'method="GET"', 'route="/api/loans/:id"', 'status="200"')).toEqual([3]);
      for (const path of ['/api/a', '/api/b', '/api/c']) await app.as().get(path);
      expect(await metric(REQUESTS, 'route="unmatched"')).toHaveLength(1);
      const text = must(200, await app.as().get('/metrics')) as string;
      expect(text).not.toContain(loan.id);
    });

    it('show how many commands were committed together', async () => {
      const committed = async () => [
        ...(await metric('money_command_batch_size_sum', 'command="loans"')),
        ...(await metric('money_command_batch_size_count', 'command="loans"')),
      ];
      const [commands = 0, batches = 0] = await committed();
      await Promise.all(Array.from({ length: 40 }, () => makeLoan(customer, '100.00')));
      const [commandsNow = 0, batchesNow = 0] = await committed();
      expect(commandsNow - commands).toBe(40);
      expect(batchesNow - batches).toBeLessThan(40);
    });

    it('show the process, the pool and what is being answered', async () => {
      expect(await metric('http_requests_in_flight')).toEqual([1]);
      const [connections = 0] = await metric('db_pool_connections');
      expect(connections).toBeGreaterThanOrEqual(1);
      expect(connections).toBeLessThanOrEqual(10);
      expect(await metric('db_pool_waiting')).toEqual([0]);
      const [memory = 0] = await metric('process_resident_memory_bytes');
      expect(memory).toBeGreaterThan(1_000_000);
    });
  });

  describe('the log', () => {
    /** Every line of standard output is JSON; what is for people goes to standard error. */
    const lines = () =>
      app
        .output()
        .split('\n')
        .filter((line) => line.startsWith('{'))
        .map((line) => JSON.parse(line) as Line);
    const ofRequest = async (id: string, atLeast = 1) => {
      const found = () => lines().filter((line) => line.request_id === id);
      await until(() => found().length >= atLeast);
      return found();
    };

    it('has one line for each request: id, route, status, duration and user', async () => {
      const headers = { 'x-request-id': 'a-read' };
      must(200, await customer.api.get('/api/loans/?limit=1', headers));
      expect(await ofRequest('a-read')).toEqual([
        {
          level: 'info',
          time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
          msg: 'request',
          request_id: 'a-read',
          method: 'GET',
          route: '/api/loans',
          status: 200,
          ms: expect.any(Number),
          user: customer.id,
        },
      ]);
    });

    it('has refusals and addresses that nobody serves or can read as well', async () => {
      const ask = (path: string, id: string) => app.as().get(path, { 'x-request-id': id });
      await ask('/api/loans/', 'a-stranger');
      await ask('/api/nothing/', 'a-stray');
      await ask('/api/loans/%ff', 'a-riddle');
      expect(await ofRequest('a-stranger')).toMatchObject([
        { level: 'info', route: '/api/loans', status: 401 },
      ]);
      expect(await ofRequest('a-stray')).toMatchObject([{ route: 'unmatched', status: 404 }]);
      expect(await ofRequest('a-riddle')).toMatchObject([{ status: 400 }]);
    });

    it('has the cause of a failure once, as an error, without the values of the statement', async () => {
      await app.database.rows('ALTER TABLE loans RENAME COLUMN duration TO duration_');
      try {
        const headers = { 'x-request-id': 'a-failure' };
        const answer = await customer.api.post('/api/loans/', { amount: '123.45' }, headers);
        expect(answer).toMatchObject({
          status: 500,
          body: { code: 'internal_error', request_id: 'a-failure' },
        });
      } finally {
        await app.database.rows('ALTER TABLE loans RENAME COLUMN duration_ TO duration');
      }
      const [failure, request, ...more] = await ofRequest('a-failure', 2);
      expect(more).toEqual([]);
      expect(failure).toMatchObject({ level: 'error', code: 'internal_error' });
      expect(JSON.stringify(failure)).toMatch(/column .* does not exist/);
      expect(JSON.stringify(failure)).not.toContain('12345');
      expect(request).toMatchObject({ level: 'info', status: 500 });
    });

    it('does not have what monitors ask every few seconds', async () => {
      for (const path of ['/health/live', '/health/ready', '/metrics']) must(200, await app.as().get(path));
      await customer.api.get('/api/loans/', { 'x-request-id': 'after-probes' });
      await ofRequest('after-probes');
      expect(
        lines().filter(({ route }) => route?.startsWith('/api') === false && route !== 'unmatched'),
      ).toEqual([]);
    });

    it('never has passwords, tokens or bodies', async () => {
      const password = 'a password that must not be seen';
      const login = { username: 'logged', password };
      const user = { ...login, role: 'customer', last_name: 'Unmistakable' };
      must(201, await app.as().post('/api/auth/register/', user));
      const tokens = must(200, await app.as().post('/api/auth/login/', login));
      must(200, await app.as().post('/api/auth/refresh/', { refresh_token: tokens.refresh_token }));
      await app.as().post('/api/auth/refresh/', { refresh_token: tokens.refresh_token });
      const staff = await makeStaff(app);
      await staff.api.get('/api/ledger/proof/', { 'x-request-id': 'the-last' });
      await ofRequest('the-last');
      const secrets = [password, tokens.refresh_token, tokens.access_token, staff.api.token, 'Unmistakable'];
      for (const secret of secrets) expect(app.output()).not.toContain(secret);
    });
  });
});
