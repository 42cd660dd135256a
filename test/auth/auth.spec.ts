import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import jwt from 'jsonwebtoken';
import { createHmac } from 'node:crypto';
import { startApp, type TestApp } from '../support/app.js';
import { tokenFor } from '../support/tokens.js';
import { Client } from '../support/http.js';
import { makeStaff, must } from '../support/make.js';

const PASSWORD = 'correct horse battery';

interface Tokens {
  access_token: string;
  token_type: string;
  expires_in: number;
  refresh_token: string;
  refresh_expires_in: number;
}

describe('signing in', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.stop());

  const post = (action: string, body: unknown) => app.as().post(`/api/auth/${action}/`, body);
  const register = (username: string, more: Record<string, unknown> = {}) =>
    post('register', { username, password: PASSWORD, role: 'customer', ...more });
  const login = async (username: string, password = PASSWORD) =>
    must(200, await post('login', { username, password })) as Tokens;
  const refresh = (token: string) => post('refresh', { refresh_token: token });
  const withToken = (token: string) => new Client(app.url, token);
  const me = (token: string) => withToken(token).get('/api/auth/me/');
  const expectNoRefresh = async (token: string) => {
    expect(await refresh(token)).toMatchObject({ status: 401, body: { code: 'invalid_refresh_token' } });
  };

  it('starts with a registration, as a customer or a provider', async () => {
    for (const role of ['customer', 'provider']) {
      const names = { first_name: 'Ada', last_name: 'Okoye', email: 'ada@example.org' };
      const user = must(201, await register(`ada-${role}`, { role, ...names }));
      expect(user).toEqual({
        id: expect.any(String),
        username: `ada-${role}`,
        role,
        ...names,
        language: null,
        created_at: expect.any(String),
      });
      const { access_token: token } = await login(`ada-${role}`);
      expect(must(200, await me(token))).toEqual(user);
      const profile = must(200, await withToken(token).get(`/api/${role}s/${String(user.id)}/`));
      expect(profile).toMatchObject({ id: user.id, username: `ada-${role}`, ...names });
    }
  });

  it('gives both tokens, which nobody may keep in a cache', async () => {
    must(201, await register('cached'));
    const answer = await post('login', { username: 'cached', password: PASSWORD });
    expect(must(200, answer)).toEqual({
      access_token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
      token_type: 'Bearer',
      expires_in: 900,
      refresh_token: expect.stringMatching(/^[\w-]{43}$/),
      refresh_expires_in: 2_592_000,
    });
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it('takes the username in any case, and nobody else can take it in another case', async () => {
    must(201, await register('Grace.Hopper'));
    expect(must(200, await me((await login('GRACE.HOPPER')).access_token)).username).toBe('Grace.Hopper');
    expect(await register('grace.hopper')).toMatchObject({
      status: 409,
      body: { code: 'username_taken', username: 'grace.hopper' },
    });
  });

  it('gives a username to one of those who ask at the same moment', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => register('wanted')));
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([201, 409, 409, 409, 409, 409, 409, 409]);
    const [row] = await app.database.rows(
      "SELECT (SELECT count(*) FROM users WHERE username = 'wanted') AS users, count(*) AS profiles FROM customers c JOIN users u ON u.id = c.id WHERE u.username = 'wanted'",
    );
    expect(row).toEqual({ users: '1', profiles: '1' });
  });

  it.each<[string, unknown, string]>([
    ['role', 'staff', 'role'],
    ['role', 'admin', 'role'],
    ['username', 'ab', 'username'],
    ['username', 'white space', 'username'],
    ['password', 'too short', 'password'],
    ['password', 'x'.repeat(129), 'password'],
    ['password', 'the-username', 'password'],
    ['password', '1234567890', 'password'],
    ['password', ' '.repeat(10), 'password'],
    ['email', 'nowhere', 'email'],
    ['first_name', 'two\nlines', 'first_name'],
    ['is_active', true, 'is_active'],
    ['id', '0198c0de-2222-7000-8000-000000000001', 'id'],
  ])('is not registered with %s = %p', async (field, value, named) => {
    const answer = await register('the-username', { [field]: value });
    expect(answer).toMatchObject({ status: 400, body: { code: 'validation_failed' } });
    const fields = (answer.body.errors as { field: string }[]).map((error) => error.field);
    expect(new Set(fields)).toEqual(new Set([named]));
    expect(await app.database.rows("SELECT FROM users WHERE username = 'the-username'")).toEqual([]);
  });

  it('answers a wrong password, an unknown name and a disabled account alike', async () => {
    must(201, await register('known'));
    must(201, await register('disabled'));
    await app.database.rows("UPDATE users SET is_active = false WHERE username = 'disabled'");
    const answers = await Promise.all([
      post('login', { username: 'known', password: 'wrong password' }),
      post('login', { username: 'nobody', password: 'wrong password' }),
      post('login', { username: 'disabled', password: PASSWORD }),
    ]);
    for (const { status, body } of answers) {
      expect([status, body.code]).toEqual([401, 'invalid_credentials']);
      expect({ ...body, request_id: '' }).toEqual({ ...answers[0].body, request_id: '' });
    }
  });

  it('does the same work for an unknown name as for a wrong password', async () => {
    must(201, await register('timed'));
    const took = async (username: string) => {
      const started = performance.now();
      await post('login', { username, password: 'wrong password' });
      return performance.now() - started;
    };
    const times: Record<'timed' | 'absent', number[]> = { timed: [], absent: [] };
    for (let round = 0; round < 9; round++) {
      for (const name of ['timed', 'absent'] as const) times[name].push(await took(name));
    }
    const least = (name: 'timed' | 'absent') => Math.min(...times[name]);
    // argon2 takes tens of milliseconds; without it an answer takes one or two.
    expect(least('absent')).toBeGreaterThan(least('timed') / 3);
  });

  it('keeps no password and no token in the clear', async () => {
    must(201, await register('hashed'));
    const { refresh_token: token } = await login('hashed');
    const [user] = await app.database.rows("SELECT password_hash FROM users WHERE username = 'hashed'");
    expect(user?.password_hash).toMatch(/^\$argon2id\$v=19\$m=\d{5,},t=\d,p=1\$/);
    const stored = JSON.stringify(await app.database.rows('SELECT * FROM refresh_tokens'));
    expect(stored).not.toContain(token);
    expect(app.output()).not.toContain(PASSWORD);
  });

  describe('and staying signed in', () => {
    const sessionOf = async (username: string) => {
      must(201, await register(username));
      return login(username);
    };

    it('exchanges each refresh token once, for a new pair', async () => {
      const first = await sessionOf('stays');
      const second = must(200, await refresh(first.refresh_token)) as Tokens;
      expect(second.refresh_token).not.toBe(first.refresh_token);
      expect(must(200, await me(second.access_token)).username).toBe('stays');
      const third = must(200, await refresh(second.refresh_token)) as Tokens;
      expect(must(200, await me(third.access_token)).username).toBe('stays');
    });

    it('ends every session of that login when a token is used twice, and no other', async () => {
      const first = await sessionOf('stolen');
      const elsewhere = await login('stolen');
      const second = must(200, await refresh(first.refresh_token)) as Tokens;
      await expectNoRefresh(first.refresh_token);
      await expectNoRefresh(second.refresh_token);
      const other = must(200, await refresh(elsewhere.refresh_token)) as Tokens;
      must(200, await refresh(other.refresh_token));
      expect(app.output()).toContain('refresh token used twice');
    });

    it('gives one new pair to those who refresh at the same moment, and then ends the session', async () => {
      const { refresh_token: token } = await sessionOf('raced');
      const answers = await Promise.all(Array.from({ length: 8 }, () => refresh(token)));
      const good = answers.filter(({ status }) => status === 200);
      expect(good).toHaveLength(1);
      expect(answers.filter(({ status }) => status === 401)).toHaveLength(7);
      await expectNoRefresh((good[0]?.body as Tokens).refresh_token);
    });

    it('ends with the logout, which can be repeated and tells nothing', async () => {
      const first = await sessionOf('leaves');
      const second = must(200, await refresh(first.refresh_token)) as Tokens;
      for (const token of [second.refresh_token, second.refresh_token, 'unknown']) {
        expect(await post('logout', { refresh_token: token })).toMatchObject({ status: 204, body: '' });
      }
      await expectNoRefresh(second.refresh_token);
      await login('leaves');
    });

    it('ends when the token expires, and when the account is disabled', async () => {
      const expired = await sessionOf('expires');
      await app.database.rows(
        "UPDATE refresh_tokens SET expires_at = now() - interval '1 second' WHERE user_id = (SELECT id FROM users WHERE username = 'expires')",
      );
      await expectNoRefresh(expired.refresh_token);
      const disabled = await sessionOf('is-disabled');
      await app.database.rows("UPDATE users SET is_active = false WHERE username = 'is-disabled'");
      await expectNoRefresh(disabled.refresh_token);
      expect((await me(disabled.access_token)).status).toBe(401);
    });

    it('brings the current role', async () => {
      const { refresh_token: token } = await sessionOf('promoted');
      await app.database.rows("UPDATE users SET role = 'staff' WHERE username = 'promoted'");
      const { access_token: access } = must(200, await refresh(token)) as Tokens;
      expect((await withToken(access).get('/api/bank_configuration/history/')).status).toBe(200);
    });
  });

  describe('with an access token', () => {
    const claims = { role: 'staff', sub: '0198c0de-1111-7000-8000-000000000001' };
    const SIGNED = { issuer: 'loan-management-platform', audience: 'loan-management-platform/api' };
    const user = { id: claims.sub, role: 'staff' };
    const unsigned = (header: object, body: object) =>
      [header, body].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');

    /** By hand: the library refuses to sign with an empty key. */
    const signedWith = (key: string) => {
      const signed = tokenFor(user).split('.').slice(0, 2).join('.');
      return `${signed}.${createHmac('sha256', key).update(signed).digest('base64url')}`;
    };

    it('that is as the server signs them lets its holder in', async () => {
      const staff = await makeStaff(app);
      expect((await me(tokenFor(staff))).status).toBe(200);
    });

    it.each<[string, () => string]>([
      ['has expired', () => tokenFor(user, { expiresIn: -1 })],
      ['is signed with another key', () => tokenFor(user, { secret: 'x'.repeat(48) })],
      ['is signed with the empty key', () => signedWith('')],
      ['is signed with a NUL for a key', () => signedWith('\0')],
      ['is signed with another algorithm', () => tokenFor(user, { algorithm: 'HS512' })],
      ['is of another issuer', () => tokenFor(user, { issuer: 'somebody' })],
      ['is for another audience', () => tokenFor(user, { audience: 'another service' })],
      ['is not valid yet', () => tokenFor(user, { notBefore: 3600 })],
      ['is not signed', () => jwt.sign(claims, '', { algorithm: 'none', expiresIn: 900, ...SIGNED })],
      [
        'has another payload than was signed',
        () => {
          const [header, , signature] = tokenFor({ ...user, role: 'customer' }).split('.');
          const body = jwt.decode(tokenFor(user)) as object;
          return `${String(header)}.${unsigned({}, body).split('.')[1] ?? ''}.${String(signature)}`;
        },
      ],
      ['says none for its algorithm', () => `${unsigned({ alg: 'none', typ: 'JWT' }, claims)}.`],
      ['is cut off', () => tokenFor(user).slice(0, -2)],
      ['is no token', () => 'nonsense'],
      ['is empty', () => ''],
    ])('that %s nobody is let in', async (_, token) => {
      expect(await me(token())).toMatchObject({ status: 401, body: { code: 'not_authenticated' } });
      const path = '/api/bank_configuration/history/';
      expect((await withToken(token()).get(path)).status).toBe(401);
    });

    it('is taken from the Authorization header alone, as a bearer token', async () => {
      const token = tokenFor(await makeStaff(app));
      const get = (path: string, headers: Record<string, string>) => app.as().get(path, headers);
      expect((await get('/api/auth/me/', { authorization: `bearer ${token}` })).status).toBe(200);
      expect((await get('/api/auth/me/', { authorization: `Token ${token}` })).status).toBe(401);
      expect((await get('/api/auth/me/', { authorization: token })).status).toBe(401);
      expect((await get('/api/auth/me/', { cookie: `access_token=${token}` })).status).toBe(401);
      expect((await get(`/api/auth/me/?access_token=${token}`, {})).status).toBe(401);
    });
  });
});
