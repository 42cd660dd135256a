import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { EventsModule } from '../events/events.module.js';
import { Autopay } from './autopay.entity.js';
import { Instrument } from './instrument.entity.js';
import { InstrumentsController } from './instruments.controller.js';
import { Instruments } from './instruments.service.js';
import { KnownBankAccounts } from './known-bank-accounts.js';
import { KnownGateways } from './known-gateways.js';
import { NotedTransfers } from './noted-transfers.js';
import { Proposal } from './proposal.entity.js';
import { Proposals } from './proposals.service.js';
import { PayoutStarts } from './payout-starts.service.js';
import { TransferStep } from './transfer-step.entity.js';
import { Transfer } from './transfer.entity.js';
import { TransfersController } from './transfers.controller.js';
import { TransfersQueries } from './transfers.queries.js';
import { Transfers } from './transfers.service.js';

/**
 * Owns transfers, their steps, the instruments people pay with, and which loans are collected by themselves. It calls no gateway and posts nothing, so that rooms
 * left of payments may open a transfer and show what is under way.
 */
@Module({
  imports: [TypeOrmModule.forFeature([Transfer, TransferStep, Instrument, Proposal, Autopay]), EventsModule],
  controllers: [TransfersController, InstrumentsController],
  providers: [
    Transfers,
    TransfersQueries,
    Instruments,
    KnownBankAccounts,
    KnownGateways,
    NotedTransfers,
    PayoutStarts,
    Proposals,
  ],
  exports: [
    Transfers,
    TransfersQueries,
    Instruments,
    KnownBankAccounts,
    KnownGateways,
    NotedTransfers,
    PayoutStarts,
    Proposals,
  ],
})
export class TransfersModule {}
