import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { Client } from '../support/http.js';
import { makeUser, must, type Actor } from '../support/make.js';
import { until } from '../support/until.js';

const PASSWORD = 'correct horse battery';
const NEW = 'seven green umbrellas';

interface Tokens {
  access_token: string;
  refresh_token: string;
}

describe("one's own account", () => {
  let app: TestApp;
  /** Another instance on the same database. */
  let other: TestApp;
  let admin: Actor;

  beforeAll(async () => {
    app = await startApp();
    other = await startApp({}, app.database);
    admin = await makeUser(app, 'admin');
  });
  afterAll(async () => {
    await other.stop();
    await app.stop();
  });

  const post = (action: string, body: unknown, headers = {}) =>
    app.as().post(`/api/auth/${action}/`, body, headers);
  const login = (username: string, password = PASSWORD, more = {}) =>
    post('login', { username, password, ...more });
  const signIn = async (username: string, password = PASSWORD) =>
    must(200, await login(username, password)) as Tokens;
  const begin = async (username: string) => {
    must(201, await post('register', { username, password: PASSWORD, role: 'customer' }));
    return signIn(username);
  };
  const as = ({ access_token: token }: Tokens, at = app) => new Client(at.url, token);
  const change = (session: Tokens, current: string, wanted: string) =>
    as(session).post('/api/auth/change_password/', { current_password: current, new_password: wanted });
  /** The token alone decides there; nothing is read of the user. */
  const isIn = async (session: Tokens, at = app) =>
    (await as(session, at).get('/api/loans/?limit=1')).status === 200;
  const refreshes = async ({ refresh_token: token }: Tokens) =>
    (await post('refresh', { refresh_token: token })).status === 200;
  const sessionsOf = async (session: Tokens) =>
    must(200, await as(session).get('/api/auth/sessions/')) as {
      count: number;
      results: { id: string; current: boolean }[];
    };

  describe('the password', () => {
    it('is changed with the present one; the other sessions end, and this one stays', async () => {
      const elsewhere = await begin('changes');
      const here = await signIn('changes');
      expect((await change(here, PASSWORD, NEW)).status).toBe(204);
      expect(await isIn(here)).toBe(true);
      expect(await refreshes(here)).toBe(true);
      expect(await isIn(elsewhere)).toBe(false);
      await until(async () => !(await isIn(elsewhere, other)));
      expect(await refreshes(elsewhere)).toBe(false);
      expect((await login('changes')).status).toBe(401);
      await signIn('changes', NEW);
    });

    it('is not changed with a wrong present one, to a weak one, to the same, or to a name', async () => {
      const here = await begin('keeps-it');
      for (const [current, wanted, field, code] of [
        ['wrong password', NEW, 'current_password', 'wrong_password'],
        [PASSWORD, '1234567890', 'new_password', 'weak_password'],
        [PASSWORD, '          ', 'new_password', 'weak_password'],
        [PASSWORD, 'keeps-it-2026', 'new_password', 'weak_password'],
        [PASSWORD, PASSWORD, 'new_password', 'same_password'],
        [PASSWORD, 'short', 'new_password', 'is_length'],
      ] as const) {
        const answer = await change(here, current, wanted);
        expect(answer).toMatchObject({
          status: 400,
          body: { code: 'validation_failed', errors: [{ field, code }] },
        });
      }
      expect(await isIn(here)).toBe(true);
      await signIn('keeps-it');
    });

    it('is guessed ten times by whoever has a session, and then no more', async () => {
      const slow = await startApp({ THROTTLE_DISABLED: 'false' }, app.database);
      const here = await begin('guessed');
      const guess = () =>
        as(here, slow).post('/api/auth/change_password/', {
          current_password: 'wrong password',
          new_password: NEW,
        });
      const statuses: number[] = [];
      for (let nr = 0; nr < 10; nr++) statuses.push((await guess()).status);
      await app.database.rows("UPDATE sign_in_attempts SET closed_until = now() + interval '1 hour'");
      statuses.push((await guess()).status);
      expect(statuses).toEqual([...Array.from({ length: 10 }, () => 400), 429]);
      await slow.end();
    });

    it('is changed once by two who do it at the same moment', async () => {
      const here = await begin('raced-change');
      const answers = await Promise.all([
        change(here, PASSWORD, NEW),
        change(here, PASSWORD, 'eleven blue bicycles'),
      ]);
      expect(answers.map(({ status }) => status).sort()).toEqual([204, 401]);
    });
  });

  describe('a password that was forgotten', () => {
    const reset = (id: unknown, body: unknown = {}) =>
      admin.api.post(`/api/users/${String(id)}/reset_password/`, body);
    const idOf = async (session: Tokens) => must(200, await as(session).get('/api/auth/me/')).id as string;

    it('is replaced by a temporary one, which is good for choosing the next one only', async () => {
      const before = await begin('forgot');
      const answer = must(200, await reset(await idOf(before)));
      expect(answer).toMatchObject({ username: 'forgot', temporary_until: expect.any(String) });
      const given = answer.temporary_password as string;
      expect(given).toMatch(/^([b-z2-9]{4}-){3}[b-z2-9]{4}$/);
      expect(await isIn(before)).toBe(false);
      expect((await login('forgot')).status).toBe(401);

      const asked = await login('forgot', given);
      expect(asked).toMatchObject({ status: 403, body: { code: 'password_change_required' } });
      const same = await login('forgot', given, { new_password: given });
      expect(same).toMatchObject({
        status: 400,
        body: { errors: [{ field: 'new_password', code: 'same_password' }] },
      });
      const weak = await login('forgot', given, { new_password: 'password123' });
      expect(weak).toMatchObject({ status: 400, body: { errors: [{ code: 'weak_password' }] } });

      const session = must(200, await login('forgot', given, { new_password: NEW })) as Tokens;
      expect(await isIn(session)).toBe(true);
      expect((await login('forgot', given)).status).toBe(401);
      await signIn('forgot', NEW);
      expect(app.output()).not.toContain(given);
    });

    it('may be a temporary one that the admin chooses, held to the same rules', async () => {
      const id = await idOf(await begin('chosen-for'));
      expect(await reset(id, { password: 'chosen-for-2' })).toMatchObject({
        status: 400,
        body: { errors: [{ field: 'password', code: 'weak_password' }] },
      });
      must(200, await reset(id, { password: 'eleven blue bicycles' }));
      expect(await login('chosen-for', 'eleven blue bicycles')).toMatchObject({ status: 403 });
      must(200, await login('chosen-for', 'eleven blue bicycles', { new_password: NEW }));
    });

    it('is no longer that temporary one after a day', async () => {
      const id = await idOf(await begin('late-for-it'));
      const { temporary_password: given } = must(200, await reset(id)) as Record<string, string>;
      await app.database.rows(
        "UPDATE users SET password_temporary_until = now() - interval '1 second' WHERE username = 'late-for-it'",
      );
      for (const more of [{}, { new_password: NEW }]) {
        expect(await login('late-for-it', given, more)).toMatchObject({
          status: 401,
          body: { code: 'invalid_credentials' },
        });
      }
    });

    it('is no way in for someone who does not know it: a new one with a wrong one changes nothing', async () => {
      await begin('not-yours');
      expect(await login('not-yours', 'wrong password', { new_password: NEW })).toMatchObject({
        status: 401,
      });
      await signIn('not-yours');
    });
  });

  describe('the sessions', () => {
    it('are listed to their user, the one that asks marked, with where they began', async () => {
      const first = await begin('listed');
      const second = must(
        200,
        await post(
          'login',
          { username: 'listed', password: PASSWORD },
          { 'user-agent': 'Firefox on a\u0009phone' },
        ),
      ) as Tokens;
      await begin('somebody-else');
      const list = await sessionsOf(second);
      expect(list.count).toBe(2);
      expect(list.results).toMatchObject([
        { current: true, address: '127.0.0.1', user_agent: 'Firefox on a phone' },
        { current: false, address: '127.0.0.1' },
      ]);
      expect((await sessionsOf(first)).results.map(({ current }) => current)).toEqual([false, true]);
      must(200, await post('refresh', { refresh_token: first.refresh_token }));
      expect((await sessionsOf(first)).count).toBe(2);
    });

    it('are ended one by one, on every instance, and nobody can end those of other users', async () => {
      const lost = await begin('loses-a-phone');
      const here = await signIn('loses-a-phone');
      const intruder = await begin('intruder');
      const [id] = (await sessionsOf(here)).results.filter(({ current }) => !current).map((one) => one.id);
      const path = `/api/auth/sessions/${String(id)}/`;
      expect(await as(intruder).send('DELETE', path)).toMatchObject({
        status: 404,
        body: { code: 'session_not_found' },
      });
      expect(await isIn(lost, other)).toBe(true);
      expect((await as(here).send('DELETE', path)).status).toBe(204);
      expect(await isIn(lost)).toBe(false);
      await until(async () => !(await isIn(lost, other)));
      expect(await refreshes(lost)).toBe(false);
      expect(await isIn(here)).toBe(true);
      expect((await sessionsOf(here)).count).toBe(1);
      expect((await as(here).send('DELETE', path)).status).toBe(404);
    });

    it('are all ended at once, or all but the one that asks', async () => {
      const first = await begin('leaves-all');
      const second = await signIn('leaves-all');
      const here = await signIn('leaves-all');
      expect((await as(here).send('DELETE', '/api/auth/sessions/?keep_current=1')).status).toBe(204);
      expect([await isIn(first), await isIn(second), await isIn(here)]).toEqual([false, false, true]);
      expect((await as(here).send('DELETE', '/api/auth/sessions/')).status).toBe(204);
      expect(await isIn(here)).toBe(false);
      expect(await refreshes(here)).toBe(false);
      await until(async () => !(await isIn(here, other)));
      await signIn('leaves-all');
    });

    it('end with the logout, access tokens too', async () => {
      const here = await begin('logs-out');
      const kept = await signIn('logs-out');
      expect((await post('logout', { refresh_token: here.refresh_token })).status).toBe(204);
      expect([await isIn(here), await isIn(kept)]).toEqual([false, true]);
    });

    it('are forgotten once they have expired, with their tokens', async () => {
      await begin('long-gone');
      const count = async () => {
        const [row] = await app.database.rows(
          "SELECT count(*) FROM sessions s JOIN users u ON u.id = s.user_id WHERE u.username = 'long-gone'",
        );
        return Number(row?.count);
      };
      expect(await count()).toBe(1);
      await app.database.rows(
        "UPDATE sessions SET expires_at = now() - interval '1 day' WHERE user_id = (SELECT id FROM users WHERE username = 'long-gone')",
      );
      const next = await startApp({}, app.database);
      await until(async () => (await count()) === 0);
      await next.end();
    });
  });
});
