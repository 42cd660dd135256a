import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Batcher } from './batcher.js';
import { asBusy, NoConnection } from '../database/database-errors.js';
import { DomainError } from '../runtime/problems.js';

const limits = { name: 'items', maxBatch: 4, maxWaiting: 100, withinMs: 5000 };

/** Doubles numbers; records the batches; refuses 13; fails as a whole when 666 is among them. */
function doubler() {
  const batches: number[][] = [];
  const batcher = new Batcher<number, number>(async (items) => {
    batches.push([...items]);
    await new Promise((resolve) => setImmediate(resolve));
    if (items.includes(666)) throw new Error('boom');
    return items.map((item) =>
      item === 13 ? { refusal: new DomainError('not_found', 'unlucky') } : { value: item * 2 },
    );
  }, limits);
  return { batcher, batches };
}

describe('the batcher', () => {
  it('runs a lone item at once, and what arrives meanwhile as the next batch', async () => {
    const { batcher, batches } = doubler();
    const answers = await Promise.all([1, 2, 3, 4, 5, 6].map((item) => batcher.submit(item)));
    expect(answers).toEqual([2, 4, 6, 8, 10, 12]);
    expect(batches).toEqual([[1], [2, 3, 4, 5], [6]]);
  });

  it('refuses one item without failing its neighbours', async () => {
    const { batcher } = doubler();
    const results = await Promise.allSettled([1, 13, 2].map((item) => batcher.submit(item)));
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  it('starts the next batch before it answers one', async () => {
    const happened: string[] = [];
    const batcher = new Batcher<number, number>(async (items) => {
      happened.push(`runs ${items.join()}`);
      await new Promise((resolve) => setImmediate(resolve));
      return items.map((value) => ({ value }));
    }, limits);
    const submit = (item: number) =>
      batcher.submit(item).then((value) => happened.push(`answers ${String(value)}`));
    await Promise.all([1, 2].map(submit));
    expect(happened).toEqual(['runs 1', 'runs 2', 'answers 1', 'answers 2']);
  });

  it('runs the items of a failed batch one by one, so that only the culprit fails', async () => {
    const { batcher, batches } = doubler();
    const results = await Promise.allSettled([1, 2, 666, 3].map((item) => batcher.submit(item)));
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
    expect(batches).toEqual([[1], [2, 666, 3], [2], [666], [3]]);
  });

  it.each([
    ['an unknown outcome', new DomainError('outcome_unknown', 'lost')],
    ['a lost database', new NoConnection('gone')],
  ])('never runs a batch again after %s', async (_, failure) => {
    let runs = 0;
    const batcher = new Batcher<number, number>(() => {
      runs++;
      return Promise.reject(failure);
    }, limits);
    const results = await Promise.allSettled([1, 2, 3].map((item) => batcher.submit(item)));
    expect(results.every(({ status }) => status === 'rejected')).toBe(true);
    expect(runs).toBe(2); // the first item, and the two that waited for it
  });

  it('refuses when too many wait', async () => {
    const batcher = new Batcher<number, number>(() => new Promise(() => undefined), {
      name: 'items',
      maxBatch: 1,
      maxWaiting: 1,
      withinMs: 5000,
    });
    void batcher.submit(1);
    batcher.submit(2).catch(() => undefined);
    await expect(batcher.submit(3)).rejects.toMatchObject({ code: 'service_busy' });
  });
});

describe('the time of a command', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  const inMs = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

  /** Items below zero want a row that somebody holds for good; `batches` are the others that were done, with when. */
  function locked() {
    const done: number[] = [];
    const batcher = new Batcher<number, number>(async (items, { until, lockWaitMs }) => {
      if (!items.some((item) => item < 0)) {
        await inMs(5);
        done.push(...items);
        return items.map((value) => ({ value }));
      }
      await inMs(lockWaitMs ?? until - performance.now());
      throw Object.assign(new Error('a lock was not given in time'), { code: '55P03' });
    }, limits);
    return { batcher, done };
  }

  /** Who was answered what, and the time (ms) at which the last one was. */
  async function answersOf(submitted: Promise<number>[]) {
    const started = performance.now();
    const all = Promise.allSettled(submitted.map((each) => each.finally(() => (last = performance.now()))));
    let last = started;
    await jest.advanceTimersByTimeAsync(60_000);
    const answers = (await all).map((each) =>
      each.status === 'fulfilled' ? each.value : ((asBusy(each.reason) ?? each.reason) as DomainError).code,
    );
    return { answers, ms: last - started };
  }

  it('is one for waiting in line, for the lock, and for running alone; who is not stuck is done in it', async () => {
    const { batcher } = locked();
    const { answers, ms } = await answersOf([-1, 1, -2, 2].map((item) => batcher.submit(item)));
    expect(answers).toEqual(['service_busy', 1, 'service_busy', 2]);
    expect(ms).toBeLessThanOrEqual(limits.withinMs);
  });

  it('does not grow with the number of those that are stuck', async () => {
    const { batcher } = locked();
    const { answers, ms } = await answersOf(
      [-1, -2, -3, -4, -5, -6, -7, -8, -9].map((item) => batcher.submit(item)),
    );
    expect(new Set(answers)).toEqual(new Set(['service_busy']));
    expect(ms).toBeLessThanOrEqual(limits.withinMs);
  });

  it('lets a lone command wait for all of it', async () => {
    const { batcher } = locked();
    const { answers, ms } = await answersOf([batcher.submit(-1)]);
    expect(answers).toEqual(['service_busy']);
    expect(ms).toBeCloseTo(limits.withinMs, -2);
  });

  it('ends in the line too, when the batch before never comes back; that batch is seen', async () => {
    const batcher = new Batcher<number, number>(() => new Promise(() => undefined), limits);
    expect(batcher.inFlightMs).toBe(0);
    void batcher.submit(1);
    const { answers, ms } = await answersOf([batcher.submit(2), batcher.submit(3)]);
    expect(answers).toEqual(['service_busy', 'service_busy']);
    expect(ms).toBeLessThanOrEqual(limits.withinMs + 1);
    expect(batcher.inFlightMs).toBeGreaterThan(limits.withinMs);
  });

  it('is not spent on one after the other when the cause is of all', async () => {
    const tried: number[][] = [];
    const batcher = new Batcher<number, number>(async (items) => {
      tried.push([...items]);
      await inMs(2000);
      throw new Error('timeout exceeded when trying to connect');
    }, limits);
    const { answers, ms } = await answersOf([1, 2, 3].map((item) => batcher.submit(item)));
    expect(answers).toEqual(['service_busy', 'service_busy', 'service_busy']);
    expect(tried).toEqual([[1], [2, 3]]);
    expect(ms).toBeLessThanOrEqual(limits.withinMs);
  });
});
