import { Module } from '@nestjs/common';
import { LoansModule } from '../loans/loans.module.js';
import { LoanStatementsController } from './loan-statements.controller.js';
import { LoanStatements } from './loan-statements.queries.js';

/** Owns what borrowers are told about a loan: schedule, payoff figure, history. Changes nothing. */
@Module({
  imports: [LoansModule],
  controllers: [LoanStatementsController],
  providers: [LoanStatements],
  exports: [LoanStatements],
})
export class LoanStatementsModule {}
