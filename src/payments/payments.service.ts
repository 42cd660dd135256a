import { Injectable } from '@nestjs/common';
import { outcomeOf, toMinorUnits } from '../common/amounts.js';
import type { Outcome } from '../common/batcher.js';
import { Clock } from '../common/clock.js';
import { newId } from '../common/ids.js';
import { MoneyCommands } from '../common/money-commands.js';
import { DomainError } from '../common/problems.js';
import type { Tx } from '../common/transactions.js';
import type { Funding } from '../funding/funding.entity.js';
import { FundingsService } from '../funding/fundings.service.js';
import { currencyDecimals, formatMoney } from '../lending/money.js';
import { LoanAccounts } from '../loans/loan-accounts.js';
import type { Loan } from '../loans/loan.entity.js';
import { PaymentProcessor, type ProcessedPayment } from './payment-processor.service.js';
import { toPaymentDetailResponse, type MadePaymentResponse } from './payments.dto.js';
import { applyRepayment } from './repayment.js';

/** A customer's payment on a loan; `amount` is the request's text, in the loan's currency. */
export interface PaymentRequest {
  customerId: string;
  loanId: string;
  amount: string;
}

@Injectable()
export class PaymentsService {
  /** One payment; see `payLoans`. */
  readonly pay: ReturnType<typeof this.commands.define<PaymentRequest, MadePaymentResponse>>;

  constructor(
    private readonly commands: MoneyCommands,
    private readonly loans: LoanAccounts,
    private readonly fundings: FundingsService,
    private readonly processor: PaymentProcessor,
    private readonly clock: Clock,
  ) {
    this.pay = this.commands.define('payments', 201, (tx, requests) => this.payLoans(tx, requests));
  }

  /**
   * Applies payments in order, several on one loan one after the other; each is split among the loan's
   * providers or refused (`loan_not_found`, `loan_already_paid`, `payment_exceeds_balance`).
   * Locks the loans, then the providers.
   */
  private async payLoans(
    tx: Tx,
    requests: readonly PaymentRequest[],
  ): Promise<Outcome<MadePaymentResponse>[]> {
    const ids = requests.map(({ loanId }) => loanId);
    // Sent together, run in order: the participations are read when the loans are locked.
    const [loans, fundings] = await Promise.all([this.loans.lock(tx, ids), this.fundings.ofLoans(tx, ids)]);
    const processed: ProcessedPayment[] = [];
    const outcomes = requests.map((request) =>
      outcomeOf(() => {
        const loan = assertOwnLoan(loans.get(request.loanId), request);
        const amount = toMinorUnits(request.amount, currencyDecimals(loan.currency));
        assertPayable(loan, amount);
        const made = this.make(loan, fundings.get(loan.id) ?? [], amount);
        processed.push(made);
        return {
          ...toPaymentDetailResponse(made.payment, made.shares, false),
          remaining_balance: formatMoney(loan.amountDue - loan.totalPaid, currencyDecimals(loan.currency)),
          loan_status: loan.status,
        };
      }),
    );
    await this.processor.write(tx, processed);
    return outcomes;
  }

  private make(loan: Loan, fundings: readonly Funding[], amount: bigint): ProcessedPayment {
    const { principal, interest, shares } = applyRepayment(loan, fundings, amount);
    const payment = {
      id: newId(),
      loanId: loan.id,
      customerId: loan.customerId,
      currency: loan.currency,
      amount,
      principal,
      interest,
      valueDate: this.clock.businessDate(),
      createdAt: this.clock.now(),
    };
    return { payment, loan, fundings, shares };
  }
}

function assertOwnLoan(loan: Loan | undefined, { loanId, customerId }: PaymentRequest): Loan {
  if (loan?.customerId !== customerId) {
    throw new DomainError('loan_not_found', `There is no loan ${loanId}.`);
  }
  return loan;
}

function assertPayable(loan: Loan, amount: bigint): void {
  const money = (minor: bigint) => formatMoney(minor, currencyDecimals(loan.currency));
  const balance = loan.amountDue - loan.totalPaid;
  if (loan.status === 'paid') {
    throw new DomainError('loan_already_paid', 'This loan is paid: nothing is owed on it.', {
      remaining_balance: money(0n),
      currency: loan.currency,
    });
  }
  if (amount > balance) {
    throw new DomainError(
      'payment_exceeds_balance',
      `The loan still owes ${money(balance)} ${loan.currency}, less than ${money(amount)}.`,
      { remaining_balance: money(balance), requested: money(amount), currency: loan.currency },
    );
  }
}
