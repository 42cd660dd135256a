import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { must } from '../support/make.js';

const PASSWORD = 'correct horse battery';
const OFFICE = '198.51.100.7';

describe('attempts to sign in', () => {
  let app: TestApp;
  /** Another instance on the same database. */
  let other: TestApp;
  let strangers = 0;

  beforeAll(async () => {
    const settings = { THROTTLE_DISABLED: 'false', TRUST_PROXY: '1' };
    app = await startApp(settings);
    other = await startApp(settings, app.database);
  });
  afterAll(async () => {
    await other.stop();
    await app.stop();
  });

  /** As the proxy passes it on: what the client says of itself, then where it saw the client. */
  const from = (address: string) => ({ 'x-forwarded-for': `203.0.113.250, ${address}` });
  const stranger = () => {
    strangers++;
    return `192.0.2.${String(strangers % 250)}`;
  };
  const login = (username: string, password = 'wrong password', address = stranger(), at = app) =>
    at.as().post('/api/auth/login/', { username, password }, from(address));
  const register = async (username: string) => {
    const user = { username, password: PASSWORD, role: 'customer' };
    must(201, await app.as().post('/api/auth/register/', user, from(stranger())));
  };
  const reopen = () => app.database.rows('UPDATE sign_in_attempts SET closed_until = now()');
  /** What is closed stays so, however slow the machine is. */
  const hold = () =>
    app.database.rows(
      "UPDATE sign_in_attempts SET closed_until = closed_until + interval '10 minutes' WHERE closed_until > last_at",
    );
  const waitOf = async () => {
    const [row] = await app.database.rows(
      'SELECT extract(epoch FROM closed_until - last_at)::int AS wait FROM sign_in_attempts ORDER BY last_at DESC LIMIT 1',
    );
    return Number(row?.wait);
  };
  const statusesOf = async (count: number, attempt: (nr: number) => Promise<{ status: number }>) => {
    const statuses: number[] = [];
    for (let nr = 0; nr < count; nr++) statuses.push((await attempt(nr)).status);
    return statuses;
  };
  const times = (count: number, status: number) => Array.from({ length: count }, () => status);

  it.each(['watched', 'nobody-of-this-name'])(
    'are ten at one account, whatever the case, the instance and the address: %s',
    async (username) => {
      if (username === 'watched') await register(username);
      const statuses = await statusesOf(40, (nr) =>
        login(
          nr % 2 === 0 ? username : username.toUpperCase(),
          undefined,
          undefined,
          nr % 3 === 0 ? other : app,
        ),
      );
      expect(statuses.slice(0, 10)).toEqual(times(10, 401));
      // One more may come when its seconds are over; the next waits twice as long.
      expect(statuses.slice(10).filter((status) => status !== 429).length).toBeLessThanOrEqual(3);
      await hold();
      const refused = await login(username);
      expect(refused).toMatchObject({ status: 429, body: { code: 'too_many_requests' } });
      expect(refused.headers.get('content-type')).toContain('application/problem+json');
      expect(refused.headers.get('retry-after')).toBe(String(refused.body.retry_after));
    },
  );

  it('are ten even when a hundred come at once', async () => {
    await register('stormed');
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, nr) => login('stormed', undefined, undefined, nr % 2 ? app : other)),
    );
    // The first waits are seconds, which may pass meanwhile.
    expect(answers.filter(({ status }) => status === 401).length).toBeLessThanOrEqual(14);
    expect(answers.filter(({ status }) => status === 429).length).toBeGreaterThanOrEqual(86);
  });

  it('wait twice as long each, up to a quarter of an hour, and are forgotten after a day', async () => {
    await register('slowed');
    await statusesOf(10, () => login('slowed'));
    const waits: number[] = [];
    for (let nr = 0; nr < 11; nr++) {
      waits.push(await waitOf());
      await hold();
      const refused = await login('slowed');
      expect(refused.status).toBe(429);
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(500);
      await reopen();
      expect((await login('slowed')).status).toBe(401);
    }
    expect(waits).toEqual([2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]);
    await app.database.rows(
      "UPDATE sign_in_attempts SET last_at = last_at - interval '25 hours', closed_until = now() - interval '1 hour'",
    );
    expect(await statusesOf(10, () => login('slowed'))).toEqual(times(10, 401));
  });

  it('of strangers do not lock the owner out where he signed in before', async () => {
    await register('owner');
    must(200, await login('owner', PASSWORD, OFFICE));
    await statusesOf(12, () => login('owner'));
    await hold();
    expect((await login('owner', PASSWORD)).status).toBe(429);
    must(200, await login('owner', PASSWORD, OFFICE));
    must(200, await login('owner', PASSWORD, OFFICE, other));
    // His own mistakes there are counted there.
    await statusesOf(10, () => login('owner', undefined, OFFICE));
    await hold();
    expect((await login('owner', PASSWORD, OFFICE)).status).toBe(429);
  });

  it('with the right password work from anywhere once the wait is over, and then all is forgotten', async () => {
    await register('patient');
    await statusesOf(10, () => login('patient'));
    await hold();
    expect((await login('patient', PASSWORD)).status).toBe(429);
    await reopen();
    must(200, await login('patient', PASSWORD));
    expect(await statusesOf(9, () => login('patient'))).toEqual(times(9, 401));
  });

  it('of accounts keep no name in the database', async () => {
    await login('my-password-typed-as-a-name');
    const rows = await app.database.rows('SELECT account::text || source AS row FROM sign_in_attempts');
    expect(JSON.stringify(rows)).not.toContain(Buffer.from('my-password').toString('hex'));
    expect(app.output()).not.toContain('my-password');
  });

  it('are sixty a minute from one address, which nobody can forge', async () => {
    const attempt = (nr: number) =>
      app
        .as()
        .post(
          '/api/auth/login/',
          { username: `user-${String(nr)}`, password: 'wrong password' },
          { 'x-forwarded-for': `10.1.2.${String(nr)}, 203.0.113.9` },
        );
    const statuses = await statusesOf(70, attempt);
    expect(statuses).toEqual([...times(60, 401), ...times(10, 429)]);
  });

  it('are sixty a minute from one network of IPv6', async () => {
    const attempt = (nr: number) =>
      login(`user6-${String(nr)}`, undefined, `2001:db8:1:2::${nr.toString(16)}`);
    expect((await statusesOf(61, attempt)).at(-1)).toBe(429);
  });

  it.each(['refresh', 'logout'])('are limited at %s too', async (action) => {
    const ask = () =>
      app.as().post(`/api/auth/${action}/`, { refresh_token: 'unknown' }, from('203.0.113.77'));
    const statuses = await statusesOf(301, ask);
    expect(new Set(statuses.slice(0, 300))).toEqual(new Set([action === 'refresh' ? 401 : 204]));
    expect(statuses[300]).toBe(429);
  });
});

describe('without a proxy', () => {
  it('a client cannot choose its own address', async () => {
    const app = await startApp({ THROTTLE_DISABLED: 'false' });
    try {
      const statuses: number[] = [];
      for (let nr = 0; nr < 61; nr++) {
        const body = { username: `user-${String(nr)}`, password: 'wrong password' };
        const headers = {
          'x-forwarded-for': `192.0.2.${String(nr)}`,
          forwarded: `for=192.0.2.${String(nr)}`,
        };
        statuses.push((await app.as().post('/api/auth/login/', body, headers)).status);
      }
      expect(statuses.at(-1)).toBe(429);
    } finally {
      await app.stop();
    }
  });
});
