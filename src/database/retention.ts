import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { APP_CONFIG, type AppConfig } from '../config.js';
import { DatabaseState } from './database-state.js';
import { PATIENT, Transactions } from './transactions.js';

const HOUR_MS = 3_600_000;

/** Deletes what is kept for a time only, at start and once an hour. Safe on any number of instances: a row is deleted once. */
@Injectable()
export class Retention implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(Retention.name);
  private readonly deletions = new Map<string, string>([
    ['Idempotency-Keys', "DELETE FROM idempotency_keys WHERE created_at < now() - interval '30 days'"],
  ]);
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly transactions: Transactions,
    private readonly database: DatabaseState,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  /** From now on `sql` runs every hour; modules name what of theirs is to be forgotten at start-up. */
  forget(what: string, sql: string): void {
    this.deletions.set(what, sql);
  }

  onApplicationBootstrap(): void {
    if (!this.config.backgroundWork) return;
    void this.run();
    this.timer = setInterval(() => void this.run(), HOUR_MS).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  /** Deletes all that is due now; what fails is logged, and tried again an hour later. */
  async run(): Promise<void> {
    for (const [what, sql] of this.deletions) {
      try {
        await this.transactions.run((tx) => tx.query(sql), PATIENT);
      } catch (error) {
        this.database.report(this.logger, { msg: `old ${what} could not be deleted` }, error);
      }
    }
  }
}
