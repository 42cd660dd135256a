import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { makeCustomer, makeProvider, makeStaff, must, type Actor } from '../support/make.js';
import { expectProblem, rawRequest, sendRaw } from '../support/raw.js';

describe('what strangers send', () => {
  let app: TestApp;
  let staff: Actor;
  let customer: Actor;

  beforeAll(async () => {
    app = await startApp({ REQUEST_TIMEOUT_MS: '1000' });
    [staff, customer] = [await makeStaff(app), await makeCustomer(app)];
    await makeProvider(app, '5000.00');
  });
  afterAll(() => app.stop());

  const raw = (head: string, headers = {}) => sendRaw(app.url, rawRequest(head, headers));

  describe('as a Host', () => {
    it.each([
      'a b',
      'a/b',
      'a@b',
      'a?b',
      'a#b',
      '[::1',
      'a:b',
      'a:123456',
      'a,b c',
      '<script>',
      'a\\b',
      '"',
      'a\tb',
    ])('%s is refused on every list', async (host) => {
      for (const path of ['/api/loans/?limit=1', '/api/', '/health/live', '/nothing']) {
        expectProblem(await raw(`GET ${path} HTTP/1.1`, { Host: host }), 400, 'malformed_request');
      }
    });

    it('somebody else is in no link', async () => {
      for (let nr = 0; nr < 3; nr++) must(201, await customer.api.post('/api/loans/', { amount: '100.00' }));
      const authorization = { Authorization: `Bearer ${String(customer.api.token)}` };
      for (const headers of [
        { Host: 'evil.example' },
        { Host: 'evil.example:99999' },
        { Host: 'a', 'X-Forwarded-Host': 'evil.example', 'X-Forwarded-Proto': 'evil' },
        { Host: '' },
        { Host: '[::1]:8000' },
      ]) {
        const list = await raw('GET /api/loans/?limit=1 HTTP/1.1', { ...authorization, ...headers });
        expect(list.body.next).toMatch(/^\/api\/loans\/\?limit=1&cursor=/);
        const index = await raw('GET /api/ HTTP/1.1', headers);
        expect(index.body.loans).toBe('/api/loans/');
        expect(list.text + index.text).not.toContain('evil');
      }
      const absolute = await raw('GET http://evil.example/api/loans/?limit=1 HTTP/1.1', authorization);
      expect(absolute.text).not.toContain('evil.example');
    });

    it('nobody is fine before HTTP/1.1, and refused in it', async () => {
      expect((await sendRaw(app.url, 'GET /health/live HTTP/1.0\r\n\r\n')).status).toBe(200);
      expect((await sendRaw(app.url, 'GET /health/live HTTP/1.1\r\nConnection: close\r\n\r\n')).status).toBe(
        400,
      );
    });
  });

  describe('as a query', () => {
    const LISTS = [
      '/api/loans/',
      '/api/payments/',
      '/api/users/',
      '/api/reports/vintages/',
      '/api/ledger/proof/',
    ];

    it.each([
      'constructor=1',
      '__proto__=1',
      'toString=x',
      'hasOwnProperty=1',
      'constructor[prototype]=1',
      'limit=1&limit=1',
      'limit[]=1',
      'limit[a]=1',
      'limit=0x10',
      'limit=1e1',
      'limit=%2010',
      'limit=+10',
      'limit=10%20',
      'limit=10.0',
      'limit=-0',
      'limit=٣',
      'limit=',
      'limit=NaN',
      'limit=%00',
      'cursor=%00',
      'count=exact&count=exact',
      'ordering=created_at&ordering=created_at',
      'months=0x1',
      'max_age=1e1',
      'months=1&months=1',
      '%00=1',
      '=1',
    ])('%s is refused', async (query) => {
      for (const path of LISTS) {
        const answer = await staff.api.get(`${path}?${query}`);
        expect([path, answer.status, answer.body.code]).toEqual([path, 400, 'validation_failed']);
      }
    });

    it('of a thousand names gets a short answer', async () => {
      const names = Array.from({ length: 1000 }, (_, nr) => `q${String(nr)}=1`).join('&');
      for (const path of ['/api/loans/', '/api/auth/me/']) {
        const answer = await staff.api.get(`${path}?${names}`);
        expect(answer).toMatchObject({ status: 400, body: { code: 'validation_failed', error_count: 1000 } });
        expect(JSON.stringify(answer.body).length).toBeLessThan(5000);
      }
    });

    it('on probes and metrics is not read', async () => {
      for (const path of [
        '/health/live?x=1',
        '/health/ready?verbose',
        '/metrics?name[]=up',
        '/metrics?constructor=1',
      ]) {
        must(200, await app.as().get(path));
      }
    });
  });

  describe('as no request at all', () => {
    it.each([
      ['nonsense', 'nonsense\r\n\r\n'],
      ['another protocol', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'],
      ['a method that is none', 'F<>O /api/loans/ HTTP/1.1\r\nHost: a\r\n\r\n'],
      ['a header without a colon', 'GET /api/loans/ HTTP/1.1\r\nHost: a\r\nnonsense\r\n\r\n'],
      ['a NUL in a header', 'GET /api/loans/ HTTP/1.1\r\nHost: a\r\nX-A: a\0b\r\n\r\n'],
      [
        'two lengths',
        'POST /api/loans/ HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\na',
      ],
      ['a length that is none', 'POST /api/loans/ HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n'],
      [
        'a length and chunks',
        'POST /api/loans/ HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      ],
      [
        'a chunk of no size',
        'POST /api/auth/login/ HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
      ],
      ['a space before a header', 'GET / HTTP/1.1\r\n Host: a\r\n\r\n'],
    ])('%s is a problem in JSON', async (_, bytes) => {
      expectProblem(await sendRaw(app.url, Buffer.from(bytes, 'latin1')), 400, 'malformed_request');
    });

    it('headers that are too large are 431, and an address that is too long is 414', async () => {
      const head = 'GET /api/loans/ HTTP/1.1\r\nHost: a\r\n';
      expectProblem(
        await sendRaw(app.url, `${head}X-A: ${'a'.repeat(40_000)}\r\n\r\n`),
        431,
        'headers_too_large',
      );
      expectProblem(
        await sendRaw(app.url, `${head}${'X-A: a\r\n'.repeat(10_000)}\r\n`),
        431,
        'headers_too_large',
      );
      const address = `GET /api/loans/?search=${'a'.repeat(40_000)} HTTP/1.1\r\nHost: a\r\n\r\n`;
      expectProblem(await sendRaw(app.url, address), 414, 'address_too_long');
    });

    it.each(['a.example:443', '/api/loans/', '127.0.0.1:22', '*'])('a tunnel to %s is 405', async (where) => {
      const head = `CONNECT ${where} HTTP/1.1\r\nHost: a\r\n`;
      for (const bytes of [
        `${head}\r\n`,
        `${head}Connection: keep-alive\r\n\r\nGET /health/live HTTP/1.1\r\n\r\n`,
      ]) {
        const answer = await sendRaw(app.url, bytes);
        expectProblem(answer, 405, 'method_not_allowed');
        expect(answer.headers).toMatch(/^allow: *$/im);
        expect(answer.text.match(/HTTP\/1\.1/g)).toHaveLength(1);
      }
    });

    it('a request that expects anything but to go on is 417, and that is told to', async () => {
      for (const expected of ['something-unknown', '100', '200-ok', '"']) {
        for (const head of [
          'GET /api/loans/ HTTP/1.1',
          'POST /api/auth/login/ HTTP/1.1',
          'GET /nothing HTTP/1.1',
        ]) {
          expectProblem(await raw(head, { Expect: expected }), 417, 'expectation_failed');
        }
      }
      const body = '{"username":"nobody","password":"nothing"}';
      const headers = { Expect: '100-continue', 'Content-Type': 'application/json' };
      const { text } = await sendRaw(app.url, rawRequest('POST /api/auth/login/ HTTP/1.1', headers, body));
      expect(text).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 401 /);
    });

    it('a request that never ends is 408', async () => {
      const head = 'POST /api/auth/login/ HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n';
      expectProblem(
        await sendRaw(app.url, `${head}Content-Length: 1000\r\n\r\n{`, () => ' '),
        408,
        'request_timeout',
      );
      expectProblem(await sendRaw(app.url, head, () => 'X-A: a\r\n'), 408, 'request_timeout');
      expectProblem(
        await sendRaw(app.url, `${head}Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n`, () => '1\r\n \r\n'),
        408,
        'request_timeout',
      );
    });
  });

  it('has harmed nothing and told nothing', async () => {
    must(200, await app.as().get('/health/ready'));
    must(200, await customer.api.get('/api/loans/'));
    expect(app.output()).not.toMatch(/"level":"(error|fatal)"/);
    expect(({} as Record<string, unknown>).role).toBeUndefined();
  });
});
