import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Metrics } from '../runtime/metrics.js';
import { LetterTable } from './letter-table.js';

/** Tells operators how many letters wait, and how many nobody will get unless somebody looks. */
@Injectable()
export class LetterMetrics implements OnModuleInit {
  constructor(
    private readonly metrics: Metrics,
    private readonly table: LetterTable,
  ) {}

  onModuleInit(): void {
    const backlog = () => this.table.run((tx) => this.table.work.backlog(tx));
    this.metrics.gauge(
      'notifications_waiting',
      'Letters to be sent, now or later',
      async () => (await backlog()).waiting,
    );
    this.metrics.gauge(
      'notifications_oldest_seconds',
      'How long the most overdue letter has been due',
      async () => (await backlog()).oldestSeconds,
    );
    this.metrics.gauge('notifications_failed', 'Letters that failed for good and were not sent again', () =>
      this.table.failed(),
    );
  }
}
