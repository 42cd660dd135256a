import { Module } from '@nestjs/common';
import { BankConfigModule } from '../bank-config/bank-config.module.js';
import { CustomersModule } from '../customers/customers.module.js';
import { FundingModule } from '../funding/funding.module.js';
import { LedgerModule } from '../ledger/ledger.module.js';
import { LoansModule } from '../loans/loans.module.js';
import { FundingQueueController } from './funding-queue.controller.js';
import { FundingQueueQueries } from './funding-queue.queries.js';
import { FundingQueue } from './funding-queue.service.js';
import { QueueFunding } from './queue-funding.js';
import { QueueLeaving } from './queue-leaving.js';
import { QueueLine } from './queue-line.js';
import { QueueProof } from './queue-proof.js';
import { QueueSchedule } from './queue-schedule.js';

/** Owns the wait of loans for money. Refuses to fund one out of turn, in part, or twice. */
@Module({
  imports: [BankConfigModule, CustomersModule, FundingModule, LoansModule, LedgerModule],
  controllers: [FundingQueueController],
  providers: [
    FundingQueue,
    QueueFunding,
    QueueLeaving,
    QueueLine,
    FundingQueueQueries,
    QueueSchedule,
    QueueProof,
  ],
  exports: [FundingQueue, FundingQueueQueries],
})
export class FundingQueueModule {}
