import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuthModule } from '../auth/auth.module.js';
import { EventsModule } from '../events/events.module.js';
import { LoansModule } from '../loans/loans.module.js';
import { Assignments } from './assignments.service.js';
import { CareRequest } from './care-request.entity.js';
import { CareRequestsController } from './care-requests.controller.js';
import { CareRequestsQueries } from './care-requests.queries.js';
import { CareRequestsService } from './care-requests.service.js';
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
 * Owns what staff do about people and late loans: notes of contact, promises to pay, who works on which loan, and what
 * borrowers ask for. No money moves here. Refuses a second open promise or request on a loan.
 */
@Module({
  imports: [
    TypeOrmModule.forFeature([PaymentPromise, CollectionCase, CareRequest]),
    AuthModule,
    EventsModule,
    LoansModule,
  ],
  controllers: [NotesController, PromisesController, CollectionsController, CareRequestsController],
  providers: [
    NotesService,
    NotesQueries,
    PromisesService,
    PromisesQueries,
    Assignments,
    CareRequestsService,
    CareRequestsQueries,
  ],
})
export class CareModule {}
