import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { BackgroundLoops } from '../database/background-loops.js';
import { FundingQueue } from './funding-queue.service.js';
import { FundingQueueQueries } from './funding-queue.queries.js';

const EVERY_MS = 300;
/** What no look at the database shows, such as a cap that a repayment freed, is tried again after this. */
const ANYWAY_MS = 15_000;

/**
 * Looks whether loans wait and money is there, and drains the queue when something changed since the last time that
 * nothing could be funded. Every instance may; in the database they take turns.
 */
@Injectable()
export class QueueSchedule implements OnApplicationBootstrap {
  private readonly logger = new Logger(QueueSchedule.name);
  /** What the queue and the market looked like when nothing could be funded, and when that was. */
  private futile: { seen: string; at: number } | null = null;

  constructor(
    private readonly queue: FundingQueue,
    private readonly queries: FundingQueueQueries,
    private readonly loops: BackgroundLoops,
  ) {}

  onApplicationBootstrap(): void {
    this.loops.start({
      restMs: EVERY_MS,
      // It is looked at again in a moment, here or by another instance.
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
    // Where another instance is at it, only the end of its work tells; it may be killed before.
    this.futile = finished && funded + expired + refused === 0 ? { seen, at: performance.now() } : null;
    if (funded + expired + refused > 0) {
      this.logger.log({ msg: 'funding queue', funded, expired, refused });
    }
  }
}
