import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { DatabaseState } from '../database/database-state.js';
import { Lifecycle } from '../runtime/lifecycle.js';
import { PATIENT, Transactions } from '../database/transactions.js';
import { APP_CONFIG, type AppConfig } from '../config.js';
import { Scorer } from './scorer.service.js';
import { ScoresQueries } from './scores.queries.js';

/**
 * How long it rests (ms): `times` as long as it worked, between `least` and `most`, so that it takes little of the
 * database's time.
 */
const REST_MS = { least: 1000, times: 20, most: 5000 };

/**
 * Scores the customers on the list, every second. Every instance may run it: they take turns, and each score is
 * computed once.
 */
@Injectable()
export class ScoreWorker implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(ScoreWorker.name);
  private timer: NodeJS.Timeout | undefined;
  private running = Promise.resolve();
  private stopping = false;

  constructor(
    private readonly transactions: Transactions,
    private readonly scorer: Scorer,
    private readonly queries: ScoresQueries,
    private readonly lifecycle: Lifecycle,
    private readonly database: DatabaseState,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  onApplicationBootstrap(): void {
    if (this.config.backgroundWork) this.restThenRun(REST_MS.least);
  }

  /** Work in progress ends before the connections are closed. */
  async onModuleDestroy(): Promise<void> {
    this.stopping = true;
    clearTimeout(this.timer);
    await this.running;
  }

  private restThenRun(ms: number): void {
    this.timer = setTimeout(() => {
      const started = performance.now();
      this.running = this.run().then(() => {
        const worked = performance.now() - started;
        const rest = Math.min(REST_MS.most, Math.max(REST_MS.least, worked * REST_MS.times));
        if (!this.isEnding()) this.restThenRun(rest);
      });
    }, ms).unref();
  }

  private async run(): Promise<void> {
    try {
      if (!(await this.queries.isAnyDue())) return;
      while (!this.isEnding() && (await this.transactions.run((tx) => this.scorer.scoreDue(tx), PATIENT)));
    } catch (error) {
      // The list is unchanged: the work goes on a second later, or in another instance.
      if (!this.isEnding()) {
        this.database.report(this.logger, { msg: 'scores could not be computed' }, error);
      }
    }
  }

  private isEnding(): boolean {
    return this.stopping || this.lifecycle.draining;
  }
}
