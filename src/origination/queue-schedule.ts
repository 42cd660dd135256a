import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { BackgroundLoops } from '../database/background-loops.js';
import { FundingQueue } from './funding-queue.service.js';
import { FundingQueueQueries } from './funding-queue.queries.js';

const EVERY_MS = 300;
/** Retry after this time (ms), since some changes do not show in `outlook`, such as a cap that a repayment freed. */
const ANYWAY_MS = 15_000;

/**
 * Drains the queue when loans wait, money is there, and something has changed since the last drain that funded nothing.
 * Every instance may run it: they take turns in the database.
 */
@Injectable()
export class QueueSchedule implements OnApplicationBootstrap {
  private readonly logger = new Logger(QueueSchedule.name);
  /** The state of the queue and the market when nothing could be funded, and the time. */
  private futile: { seen: string; at: number } | null = null;

  constructor(
    private readonly queue: FundingQueue,
    private readonly queries: FundingQueueQueries,
    private readonly loops: BackgroundLoops,
  ) {}

  onApplicationBootstrap(): void {
    this.loops.start({
      restMs: EVERY_MS,
      // The queue is tried again in a moment, here or by another instance.
      failure: 'the funding queue was not drained',
      logger: this.logger,
      work: (isEnding) => this.look(isEnding),
    });
  }

  private async look(isEnding: () => boolean): Promise<void> {
    const seen = await this.queries.outlook();
    if (seen === null) return;
    const isSame = this.futile?.seen === seen && performance.now() - this.futile.at < ANYWAY_MS;
    if (isSame) return;
    const drained = await this.queue.drain(() => !isEnding());
    const { begun: funded, expired, refused, finished } = drained;
    // If another instance is draining, wait for the result: it may be killed before it finishes.
    this.futile = finished && funded + expired + refused === 0 ? { seen, at: performance.now() } : null;
    if (funded + expired + refused > 0) {
      this.logger.log({ msg: 'funding queue', funded, expired, refused });
    }
  }
}
