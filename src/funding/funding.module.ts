import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ProvidersModule } from '../providers/providers.module.js';
import { AllocationRun } from './allocation-run.entity.js';
import { Funding } from './funding.entity.js';
import { FundingsController } from './fundings.controller.js';
import { FundingsQueries } from './fundings.queries.js';
import { FundingsService } from './fundings.service.js';
import { LoanFundAllocator } from './loan-fund-allocator.js';

/** Owns who lends how much on which loan. Refuses to fund a loan in part. */
@Module({
  imports: [TypeOrmModule.forFeature([Funding, AllocationRun]), ProvidersModule],
  controllers: [FundingsController],
  providers: [LoanFundAllocator, FundingsService, FundingsQueries],
  exports: [LoanFundAllocator, FundingsService],
})
export class FundingModule {}
