import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { BankConfigModule } from '../bank-config/bank-config.module.js';
import { CustomersModule } from '../customers/customers.module.js';
import { FundingModule } from '../funding/funding.module.js';
import { LedgerModule } from '../ledger/ledger.module.js';
import { ProvidersModule } from '../providers/providers.module.js';
import { ScoringModule } from '../scoring/scoring.module.js';
import { ConfigPreviewController } from './config-preview.controller.js';
import { ConfigPreview } from './config-preview.js';
import { LoanAccounts } from './loan-accounts.js';
import { LoanPreviews } from './loan-previews.js';
import { LoanWishes } from './loan-wishes.service.js';
import { LoanProof } from './loan-proof.js';
import { Disbursement } from './disbursement.service.js';
import { LoanEvent } from './loan-event.entity.js';
import { LoanEvents } from './loan-events.js';
import { Loan } from './loan.entity.js';
import { LoansController } from './loans.controller.js';
import { LoansQueries } from './loans.queries.js';
import { LoansService } from './loans.service.js';
import { QueueEntries } from './queue-entries.js';
import { QueueEntry } from './queue-entry.entity.js';
import { Quote } from './quote.entity.js';
import { QuotesController } from './quotes.controller.js';
import { QuotesQueries } from './quotes.queries.js';
import { QuotesService } from './quotes.service.js';
import { WriteOff } from './write-off.entity.js';

/** Owns loans from request to pay-out, and their terms. Refuses a loan that is not funded to the last unit. */
@Module({
  imports: [
    TypeOrmModule.forFeature([Loan, LoanEvent, WriteOff, Quote, QueueEntry]),
    CustomersModule,
    ScoringModule,
    BankConfigModule,
    ProvidersModule,
    FundingModule,
    LedgerModule,
  ],
  controllers: [LoansController, QuotesController, ConfigPreviewController],
  providers: [
    LoanWishes,
    QuotesService,
    QuotesQueries,
    ConfigPreview,
    LoansService,
    LoansQueries,
    Disbursement,
    LoanAccounts,
    LoanEvents,
    LoanPreviews,
    LoanProof,
    QueueEntries,
  ],
  exports: [LoanAccounts, LoanEvents, LoanPreviews, LoansQueries, QueueEntries, QuotesService, Disbursement],
})
export class LoansModule {}
