import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { Lifecycle } from '../runtime/lifecycle.js';
import { BackgroundLoops, type BackgroundLoop } from './background-loops.js';
import { DatabaseState } from './database-state.js';

describe('a background loop', () => {
  const warn = jest.fn();
  const work = jest.fn<BackgroundLoop['work']>();
  const logger = { warn } as unknown as Logger;
  let lifecycle: Lifecycle;

  const start = (own: Partial<BackgroundLoop> = {}, backgroundWork = true) => {
    const loops = new BackgroundLoops(lifecycle, new DatabaseState(), { backgroundWork });
    loops.start({ restMs: 1000, failure: 'it failed', logger, work, ...own });
    return loops;
  };
  const pass = (ms: number) => jest.advanceTimersByTimeAsync(ms);

  beforeEach(() => {
    jest.useFakeTimers();
    lifecycle = new Lifecycle();
    warn.mockReset();
    work.mockReset().mockResolvedValue(undefined);
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('rests, runs, and rests again; or runs at once', async () => {
    start();
    await pass(999);
    expect(work).toHaveBeenCalledTimes(0);
    await pass(1001);
    expect(work).toHaveBeenCalledTimes(2);
    start({ atOnce: true, work });
    expect(work).toHaveBeenCalledTimes(3);
  });

  it('never overlaps itself, and may rest by how long it worked', async () => {
    work.mockImplementationOnce(() => new Promise((resolve) => setTimeout(resolve, 5000)));
    const rests = jest.fn((workedMs: number) => 100 + workedMs);
    start({ restMs: rests });
    await pass(100 + 5000 + 5099);
    expect(work).toHaveBeenCalledTimes(1);
    await pass(1);
    expect(work).toHaveBeenCalledTimes(2);
    expect(rests.mock.calls).toEqual([[0], [5000], [0]]);
  });

  it('goes on after a failure, and logs the first of several', async () => {
    const error = new Error('no such table');
    work.mockRejectedValueOnce(error).mockRejectedValueOnce(error);
    start();
    await pass(2000);
    expect(warn.mock.calls).toEqual([[{ msg: 'it failed', err: error }]]);
    await pass(1000);
    work.mockRejectedValueOnce(error);
    await pass(1000);
    expect(warn).toHaveBeenCalledTimes(2);
  });

  it('ends with the process: the run in hand is waited for, told of it, and not complained about', async () => {
    let isEnding: () => boolean = () => false;
    let fail: (error: Error) => void = () => undefined;
    work.mockImplementationOnce((asked) => {
      isEnding = asked;
      return new Promise((_, reject) => (fail = reject));
    });
    const loops = start({ atOnce: true });
    let ended = false;
    expect(isEnding()).toBe(false);
    const end = loops.onModuleDestroy().then(() => (ended = true));
    await pass(0);
    expect([isEnding(), ended]).toEqual([true, false]);
    fail(new Error('cut off'));
    await end;
    await pass(5000);
    expect(work).toHaveBeenCalledTimes(1);
    expect(warn).not.toHaveBeenCalled();
  });

  it('begins nothing once the process drains', async () => {
    start();
    lifecycle.startDraining();
    await pass(5000);
    expect(work).not.toHaveBeenCalled();
  });

  it('does nothing in a process without background work, unless it runs everywhere', async () => {
    start({}, false);
    await pass(5000);
    expect(work).not.toHaveBeenCalled();
    start({ everywhere: true }, false);
    await pass(1000);
    expect(work).toHaveBeenCalledTimes(1);
  });
});
