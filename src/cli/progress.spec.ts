import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { progress } from './progress.js';

describe('the progress of a day-close', () => {
  const write = jest.spyOn(process.stderr, 'write').mockReturnValue(true);

  beforeEach(() => {
    jest.useFakeTimers();
    write.mockClear();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('is noted once a second at most, and not of a short one', () => {
    const note = progress();
    for (const [ms, loans] of [
      [999, 1000],
      [1, 2000],
      [999, 3000],
      [1, 4000],
    ] as const) {
      jest.advanceTimersByTime(ms);
      note('2026-11-22', loans);
    }
    expect(write.mock.calls).toEqual([['2026-11-22: 2000 loans\n'], ['2026-11-22: 4000 loans\n']]);
  });
});
