import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { uuidv7 } from 'uuidv7';
import { startApp, type TestApp } from '../support/app.js';
import { Client } from '../support/http.js';
import { makeCustomer, makeStaff, makeUser, must, type Actor } from '../support/make.js';
import { until } from '../support/until.js';

const PASSWORD = 'correct horse battery';

interface Tokens {
  access_token: string;
  refresh_token: string;
}

describe('users, as admins manage them', () => {
  let app: TestApp;
  /** Another instance on the same database. */
  let other: TestApp;
  let admin: Actor;
  let staff: Actor;

  beforeAll(async () => {
    app = await startApp({ THROTTLE_DISABLED: 'false' });
    other = await startApp({}, app.database);
    [admin, staff] = await Promise.all([makeUser(app, 'admin'), makeStaff(app)]);
  });
  afterAll(async () => {
    await other.stop();
    await app.stop();
  });

  const make = async (role: string, fields: Record<string, unknown> = {}) =>
    must(
      201,
      await admin.api.post('/api/users/', { username: `u${uuidv7()}`, password: PASSWORD, role, ...fields }),
    ) as Record<string, string>;
  const change = (id: unknown, fields: Record<string, unknown>, by = admin) =>
    by.api.patch(`/api/users/${String(id)}/`, fields);
  const login = (username: unknown, password = PASSWORD, from = app, more = {}) =>
    from.as().post('/api/auth/login/', { username, password, ...more });
  const signIn = async (username: unknown, password = PASSWORD) =>
    must(200, await login(username, password)) as Tokens;
  const me = (token: string, at = app) => new Client(at.url, token).get('/api/auth/me/');
  const refresh = (token: string) => app.as().post('/api/auth/refresh/', { refresh_token: token });
  const list = async (query: string) =>
    must(200, await staff.api.get(`/api/users/?limit=100&${query}`)) as {
      results: Record<string, unknown>[];
    };

  it('are made in any role, with the profile of that role, and may sign in', async () => {
    for (const role of ['customer', 'provider', 'staff', 'admin']) {
      const names = { first_name: 'Ada', last_name: 'Okoye', email: 'ada@example.org' };
      const username = `made-${role}`;
      const user = await make(role, { username, ...names });
      expect(user).toEqual({
        id: expect.any(String),
        username,
        role,
        ...names,
        language: null,
        is_active: true,
        has_second_factor: false,
        own_accounts: [],
        created_at: expect.any(String),
        erased_at: null,
      });
      expect(must(200, await staff.api.get(`/api/users/${String(user.id)}/`))).toEqual(user);
      const { access_token: token } = await signIn(username);
      expect(must(200, await me(token))).toMatchObject({ id: user.id, role });
      if (role === 'customer' || role === 'provider') {
        must(200, await staff.api.get(`/api/${role}s/${String(user.id)}/`));
      }
    }
    const again = { username: 'MADE-staff', password: PASSWORD, role: 'staff' };
    expect(await admin.api.post('/api/users/', again)).toMatchObject({
      status: 409,
      body: { code: 'username_taken', username: 'MADE-staff' },
    });
    expect(await admin.api.get(`/api/users/${uuidv7()}/`)).toMatchObject({
      status: 404,
      body: { code: 'user_not_found' },
    });
  });

  it('are listed newest first, by role, by whether they may sign in, and by a piece of a name', async () => {
    const names = { first_name: 'Grace%', last_name: 'Hopper_X', email: 'Grace@Navy.example' };
    const found = await make('staff', names);
    const off = await make('staff', { first_name: 'Grace', last_name: 'Kelly' });
    must(200, await change(off.id, { is_active: false }));
    const ids = async (query: string) => (await list(query)).results.map(({ id }) => id);
    expect((await ids('')).slice(0, 2)).toEqual([off.id, found.id]);
    expect(await ids('is_active=false')).toEqual([off.id]);
    expect(await ids('role=staff&is_active=true')).toContain(found.id);
    expect(await ids('role=customer')).not.toContain(found.id);
    for (const text of ['grace%', 'HOPPER_', 'ce% hopp', 'navy.EX', String(found.username).slice(3)]) {
      expect([text, await ids(`search=${encodeURIComponent(text)}`)]).toEqual([text, [found.id]]);
    }
    expect(await ids('search=grace&is_active=false')).toEqual([off.id]);
    expect(await ids('search=_%25')).toEqual([]);
    for (const query of ['role=boss', 'is_active=1', 'search=', `search=${'x'.repeat(101)}`, 'search=a%00']) {
      expect([query, (await staff.api.get(`/api/users/?${query}`)).status]).toEqual([query, 400]);
    }
  });

  it('are signed out at once when disabled, on every instance, and may sign in again when enabled', async () => {
    const user = await make('staff', { username: 'leaves' });
    const session = await signIn('leaves');
    must(200, await me(session.access_token));
    must(200, await me(session.access_token, other));
    expect(must(200, await change(user.id, { is_active: false }))).toMatchObject({ is_active: false });
    for (let nr = 0; nr < 3; nr++) {
      expect(await me(session.access_token)).toMatchObject({
        status: 401,
        body: { code: 'not_authenticated' },
      });
    }
    // `me` reads the user; the list does not, and is refused by the token alone.
    const listed = (at: TestApp) => new Client(at.url, session.access_token).get('/api/day_close/');
    expect((await listed(app)).status).toBe(401);
    await until(async () => (await listed(other)).status === 401);
    expect(await refresh(session.refresh_token)).toMatchObject({ status: 401 });
    expect(await login('leaves')).toMatchObject({ status: 401, body: { code: 'invalid_credentials' } });

    must(200, await change(user.id, { is_active: true }));
    expect((await listed(app)).status).toBe(401);
    expect((await refresh(session.refresh_token)).status).toBe(401);
    must(200, await me((await signIn('leaves')).access_token));
  });

  it('get a new password, which ends their sessions and forgives the failed attempts', async () => {
    const user = await make('provider', { username: 'forgets' });
    const session = await signIn('forgets');
    // Where a user signed in before, attempts are counted apart from those of others.
    for (let nr = 0; nr < 10; nr++) await login('Forgets', 'wrong password');
    await app.database.rows("UPDATE sign_in_attempts SET closed_until = now() + interval '1 hour'");
    expect((await login('forgets')).status).toBe(429);
    const reset = (password: string) =>
      admin.api.post(`/api/users/${String(user.id)}/reset_password/`, { password });
    expect(await reset('forgets')).toMatchObject({ status: 400, body: { code: 'validation_failed' } });
    expect(must(200, await reset('a new and longer one'))).toMatchObject({ id: user.id, is_active: true });
    expect((await me(session.access_token)).status).toBe(401);
    expect((await refresh(session.refresh_token)).status).toBe(401);
    expect((await login('forgets')).status).toBe(401);
    const chosen = { new_password: 'seven green umbrellas' };
    const tokens = must(200, await login('FORGETS', 'a new and longer one', app, chosen)) as Tokens;
    must(200, await me(tokens.access_token));
    const nobody = await admin.api.post(`/api/users/${uuidv7()}/reset_password/`, { password: PASSWORD });
    expect(nobody).toMatchObject({ status: 404, body: { code: 'user_not_found' } });
  });

  it('change between staff and admin, which ends the tokens of the old role', async () => {
    const user = await make('staff', { username: 'rises' });
    const session = await signIn('rises');
    expect((await new Client(app.url, session.access_token).post('/api/users/', {})).status).toBe(403);
    expect(must(200, await change(user.id, { role: 'admin', last_name: 'Up' }))).toMatchObject({
      role: 'admin',
      last_name: 'Up',
    });
    expect((await me(session.access_token)).status).toBe(401);
    const { access_token: token } = must(200, await refresh(session.refresh_token)) as Tokens;
    expect((await new Client(app.url, token).post('/api/users/', {})).status).toBe(400);
    must(200, await change(user.id, { role: 'staff' }));
    expect((await new Client(app.url, token).post('/api/users/', {})).status).toBe(401);

    const customer = await makeCustomer(app);
    expect(await change(customer.id, { role: 'staff' })).toMatchObject({
      status: 409,
      body: { code: 'role_fixed', role: 'customer' },
    });
    expect((await change(user.id, { role: 'customer' })).status).toBe(400);
    expect(must(200, await change(customer.id, { first_name: '', email: '' }))).toMatchObject({ email: '' });
  });

  it('cannot disable or promote themselves', async () => {
    for (const fields of [{ is_active: false }, { role: 'staff' }]) {
      expect(await change(admin.id, fields)).toMatchObject({ status: 409, body: { code: 'own_account' } });
    }
    must(200, await change(admin.id, { first_name: 'Root', role: 'admin', is_active: true }));
    must(200, await admin.api.get('/api/auth/me/'));
  });

  it('always have an active admin, even when two admins disable each other at once', async () => {
    const admins = (await list('role=admin&is_active=true')).results.map(({ id }) => String(id));
    for (const id of admins.filter((one) => one !== admin.id)) must(200, await change(id, { role: 'staff' }));
    // Whoever the token says was an admin a moment ago.
    const ghost = { ...admin, api: app.as({ id: uuidv7(), role: 'admin' }) };
    for (const fields of [{ is_active: false }, { role: 'staff' }]) {
      expect(await change(admin.id, fields, ghost)).toMatchObject({
        status: 409,
        body: { code: 'last_admin' },
      });
    }
    for (let round = 0; round < 5; round++) {
      const second = await makeUser(app, 'admin');
      const answers = await Promise.all([
        change(admin.id, { is_active: false }, second),
        change(second.id, { role: 'staff' }),
        change(second.id, { is_active: false }),
      ]);
      expect(answers.map(({ status }) => status).filter((status) => status >= 500)).toEqual([]);
      const left = await app.database.rows("SELECT id FROM users WHERE role = 'admin' AND is_active");
      expect(left).toHaveLength(1);
      if (left[0]?.id !== admin.id) admin = second;
    }
  });
});
