import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { Client, type Answer } from '../support/http.js';
import { makeUser, must } from '../support/make.js';

const PASSWORD = 'correct horse battery';
const COOKIE = /^lmp_session=([\w-]{43}); HttpOnly; SameSite=Strict; Path=\/api\/auth; Max-Age=7776000$/;

/** What a browser does for a page: it names the page's origin, and sends the cookie to /api/auth alone. */
class Browser {
  cookie = '';

  constructor(
    private readonly app: TestApp,
    private readonly headers: Record<string, string> = {},
  ) {}

  async post(action: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const answer = await this.app.as().post(`/api/auth/${action}/`, body, {
      origin: this.app.url,
      'sec-fetch-site': 'same-origin',
      ...(this.cookie === '' ? {} : { cookie: `theme=dark; lmp_session=${this.cookie}` }),
      ...this.headers,
      ...headers,
    });
    const set = answer.headers.get('set-cookie');
    if (set !== null) this.cookie = /^lmp_session=([\w-]*)/.exec(set)?.[1] ?? '';
    return answer;
  }

  signIn(username: string, password = PASSWORD, more: object = {}): Promise<Answer> {
    return this.post('login', { username, password, session: 'cookie', ...more });
  }
}

describe('the session of a page', () => {
  let app: TestApp;
  let browser: Browser;

  beforeAll(async () => {
    app = await startApp();
    for (const username of ['ada', 'eve', 'mary', 'tom', 'idle', 'old', 'off']) {
      const body = { username, password: PASSWORD, role: 'customer' };
      must(201, await app.as().post('/api/auth/register/', body));
    }
    const admin = await makeUser(app, 'admin');
    must(201, await admin.api.post('/api/users/', { username: 'mei', password: PASSWORD, role: 'staff' }));
    browser = new Browser(app);
  });
  afterAll(() => app.stop());

  const me = (token: unknown) => new Client(app.url, String(token)).get('/api/auth/me/');
  const expectOver = async (of: Browser) => {
    expect(await of.post('refresh')).toMatchObject({ status: 401, body: { code: 'invalid_refresh_token' } });
  };
  const endsIn = async (username: string) => {
    const [row] = await app.database.rows(
      `SELECT extract(epoch FROM s.expires_at - now())::int AS seconds FROM sessions s JOIN users u ON u.id = s.user_id
       WHERE u.username = $1 ORDER BY s.id DESC LIMIT 1`,
      [username],
    );
    return Number(row?.seconds);
  };
  const about = (seconds: number) => ({ from: seconds - 60, to: seconds });
  const expectAbout = (found: number, { from, to }: { from: number; to: number }) => {
    expect(found).toBeGreaterThan(from);
    expect(found).toBeLessThanOrEqual(to);
  };

  it('is in a cookie that no script reads; the answer names its user and has no refresh token', async () => {
    const answer = await browser.signIn('ada');
    expect(must(200, answer)).toEqual({
      access_token: expect.any(String),
      token_type: 'Bearer',
      expires_in: 900,
      user: expect.objectContaining({ username: 'ada', role: 'customer', language: null }),
    });
    expect(answer.headers.get('set-cookie')).toMatch(COOKIE);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(must(200, await me(answer.body.access_token))).toEqual(answer.body.user);
    const stored = JSON.stringify(await app.database.rows('SELECT * FROM sessions'));
    expect(stored).not.toContain(browser.cookie);
  });

  it('is renewed without a body, by the same cookie, as often as it takes and by two tabs at once', async () => {
    const { cookie } = browser;
    const answers = await Promise.all(Array.from({ length: 8 }, () => browser.post('refresh')));
    for (const answer of answers) {
      expect(must(200, answer).user.username).toBe('ada');
      expect(answer.headers.get('set-cookie')).toBeNull();
      must(200, await me(answer.body.access_token));
    }
    // An answer that was lost on the way costs nothing either.
    expect(browser.cookie).toBe(cookie);
    must(200, await browser.post('refresh'));
  });

  it('belongs to whoever signed in last in that browser, and every answer says who that is', async () => {
    const shared = new Browser(app);
    must(200, await shared.signIn('ada'));
    must(200, await shared.signIn('eve'));
    expect(must(200, await shared.post('refresh')).user.username).toBe('eve');
  });

  it('ends with signing out, and the cookie with it', async () => {
    const other = new Browser(app);
    const { access_token: token } = must(200, await other.signIn('tom')) as Record<string, string>;
    const kept = other.cookie;
    const answer = await other.post('logout');
    expect(answer.status).toBe(204);
    expect(answer.headers.get('set-cookie')).toMatch(/^lmp_session=; .*Max-Age=0/);
    other.cookie = kept;
    await expectOver(other);
    expect((await me(token)).status).toBe(401);
    // Signing out twice is no error.
    expect((await other.post('logout')).status).toBe(204);
  });

  it('ends after its time: 30 days without use, 12 hours for staff, 90 days in all', async () => {
    const [idle, old, staff] = [new Browser(app), new Browser(app), new Browser(app)];
    must(200, await idle.signIn('idle'));
    must(200, await old.signIn('old'));
    must(200, await staff.signIn('mei'));
    expectAbout(await endsIn('idle'), about(30 * 86_400));
    expectAbout(await endsIn('mei'), about(12 * 3600));
    const began = async (username: string, interval: string) => {
      await app.database.rows(
        `UPDATE sessions SET created_at = now() - $2::interval
         WHERE user_id = (SELECT id FROM users WHERE username = $1)`,
        [username, interval],
      );
    };
    await began('old', '89 days');
    must(200, await old.post('refresh'));
    expectAbout(await endsIn('old'), about(86_400));
    await app.database.rows(
      "UPDATE sessions SET expires_at = now() - interval '1 second' WHERE user_id IN (SELECT id FROM users WHERE username IN ('idle', 'mei'))",
    );
    await expectOver(idle);
    await expectOver(staff);
  });

  it('is listed and ended as others are, and ends when its user is disabled', async () => {
    const other = new Browser(app);
    const { access_token: token, user } = must(200, await other.signIn('off')) as {
      access_token: string;
      user: { id: string };
    };
    const api = new Client(app.url, token);
    const { results } = must(200, await api.get('/api/auth/sessions/')) as {
      results: { current: boolean }[];
    };
    expect(results).toEqual([expect.objectContaining({ current: true })]);
    const admin = await makeUser(app, 'admin');
    must(200, await admin.api.patch(`/api/users/${user.id}/`, { is_active: false }));
    await expectOver(other);
  });

  it('gets another cookie with another password, so that a copy of the old one is worth nothing', async () => {
    const other = new Browser(app);
    const { access_token: token } = must(200, await other.signIn('mary')) as Record<string, string>;
    const copy = new Browser(app);
    copy.cookie = other.cookie;
    const wanted = 'seven green umbrellas';
    const answer = await other.post(
      'change_password',
      { current_password: PASSWORD, new_password: wanted },
      { authorization: `Bearer ${token ?? ''}` },
    );
    expect(answer.status).toBe(204);
    expect(answer.headers.get('set-cookie')).toMatch(COOKIE);
    expect(other.cookie).not.toBe(copy.cookie);
    must(200, await other.post('refresh'));
    await expectOver(copy);
  });

  it.each([
    ['from the page of another site', { origin: 'https://evil.example' }],
    ['from another port of this machine', { origin: 'http://127.0.0.1:1' }],
    ['from a page without an origin', { origin: 'null' }],
    ['that another site let the browser send', { 'sec-fetch-site': 'cross-site' }],
    ['from a neighbouring subdomain', { 'sec-fetch-site': 'same-site' }],
  ])('is neither begun, renewed nor ended by a request %s', async (_, headers) => {
    const refused = { status: 403, body: { code: 'origin_refused' } };
    const foreign = new Browser(app, headers);
    expect(await foreign.signIn('ada')).toMatchObject(refused);
    expect(foreign.cookie).toBe('');
    foreign.cookie = browser.cookie;
    expect(await foreign.post('refresh')).toMatchObject(refused);
    expect(await foreign.post('logout')).toMatchObject(refused);
    must(200, await browser.post('refresh'));
  });

  it('is nothing for a program, which is asked for its token', async () => {
    const answer = await app.as().post('/api/auth/refresh/');
    expect(answer).toMatchObject({
      status: 400,
      body: { code: 'validation_failed', errors: [{ field: 'refresh_token', code: 'required' }] },
    });
    expect((await app.as().post('/api/auth/logout/', {})).status).toBe(400);
    const { cookie } = browser;
    const origin = { cookie: `lmp_session=${cookie}` };
    expect((await app.as().post('/api/auth/refresh/', undefined, origin)).status).toBe(403);
    const tokens = must(
      200,
      await app.as().post('/api/auth/login/', { username: 'ada', password: PASSWORD }),
    );
    expect(Object.keys(tokens).sort()).toEqual([
      'access_token',
      'expires_in',
      'refresh_expires_in',
      'refresh_token',
      'token_type',
    ]);
  });

  it('opens nothing but these addresses', async () => {
    const cookie = { cookie: `lmp_session=${browser.cookie}`, origin: app.url };
    expect((await app.as().get('/api/auth/me/', cookie)).status).toBe(401);
    expect((await app.as().get('/api/loans/', cookie)).status).toBe(401);
  });
});

