import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/auth.module.js';
import { BankConfigModule } from '../bank-config/bank-config.module.js';
import { CustomersModule } from '../customers/customers.module.js';
import { FundingModule } from '../funding/funding.module.js';
import { LedgerModule } from '../ledger/ledger.module.js';
import { LoansModule } from '../loans/loans.module.js';
import { ProvidersModule } from '../providers/providers.module.js';
import { QuotesModule } from '../quotes/quotes.module.js';
import { ScoringModule } from '../scoring/scoring.module.js';
import { TransfersModule } from '../transfers/transfers.module.js';
import { Disbursement } from './disbursement.service.js';
import { FundingQueueController } from './funding-queue.controller.js';
import { FundingQueueQueries } from './funding-queue.queries.js';
import { FundingQueue } from './funding-queue.service.js';
import { GrantBooks } from './grant-books.js';
import { LoanApplications } from './loan-applications.service.js';
import { LoanPayouts } from './loan-payouts.js';
import { LoanRequestsController } from './loan-requests.controller.js';
import { LoanRequests } from './loan-requests.service.js';
import { QueueEntries } from './queue-entries.js';
import { QueueFunding } from './queue-funding.js';
import { QueueLeaving } from './queue-leaving.js';
import { QueueLine } from './queue-line.js';
import { QueueSchedule } from './queue-schedule.js';

/**
 * Owns the way from a request to a paid-out loan, including the wait for money. Refuses to fund a loan in part, out of
 * turn or twice.
 */
@Module({
  imports: [
    AuthModule,
    BankConfigModule,
    CustomersModule,
    ScoringModule,
    ProvidersModule,
    FundingModule,
    LoansModule,
    QuotesModule,
    LedgerModule,
    TransfersModule,
  ],
  controllers: [LoanRequestsController, FundingQueueController],
  providers: [
    LoanRequests,
    LoanApplications,
    Disbursement,
    GrantBooks,
    LoanPayouts,
    QueueEntries,
    FundingQueue,
    QueueFunding,
    QueueLeaving,
    QueueLine,
    FundingQueueQueries,
    QueueSchedule,
  ],
  exports: [FundingQueue, FundingQueueQueries],
})
export class OriginationModule {}
