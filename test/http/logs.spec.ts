import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { makeCustomer, makeProvider, makeStaff, must, type Actor } from '../support/make.js';
import { until } from '../support/until.js';

interface Line {
  msg: string;
  level: string;
  request_id?: string;
  route?: string;
  status?: number;
}

describe('the log', () => {
  let app: TestApp;
  let customer: Actor;

  beforeAll(async () => {
    app = await startApp({ LOG_LEVEL: 'info' });
    customer = await makeCustomer(app);
    await makeProvider(app, '9000.00');
  });
  afterAll(() => app.stop());

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
        address: '127.0.0.1',
      },
    ]);
  });

  it('also has refusals, unknown addresses and unreadable ones', async () => {
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

  it('says who was refused what, and from where', async () => {
    const staff = await makeStaff(app);
    const loan = '0198c0de-4444-7000-8000-000000000001';
    await customer.api.patch(`/api/customers/${customer.id}/`, {}, { 'x-request-id': 'a-403' });
    await customer.api.get(`/api/loans/${loan}/`, { 'x-request-id': 'a-404' });
    await staff.api.patch('/api/bank_configuration/', { nothing: 1 }, { 'x-request-id': 'a-400' });
    const by = { user: customer.id, role: 'customer', address: '127.0.0.1' };
    expect(await ofRequest('a-403')).toMatchObject([
      {
        method: 'PATCH',
        route: '/api/customers/:id',
        status: 403,
        code: 'forbidden',
        id: customer.id,
        ...by,
      },
    ]);
    expect(await ofRequest('a-404')).toMatchObject([{ code: 'loan_not_found', id: loan, ...by }]);
    expect(await ofRequest('a-400')).toMatchObject([{ code: 'validation_failed', user: staff.id }]);
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
