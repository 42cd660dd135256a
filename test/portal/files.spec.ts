import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';

describe('the files of the portal', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.stop());

  const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    fetch(`${app.url}${path}`, { headers, method, redirect: 'manual' });
  const HTML = { accept: 'text/html,*/*' };

  it.each(['/', '/borrow', '/loans/0198c0de-4444-7000-8000-000000000001/pay', '/nothing', '/apiary'])(
    'are behind %s for a browser, under a policy that runs no inline script',
    async (path) => {
      const answer = await get(path, HTML);
      expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
      const html = await answer.text();
      expect(html).toContain('<div id="root">');
      expect(html).not.toMatch(/<script(?![^>]*\ssrc="\/portal\/)|\son[a-z]+=|https?:\/\//);
      const policy = answer.headers.get('content-security-policy') ?? '';
      expect(policy).toMatch(/default-src 'self';/);
      expect(policy).toMatch(/script-src 'self';/);
      expect(answer.headers.get('cache-control')).toBe('no-cache');
      expect(answer.headers.get('vary')).toContain('Accept');
    },
  );

  it('answer only what reads a page: all else is refused as ever', async () => {
    expect((await get('/borrow', HTML, 'HEAD')).status).toBe(200);
    for (const [path, headers, method, status] of [
      ['/borrow', { accept: 'application/json' }, 'GET', 404],
      ['/borrow', {}, 'GET', 404],
      ['/borrow', HTML, 'POST', 404],
      ['/borrow', HTML, 'DELETE', 404],
      ['/api/nothing', HTML, 'GET', 404],
      ['/api/loans/', HTML, 'GET', 401],
      ['/health/nothing', HTML, 'GET', 404],
      ['/portal/assets/none.js', HTML, 'GET', 404],
    ] as const) {
      const answer = await get(path, headers, method);
      expect([path, method, answer.status]).toEqual([path, method, status]);
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
    }
  });

  it('come compressed, and are kept for good, as their names change with what is in them', async () => {
    const html = await (await get('/', HTML)).text();
    const script = /src="(\/portal\/assets\/[^"]+\.js)"/.exec(html)?.[1];
    const answer = await get(String(script), { 'accept-encoding': 'br' });
    expect([answer.status, answer.headers.get('content-encoding')]).toEqual([200, 'br']);
    expect(answer.headers.get('cache-control')).toContain('immutable');
  });

  it('leave the root to programs, which are told where things are', async () => {
    const addresses = (await (await get('/')).json()) as Record<string, string>;
    expect(addresses).toEqual({ api: '/api/', console: '/admin/', health: '/health/ready' });
  });
});
