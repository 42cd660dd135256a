import { Injectable } from '@nestjs/common';
import type { Caller } from '../auth/access.js';
import { valueOf, type Outcome } from '../common/batcher.js';
import { DomainError } from '../common/problems.js';
import { Transactions, type Tx } from '../common/transactions.js';
import type { LoanResponse } from '../loans/loans.dto.js';
import { LoansQueries } from '../loans/loans.queries.js';
import type { PaymentPreviewResponse, ReversalPreviewResponse } from './payments.dto.js';
import { PaymentsQueries } from './payments.queries.js';
import { PaymentsService, type PaymentRequest } from './payments.service.js';
import { ReversalsService, type ReversalRequest } from './reversals.service.js';

/** Dry runs: the real commands in a transaction that is undone, so a preview cannot differ from the deed. */
@Injectable()
export class PaymentPreviews {
  constructor(
    private readonly transactions: Transactions,
    private readonly payments: PaymentsService,
    private readonly reversals: ReversalsService,
    private readonly queries: PaymentsQueries,
    private readonly loans: LoansQueries,
  ) {}

  /** Refuses what the payment would be refused for. */
  pay(request: PaymentRequest, caller: Caller): Promise<PaymentPreviewResponse> {
    return this.preview(
      () => Promise.resolve(request.loanId),
      (tx) => this.payments.payLoans(tx, [request]),
      caller,
    );
  }

  /** Refuses what the reversal would be refused for. */
  reverse(request: ReversalRequest, caller: Caller): Promise<ReversalPreviewResponse> {
    const loanId = async (tx: Tx) => {
      const loanOf = await this.queries.loansOfPayments(tx, [request.paymentId]);
      const found = loanOf.get(request.paymentId);
      if (found !== undefined) return found;
      throw new DomainError('payment_not_found', `There is no payment ${request.paymentId}.`);
    };
    return this.preview(loanId, (tx) => this.reversals.reversePayments(tx, [request]), caller);
  }

  private preview<T>(
    findLoan: (tx: Tx) => Promise<string>,
    command: (tx: Tx) => Promise<Outcome<T>[]>,
    caller: Caller,
  ): Promise<{ before: LoanResponse; after: LoanResponse; payment: T }> {
    return this.transactions.preview(async (tx) => {
      const loanId = await findLoan(tx);
      const before = await this.loans.getLoan(loanId, caller, tx);
      const [outcome] = await command(tx);
      if (!outcome) throw new Error('the command gave no outcome');
      const payment = valueOf(outcome);
      return { before, after: await this.loans.getLoan(loanId, caller, tx), payment };
    });
  }
}
