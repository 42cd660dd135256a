import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { makeCustomer, makeStaff, type Actor } from '../support/make.js';

/** What browsers heed of them, without the length, the date and the like. */
const HEEDED =
  /^(?:content-security|cross-origin|x-(?!request-id)|strict|referrer|origin-agent|permissions|cache-control)/;

const OF_DATA = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none';frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

describe('the headers that browsers heed', () => {
  let app: TestApp;
  let staff: Actor;
  let customer: Actor;
  beforeAll(async () => {
    app = await startApp();
    [staff, customer] = await Promise.all([makeStaff(app), makeCustomer(app)]);
  });
  afterAll(() => app.stop());

  const heeded = (headers: Headers) => Object.fromEntries([...headers].filter(([name]) => HEEDED.test(name)));

  it('let nobody frame, run, reinterpret, embed or keep an answer of the API, whatever it is', async () => {
    const answers = [
      [200, await staff.api.get('/api/loans/')],
      [200, await staff.api.get('/api/loans/csv/')],
      [200, await staff.api.get('/api/')],
      [200, await app.as().get('/health/live')],
      [200, await app.as().get('/metrics')],
      [400, await staff.api.get('/api/loans/?limit=x')],
      [400, await staff.api.post('/api/loans/', '{')],
      [401, await app.as().get('/api/loans/')],
      [403, await customer.api.get('/api/users/')],
      [404, await staff.api.get('/api/loans/0198c0de-2222-7000-8000-000000000001/')],
      [404, await app.as().get('/nothing/here')],
      [404, await app.as().get('/api/docsx/')],
      [404, await app.as().get('/administration')],
      [405, await staff.api.send('DELETE', '/api/loans/')],
      [204, await staff.api.send('OPTIONS', '/api/loans/')],
      [415, await staff.api.send('POST', '/api/loans/', '<x/>', { 'content-type': 'text/xml' })],
    ] as const;
    for (const [status, answer] of answers) {
      expect(answer.status).toBe(status);
      expect(heeded(answer.headers)).toEqual(OF_DATA);
    }
  });

  it('let no page of another site read an answer, or send what needs to be asked about first', async () => {
    const origin = { origin: 'https://evil.example' };
    const preflight = {
      ...origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization,content-type',
    };
    for (const answer of [
      await staff.api.get('/api/loans/', origin),
      await staff.api.get('/api/loans/csv/', origin),
      await app.as().get('/api/loans/', origin),
      await app.as().get('/admin/', origin),
      await app.as().post('/api/auth/login/', { username: 'a', password: 'b' }, origin),
      await app.as().send('OPTIONS', '/api/loans/', undefined, preflight),
      await app.as().send('OPTIONS', '/api/auth/login/', undefined, preflight),
      await app.as().send('OPTIONS', '/nothing', undefined, { ...preflight, origin: 'null' }),
    ]) {
      expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([]);
    }
  });

  it('are all that helmet knows on pages, which run scripts of this server only', async () => {
    for (const path of ['/admin/', '/admin', '/admin/nothing', '/api/docs/', '/api/docs']) {
      const { headers } = await app.as().get(path);
      expect(heeded(headers)).toMatchObject({
        'content-security-policy': expect.stringMatching(
          /^default-src 'self';.*frame-ancestors 'self';.*object-src 'none';script-src 'self';/,
        ),
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'origin-agent-cluster': '?1',
        'referrer-policy': 'no-referrer',
        'strict-transport-security': 'max-age=31536000; includeSubDomains',
        'x-content-type-options': 'nosniff',
        'x-dns-prefetch-control': 'off',
        'x-download-options': 'noopen',
        'x-frame-options': 'SAMEORIGIN',
        'x-permitted-cross-domain-policies': 'none',
        'x-xss-protection': '0',
      });
    }
  });
});
