import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { BusinessCalendar } from '../bank-config/business-calendar.js';
import type { Transactions, Tx } from '../database/transactions.js';
import type { Gateways } from '../gateways/gateways.service.js';
import { addDays } from '../lending/dates.js';
import { Lifecycle } from '../runtime/lifecycle.js';
import type { DayCloseChunks } from './day-close-chunks.js';
import type { DayCloseDates } from './day-close-dates.js';
import type { DayCloseRun } from './day-close-run.entity.js';
import { DayClose, type DayCloseProgress } from './day-close.service.js';

const TODAY = '2026-11-23';

/** The loans are named by numbers; a chunk holds two. */
describe('a day-close of several chunks', () => {
  let lifecycle: Lifecycle;
  let dayClose: DayClose;
  let date: string;
  let work: string[];
  /** The chunks taken: the loan each began after, and its loans. */
  let taken: [after: string, ids: string[]][];
  const progress = jest.fn<DayCloseProgress>();

  beforeEach(() => {
    progress.mockReset();
    [date, work, taken] = ['2026-11-21', [], []];
    lifecycle = new Lifecycle();
    const tx = { query: () => Promise.resolve([]) } as unknown as Tx;
    const transactions = { run: (joins: (tx: Tx) => unknown) => Promise.resolve(joins(tx)) };
    const dates = {
      next: () => date,
      begin: () => (work = ['1', '2', '3', '4', '5']),
      finish: (_: Tx, businessDate: string) => {
        date = addDays(businessDate, 1);
        return { businessDate, status: 'done' } as DayCloseRun;
      },
    };
    const chunks = {
      next: (_: Tx, __: string, after: string) => {
        const ids = work.filter((id) => id > after).slice(0, 2);
        work = work.filter((id) => !ids.includes(id));
        taken.push([after, ids]);
        return ids;
      },
      nextPromises: () => false,
    };
    dayClose = new DayClose(
      transactions as unknown as Transactions,
      dates as unknown as DayCloseDates,
      chunks as unknown as DayCloseChunks,
      { look: () => Promise.resolve(TODAY) } as unknown as BusinessCalendar,
      lifecycle,
      { dateEnded: () => Promise.resolve() } as unknown as Gateways,
    );
  });

  it('reports after each chunk how many loans of the date are done', async () => {
    const runs = await dayClose.run(undefined, progress);
    expect(runs.map(({ businessDate }) => businessDate)).toEqual(['2026-11-21', '2026-11-22']);
    expect(progress.mock.calls).toEqual(
      runs.flatMap(({ businessDate }) => [2, 4, 5].map((loans) => [businessDate, loans])),
    );
  });

  it('begins each chunk after the last loan of the one before', async () => {
    await dayClose.run('2026-11-21');
    const first = '00000000-0000-0000-0000-000000000000';
    expect(taken).toEqual([
      [first, ['1', '2']],
      ['2', ['3', '4']],
      ['4', ['5']],
      ['5', []],
    ]);
  });

  it.each([
    [
      'the process drains',
      () => {
        lifecycle.startDraining();
      },
    ],
    ['the module ends', () => void dayClose.onModuleDestroy()],
  ])('stops between two of them when %s', async (_when, end) => {
    progress.mockImplementationOnce(() => {
      end();
    });
    await expect(dayClose.run(undefined, progress)).rejects.toMatchObject({ code: 'shutting_down' });
    expect(work).toEqual(['3', '4', '5']);
  });

  it('keeps the module from ending before the current chunk has ended', async () => {
    let isEnded = false;
    let ending: Promise<unknown> = Promise.resolve();
    progress.mockImplementationOnce(() => {
      ending = dayClose.onModuleDestroy().then(() => (isEnded = true));
      // The chunk ends on the next turn of the event loop, so the shutdown cannot have seen it end yet.
      expect(isEnded).toBe(false);
    });
    const run = dayClose.run(undefined, progress).finally(() => {
      expect(isEnded).toBe(false);
    });
    await expect(run).rejects.toMatchObject({ code: 'shutting_down' });
    await ending;
  });
});
