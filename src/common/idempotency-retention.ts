import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from './clock.js';
import { DatabaseState } from './database-state.js';
import { PATIENT, Transactions } from './transactions.js';

const HOUR_MS = 3_600_000;
const KEPT_MS = 30 * 24 * HOUR_MS;

/** Forgets answers after 30 days. Safe on any number of instances: a row is deleted once. */
@Injectable()
export class IdempotencyRetention implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(IdempotencyRetention.name);
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly database: DatabaseState,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.forget().catch((error: unknown) => {
        this.database.report(this.logger, { msg: 'old Idempotency-Keys could not be deleted' }, error);
      });
    }, HOUR_MS).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  /** Deletes what is older than 30 days. */
  async forget(): Promise<void> {
    await this.transactions.run(
      (tx) =>
        tx.query('DELETE FROM idempotency_keys WHERE created_at < $1', [
          new Date(this.clock.now().getTime() - KEPT_MS),
        ]),
      PATIENT,
    );
  }
}
