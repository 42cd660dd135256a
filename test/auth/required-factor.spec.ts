import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { codeOf, nextCode, setUp, wrongCode } from '../support/factor.js';
import { startCli } from '../support/cli.js';
import { Client } from '../support/http.js';
import { makeUser, must, type Actor } from '../support/make.js';

const PASSWORD = 'correct horse battery';

describe('a second factor that a role has to have', () => {
  /** The bank before it wanted one, and after; both instances on one database. */
  let before: TestApp;
  let app: TestApp;
  let admin: Actor;

  beforeAll(async () => {
    before = await startApp();
    app = await startApp({ SECOND_FACTOR_FOR: 'staff,admin' }, before.database);
    admin = await makeUser(before, 'admin');
  });
  afterAll(async () => {
    await app.end();
    await before.stop();
  });

  const hire = async (username: string, role = 'staff'): Promise<string> =>
    String(must(201, await admin.api.post('/api/users/', { username, password: PASSWORD, role })).id);
  const login = async (username: string, more: object = {}, at = app) =>
    must(200, await at.as().post('/api/auth/login/', { username, password: PASSWORD, ...more }));
  const as = (tokens: Record<string, unknown>) => new Client(app.url, String(tokens.access_token));
  const refresh = async (tokens: Record<string, unknown>) =>
    must(200, await app.as().post('/api/auth/refresh/', { refresh_token: tokens.refresh_token }));
  const needed = { status: 403, body: { code: 'factor_needed' } };

  it('lets who has none do nothing but set one up', async () => {
    await hire('mei');
    const tokens = await login('mei');
    expect(tokens.factor_needed).toBe(true);
    const mei = as(tokens);
    for (const path of ['/api/customers/', '/api/loans/', '/api/auth/sessions/', '/api/users/']) {
      expect(await mei.get(path)).toMatchObject(needed);
    }
    const change = { current_password: PASSWORD, new_password: 'seven green umbrellas' };
    expect(await mei.post('/api/auth/change_password/', change)).toMatchObject(needed);
    expect(await mei.get('/api/auth/me/')).toMatchObject({ status: 200 });
    expect(must(200, await mei.get('/api/auth/factor/'))).toMatchObject({ is_on: false, is_required: true });
    // Renewing gives no more.
    const renewed = await refresh(tokens);
    expect(renewed.factor_needed).toBe(true);
    expect(await as(renewed).get('/api/customers/')).toMatchObject(needed);

    const { secret } = await setUp(app, String(renewed.access_token), PASSWORD);
    const full = await refresh(renewed);
    expect(full).not.toHaveProperty('factor_needed');
    expect(must(200, await as(full).get('/api/customers/'))).toBeDefined();
    const off = { current_password: PASSWORD, code: codeOf(secret) };
    expect(await as(full).post('/api/auth/factor/off/', off)).toMatchObject(needed);
    const next = await login('mei', { code: codeOf(secret) });
    expect(next).not.toHaveProperty('factor_needed');
  });

  it('is not asked of other roles, nor of sessions that began before', async () => {
    must(
      201,
      await app.as().post('/api/auth/register/', { username: 'ada', password: PASSWORD, role: 'customer' }),
    );
    expect(await login('ada')).not.toHaveProperty('factor_needed');
    await hire('noor');
    const earlier = await login('noor', {}, before);
    const renewed = await refresh(earlier);
    expect(renewed).not.toHaveProperty('factor_needed');
    must(200, await as(renewed).get('/api/customers/'));
    expect((await login('noor')).factor_needed).toBe(true);
  });

  it('is asked of who comes to such a role at once: sessions end', async () => {
    const only = await startApp({ SECOND_FACTOR_FOR: 'admin' }, before.database);
    try {
      const id = await hire('otto');
      const tokens = await login('otto', {}, only);
      expect(tokens).not.toHaveProperty('factor_needed');
      const promoted = await new Client(only.url, admin.api.token).patch(`/api/users/${id}/`, {
        role: 'admin',
      });
      must(200, promoted);
      const renewal = await only.as().post('/api/auth/refresh/', { refresh_token: tokens.refresh_token });
      expect(renewal.status).toBe(401);
      expect((await login('otto', {}, only)).factor_needed).toBe(true);
    } finally {
      await only.end();
    }
  });

  it('is set up anew after a reset, by an admin or at the command line', async () => {
    const id = await hire('pia');
    await setUp(app, String((await login('pia')).access_token), PASSWORD);
    must(200, await admin.api.post(`/api/users/${id}/reset_factor/`));
    const tokens = await login('pia');
    expect(tokens.factor_needed).toBe(true);
    await setUp(app, String(tokens.access_token), PASSWORD);
    const cli = (args: string) => startCli(before.database.url, args).ended;
    const done = await cli('factor reset pia --json');
    expect([done.code, done.json()]).toEqual([0, { id }]);
    expect((await login('pia')).factor_needed).toBe(true);
    expect(await cli('factor reset pia')).toMatchObject({
      code: 2,
      err: expect.stringContaining('no second factor'),
    });
    expect(await cli('factor reset nobody')).toMatchObject({ code: 2 });
    expect(await cli('factor')).toMatchObject({
      code: 2,
      err: expect.stringContaining('Use factor reset USER.'),
    });
  });

  describe('is guessed', () => {
    let slow: TestApp;

    beforeAll(async () => {
      slow = await startApp({ THROTTLE_DISABLED: 'false', TRUST_PROXY: '1' }, before.database);
    });
    afterAll(() => slow.end());

    const from = (address: string) => ({ 'x-forwarded-for': address });

    it('ten times, from however many addresses; where its owner was before it is counted apart', async () => {
      const id = await hire('quin');
      const office = from('198.51.100.7');
      const body = { username: 'quin', password: PASSWORD };
      const first = must(200, await slow.as().post('/api/auth/login/', body, office));
      const { secret } = await setUp(before, String(first.access_token), PASSWORD);
      const guess = (nr: number, code: string) =>
        slow.as().post('/api/auth/login/', { ...body, code }, from(`192.0.2.${String(nr)}`));
      for (let nr = 1; nr <= 10; nr++) {
        expect(await guess(nr, wrongCode(secret))).toMatchObject({ body: { code: 'factor_wrong' } });
      }
      // What is closed stays so, however slow the machine is.
      await slow.database.rows(
        "UPDATE sign_in_attempts SET closed_until = now() + interval '10 minutes' WHERE closed_until > last_at",
      );
      const closed = await guess(11, codeOf(secret));
      expect(closed).toMatchObject({ status: 429, body: { code: 'too_many_requests' } });
      expect(closed.headers.get('retry-after')).toBe(String(closed.body.retry_after));
      // The password is still answered: it was right each time.
      expect(await slow.as().post('/api/auth/login/', body, from('192.0.2.12'))).toMatchObject({
        status: 401,
        body: { code: 'factor_required' },
      });
      must(200, await slow.as().post('/api/auth/login/', { ...body, code: codeOf(secret) }, office));
      await nextCode(slow);
      must(200, await admin.api.post(`/api/users/${id}/reset_factor/`));
      must(200, await slow.as().post('/api/auth/login/', body, from('192.0.2.13')));
    });

    it('and a hundred guesses at once are ten', async () => {
      await hire('rob');
      const body = { username: 'rob', password: PASSWORD };
      const first = must(200, await slow.as().post('/api/auth/login/', body, from('198.51.100.8')));
      const { secret } = await setUp(before, String(first.access_token), PASSWORD);
      const code = wrongCode(secret);
      const answers = await Promise.all(
        Array.from({ length: 50 }, (_, nr) =>
          slow.as().post('/api/auth/login/', { ...body, code }, from(`203.0.113.${String(nr)}`)),
        ),
      );
      // The first waits are seconds, which may pass meanwhile.
      expect(answers.filter(({ status }) => status === 401).length).toBeLessThanOrEqual(14);
      expect(answers.filter(({ status }) => status === 429).length).toBeGreaterThanOrEqual(36);
    });
  });
});
