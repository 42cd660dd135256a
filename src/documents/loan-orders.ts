import { Injectable } from '@nestjs/common';
import { isStaff, type Caller } from '../auth/access.js';
import { shownPersonName } from './names.js';
import { CustomersQueries } from '../customers/customers.queries.js';
import { parameterOf } from '../http/links.js';
import { LoanStatements } from '../loan-statements/loan-statements.queries.js';
import { HistoryQuery, type HappeningResponse } from '../loan-statements/loan-statements.dto.js';
import { isUnfunded } from '../loans/loan-summary.js';
import { LoansQueries } from '../loans/loans.queries.js';
import { PaymentInstallments } from '../payments/payment-installments.queries.js';
import { PaymentsQueries } from '../payments/payments.queries.js';
import type { AgreementOrder, LoanStatementOrder, OfLoan, PayoffOrder } from './loan-sheets.js';
import { MOST_ROWS } from './order.js';
import type { ReceiptOrder } from './receipt-sheet.js';

const CHUNK = 1000;

/** Reads what the documents about a loan say, with the readers and the rights of the JSON. */
@Injectable()
export class LoanOrders {
  constructor(
    private readonly loans: LoansQueries,
    private readonly statements: LoanStatements,
    private readonly payments: PaymentsQueries,
    private readonly installments: PaymentInstallments,
    private readonly customers: CustomersQueries,
  ) {}

  /** Throws `loan_not_found`, `loan_not_paid_out`. */
  async agreement(id: string, bankName: string, caller: Caller): Promise<AgreementOrder> {
    const { startOn, dayCount, graceDays, lateInterestRate } = await this.loans.getWholeLoan(id, caller);
    return {
      kind: 'agreement',
      ...(await this.ofLoan(id, caller)),
      bankName,
      terms: { startOn, dayCount, graceDays, lateInterestRate },
      schedule: await this.statements.schedule(id, { as_of: startOn }, caller),
    };
  }

  /** Throws `loan_not_found`, `loan_not_paid_out`. */
  async payoff(id: string, date: string | undefined, caller: Caller): Promise<PayoffOrder> {
    const payoff = await this.statements.payoff(id, date, caller);
    return { kind: 'payoff', ...(await this.ofLoan(id, caller)), payoff };
  }

  /** Throws `loan_not_found`. */
  async statement(id: string, caller: Caller): Promise<LoanStatementOrder> {
    const ofLoan = await this.ofLoan(id, caller);
    return {
      kind: 'loan-statement',
      ...ofLoan,
      schedule: isUnfunded(ofLoan.loan.status) ? null : await this.statements.schedule(id, {}, caller),
      history: await this.history(id, caller),
    };
  }

  /** Throws `payment_not_found`. */
  async receipt(id: string, timeZone: string, caller: Caller): Promise<ReceiptOrder> {
    const payment = await this.payments.getPayment(id, caller);
    return {
      kind: 'receipt',
      payment: { ...payment, installments: await this.installments.of(payment, caller) },
      borrower: shownPersonName(await this.customers.getCustomer(payment.customer, caller)),
      timeZone,
    };
  }

  private async ofLoan(id: string, caller: Caller): Promise<OfLoan> {
    const loan = await this.loans.showLoan(id, caller);
    if (caller.role === 'provider') return { loan, borrower: null };
    const borrower = isStaff(caller)
      ? (loan.customer_name ?? '')
      : shownPersonName(await this.customers.getCustomer(loan.customer, caller));
    return { loan, borrower };
  }

  /** All of it, or one row more than a document may have. */
  private async history(id: string, caller: Caller): Promise<HappeningResponse[]> {
    const query = Object.assign(new HistoryQuery(), { limit: CHUNK });
    const all: HappeningResponse[] = [];
    for (;;) {
      const { results, next } = await this.statements.history(id, query, '/', caller);
      all.push(...results);
      const cursor = next === null ? null : parameterOf(next, 'cursor');
      if (cursor === null || all.length > MOST_ROWS) return all;
      query.cursor = cursor;
    }
  }
}
