import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { makeStaff, must, type Actor } from '../support/make.js';

const PASSWORD = 'seven green umbrellas';

describe('a code for a password', () => {
  let app: TestApp;
  let staff: Actor;

  beforeAll(async () => {
    app = await startApp();
    staff = await makeStaff(app);
    await app.database.rows('UPDATE users SET first_name = $1, last_name = $2 WHERE id = $3', [
      'Mei',
      'Tanaka',
      staff.id,
    ]);
  });
  afterAll(() => app.stop());

  const register = async () =>
    must(201, await staff.api.post('/api/customers/', { first_name: 'Ada' })) as unknown as {
      id: string;
      username: string;
    };
  const codeFor = async (id: string) => {
    const answer = await staff.api.post(`/api/customers/${id}/code/`);
    return must(201, answer) as unknown as { code: string; username: string; expires_at: string };
  };
  const set = (username: string, code: string, password = PASSWORD) =>
    app.as().post('/api/auth/set_password/', { username, code, password });
  const login = (username: string, password = PASSWORD) =>
    app.as().post('/api/auth/login/', { username, password });
  const wrong = { status: 422, body: { code: 'code_wrong' } };

  it('lets a person whom staff registered choose one, who is told who made the code', async () => {
    const { id, username } = await register();
    const issued = await codeFor(id);
    expect(issued).toMatchObject({ username, code: expect.stringMatching(/^[a-z2-9]{4}-[a-z2-9]{4}$/) });
    const spelt = issued.code.toUpperCase().replace('-', ' ');
    expect(must(200, await set(username.toUpperCase(), spelt))).toEqual({
      username,
      code_made_by: 'Mei Tanaka',
      code_made_at: expect.any(String),
    });
    expect((await login(username)).status).toBe(200);
    expect(await set(username, issued.code)).toMatchObject(wrong);
  });

  it('gives one answer for the unknown, the wrong, the used and the old', async () => {
    const { id, username } = await register();
    const { code } = await codeFor(id);
    const answers = [await set('nobody-at-all', code), await set(username, 'bbbb-bbbb')];
    await app.database.rows(
      "UPDATE one_time_codes SET expires_at = now() - interval '1 second' WHERE user_id = $1",
      [id],
    );
    answers.push(await set(username, code));
    const bodies = answers.map(({ status, body }) => ({ status, ...(body as object), request_id: null }));
    expect(new Set(bodies.map((body) => JSON.stringify(body))).size).toBe(1);
    expect(answers[0]).toMatchObject(wrong);
  });

  it('lives for five attempts, also when they come together', async () => {
    const { id, username } = await register();
    const { code } = await codeFor(id);
    await Promise.all(Array.from({ length: 5 }, () => set(username, 'bbbb-bbbb')));
    expect(await set(username, code)).toMatchObject(wrong);
    const next = await codeFor(id);
    expect((await set(username, next.code)).status).toBe(200);
  });

  it('ends the one before, is not spent by a weak password, and ends all sessions', async () => {
    const { id, username } = await register();
    const [before, now] = [await codeFor(id), await codeFor(id)];
    expect(await set(username, before.code)).toMatchObject(wrong);
    expect(await set(username, now.code, 'password12')).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'password', code: 'weak_password' }] },
    });
    must(200, await set(username, now.code));
    const { refresh_token: token } = must(200, await login(username));
    const forgotten = await codeFor(id);
    must(200, await set(username, forgotten.code, 'nine purple elephants'));
    expect((await app.as().post('/api/auth/refresh/', { refresh_token: token })).status).toBe(401);
    expect((await login(username)).status).toBe(401);
    expect((await login(username, 'nine purple elephants')).status).toBe(200);
  });

  it('is used once, even by two at the same moment', async () => {
    const { id, username } = await register();
    const { code } = await codeFor(id);
    const answers = await Promise.all([set(username, code), set(username, code, 'nine purple elephants')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422]);
  });

  it('is not stored in the clear, and not for staff', async () => {
    const { id } = await register();
    const { code } = await codeFor(id);
    const [row] = await app.database.rows(
      'SELECT hash::text AS hash, created_by FROM one_time_codes WHERE user_id = $1',
      [id],
    );
    expect(row?.created_by).toBe(staff.id);
    expect(row?.hash).not.toContain(code);
    expect(app.output()).not.toContain(code);
    expect(await staff.api.post(`/api/customers/${staff.id}/code/`)).toMatchObject({ status: 404 });
    expect(await staff.api.post(`/api/providers/${id}/code/`)).toMatchObject({ status: 404 });
  });
});
