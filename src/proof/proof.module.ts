import { Module } from '@nestjs/common';
import { ProofController } from './proof.controller.js';
import { ProofReport } from './proof-report.js';
import { Proof } from './proof.js';

/** Checks the books of every room below, one file of checks a subject. Owns no table. */
@Module({
  controllers: [ProofController],
  providers: [Proof, ProofReport],
  exports: [Proof, ProofReport],
})
export class ProofModule {}
