import { Module, type DynamicModule } from '@nestjs/common';
import { APP_CONFIG, type AppConfig } from '../config.js';
import { AuditLog } from '../http/audit-log.js';
import { BackgroundLoops } from '../database/background-loops.js';
import { Clock } from '../database/clock.js';
import { DatabaseState } from '../database/database-state.js';
import { Retention } from '../database/retention.js';
import { Idempotency } from './idempotency.js';
import { Lifecycle } from '../runtime/lifecycle.js';
import { Metrics } from '../runtime/metrics.js';
import { MoneyCommands } from './money-commands.js';
import { QuickReads } from '../database/quick-reads.js';
import { Replicas } from '../database/replicas.js';
import { SecretRotation } from '../database/secret-rotation.js';
import { Secrets } from '../database/secrets.js';
import { ShortNumbers } from '../database/short-numbers.js';
import { Transactions } from '../database/transactions.js';

const SHARED = [
  Clock,
  Transactions,
  QuickReads,
  Replicas,
  ShortNumbers,
  Idempotency,
  BackgroundLoops,
  Retention,
  Lifecycle,
  Metrics,
  MoneyCommands,
  AuditLog,
  Secrets,
  SecretRotation,
];

/** What every feature uses: settings, time, transactions, money commands. It depends on no feature. */
@Module({})
export class CommandsModule {
  static of(config: AppConfig, state: DatabaseState): DynamicModule {
    const providers = [
      { provide: APP_CONFIG, useValue: config },
      { provide: DatabaseState, useValue: state },
      ...SHARED,
    ];
    return { module: CommandsModule, global: true, providers, exports: providers };
  }
}
