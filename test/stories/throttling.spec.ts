import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { must } from '../support/make.js';

const PASSWORD = 'correct horse battery';

describe('attempts to sign in', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startApp({ THROTTLE_DISABLED: 'false' });
    const user = { username: 'watched', password: PASSWORD, role: 'customer' };
    must(201, await app.as().post('/api/auth/register/', user));
  });
  afterAll(() => app.stop());

  const login = (username: string, headers: Record<string, string> = {}) =>
    app.as().post('/api/auth/login/', { username, password: 'wrong password' }, headers);

  it('are ten a minute at one username, whatever its case and whoever it is said to come from', async () => {
    for (let nr = 0; nr < 10; nr++) {
      const name = nr % 2 === 0 ? 'watched' : 'WATCHED';
      expect((await login(name, { 'x-forwarded-for': `192.0.2.${String(nr)}` })).status).toBe(401);
    }
    const refused = await login('Watched', { 'x-forwarded-for': '192.0.2.99' });
    expect(refused).toMatchObject({ status: 429, body: { code: 'too_many_requests' } });
    expect(refused.headers.get('content-type')).toContain('application/problem+json');
    const seconds = Number(refused.headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(60);
    expect(refused.body.retry_after).toBe(seconds);
  });

  it('are refused then with the right password too', async () => {
    const right = { username: 'watched', password: PASSWORD };
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => app.as().post('/api/auth/login/', right)),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([429]));
  });

  it('are sixty a minute from one address, at whatever usernames', async () => {
    const statuses: number[] = [];
    while (!statuses.includes(429) && statuses.length < 80) {
      statuses.push((await login(`user-${String(statuses.length)}`)).status);
    }
    // Thirty-one went before: at the watched name.
    expect(statuses.filter((status) => status === 401)).toHaveLength(60 - 31);
  });
});
