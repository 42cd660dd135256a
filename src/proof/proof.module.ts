import { Module } from '@nestjs/common';
import { ProofController } from './proof.controller.js';
import { ProofReport } from './proof-report.js';
import { Proof } from './proof.js';
import { Sealing } from './sealing.js';
import { Snapshots } from './snapshots.js';

/** Checks the books of every room below, one file of checks a subject, and owns the seals of what was proved. */
@Module({
  controllers: [ProofController],
  providers: [Proof, ProofReport, Sealing, Snapshots],
  exports: [Proof, ProofReport],
})
export class ProofModule {}
