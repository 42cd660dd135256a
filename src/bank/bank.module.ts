import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { BankConfigModule } from '../bank-config/bank-config.module.js';
import { TransfersModule } from '../transfers/transfers.module.js';
import { BankController } from './bank.controller.js';
import { BankLogoController } from './bank-logo.controller.js';
import { BankLogo } from './bank-logo.entity.js';
import { BankLogos } from './bank-logo.service.js';
import { BankQueries } from './bank.queries.js';

/** Owns what a stranger may know of the bank, and its picture. Refuses files that pages or documents could not show. */
@Module({
  imports: [TypeOrmModule.forFeature([BankLogo]), BankConfigModule, TransfersModule],
  controllers: [BankController, BankLogoController],
  providers: [BankQueries, BankLogos],
  exports: [BankQueries],
})
export class BankModule {}
