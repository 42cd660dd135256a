import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Transactions } from '../database/transactions.js';
import { Metrics } from '../runtime/metrics.js';
import { Gateways } from './gateways.service.js';
import { TransferProgress } from './transfer-progress.service.js';

/** Tells operators how much work waits at gateways, where there are any. */
@Injectable()
export class TransferMetrics implements OnModuleInit {
  constructor(
    private readonly metrics: Metrics,
    private readonly gateways: Gateways,
    private readonly progress: TransferProgress,
    private readonly transactions: Transactions,
  ) {}

  onModuleInit(): void {
    if (this.gateways.all.length === 0) return;
    const backlog = () => this.transactions.run((tx) => this.progress.work.backlog(tx));
    this.metrics.gauge(
      'transfers_waiting',
      'Transfers to be sent or looked at, now or later',
      async () => (await backlog()).waiting,
    );
    this.metrics.gauge(
      'transfers_oldest_seconds',
      'How long the most overdue transfer has been due',
      async () => (await backlog()).oldestSeconds,
    );
  }
}
