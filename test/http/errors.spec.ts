import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { request } from 'node:http';
import { startApp, type TestApp } from '../support/app.js';
import type { Answer } from '../support/http.js';
import { makeCustomer, makeProvider, must, type Actor } from '../support/make.js';

const UUID7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('addresses and errors', () => {
  let app: TestApp;
  let customer: Actor;

  beforeAll(async () => {
    app = await startApp();
    customer = await makeCustomer(app);
    await makeProvider(app, '5000.00');
  });
  afterAll(() => app.stop());

  const expectProblem = (answer: Answer, status: number, code: string) => {
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect({ status: answer.status, body: answer.body }).toMatchObject({
      status,
      body: {
        type: `/api/problems/${code}/`,
        status,
        code,
        title: expect.any(String),
        detail: expect.any(String),
        request_id: answer.headers.get('x-request-id'),
      },
    });
    expect(answer.body.detail).not.toBe('');
  };

  it.each([
    ['GET', '/api/nothing/'],
    ['GET', '/api/loans/0198c0de-4444-7000-8000-000000000001/nothing/'],
    ['GET', '/nothing'],
    ['GET', '/api//loans/'],
  ])('%s %s is nowhere', async (method, path) => {
    expectProblem(await customer.api.send(method, path), 404, 'not_found');
    expectProblem(await app.as().send(method, path), 404, 'not_found');
  });

  it('a body that is not JSON, or is JSON twice', async () => {
    for (const body of ['{"amount":', '{"amount":"100.00","amount":"200.00"}', 'amount=100', '[]']) {
      expectProblem(await customer.api.post('/api/loans/', body), 400, 'malformed_request');
    }
  });

  it('a body of another type, also when it says nothing of its type', async () => {
    const types = ['text/plain', 'application/xml', 'multipart/form-data; boundary=x'];
    for (const type of types) {
      const answer = await customer.api.post('/api/loans/', '{"amount":"100.00"}', { 'content-type': type });
      expectProblem(answer, 415, 'unsupported_media_type');
    }
    const json = { 'content-type': 'application/json; charset=utf-8' };
    must(201, await customer.api.post('/api/loans/', '{"amount":"100.00"}', json));
  });

  it('a body that is too large', async () => {
    const body = JSON.stringify({ amount: '1'.repeat(110_000) });
    expectProblem(await customer.api.post('/api/loans/', body), 413, 'body_too_large');
  });

  it('all invalid fields are named at once, unknown ones among them', async () => {
    const answer = await app.as().post('/api/auth/register/', {
      username: 'a b',
      password: 'short',
      role: 'admin',
      email: 'nowhere',
      is_staff: true,
    });
    expectProblem(answer, 400, 'validation_failed');
    const errors = answer.body.errors as { field: string; code: string; message: string }[];
    const fields = [...new Set(errors.map(({ field }) => field))].sort();
    expect(fields).toEqual(['email', 'is_staff', 'password', 'role', 'username']);
    expect(errors.filter(({ field }) => field === 'is_staff')).toMatchObject([{ code: 'unknown_field' }]);
    for (const { code, message } of errors) {
      expect(code).toMatch(/^[a-z_]+$/);
      expect(message.length).toBeGreaterThan(10);
    }
    expect(JSON.stringify(answer.body)).not.toContain('short');
  });

  it('a value of another kind is told to be that, and nothing that would only be said of the right kind', async () => {
    for (const [installments, codes] of [
      ['12', ['is_int']],
      [[12], ['is_int']],
      [12.5, ['is_int']],
      [601, ['max']],
    ]) {
      const answer = await customer.api.post('/api/quotes/preview/', { amount: '100.00', installments });
      expectProblem(answer, 400, 'validation_failed');
      expect((answer.body.errors as { code: string }[]).map(({ code }) => code)).toEqual(codes);
    }
  });

  it('a text with characters that turn letters round is no name', async () => {
    const answer = await customer.api.patch('/api/customers/update_current/', { first_name: '\u202eeda' });
    expectProblem(answer, 400, 'validation_failed');
    expect(answer.body.errors).toMatchObject([{ field: 'first_name', code: 'matches' }]);
  });

  it('a missing token says how to sign in, and a wrong role what it is', async () => {
    const missing = await app.as().get('/api/loans/');
    expectProblem(missing, 401, 'not_authenticated');
    expect(missing.headers.get('www-authenticate')).toBe('Bearer');
    const wrong = await customer.api.get('/api/fundings/');
    expectProblem(wrong, 403, 'forbidden');
    expect(wrong.body.detail).toBe('Allowed roles: provider, staff. Your role: customer.');
  });

  it('invalid ids, and ids that do not exist', async () => {
    const invalid = await customer.api.get('/api/loans/7/');
    expectProblem(invalid, 400, 'validation_failed');
    expect(invalid.body.errors).toMatchObject([{ field: 'id' }]);
    for (const [resource, code] of [
      ['loans', 'loan_not_found'],
      ['payments', 'payment_not_found'],
      ['customers', 'customer_not_found'],
    ]) {
      const path = `/api/${String(resource)}/0198c0de-4444-7000-8000-000000000001/`;
      expectProblem(await customer.api.get(path), 404, String(code));
    }
  });

  it('addresses that cannot be read', async () => {
    for (const path of ['/api/loans/%', '/api/loans/%ff/', '/%c0%af']) {
      const answer = await app.as().get(path);
      expectProblem(answer, 400, 'malformed_request');
    }
  });

  it('carry the id that the client gave its request, when it is safe to write down', async () => {
    const ask = (id: string) => customer.api.get('/api/loans/x/', { 'x-request-id': id });
    expect((await ask('order-7/retry.2')).body.request_id).toBe('order-7/retry.2');
    for (const id of ['two words', 'x'.repeat(129), '{"a":1}', '<script>']) {
      const answer = await ask(id);
      expectProblem(answer, 400, 'validation_failed');
      expect(answer.body.request_id).toMatch(UUID7);
    }
    const good = await customer.api.get('/api/loans/', { 'x-request-id': 'mine' });
    expect(good.headers.get('x-request-id')).toBe('mine');
    expect((await customer.api.get('/api/loans/')).headers.get('x-request-id')).toMatch(UUID7);
  });

  it('are explained at the address of their type, each with a status and a title', async () => {
    const { results } = must(200, await app.as().get('/api/problems/'));
    expect(results.length).toBeGreaterThan(20);
    for (const { code, status, title } of results as { code: string; status: number; title: string }[]) {
      expect(must(200, await app.as().get(`/api/problems/${code}/`))).toEqual({ code, status, title });
    }
    for (const code of ['none', 'toString', '__proto__', 'constructor']) {
      expectProblem(await app.as().get(`/api/problems/${code}/`), 404, 'problem_not_found');
    }
  });

  it('of the server itself show nothing of its internals', async () => {
    await app.database.rows('ALTER TABLE loans RENAME COLUMN amount TO amount_');
    try {
      const answer = await customer.api.get('/api/loans/');
      expectProblem(answer, 500, 'internal_error');
      expect(JSON.stringify(answer.body)).not.toMatch(/amount|column|SELECT|at .*\.js|pg/i);
      // The log has what the answer has not, under the same id.
      expect(app.output()).toContain(answer.body.request_id);
      expect(app.output()).toMatch(/column .* does not exist/);
    } finally {
      await app.database.rows('ALTER TABLE loans RENAME COLUMN amount_ TO amount');
    }
  });

  it('a broken HTTP request does no harm', async () => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const sent = request(`${app.url}/api/loans/`, { method: 'POST', headers: { 'content-length': '10' } });
      sent.on('response', ({ statusCode }) => {
        resolve(statusCode);
      });
      sent.on('error', () => {
        resolve(undefined);
      });
      sent.once('socket', (socket) => {
        socket.once('connect', () => {
          sent.write('{"a"');
          socket.destroy();
        });
      });
      setTimeout(reject, 10_000, new Error('no end')).unref();
    });
    expect(status).toBeUndefined();
    must(200, await customer.api.get('/api/loans/'));
  });

  it.each([
    '/api/loans',
    '/api/auth/me',
    '/api/bank_configuration',
    '/api',
    '/api/problems/forbidden',
    '/health/live',
  ])('%s answers with and without a slash at the end', async (path) => {
    const [bare, slashed] = [await customer.api.get(path), await customer.api.get(`${path}/`)];
    expect([bare.status, slashed.status]).toEqual([200, 200]);
    expect(slashed.body).toEqual(bare.body);
  });

  it('/api/ lists what there is to programs, and sends browsers to the documentation', async () => {
    const index = must(200, await app.as().get('/api/')) as Record<string, string>;
    expect(Object.keys(index)).toEqual(
      expect.arrayContaining(['loans', 'payments', 'providers', 'docs', 'openapi']),
    );
    for (const url of Object.values(index)) {
      expect(url).toMatch(/^\/api\//);
      expect((await app.as().get(url)).status).not.toBe(404);
    }
    const browser = await app.as().get('/api/', { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' });
    expect(browser.status).toBe(302);
    expect(browser.headers.get('location')).toBe('/api/docs/');
    expect(must(200, await app.as().get('/api/docs/'))).toContain('swagger-ui');
  });
});
