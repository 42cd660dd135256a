import { Module } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { OriginationModule } from '../origination/origination.module.js';
import { ProofModule } from '../proof/proof.module.js';
import { DayCloseModule } from '../day-close/day-close.module.js';
import { BankMetrics } from './bank-metrics.js';
import { DatabaseMetrics } from './database-metrics.js';
import { HealthController } from './health.controller.js';
import { HealthQueries } from './health.queries.js';
import { MetricsController } from './metrics.controller.js';

/** Owns what operators ask for: liveness, readiness, metrics. */
@Module({
  imports: [TerminusModule.forRoot({ logger: false }), ProofModule, OriginationModule, DayCloseModule],
  controllers: [HealthController, MetricsController],
  providers: [HealthQueries, BankMetrics, DatabaseMetrics],
})
export class HealthModule {}
