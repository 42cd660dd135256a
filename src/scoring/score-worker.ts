import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { BackgroundLoops } from '../database/background-loops.js';
import { PATIENT, Transactions } from '../database/transactions.js';
import { Scorer, START_OF_LIST } from './scorer.service.js';
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
export class ScoreWorker implements OnApplicationBootstrap {
  private readonly logger = new Logger(ScoreWorker.name);

  constructor(
    private readonly transactions: Transactions,
    private readonly scorer: Scorer,
    private readonly queries: ScoresQueries,
    private readonly loops: BackgroundLoops,
  ) {}

  onApplicationBootstrap(): void {
    this.loops.start({
      restMs: (worked) => Math.min(REST_MS.most, Math.max(REST_MS.least, worked * REST_MS.times)),
      // The list is unchanged: the work goes on a second later, or in another instance.
      failure: 'scores could not be computed',
      logger: this.logger,
      work: (isEnding) => this.run(isEnding),
    });
  }

  private async run(isEnding: () => boolean): Promise<void> {
    if (!(await this.queries.isAnyDue())) return;
    for (let place: string | null = START_OF_LIST; place !== null && !isEnding();) {
      const from: string = place;
      place = await this.transactions.run((tx) => this.scorer.scoreDue(tx, from), PATIENT);
    }
  }
}
