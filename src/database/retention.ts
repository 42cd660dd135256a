import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { BackgroundLoops } from './background-loops.js';
import { DatabaseState } from './database-state.js';
import { PATIENT, Transactions, type Tx } from './transactions.js';

const HOUR_MS = 3_600_000;

/** Deletes expired rows at start-up and once an hour. Safe on any number of instances: each row is deleted once. */
@Injectable()
export class Retention implements OnApplicationBootstrap {
  private readonly logger = new Logger(Retention.name);
  private readonly deletions = new Map<string, (tx: Tx) => Promise<unknown>>();

  constructor(
    private readonly transactions: Transactions,
    private readonly database: DatabaseState,
    private readonly loops: BackgroundLoops,
  ) {
    this.forget(
      'Idempotency-Keys',
      "DELETE FROM idempotency_keys WHERE created_at < now() - interval '30 days'",
    );
  }

  /** Registers what is to be done every hour. Modules register at start-up what they want to forget. */
  forget(what: string, how: string | ((tx: Tx) => Promise<unknown>)): void {
    this.deletions.set(what, typeof how === 'string' ? (tx) => tx.query(how) : how);
  }

  onApplicationBootstrap(): void {
    this.loops.start({
      restMs: HOUR_MS,
      atOnce: true,
      failure: 'what is kept for a time only could not be deleted',
      logger: this.logger,
      work: (isEnding) => this.run(isEnding),
    });
  }

  /** Deletes everything that is due now. Failures are logged and tried again an hour later. */
  async run(isEnding = () => false): Promise<void> {
    for (const [what, forget] of this.deletions) {
      if (isEnding()) return;
      try {
        await this.transactions.run(forget, PATIENT);
      } catch (error) {
        this.database.report(this.logger, { msg: `old ${what} could not be deleted` }, error);
      }
    }
  }
}
