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

/** Deletes expired rows at start-up and once an hour. Safe on any number of instances: each row is deleted once. */
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

  /** Registers `sql` to run every hour. Modules register at start-up what they want to forget. */
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

  /** Deletes everything that is due now. Failures are logged and tried again an hour later. */
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
