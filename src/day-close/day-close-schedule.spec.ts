import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import type { AppConfig } from '../config.js';
import { BackgroundLoops } from '../database/background-loops.js';
import { DatabaseState } from '../database/database-state.js';
import { Lifecycle } from '../runtime/lifecycle.js';
import type { DayCloseRun } from './day-close-run.entity.js';
import { DayCloseSchedule } from './day-close-schedule.js';
import type { DayClose } from './day-close.service.js';

const MINUTE = 60_000;
const CLOSED = {
  businessDate: '2026-11-22',
  assessed: 7,
  startedAt: new Date('2026-11-23T00:00:01.000Z'),
  finishedAt: new Date('2026-11-23T00:00:03.500Z'),
} as DayCloseRun;

describe('the schedule of the day-close', () => {
  const log = jest.spyOn(Logger.prototype, 'log');
  const warn = jest.spyOn(Logger.prototype, 'warn');
  const close = jest.fn<DayClose['run']>();
  let lifecycle: Lifecycle;

  const begin = (dayCloseSchedule = true) => {
    const loops = new BackgroundLoops(lifecycle, new DatabaseState(), { backgroundWork: true });
    const config = { dayCloseSchedule } as AppConfig;
    new DayCloseSchedule({ run: close } as unknown as DayClose, loops, config).onApplicationBootstrap();
    return loops;
  };

  beforeEach(() => {
    jest.useFakeTimers();
    lifecycle = new Lifecycle();
    close.mockReset().mockResolvedValue([]);
    log.mockReset();
    warn.mockReset();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('closes at the start and every minute after that, until the module ends', async () => {
    const begun = begin();
    expect(close).toHaveBeenCalledTimes(1);
    await jest.advanceTimersByTimeAsync(2 * MINUTE);
    expect(close).toHaveBeenCalledTimes(3);
    await begun.onModuleDestroy();
    await jest.advanceTimersByTimeAsync(2 * MINUTE);
    expect(close).toHaveBeenCalledTimes(3);
    expect(warn).not.toHaveBeenCalled();
  });

  it('does nothing where background work is off', async () => {
    begin(false);
    await jest.advanceTimersByTimeAsync(2 * MINUTE);
    expect(close).not.toHaveBeenCalled();
  });

  it('logs the dates that it closed, and how long each took', async () => {
    close.mockResolvedValueOnce([CLOSED, { ...CLOSED, businessDate: '2026-11-23', assessed: 8 }]);
    begin();
    await jest.advanceTimersByTimeAsync(0);
    expect(log.mock.calls).toEqual([
      [{ msg: 'business date closed', businessDate: '2026-11-22', assessed: 7, ms: 2500 }],
      [{ msg: 'business date closed', businessDate: '2026-11-23', assessed: 8, ms: 2500 }],
    ]);
  });

  it('does not begin a second run while one is still running', async () => {
    let end: (runs: DayCloseRun[]) => void = () => undefined;
    close.mockReturnValueOnce(new Promise((resolve) => (end = resolve)));
    begin();
    await jest.advanceTimersByTimeAsync(3 * MINUTE);
    expect(close).toHaveBeenCalledTimes(1);
    end([CLOSED]);
    await jest.advanceTimersByTimeAsync(MINUTE);
    expect(close).toHaveBeenCalledTimes(2);
    expect(log).toHaveBeenCalledTimes(1);
  });

  it('warns of a run that failed, and tries again a minute later', async () => {
    const error = new Error('no such table');
    close.mockRejectedValueOnce(error);
    begin();
    await jest.advanceTimersByTimeAsync(0);
    expect(warn.mock.calls).toEqual([[{ msg: 'the day-close did not finish', err: error }]]);
    await jest.advanceTimersByTimeAsync(MINUTE);
    expect(close).toHaveBeenCalledTimes(2);
  });

  it('neither warns of a run that shutdown cut off, nor begins again', async () => {
    let fail: (error: Error) => void = () => undefined;
    close.mockReturnValueOnce(new Promise((_, reject) => (fail = reject)));
    begin();
    lifecycle.startDraining();
    fail(new Error('shutting down'));
    await jest.advanceTimersByTimeAsync(2 * MINUTE);
    expect(close).toHaveBeenCalledTimes(1);
    expect(warn).not.toHaveBeenCalled();
  });
});
