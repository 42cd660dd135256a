import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { JournalController } from './journal.controller.js';
import { JournalEntry } from './journal-entry.entity.js';
import { JournalQueries } from './journal.queries.js';
import { LedgerController } from './ledger.controller.js';
import { Ledger } from './ledger.service.js';
import { Proof } from './proof.js';
import { ProofReport } from './proof-report.js';

/** Owns the journal and the proof. Refuses to change what is posted. */
@Module({
  imports: [TypeOrmModule.forFeature([JournalEntry])],
  controllers: [LedgerController, JournalController],
  providers: [Ledger, Proof, ProofReport, JournalQueries],
  exports: [Ledger, Proof, ProofReport],
})
export class LedgerModule {}
