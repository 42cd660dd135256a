import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuthModule } from '../auth/auth.module.js';
import { BankConfigModule } from '../bank-config/bank-config.module.js';
import { CustomersModule } from '../customers/customers.module.js';
import { FundingModule } from '../funding/funding.module.js';
import { ConfigPreviewController } from './config-preview.controller.js';
import { ConfigPreview } from './config-preview.js';
import { EstimatesController } from './estimates.controller.js';
import { Estimates } from './estimates.js';
import { QueueHolders } from './queue-holders.js';
import { Quote } from './quote.entity.js';
import { QuotesController } from './quotes.controller.js';
import { QuotesQueries } from './quotes.queries.js';
import { QuotesService } from './quotes.service.js';

/**
 * Owns what a loan would cost: quotes, estimates for strangers, and the preview of a configuration. Refuses to use a
 * quote twice, or too late.
 */
@Module({
  imports: [TypeOrmModule.forFeature([Quote]), AuthModule, CustomersModule, BankConfigModule, FundingModule],
  controllers: [EstimatesController, QuotesController, ConfigPreviewController],
  providers: [QuotesService, QuotesQueries, QueueHolders, ConfigPreview, Estimates],
  exports: [QuotesService, QueueHolders],
})
export class QuotesModule {}
