import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { FundingModule } from '../funding/funding.module.js';
import { LedgerModule } from '../ledger/ledger.module.js';
import { LoansModule } from '../loans/loans.module.js';
import { ProvidersModule } from '../providers/providers.module.js';
import { ScoringModule } from '../scoring/scoring.module.js';
import { Payment } from './payment.entity.js';
import { LoanBooks } from './loan-books.service.js';
import { LoanStatementsController } from './loan-statements.controller.js';
import { LoanStatements } from './loan-statements.queries.js';
import { LoanFiles } from './loan-files.service.js';
import { PaymentPreviews } from './payment-previews.service.js';
import { PaymentReversal } from './payment-reversal.entity.js';
import { PaymentsController } from './payments.controller.js';
import { PaymentsQueries } from './payments.queries.js';
import { PaymentsService } from './payments.service.js';
import { ReversalsService } from './reversals.service.js';

/** Owns repayments and their split. Refuses a payment above the balance, and any change of a payment. */
@Module({
  imports: [
    TypeOrmModule.forFeature([Payment, PaymentReversal]),
    LoansModule,
    FundingModule,
    ProvidersModule,
    ScoringModule,
    LedgerModule,
  ],
  controllers: [PaymentsController, LoanStatementsController],
  providers: [
    LoanStatements,
    PaymentsService,
    LoanFiles,
    LoanBooks,
    ReversalsService,
    PaymentPreviews,
    PaymentsQueries,
  ],
  exports: [LoanFiles, LoanBooks, PaymentsService],
})
export class PaymentsModule {}
