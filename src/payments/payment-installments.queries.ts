import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import type { Caller } from '../auth/access.js';
import { loanPosition } from '../lending/loan-position.js';
import { currencyDecimals, formatMoney } from '../lending/money.js';
import { paymentsAround } from '../loans/loan-payments.js';
import { termsOf } from '../loans/loan-terms.js';
import { LoansQueries } from '../loans/loans.queries.js';
import type { PaidInstallmentResponse } from './payments.dto.js';

/** How a payment was divided among the instalments of its loan. */
@Injectable()
export class PaymentInstallments {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly loans: LoansQueries,
  ) {}

  /** What a payment paid of each instalment; empty when it was reversed, or came after a write-off. */
  async of(payment: { id: string; loan: string }, caller: Caller): Promise<PaidInstallmentResponse[]> {
    const loan = await this.loans.getWholeLoan(payment.loan, caller);
    const { before } = await paymentsAround(this.db, loan);
    const index = before.findIndex(({ id }) => id === payment.id);
    const on = before[index]?.on;
    if (on === undefined) return [];
    const { allocations, installments } = loanPosition(termsOf(loan), before, on);
    const money = (minor: bigint) => formatMoney(minor, currencyDecimals(loan.currency));
    return (allocations[index]?.rows ?? []).map(({ nr, penalty, interest, principal }) => ({
      nr,
      due_date: installments[nr - 1]?.dueOn ?? '',
      penalty: money(penalty),
      interest: money(interest),
      principal: money(principal),
    }));
  }
}
