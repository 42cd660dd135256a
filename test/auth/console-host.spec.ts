import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { must } from '../support/make.js';

const PASSWORD = 'correct horse battery';

describe('the session of a console on a host of its own', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startApp({
      PUBLIC_URL: 'https://loans.example.org',
      CONSOLE_URL: 'https://desk.example.org/',
      TRUST_PROXY: '1',
    });
    must(
      201,
      await app.as().post('/api/auth/register/', { username: 'ada', password: PASSWORD, role: 'customer' }),
    );
  });
  afterAll(() => app.stop());

  const login = (origin: string, host: string) =>
    app
      .as()
      .post(
        '/api/auth/login/',
        { username: 'ada', password: PASSWORD, session: 'cookie' },
        { origin, 'x-forwarded-proto': 'https', 'x-forwarded-host': host },
      );
  const page = (host: string) =>
    fetch(`${app.url}/admin/`, {
      redirect: 'manual',
      headers: { accept: 'text/html', 'x-forwarded-proto': 'https', 'x-forwarded-host': host },
    });

  it.each(['desk', 'loans'])('is begun by the page of %s', async (name) => {
    must(200, await login(`https://${name}.example.org`, `${name}.example.org`));
  });

  it.each(['https://evil.example', 'http://desk.example.org', 'https://desk.example.org.evil.example'])(
    'is not begun by %s',
    async (origin) => {
      expect(await login(origin, 'desk.example.org')).toMatchObject({
        status: 403,
        body: { code: 'origin_refused' },
      });
    },
  );

  it('is where the host of the portal leads', async () => {
    const away = await page('loans.example.org');
    expect([away.status, away.headers.get('location')]).toEqual([302, 'https://desk.example.org/admin/']);
    for (const host of ['desk.example.org', '127.0.0.1:8000']) expect((await page(host)).status).toBe(200);
  });
});
