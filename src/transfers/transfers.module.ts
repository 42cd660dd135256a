import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Instrument } from './instrument.entity.js';
import { InstrumentsController } from './instruments.controller.js';
import { Instruments } from './instruments.service.js';
import { KnownGateways } from './known-gateways.js';
import { PayoutStarts } from './payout-starts.service.js';
import { TransferStep } from './transfer-step.entity.js';
import { Transfer } from './transfer.entity.js';
import { TransfersController } from './transfers.controller.js';
import { TransfersQueries } from './transfers.queries.js';
import { Transfers } from './transfers.service.js';

/**
 * Owns transfers, their steps, and the instruments people pay with. It calls no gateway and posts nothing, so that rooms
 * left of payments may open a transfer and show what is under way.
 */
@Module({
  imports: [TypeOrmModule.forFeature([Transfer, TransferStep, Instrument])],
  controllers: [TransfersController, InstrumentsController],
  providers: [Transfers, TransfersQueries, Instruments, KnownGateways, PayoutStarts],
  exports: [Transfers, TransfersQueries, Instruments, KnownGateways, PayoutStarts],
})
export class TransfersModule {}
