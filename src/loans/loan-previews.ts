import { Injectable } from '@nestjs/common';
import type { Caller } from '../auth/access.js';
import { valueOf, type Outcome } from '../commands/batcher.js';
import { Transactions, type Tx } from '../database/transactions.js';
import type { LoanResponse } from './loans.dto.js';
import { LoansQueries } from './loans.queries.js';

/** Dry runs: the real commands in a transaction that is rolled back, so a preview cannot differ from the real thing. */
@Injectable()
export class LoanPreviews {
  constructor(
    private readonly transactions: Transactions,
    private readonly loans: LoansQueries,
  ) {}

  /** What a command would answer, and its loan before and after. Throws the refusal if the command would be refused. */
  preview<T>(
    findLoan: (tx: Tx) => Promise<string>,
    command: (tx: Tx) => Promise<Outcome<T>[]>,
    caller: Caller,
  ): Promise<{ before: LoanResponse; after: LoanResponse; answer: T }> {
    return this.transactions.preview(async (tx) => {
      const loanId = await findLoan(tx);
      const before = await this.loans.getLoan(loanId, caller, tx);
      const [outcome] = await command(tx);
      if (!outcome) throw new Error('the command gave no outcome');
      const answer = valueOf(outcome);
      return { before, after: await this.loans.getLoan(loanId, caller, tx), answer };
    });
  }
}
