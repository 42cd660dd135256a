import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { DatabaseState } from '../database/database-state.js';
import { Lifecycle } from '../runtime/lifecycle.js';
import { APP_CONFIG, type AppConfig } from '../config.js';
import { DayClose } from './day-close.service.js';

const EVERY_MS = 60_000;

/**
 * Closes the dates that are over, at the start and every minute. Every instance may run it: the database guards the
 * dates.
 */
@Injectable()
export class DayCloseSchedule implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(DayCloseSchedule.name);
  private timer: NodeJS.Timeout | undefined;
  private running = false;

  constructor(
    private readonly dayClose: DayClose,
    private readonly lifecycle: Lifecycle,
    private readonly database: DatabaseState,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.config.dayCloseSchedule) return;
    void this.run();
    this.timer = setInterval(() => void this.run(), EVERY_MS).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  private async run(): Promise<void> {
    if (this.running || this.isEnding()) return;
    this.running = true;
    try {
      for (const { businessDate, assessed, startedAt, finishedAt } of await this.dayClose.run()) {
        const ms = (finishedAt?.getTime() ?? 0) - startedAt.getTime();
        this.logger.log({ msg: 'business date closed', businessDate, assessed, ms });
      }
    } catch (error) {
      // The run resumes where it stopped, a minute later or in another instance.
      if (!this.isEnding()) {
        this.database.report(this.logger, { msg: 'the day-close did not finish' }, error);
      }
    } finally {
      this.running = false;
    }
  }

  private isEnding(): boolean {
    return this.lifecycle.draining;
  }
}
