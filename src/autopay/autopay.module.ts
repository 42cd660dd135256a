import { Module } from '@nestjs/common';
import { LoansModule } from '../loans/loans.module.js';
import { TransfersModule } from '../transfers/transfers.module.js';
import { AutopayController } from './autopay.controller.js';
import { AutopayDebits } from './autopay-debits.service.js';
import { AutopaySettings } from './autopay-settings.service.js';
import { AutopayStore } from './autopay-store.js';

/**
 * Owns debits that come by themselves: for whom, when, of how much, and when they end. It opens transfers and calls no
 * gateway. Refuses a loan on which nothing will fall due.
 */
@Module({
  imports: [TransfersModule, LoansModule],
  controllers: [AutopayController],
  providers: [AutopayStore, AutopayDebits, AutopaySettings],
  exports: [AutopayDebits],
})
export class AutopayModule {}
