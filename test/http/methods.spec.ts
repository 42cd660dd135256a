import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { request } from 'node:http';
import { startApp, type TestApp } from '../support/app.js';
import { readDocument } from '../support/document.js';
import { makeUser } from '../support/make.js';

const COMMON = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];

describe('a method that an address does not take', () => {
  let app: TestApp;
  /** Every address of the document, and the methods that it takes. */
  let taken: [path: string, methods: string[]][];

  beforeAll(async () => {
    app = await startApp();
    const methods = new Map<string, string[]>();
    for (const { path, method } of (await readDocument(app)).operations) {
      methods.set(path, [...(methods.get(path) ?? []), method, ...(method === 'GET' ? ['HEAD'] : [])]);
    }
    taken = [...methods].map(([path, own]) => [path.replace(/\{\w+\}/, 'x'), own]);
    expect(taken.length).toBeGreaterThan(70);
  });
  afterAll(() => app.stop());

  /** Node's own client: fetch has no TRACE. */
  const send = (method: string, path: string, body?: string) =>
    new Promise<{ status: number; allow: string | undefined; type: string | undefined; text: string }>(
      (resolve, reject) => {
        const sent = request(`${app.url}${path}`, { method }, (answer) => {
          let text = '';
          answer.on('data', (chunk: Buffer) => (text += chunk.toString()));
          answer.on('end', () => {
            const { allow, 'content-type': type } = answer.headers;
            resolve({ status: answer.statusCode ?? 0, allow, type, text });
          });
        });
        sent.on('error', reject);
        sent.end(body);
      },
    );
  const listed = (allow = '') => allow.split(', ').sort();

  it('is 405 at every address of the document, and says which methods there are', async () => {
    for (const [path, methods] of taken) {
      const allow = [...methods, 'OPTIONS'].sort();
      for (const method of COMMON.filter((name) => !methods.includes(name))) {
        for (const address of [path, `${path}/`]) {
          const answer = await send(method, address);
          expect({ method, address, ...answer, allow: listed(answer.allow) }).toMatchObject({
            status: 405,
            allow,
            type: expect.stringContaining('application/problem+json'),
          });
          if (method === 'HEAD') continue;
          expect(JSON.parse(answer.text)).toMatchObject({
            status: 405,
            code: 'method_not_allowed',
            type: '/api/problems/method_not_allowed/',
            allow: answer.allow,
          });
        }
      }
    }
  });

  it('is 405 whatever body comes with it, and whoever asks', async () => {
    expect(await send('PUT', '/api/loans/', 'x'.repeat(200_000))).toMatchObject({ status: 405 });
    const staff = await makeUser(app, 'staff');
    expect(await staff.api.send('DELETE', '/api/loans/', { amount: '1.00' })).toMatchObject({
      status: 405,
      body: { code: 'method_not_allowed' },
    });
    // An action, not a provider of that name.
    expect(await staff.api.get('/api/providers/withdraw/')).toMatchObject({ status: 405 });
  });

  it.each(['TRACE', 'PROPFIND', 'LOCK', 'PURGE'])('is 405 also where it is %s', async (method) => {
    for (const path of ['/api/loans/', '/api/loans/x/', '/health/live']) {
      const answer = await send(method, path);
      expect([path, answer.status, listed(answer.allow)]).toEqual([
        path,
        405,
        listed((await send('OPTIONS', path)).allow),
      ]);
    }
    expect((await send(method, '/api/nothing/')).status).toBe(404);
  });

  it('is told in advance to those who ask with OPTIONS', async () => {
    for (const [path, methods] of taken) {
      const { status, allow, text } = await send('OPTIONS', path);
      expect([path, status, listed(allow), text]).toEqual([path, 204, [...methods, 'OPTIONS'].sort(), '']);
    }
  });

  it('is not HEAD where there is a GET: the same answer without its body', async () => {
    for (const path of ['/health/live', '/api/problems/', '/api/openapi.json', '/admin/', '/api/loans/']) {
      const [head, get] = [await send('HEAD', path), await send('GET', path)];
      expect([path, head.status, head.type, head.text]).toEqual([path, get.status, get.type, '']);
    }
  });

  it('is 405 at the pages and files beside the API as well', async () => {
    for (const path of ['/admin/', '/admin/assets/any.js', '/api/docs/', '/api/openapi.json']) {
      const answer = await send('POST', path);
      expect([path, answer.status, answer.allow]).toEqual([path, 405, 'GET, HEAD, OPTIONS']);
    }
  });

  it('is 404 where there is no such address', async () => {
    for (const method of [...COMMON, 'OPTIONS']) {
      for (const path of ['/api/nothing/', '/nothing', '/api/loans/x/nothing/']) {
        const { status, allow } = await send(method, path);
        expect([method, path, status, allow]).toEqual([method, path, 404, undefined]);
      }
    }
  });
});
