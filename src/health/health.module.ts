import { Module } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { FundingQueueModule } from '../funding-queue/funding-queue.module.js';
import { LedgerModule } from '../ledger/ledger.module.js';
import { ServicingModule } from '../servicing/servicing.module.js';
import { BankMetrics } from './bank-metrics.js';
import { HealthController } from './health.controller.js';
import { HealthQueries } from './health.queries.js';
import { MetricsController } from './metrics.controller.js';

/** Owns what operators ask: alive, ready, metrics. */
@Module({
  imports: [TerminusModule.forRoot({ logger: false }), LedgerModule, FundingQueueModule, ServicingModule],
  controllers: [HealthController, MetricsController],
  providers: [HealthQueries, BankMetrics],
})
export class HealthModule {}
