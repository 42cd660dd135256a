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

/** What Passport does with a strategy: one derived object for each request. */
function present(strategy: JwtStrategy, token: string): Promise<unknown> {
  return new Promise((resolve) => {
    const request = { headers: { authorization: `Bearer ${token}` } };
    const one = Object.assign(Object.create(strategy) as JwtStrategy, {
      success: resolve,
      fail: () => {
        resolve('refused');
      },
      error: () => {
        resolve('error');
      },
    });
    one.authenticate(request as Parameters<JwtStrategy['authenticate']>[0]);
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
