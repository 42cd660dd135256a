import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { BankConfigModule } from '../bank-config/bank-config.module.js';
import { GatewaysModule } from '../gateways/gateways.module.js';
import { ReconciliationModule } from '../reconciliation/reconciliation.module.js';
import { TransfersModule } from '../transfers/transfers.module.js';
import { PayoutFile } from './payout-file.entity.js';
import { PayoutFileOrders } from './payout-file-orders.service.js';
import { PayoutFilesController } from './payout-files.controller.js';
import { PayoutFilesQueries } from './payout-files.queries.js';
import { PayoutFiles } from './payout-files.service.js';

/** Owns the files that order a bank to pay. Refuses to write a payout into a second one. */
@Module({
  imports: [
    TypeOrmModule.forFeature([PayoutFile]),
    BankConfigModule,
    GatewaysModule,
    ReconciliationModule,
    TransfersModule,
  ],
  controllers: [PayoutFilesController],
  providers: [PayoutFiles, PayoutFileOrders, PayoutFilesQueries],
  exports: [PayoutFiles, PayoutFilesQueries],
})
export class PayoutFilesModule {}
