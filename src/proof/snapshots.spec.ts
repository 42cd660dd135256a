import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { EntityManager } from 'typeorm';
import type { Replicas } from '../database/replicas.js';

const rest = jest.fn<(ms: number) => Promise<void>>(() => Promise.resolve());
jest.unstable_mockModule('node:timers/promises', () => ({ setTimeout: rest }));
const { Snapshots } = await import('./snapshots.js');

/** What each look at the other users of the database sees, in turn; nobody when they are used up. */
function databaseWith(...sights: boolean[]): Replicas {
  const looks = sights.values();
  const query = (sql: string) =>
    Promise.resolve(sql.includes('pg_stat_activity') ? [{ busy: looks.next().value ?? false }] : []);
  const transaction = (_: string, work: (manager: EntityManager) => unknown) =>
    Promise.resolve(work({ query } as unknown as EntityManager));
  return { read: (work: (db: object) => unknown) => Promise.resolve(work({ transaction })) } as never;
}

const works = (count: number) => Array.from({ length: count }, (_, index) => () => Promise.resolve(index));
const GENTLY = { gently: true };

describe('Snapshots', () => {
  beforeEach(() => {
    rest.mockClear();
  });

  it('answers in the order of the works', async () => {
    expect(await new Snapshots(databaseWith()).readAll(works(7), GENTLY)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  it('never rests while nobody else uses the database', async () => {
    await new Snapshots(databaseWith()).readAll(works(20), GENTLY);
    expect(rest).not.toHaveBeenCalled();
  });

  it.each([
    ['a background loop, seen once', [true, false, false, true, true, false, false]],
    [
      'each other, where both lanes begin',
      Array.from({ length: 10 }, () => [true, true, false, false]).flat(),
    ],
  ])('does not rest for %s', async (_, sights) => {
    await new Snapshots(databaseWith(...sights)).readAll(works(20), GENTLY);
    expect(rest).not.toHaveBeenCalled();
  });

  it('rests after each read while others are at work', async () => {
    const busy = Array.from({ length: 20 * 3 }, () => true);
    await new Snapshots(databaseWith(...busy)).readAll(works(20), GENTLY);
    expect(rest).toHaveBeenCalledTimes(20);
  });

  it('rests after a read that outlasted the sight of others', async () => {
    let now = 0;
    const clock = jest.spyOn(performance, 'now').mockImplementation(() => now);
    const busy = Array.from({ length: 8 * 3 }, () => true);
    const long = works(8).map((work) => () => {
      now += 5000;
      return work();
    });
    await new Snapshots(databaseWith(...busy)).readAll(long, GENTLY);
    clock.mockRestore();
    expect(rest.mock.calls.length).toBeGreaterThanOrEqual(6);
    expect(Math.min(...rest.mock.calls.map(([ms]) => ms))).toBeGreaterThanOrEqual(20 * 5000);
  });

  it('never rests when somebody waits for it, or when it is over soon', async () => {
    const busy = Array.from({ length: 20 }, () => true);
    await new Snapshots(databaseWith(...busy)).readAll(works(20), { gently: false });
    await new Snapshots(databaseWith(...busy)).readAll(works(5), GENTLY);
    expect(rest).not.toHaveBeenCalled();
  });

  it('answers the error of a work that failed', async () => {
    const failing = [...works(6), () => Promise.reject(new Error('no such table'))];
    await expect(new Snapshots(databaseWith()).readAll(failing, GENTLY)).rejects.toThrow('no such table');
  });
});
