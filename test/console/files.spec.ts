import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';

describe('the files of the console', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.stop());

  const get = (path: string, headers: Record<string, string> = {}) => fetch(`${app.url}${path}`, { headers });

  it.each(['/admin/', '/admin'])(
    '%s is its page, under a policy that runs no inline script',
    async (path) => {
      const answer = await get(path);
      expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
      const html = await answer.text();
      expect(html).toContain('<div id="root">');
      // No inline script, no handler in an attribute, and nothing from elsewhere.
      expect(html).not.toMatch(/<script(?![^>]*\ssrc="\/admin\/)|\son[a-z]+=|https?:\/\//);
      const policy = answer.headers.get('content-security-policy') ?? '';
      expect(policy).toMatch(/default-src 'self';/);
      expect(policy).toMatch(/script-src 'self';/);
      expect(answer.headers.get('cache-control')).toBe('no-cache');
    },
  );

  it('come compressed, and are kept for good, as their names change with what is in them', async () => {
    const html = await (await get('/admin/')).text();
    const script = /src="(\/admin\/assets\/[^"]+\.js)"/.exec(html)?.[1];
    const answer = await get(String(script), { 'accept-encoding': 'br' });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-encoding')).toBe('br');
    expect(answer.headers.get('cache-control')).toContain('immutable');
  });

  it.each(['/admin/assets/none.js', '/admin/../package.json', '/admin/%2e%2e/%2e%2e/package.json'])(
    'are all there is: %s is not',
    async (path) => {
      const answer = await get(path);
      expect(answer.status).toBe(404);
      expect(await answer.text()).not.toContain('"dependencies"');
    },
  );
});
