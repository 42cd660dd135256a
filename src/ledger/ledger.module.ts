import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { JournalController } from './journal.controller.js';
import { JournalEntry } from './journal-entry.entity.js';
import { JournalQueries } from './journal.queries.js';
import { Ledger } from './ledger.service.js';

/** Owns the journal. Refuses to change what is posted. */
@Module({
  imports: [TypeOrmModule.forFeature([JournalEntry])],
  controllers: [JournalController],
  providers: [Ledger, JournalQueries],
  exports: [Ledger],
})
export class LedgerModule {}
