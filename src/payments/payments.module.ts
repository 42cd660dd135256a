import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuthModule } from '../auth/auth.module.js';
import { BankConfigModule } from '../bank-config/bank-config.module.js';
import { FundingModule } from '../funding/funding.module.js';
import { LedgerModule } from '../ledger/ledger.module.js';
import { LoansModule } from '../loans/loans.module.js';
import { ProvidersModule } from '../providers/providers.module.js';
import { ScoringModule } from '../scoring/scoring.module.js';
import { Payment } from './payment.entity.js';
import { LoanChangeWriter } from './loan-change-writer.service.js';
import { LoanUndoController } from './loan-undo.controller.js';
import { LoanUndo } from './loan-undo.service.js';
import { LoanSnapshots } from './loan-snapshots.service.js';
import { CustomersModule } from '../customers/customers.module.js';
import { TillsModule } from '../tills/tills.module.js';
import { TransfersModule } from '../transfers/transfers.module.js';
import { BankLosses } from './bank-losses.service.js';
import { BankLossesController } from './bank-losses.controller.js';
import { CollectController } from './collect.controller.js';
import { CreditRefunds } from './credit-refunds.service.js';
import { CreditPayments } from './credit-payments.service.js';
import { CustomerCredit } from './customer-credit.js';
import { CustomerCreditController } from './customer-credit.controller.js';
import { InstrumentPayments } from './instrument-payments.service.js';
import { PaymentInstallments } from './payment-installments.queries.js';
import { PaymentPreviews } from './payment-previews.service.js';
import { PaymentReversal } from './payment-reversal.entity.js';
import { PaymentsController } from './payments.controller.js';
import { PaymentsQueries } from './payments.queries.js';
import { PaymentsService } from './payments.service.js';
import { ReceiptedPayments } from './receipted-payments.service.js';
import { ReversalsService } from './reversals.service.js';
import { WriteOff } from './write-off.entity.js';
import { WriteOffsController } from './write-offs.controller.js';
import { WriteOffsService } from './write-offs.service.js';

/**
 * Owns repayments, their split and reversal, write-offs, and the undoing of loans. Refuses a payment above the balance,
 * any change of a payment, a write-off of a loan that is not in default, and to undo a loan whose money has left.
 */
@Module({
  imports: [
    TypeOrmModule.forFeature([Payment, PaymentReversal, WriteOff]),
    AuthModule,
    LoansModule,
    FundingModule,
    ProvidersModule,
    ScoringModule,
    LedgerModule,
    BankConfigModule,
    TransfersModule,
    CustomersModule,
    TillsModule,
  ],
  controllers: [
    CollectController,
    PaymentsController,
    CustomerCreditController,
    BankLossesController,
    WriteOffsController,
    LoanUndoController,
  ],
  providers: [
    PaymentInstallments,
    PaymentsService,
    ReceiptedPayments,
    InstrumentPayments,
    CustomerCredit,
    CreditPayments,
    CreditRefunds,
    BankLosses,
    LoanSnapshots,
    LoanChangeWriter,
    ReversalsService,
    PaymentPreviews,
    PaymentsQueries,
    WriteOffsService,
    LoanUndo,
  ],
  exports: [LoanSnapshots, LoanChangeWriter, PaymentsService, PaymentsQueries, PaymentInstallments],
})
export class PaymentsModule {}
