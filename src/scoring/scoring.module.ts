import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { BankConfigModule } from '../bank-config/bank-config.module.js';
import { EventsModule } from '../events/events.module.js';
import { LedgerModule } from '../ledger/ledger.module.js';
import { CreditScoreRecord } from './credit-score.entity.js';
import { CustomerScoresController } from './customer-scores.controller.js';
import { ScoreQueue } from './score-queue.js';
import { ScoreWorker } from './score-worker.js';
import { Scorer } from './scorer.service.js';
import { ScoresController } from './scores.controller.js';
import { ScoresQueries } from './scores.queries.js';

/** Owns customers' credit scores, their history and reasons. Refuses to show a customer's score to another customer. */
@Module({
  imports: [TypeOrmModule.forFeature([CreditScoreRecord]), BankConfigModule, EventsModule, LedgerModule],
  controllers: [ScoresController, CustomerScoresController],
  providers: [ScoreQueue, Scorer, ScoreWorker, ScoresQueries],
  exports: [ScoreQueue, Scorer, ScoresQueries],
})
export class ScoringModule {}
