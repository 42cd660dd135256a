import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { JwtService } from '@nestjs/jwt';
import type { Clock } from '../database/clock.js';
import type { AppConfig } from '../config.js';
import type { EndedSessions } from './ended-sessions.queries.js';
import { JwtStrategy, signingOptions } from './jwt.strategy.js';

const config = { jwtSecret: 'a secret of at least thirty-two characters' } as AppConfig;
const jwt = new JwtService(signingOptions(config));
const MINUTES = 60_000;
const clock = { now: () => new Date() } as Clock;

const ended = new Map<string, number>();
const endedSessions = {
  includes: (id: string, epoch: number) => epoch < (ended.get(id) ?? 0),
} as EndedSessions;

type Request = Parameters<JwtStrategy['authenticate']>[0];

/** What the guard does: it looks for a known token, and otherwise Passport derives one object for each request. */
function present(strategy: JwtStrategy, token: string, scheme = 'Bearer '): Promise<unknown> {
  return new Promise((resolve) => {
    const request = { headers: { authorization: `${scheme}${token}` } } as Request;
    const known = strategy.known(request);
    if (known !== null) {
      resolve(known);
      return;
    }
    const one = Object.assign(Object.create(strategy) as JwtStrategy, {
      success: resolve,
      fail: () => {
        resolve('refused');
      },
      error: () => {
        resolve('error');
      },
    });
    one.authenticate(request);
  });
}

describe('access tokens', () => {
  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
  });
  afterEach(() => {
    jest.useRealTimers();
    ended.clear();
  });

  test('say who the caller is, the second time too', async () => {
    const strategy = new JwtStrategy(config, endedSessions, clock);
    const token = jwt.sign({ role: 'staff' }, { subject: 'u1' });
    expect(await present(strategy, token)).toEqual({ id: 'u1', role: 'staff' });
    expect(await present(strategy, token)).toEqual({ id: 'u1', role: 'staff' });
  });

  test('are known by the token alone, however often and in whatever spelling they are sent', async () => {
    const strategy = new JwtStrategy(config, endedSessions, clock);
    const token = jwt.sign({ role: 'staff' }, { subject: 'u1' });
    const asSent = (authorization: string) => strategy.known({ headers: { authorization } } as Request);
    expect(asSent(`Bearer ${token}`)).toBeNull();
    expect(await present(strategy, token, 'bearer   ')).toEqual({ id: 'u1', role: 'staff' });
    expect(asSent(`Bearer ${token}`)).toEqual({ id: 'u1', role: 'staff' });
    for (const other of [
      token,
      `Basic ${token}`,
      `Bearer ${token}x`,
      `Bearer ${token.slice(0, -1)}`,
      'Bearer ',
    ]) {
      expect(asSent(other)).toBeNull();
    }
  });

  test('of many callers are forgotten, oldest first, and then verified again', async () => {
    const strategy = new JwtStrategy(config, endedSessions, clock);
    const tokens = Array.from({ length: 10_001 }, (_, nr) =>
      jwt.sign({ role: 'staff' }, { subject: `u${String(nr)}` }),
    );
    for (const token of tokens) await present(strategy, token);
    const isKnown = (token = '') =>
      strategy.known({ headers: { authorization: `Bearer ${token}` } } as Request) !== null;
    expect(isKnown(tokens[0])).toBe(false);
    expect(isKnown(tokens[1])).toBe(true);
    expect(isKnown(tokens.at(-1))).toBe(true);
    expect(await present(strategy, tokens[0] ?? '')).toEqual({ id: 'u0', role: 'staff' });
  });

  test('are refused after 15 minutes, although they were accepted before', async () => {
    const strategy = new JwtStrategy(config, endedSessions, clock);
    const token = jwt.sign({ role: 'staff' }, { subject: 'u1' });
    jest.setSystemTime(Date.now() + 14 * MINUTES);
    expect(await present(strategy, token)).toEqual({ id: 'u1', role: 'staff' });
    jest.setSystemTime(Date.now() + 1 * MINUTES);
    expect(await present(strategy, token)).toBe('refused');
  });

  test.each([
    ['of another key', { secret: 'some other secret of many characters' }],
    ['of another algorithm', { algorithm: 'HS512' as const }],
    ['of another issuer', { issuer: 'somebody else' }],
    ['for another audience', { audience: 'somebody else' }],
  ])('%s are refused', async (_, other) => {
    expect(
      await present(new JwtStrategy(config, endedSessions, clock), jwt.sign({ role: 'staff' }, other)),
    ).toBe('refused');
  });

  test('without an end are refused', async () => {
    const endless = new JwtService({ ...signingOptions(config), signOptions: {} });
    const { issuer, audience } = signingOptions(config).signOptions ?? {};
    const token = endless.sign({ role: 'staff', iss: issuer, aud: audience }, { subject: 'u1' });
    expect(await present(new JwtStrategy(config, endedSessions, clock), token)).toBe('refused');
  });

  test('without a signature are refused', async () => {
    const [header, claims] = jwt.sign({ role: 'staff' }, { subject: 'u1' }).split('.');
    const none = Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url');
    for (const forged of [`${none}.${claims ?? ''}.`, `${header ?? ''}.${claims ?? ''}.`, 'a.b.c', '']) {
      expect(await present(new JwtStrategy(config, endedSessions, clock), forged)).toBe('refused');
    }
  });

  test('end with the sessions they belong to, also those that were seen before', async () => {
    const strategy = new JwtStrategy(config, endedSessions, clock);
    const [first, second] = [0, 1].map((epoch) => jwt.sign({ role: 'staff', epoch }, { subject: 'u1' }));
    expect(await present(strategy, first as string)).toEqual({ id: 'u1', role: 'staff' });
    ended.set('u1', 1);
    expect(await present(strategy, first as string)).toBe('refused');
    expect(await present(strategy, second as string)).toEqual({ id: 'u1', role: 'staff' });
    // A token of before there were epochs.
    expect(await present(strategy, jwt.sign({ role: 'staff' }, { subject: 'u1' }))).toBe('refused');
  });
});
