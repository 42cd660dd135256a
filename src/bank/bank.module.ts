import { Module } from '@nestjs/common';
import { BankConfigModule } from '../bank-config/bank-config.module.js';
import { TransfersModule } from '../transfers/transfers.module.js';
import { BankController } from './bank.controller.js';
import { BankQueries } from './bank.queries.js';

/** Owns what a stranger may know of the bank. */
@Module({
  imports: [BankConfigModule, TransfersModule],
  controllers: [BankController],
  providers: [BankQueries],
})
export class BankModule {}
