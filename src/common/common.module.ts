import { Module, type DynamicModule } from '@nestjs/common';
import { APP_CONFIG, type AppConfig } from '../config.js';
import { AuditLog } from './audit-log.js';
import { Clock } from './clock.js';
import { DatabaseState } from './database-state.js';
import { Retention } from './retention.js';
import { Idempotency } from './idempotency.js';
import { Lifecycle } from './lifecycle.js';
import { Metrics } from './metrics.js';
import { MoneyCommands } from './money-commands.js';
import { Replicas } from './replicas.js';
import { Transactions } from './transactions.js';

const SHARED = [
  Clock,
  Transactions,
  Replicas,
  Idempotency,
  Retention,
  Lifecycle,
  Metrics,
  MoneyCommands,
  AuditLog,
];

/** What every feature uses: settings, time, transactions, money commands. Knows no feature. */
@Module({})
export class CommonModule {
  static of(config: AppConfig, state: DatabaseState): DynamicModule {
    const providers = [
      { provide: APP_CONFIG, useValue: config },
      { provide: DatabaseState, useValue: state },
      ...SHARED,
    ];
    return { module: CommonModule, global: true, providers, exports: providers };
  }
}
