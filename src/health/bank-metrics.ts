import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { Clock } from '../database/clock.js';
import { Metrics } from '../runtime/metrics.js';
import { FundingQueueQueries } from '../origination/funding-queue.queries.js';
import { ProofReport } from '../proof/proof-report.js';
import { DayCloseQueries } from '../day-close/day-close.queries.js';

/** What a bank wants alerts for: books that do not balance, dates that are not closed, a growing queue. */
@Injectable()
export class BankMetrics implements OnModuleInit {
  constructor(
    private readonly metrics: Metrics,
    private readonly proof: ProofReport,
    private readonly dayCloses: DayCloseQueries,
    private readonly queue: FundingQueueQueries,
    private readonly clock: Clock,
    @InjectDataSource() private readonly db: DataSource,
  ) {}

  onModuleInit(): void {
    this.metrics.gauge(
      'proof_failed_checks',
      'Invariants that failed in the last full proof by this instance',
      () => this.proof.last?.failedChecks ?? null,
    );
    this.metrics.gauge('proof_made_timestamp_seconds', 'When this instance last proved everything', () =>
      this.proof.last === null ? null : this.proof.last.madeAt.getTime() / 1000,
    );
    this.metrics.gauge('day_close_days_behind', 'Business dates that are over but not closed', async () =>
      this.dayCloses.daysBehind(await this.clock.businessDate(this.db)),
    );
    this.metrics.gauge('books_unsealed_days', 'Closed business dates that are not proved and sealed', () =>
      this.proof.unsealedDays(),
    );
    this.metrics.gauge(
      'funding_queue_loans',
      'Loans waiting for money',
      async () => (await this.queue.backlog()).waiting,
    );
    this.metrics.gauge(
      'funding_queue_oldest_seconds',
      'How long the loan that waits longest has waited for money',
      async () => (await this.queue.backlog()).oldestSeconds,
    );
  }
}
