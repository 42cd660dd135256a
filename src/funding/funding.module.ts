import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { LedgerModule } from '../ledger/ledger.module.js';
import { ProvidersModule } from '../providers/providers.module.js';
import { AllocationRun } from './allocation-run.entity.js';
import { Funding } from './funding.entity.js';
import { FundingsController } from './fundings.controller.js';
import { FundingsQueries } from './fundings.queries.js';
import { FundingsService } from './fundings.service.js';
import { LoanFundAllocator } from './loan-fund-allocator.js';
import { ReceiptsController } from './receipts.controller.js';
import { ReceiptsQueries } from './receipts.queries.js';

/** Owns who lends how much on which loan. Refuses to fund a loan in part. */
@Module({
  imports: [TypeOrmModule.forFeature([Funding, AllocationRun]), ProvidersModule, LedgerModule],
  controllers: [FundingsController, ReceiptsController],
  providers: [LoanFundAllocator, FundingsService, FundingsQueries, ReceiptsQueries],
  exports: [LoanFundAllocator, FundingsService],
})
export class FundingModule {}
