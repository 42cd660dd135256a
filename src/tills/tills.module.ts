import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { TransfersModule } from '../transfers/transfers.module.js';
import { TillCount } from './till-count.entity.js';
import { TillCounts } from './till-counts.service.js';
import { TillReceipt } from './till-receipt.entity.js';
import { TillReceiptsQueries } from './till-receipts.queries.js';
import { TillReceipts } from './till-receipts.service.js';

/** Owns the receipts of the counter and what was counted in the tills. Refuses a gap, and any change of a receipt. */
@Module({
  imports: [TypeOrmModule.forFeature([TillReceipt, TillCount]), TransfersModule],
  providers: [TillReceipts, TillReceiptsQueries, TillCounts],
  exports: [TillReceipts, TillReceiptsQueries, TillCounts],
})
export class TillsModule {}
