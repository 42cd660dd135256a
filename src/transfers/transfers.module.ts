import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Instrument } from './instrument.entity.js';
import { TransferStep } from './transfer-step.entity.js';
import { Transfer } from './transfer.entity.js';

/**
 * Owns transfers, their steps, and the instruments people pay with. It calls no gateway and posts nothing, so that rooms
 * left of payments may open a transfer and show what is under way.
 */
@Module({
  imports: [TypeOrmModule.forFeature([Transfer, TransferStep, Instrument])],
})
export class TransfersModule {}
