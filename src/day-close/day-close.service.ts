import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { BusinessCalendar } from '../bank-config/business-calendar.js';
import { Lifecycle } from '../runtime/lifecycle.js';
import { DomainError } from '../runtime/problems.js';
import { BEFORE_ALL_IDS } from '../database/chunks-by-id.js';
import { PATIENT, Transactions } from '../database/transactions.js';
import { invalidFields } from '../http/validation.js';
import { addDays } from '../lending/dates.js';
import { Gateways } from '../gateways/gateways.service.js';
import { addUpLoanFigures } from '../loans/loan-figures.js';
import { DayCloseChunks } from './day-close-chunks.js';
import { DayCloseDates } from './day-close-dates.js';
import type { DayCloseRun } from './day-close-run.entity.js';

/** Called after each chunk with how many loans of a date this process has processed. */
export type DayCloseProgress = (date: string, loans: number) => void;

const LOOK_AGAIN_MS = 50;

/**
 * Closes business dates, in order, each once it is over: books late interest, marks overdue loans and defaults, writes
 * reminders and notices. Any number of processes may run it at once, and may be killed at any time.
 */
@Injectable()
export class DayClose implements OnModuleDestroy {
  private readonly running = new Set<Promise<unknown>>();
  private stopping = false;

  constructor(
    private readonly transactions: Transactions,
    private readonly dates: DayCloseDates,
    private readonly chunks: DayCloseChunks,
    private readonly calendar: BusinessCalendar,
    private readonly lifecycle: Lifecycle,
    private readonly gateways: Gateways,
  ) {}

  /** Chunks in progress end before the connections are closed. */
  async onModuleDestroy(): Promise<void> {
    this.stopping = true;
    await Promise.allSettled(this.running);
  }

  /**
   * Closes all dates that are over and not yet closed, up to `to`, and answers them. Adds up the figures of reports if there
   * are any. Throws `validation_failed` when `to` is not over, and `shutting_down` when the process ends; what was closed
   * before that is kept.
   */
  async run(to?: string, onProgress?: DayCloseProgress): Promise<DayCloseRun[]> {
    const today = await this.calendar.look();
    if (to !== undefined && to >= today) {
      const message = `date must be over; the business date is ${today}.`;
      throw invalidFields([{ field: 'date', code: 'range', message }]);
    }
    return this.untilDone(this.runAll(to, onProgress));
  }

  /**
   * Closes one date, even a closed one, only for loans made since the given id: demo data, which begins in the past.
   * Nothing changes for all other loans on that date.
   */
  closeFor(date: string, madeSince: string): Promise<DayCloseRun> {
    return this.untilDone(this.closeOne(date, madeSince));
  }

  private async runAll(to: string | undefined, onProgress?: DayCloseProgress): Promise<DayCloseRun[]> {
    const runs: DayCloseRun[] = [];
    for (;;) {
      this.assertGoingOn();
      const yesterday = addDays(await this.calendar.look(), -1);
      const date = await this.transactions.run((tx) => this.dates.next(tx, yesterday), PATIENT);
      if (date > (to ?? yesterday)) break;
      runs.push(await this.closeOne(date, null, onProgress));
    }
    if (runs.length > 0) {
      await this.transactions.run(addUpLoanFigures, PATIENT);
      await this.transactions.run((tx) => this.gateways.dateEnded(tx), PATIENT);
    }
    return runs;
  }

  private async closeOne(
    date: string,
    madeSince: string | null,
    onProgress?: DayCloseProgress,
  ): Promise<DayCloseRun> {
    await this.transactions.run((tx) => this.dates.begin(tx, date, madeSince), PATIENT);
    let after = BEFORE_ALL_IDS;
    let loans = 0;
    for (;;) {
      this.assertGoingOn();
      const ids = await this.transactions.run((tx) => this.chunks.next(tx, date, after), PATIENT);
      loans += ids.length;
      const last = ids.at(-1);
      if (last !== undefined) {
        after = last;
        onProgress?.(date, loans);
        continue;
      }
      // Demo data makes no promises.
      if (madeSince === null) await this.resolvePromises(date);
      const run = await this.transactions.run((tx) => this.dates.finish(tx, date, madeSince), PATIENT);
      if (run.status === 'done') return run;
      // Other processes have the rest in progress; what they do not finish becomes free again.
      after = BEFORE_ALL_IDS;
      await sleep(LOOK_AGAIN_MS);
    }
  }

  /** When the loans are assessed: what they owe decides whether a promise was kept. */
  private async resolvePromises(date: string): Promise<void> {
    for (let more = true; more;) {
      this.assertGoingOn();
      more = await this.transactions.run((tx) => this.chunks.nextPromises(tx, date), PATIENT);
    }
  }

  private assertGoingOn(): void {
    if (!this.stopping && !this.lifecycle.draining) return;
    throw new DomainError(
      'shutting_down',
      'This instance is shutting down. The dates and loans that were closed are kept; the next run does the rest.',
    );
  }

  private async untilDone<T>(work: Promise<T>): Promise<T> {
    this.running.add(work);
    try {
      return await work;
    } finally {
      this.running.delete(work);
    }
  }
}
