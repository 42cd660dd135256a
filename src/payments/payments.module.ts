import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { FundingModule } from '../funding/funding.module.js';
import { LedgerModule } from '../ledger/ledger.module.js';
import { LoansModule } from '../loans/loans.module.js';
import { ProvidersModule } from '../providers/providers.module.js';
import { Payment } from './payment.entity.js';
import { PaymentProcessor } from './payment-processor.service.js';
import { PaymentsController } from './payments.controller.js';
import { PaymentsQueries } from './payments.queries.js';
import { PaymentsService } from './payments.service.js';

/** Owns repayments and their split. Refuses a payment above the balance, and any change of a payment. */
@Module({
  imports: [TypeOrmModule.forFeature([Payment]), LoansModule, FundingModule, ProvidersModule, LedgerModule],
  controllers: [PaymentsController],
  providers: [PaymentsService, PaymentProcessor, PaymentsQueries],
})
export class PaymentsModule {}
