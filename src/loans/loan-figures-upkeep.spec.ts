import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { BackgroundLoops } from '../database/background-loops.js';
import { DatabaseState } from '../database/database-state.js';
import type { Transactions } from '../database/transactions.js';
import { Lifecycle } from '../runtime/lifecycle.js';
import { LoanFiguresUpkeep } from './loan-figures-upkeep.js';

const MINUTE = 60_000;

describe('the figures of reports', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('are added up every minute, whoever closes the dates, until the module ends', async () => {
    const run =
      jest.fn<(work: (tx: { query: (sql: string) => unknown }) => Promise<void>) => Promise<void>>();
    const asked: string[] = [];
    run.mockImplementation((work) => work({ query: (sql) => asked.push(sql) }));
    const loops = new BackgroundLoops(new Lifecycle(), new DatabaseState(), { backgroundWork: true });
    new LoanFiguresUpkeep({ run } as unknown as Transactions, loops).onApplicationBootstrap();
    await jest.advanceTimersByTimeAsync(2.5 * MINUTE);
    expect(run).toHaveBeenCalledTimes(2);
    expect(asked.filter((sql) => sql.includes('add_up_loan_figures'))).toHaveLength(2);
    await loops.onModuleDestroy();
    await jest.advanceTimersByTimeAsync(2 * MINUTE);
    expect(run).toHaveBeenCalledTimes(2);
  });
});
