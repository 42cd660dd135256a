import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { EventArchives } from './event-archives.service.js';
import { EventHolds } from './event-holds.js';
import { EventMonths } from './event-months.js';
import { EventReaders } from './event-readers.js';
import { SequencedEvent, WaitingEvents } from './event.entity.js';
import { EventUpkeep } from './event-upkeep.js';
import { EventsController } from './events.controller.js';
import { EventsQueries } from './events.queries.js';
import { Outbox } from './outbox.js';
import { Sequencer } from './sequencer.js';

/**
 * Owns what has happened, as it is told: written in the transaction of the deed, numbered once it is committed, kept for
 * a time, then forgotten or moved to files. It knows nobody who tells or listens: those who tell stand to the right, and
 * those who listen register.
 */
@Module({
  imports: [TypeOrmModule.forFeature([WaitingEvents, SequencedEvent])],
  controllers: [EventsController],
  providers: [
    Outbox,
    EventReaders,
    Sequencer,
    EventsQueries,
    EventUpkeep,
    EventMonths,
    EventHolds,
    EventArchives,
  ],
  exports: [Outbox, EventReaders, EventsQueries, EventHolds],
})
export class EventsModule {}
