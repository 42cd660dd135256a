import { Inject, Injectable } from '@nestjs/common';
import { BusinessCalendar } from '../bank-config/business-calendar.js';
import { DomainError } from '../runtime/problems.js';
import { Transactions } from '../database/transactions.js';
import { invalidFields } from '../http/validation.js';
import { APP_CONFIG, type AppConfig } from '../config.js';
import { addDays } from '../lending/dates.js';
import { TransferWorker } from '../gateways/transfer-worker.service.js';
import { QuotesService } from '../quotes/quotes.service.js';
import type { DayCloseRun } from './day-close-run.entity.js';
import { DayClose } from './day-close.service.js';

const MOST_DAYS = 366;

/** The business date of a sandbox. It can be moved forward, for all instances at once. */
@Injectable()
export class SandboxClock {
  constructor(
    @Inject(APP_CONFIG) private readonly config: AppConfig,
    private readonly transactions: Transactions,
    private readonly calendar: BusinessCalendar,
    private readonly quotes: QuotesService,
    private readonly dayClose: DayClose,
    private readonly transfers: TransferWorker,
  ) {}

  /** Throws `sandbox_disabled` unless this process runs with SANDBOX=true. */
  assertEnabled(): void {
    if (this.config.sandbox) return;
    throw new DomainError('sandbox_disabled', 'The clock can only be moved when SANDBOX is true.');
  }

  /** Answers the business date. Throws what `advance` throws. */
  async assertAhead(to: string): Promise<string> {
    this.assertEnabled();
    const today = await this.calendar.look();
    const most = addDays(today, MOST_DAYS);
    if (to > today && to <= most) return today;
    const message = `to must be after ${today}, the business date, and not after ${most}.`;
    throw invalidFields([{ field: 'to', code: 'range', message }]);
  }

  /**
   * Moves the business date on, day by day, and closes each day as it ends; dates missed before are closed first.
   * Answers the closes. Throws `sandbox_disabled`, and `validation_failed` for a date that is not ahead, or too far.
   */
  async advance(to: string): Promise<DayCloseRun[]> {
    const today = await this.assertAhead(to);
    const runs = await this.dayClose.run();
    for (let date = today; date < to;) {
      date = await this.end(date);
      runs.push(...(await this.dayClose.run()));
      // On a real date there is time to send what is due and to hear of it.
      await this.transfers.workOffDue();
    }
    return runs;
  }

  /** Two calls at once move the date only once. */
  private end(date: string): Promise<string> {
    return this.transactions.run(async (tx) => {
      const next = await this.calendar.endEarly(tx, date);
      await this.quotes.expireWith(tx, date);
      return next;
    });
  }
}
