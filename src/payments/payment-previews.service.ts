import { Injectable } from '@nestjs/common';
import type { Caller } from '../auth/access.js';
import { DomainError } from '../runtime/problems.js';
import type { Tx } from '../database/transactions.js';
import { LoanPreviews } from '../loans/loan-previews.js';
import type { PaymentPreviewResponse, ReversalPreviewResponse } from './payments.dto.js';
import { PaymentsQueries } from './payments.queries.js';
import { PaymentsService, type PaymentRequest } from './payments.service.js';
import { ReversalsService, type ReversalRequest } from './reversals.service.js';

/** Dry runs of payments and reversals. */
@Injectable()
export class PaymentPreviews {
  constructor(
    private readonly previews: LoanPreviews,
    private readonly payments: PaymentsService,
    private readonly reversals: ReversalsService,
    private readonly queries: PaymentsQueries,
  ) {}

  async pay(request: PaymentRequest, caller: Caller): Promise<PaymentPreviewResponse> {
    const { answer, ...loan } = await this.previews.preview(
      () => Promise.resolve(request.loanId),
      (tx) => this.payments.payLoans(tx, [request]),
      caller,
    );
    const alike = await this.queries.alike(answer.payment, request.over?.reference ?? null);
    return { ...loan, payment: answer.answer, looks_like: alike };
  }

  async reverse(request: ReversalRequest, caller: Caller): Promise<ReversalPreviewResponse> {
    const findLoan = async (tx: Tx) => {
      const subjects = await this.queries.subjectsOf(tx, [request.paymentId]);
      const found = subjects.get(request.paymentId)?.loanId;
      if (found !== undefined) return found;
      throw new DomainError('payment_not_found', `There is no payment ${request.paymentId}.`);
    };
    const command = (tx: Tx) => this.reversals.reversePayments(tx, [request]);
    const { answer, ...loan } = await this.previews.preview(findLoan, command, caller);
    return { ...loan, payment: answer.answer };
  }
}
