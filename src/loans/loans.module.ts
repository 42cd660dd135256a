import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { EventsModule } from '../events/events.module.js';
import { TransfersModule } from '../transfers/transfers.module.js';
import { LoanStore } from './loan-store.js';
import { LoanEvent } from './loan-event.entity.js';
import { LoanEvents } from './loan-events.js';
import { LoanPreviews } from './loan-previews.js';
import { Loan } from './loan.entity.js';
import { LoanFiguresUpkeep } from './loan-figures-upkeep.js';
import { LoansController } from './loans.controller.js';
import { LoansQueries } from './loans.queries.js';
import { QueueEntry } from './queue-entry.entity.js';

/** Owns loans, their terms, summaries and events, and their entries in the funding queue. */
@Module({
  imports: [TypeOrmModule.forFeature([Loan, LoanEvent, QueueEntry]), EventsModule, TransfersModule],
  controllers: [LoansController],
  providers: [LoansQueries, LoanStore, LoanEvents, LoanPreviews, LoanFiguresUpkeep],
  exports: [LoanStore, LoanEvents, LoanPreviews, LoansQueries],
})
export class LoansModule {}
