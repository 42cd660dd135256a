import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/auth.module.js';
import { BankModule } from '../bank/bank.module.js';
import { BankConfigModule } from '../bank-config/bank-config.module.js';
import { CustomersModule } from '../customers/customers.module.js';
import { LoanStatementsModule } from '../loan-statements/loan-statements.module.js';
import { LoansModule } from '../loans/loans.module.js';
import { PaymentsModule } from '../payments/payments.module.js';
import { ProviderStatementsModule } from '../provider-statements/provider-statements.module.js';
import { ProvidersModule } from '../providers/providers.module.js';
import { Documents } from './documents.service.js';
import { LoanDocumentsController } from './loan-documents.controller.js';
import { LoanOrders } from './loan-orders.js';
import { Press } from './press.js';
import { ProviderDocumentsController } from './provider-documents.controller.js';

/**
 * Owns the papers that people keep: agreements, receipts, letters and statements as PDF, in their language. Says nothing
 * that the API does not say to the same reader; changes nothing. Refuses what is too long for paper.
 */
@Module({
  imports: [
    AuthModule,
    BankModule,
    BankConfigModule,
    CustomersModule,
    ProvidersModule,
    LoansModule,
    PaymentsModule,
    LoanStatementsModule,
    ProviderStatementsModule,
  ],
  controllers: [LoanDocumentsController, ProviderDocumentsController],
  providers: [Documents, LoanOrders, Press],
})
export class DocumentsModule {}
