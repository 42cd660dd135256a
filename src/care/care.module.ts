import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { LoansModule } from '../loans/loans.module.js';
import { Assignments } from './assignments.service.js';
import { CollectionCase } from './collection-case.entity.js';
import { CollectionsController } from './collections.controller.js';
import { NotesController } from './notes.controller.js';
import { NotesQueries } from './notes.queries.js';
import { NotesService } from './notes.service.js';
import { PaymentPromise } from './payment-promise.entity.js';
import { PromisesController } from './promises.controller.js';
import { PromisesQueries } from './promises.queries.js';
import { PromisesService } from './promises.service.js';

/**
 * Owns what staff do about people and late loans: notes of contact, promises to pay, and who works on which loan. No
 * money moves here. Refuses a second open promise on a loan.
 */
@Module({
  imports: [TypeOrmModule.forFeature([PaymentPromise, CollectionCase]), LoansModule],
  controllers: [NotesController, PromisesController, CollectionsController],
  providers: [NotesService, NotesQueries, PromisesService, PromisesQueries, Assignments],
})
export class CareModule {}