describe('the session of a page behind a proxy', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startApp({
      PUBLIC_URL: 'https://loans.example.org/',
      TRUST_PROXY: '1',
      NODE_ENV: 'production',
      THROTTLE_DISABLED: 'false',
    });
    must(
      201,
      await app.as().post('/api/auth/register/', { username: 'ada', password: PASSWORD, role: 'customer' }),
    );
  });
  afterAll(() => app.stop());

  const login = (headers: Record<string, string>) =>
    app.as().post('/api/auth/login/', { username: 'ada', password: PASSWORD, session: 'cookie' }, headers);
  const own = { origin: 'https://loans.example.org' };

  it('is secure where the browser came by https', async () => {
    const answer = await login({ ...own, 'x-forwarded-proto': 'https', host: 'loans.example.org' });
    must(200, answer);
    const set = answer.headers.get('set-cookie') ?? '';
    expect(set).toMatch(
      /^__Secure-lmp_session=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/api\/auth; .*; Secure$/,
    );
    const [, token = ''] = /=([\w-]+)/.exec(set) ?? [];
    const renew = (cookie: string, proto = 'https') =>
      app.as().post('/api/auth/refresh/', undefined, { ...own, 'x-forwarded-proto': proto, cookie });
    // Anybody who can answer for http on this host could have set the plain one.
    expect((await renew(`lmp_session=${token}`)).status).toBe(400);
    expect((await renew(`__Secure-lmp_session=${token}`, 'http')).status).toBe(400);
    must(200, await renew(`theme=dark; __Secure-lmp_session=${token}`));
    const out = await app.as().post('/api/auth/logout/', undefined, {
      ...own,
      'x-forwarded-proto': 'https',
      cookie: `__Secure-lmp_session=${token}`,
    });
    must(204, out);
    expect(out.headers.get('set-cookie')).toMatch(/^__Secure-lmp_session=; .*Max-Age=0; Secure$/);
    expect((await renew(`__Secure-lmp_session=${token}`)).status).toBe(401);
  });

  it('belongs to pages of PUBLIC_URL, whatever host the request names', async () => {
    const forwarded = { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'evil.example' };
    expect(await login({ ...forwarded, origin: 'https://evil.example' })).toMatchObject({ status: 403 });
    expect(await login({ ...own, origin: 'http://loans.example.org' })).toMatchObject({
      status: 403,
      body: { code: 'origin_refused' },
    });
  });

  it('is refused over plain http in production, except on this machine', async () => {
    const answer = await login({ ...own, 'x-forwarded-host': 'loans.example.org' });
    expect(answer).toMatchObject({ status: 403, body: { code: 'https_needed' } });
    expect(answer.headers.get('set-cookie')).toBeNull();
    const here = await login(own);
    must(200, here);
    expect(here.headers.get('set-cookie')).not.toContain('Secure');
  });
});
