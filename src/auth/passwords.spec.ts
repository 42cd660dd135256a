import { describe, expect, test } from '@jest/globals';
import { parseOptions } from '@node-rs/argon2';
import { AccountWatchers } from './account-watchers.js';
import { Passwords } from './passwords.js';

describe('passwords', () => {
  test('are hashed with argon2id at the OWASP minimum', async () => {
    const hash = await new Passwords(new AccountWatchers()).hash('correct horse battery');
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(parseOptions(hash)).toMatchObject({ memoryCost: 19_456, timeCost: 2, parallelism: 1 });
  });

  test('match only themselves', async () => {
    const passwords = new Passwords(new AccountWatchers());
    const hash = await passwords.hash('correct horse battery');
    expect(await passwords.matches(hash, 'correct horse battery')).toBe(true);
    expect(await passwords.matches(hash, 'correct horse batterY')).toBe(false);
  });

  test('match whichever way an accent was typed', async () => {
    const passwords = new Passwords(new AccountWatchers());
    const hash = await passwords.hash('caf\u00e9 au lait');
    expect(await passwords.matches(hash, 'cafe\u0301 au lait')).toBe(true);
  });

  test('of a user who has none never match', async () => {
    const passwords = new Passwords(new AccountWatchers());
    for (const none of ['!', '', '*']) expect(await passwords.matches(none, none)).toBe(false);
  });

  test('of nobody never match, and take as long to check', async () => {
    const passwords = new Passwords(new AccountWatchers());
    const hash = await passwords.hash('correct horse battery');
    await passwords.matches(hash, 'warm up');
    const timed = async (known: string | null) => {
      const start = performance.now();
      expect(await passwords.matches(known, 'wrong')).toBe(false);
      return performance.now() - start;
    };
    const times: Record<'known' | 'unknown', number[]> = { known: [], unknown: [] };
    for (let round = 0; round < 9; round++) {
      times.known.push(await timed(hash));
      times.unknown.push(await timed(null));
    }
    // Without a hash to check it would take microseconds.
    expect(Math.min(...times.unknown)).toBeGreaterThan(Math.min(...times.known) / 3);
  });

  test('are refused as busy when too many wait, and all others get their turn', async () => {
    const passwords = new Passwords(new AccountWatchers());
    const outcomes = await Promise.allSettled(
      Array.from({ length: 131 }, () => passwords.hash('correct horse battery')),
    );
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(refused).toHaveLength(1);
    expect(refused[0]?.reason).toMatchObject({ code: 'service_busy' });
    expect(await passwords.hash('one more')).toMatch(/^\$argon2id/);
  }, 30_000);
});
