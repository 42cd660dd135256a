import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { JournalEntry } from './journal-entry.entity.js';
import { LedgerController } from './ledger.controller.js';
import { Ledger } from './ledger.service.js';
import { Proof } from './proof.js';
import { ProofReport } from './proof-report.js';

/** Owns the journal and the proof. Refuses to change what is posted. */
@Module({
  imports: [TypeOrmModule.forFeature([JournalEntry])],
  controllers: [LedgerController],
  providers: [Ledger, Proof, ProofReport],
  exports: [Ledger, Proof, ProofReport],
})
export class LedgerModule {}
