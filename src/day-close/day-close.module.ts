import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AutopayModule } from '../autopay/autopay.module.js';
import { BankConfigModule } from '../bank-config/bank-config.module.js';
import { EventsModule } from '../events/events.module.js';
import { GatewaysModule } from '../gateways/gateways.module.js';
import { LoansModule } from '../loans/loans.module.js';
import { QuotesModule } from '../quotes/quotes.module.js';
import { ScoringModule } from '../scoring/scoring.module.js';
import { DayCloseChunks } from './day-close-chunks.js';
import { DayCloseDates } from './day-close-dates.js';
import { DayCloseRun } from './day-close-run.entity.js';
import { DayCloseSchedule } from './day-close-schedule.js';
import { DayCloseController } from './day-close.controller.js';
import { DayClosePreviews } from './day-close-preview.service.js';
import { DayCloseQueries } from './day-close.queries.js';
import { DayClose } from './day-close.service.js';
import { SandboxController } from './sandbox.controller.js';
import { SandboxClock } from './sandbox.service.js';

/**
 * Owns the close of business dates, and the clock of a sandbox. Refuses to close a date that is not over, and to move
 * the clock anywhere but in a sandbox.
 */
@Module({
  imports: [
    TypeOrmModule.forFeature([DayCloseRun]),
    BankConfigModule,
    AutopayModule,
    EventsModule,
    GatewaysModule,
    LoansModule,
    QuotesModule,
    ScoringModule,
  ],
  controllers: [DayCloseController, SandboxController],
  providers: [
    DayClose,
    DayCloseDates,
    DayCloseChunks,
    DayClosePreviews,
    DayCloseQueries,
    DayCloseSchedule,
    SandboxClock,
  ],
  exports: [DayClose, DayCloseQueries],
})
export class DayCloseModule {}
