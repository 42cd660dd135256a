import { describe, expect, it } from '@jest/globals';
import { Batcher } from './batcher.js';
import { DomainError } from './problems.js';

const limits = { maxBatch: 4, maxWaiting: 100 };

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

  it('runs the items of a failed batch one by one, so that only the culprit fails', async () => {
    const { batcher, batches } = doubler();
    const results = await Promise.allSettled([1, 2, 666, 3].map((item) => batcher.submit(item)));
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
    expect(batches).toEqual([[1], [2, 666, 3], [2], [666], [3]]);
  });

  it.each([
    ['an unknown outcome', new DomainError('outcome_unknown', 'lost')],
    ['a lost database', Object.assign(new Error('gone'), { code: 'ECONNREFUSED' })],
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
      maxBatch: 1,
      maxWaiting: 1,
    });
    void batcher.submit(1);
    void batcher.submit(2);
    await expect(batcher.submit(3)).rejects.toMatchObject({ code: 'service_busy' });
  });
});
