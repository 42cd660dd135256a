import { Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { APP_CONFIG, type AppConfig } from '../config.js';
import { BackgroundLoops } from '../database/background-loops.js';
import { DayClose } from './day-close.service.js';

const EVERY_MS = 60_000;

/**
 * Closes the dates that are over, at the start and every minute. Every instance may run it: the database guards the
 * dates.
 */
@Injectable()
export class DayCloseSchedule implements OnApplicationBootstrap {
  private readonly logger = new Logger(DayCloseSchedule.name);

  constructor(
    private readonly dayClose: DayClose,
    private readonly loops: BackgroundLoops,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.config.dayCloseSchedule) return;
    this.loops.start({
      restMs: EVERY_MS,
      atOnce: true,
      // It goes on where it was, a minute later or in another instance.
      failure: 'the day-close did not finish',
      logger: this.logger,
      work: () => this.run(),
    });
  }

  private async run(): Promise<void> {
    for (const { businessDate, assessed, startedAt, finishedAt } of await this.dayClose.run()) {
      const ms = (finishedAt?.getTime() ?? 0) - startedAt.getTime();
      this.logger.log({ msg: 'business date closed', businessDate, assessed, ms });
    }
  }
}
