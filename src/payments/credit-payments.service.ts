import { Injectable } from '@nestjs/common';
import { outcomeOf, type Outcome } from '../commands/batcher.js';
import { MoneyCommands, type Command } from '../commands/money-commands.js';
import { Clock } from '../database/clock.js';
import { pipelined, type Tx } from '../database/transactions.js';
import type { Customer } from '../customers/customer.entity.js';
import { currencyDecimals, formatMoney } from '../lending/money.js';
import { DomainError } from '../runtime/problems.js';
import { CustomerCredit } from './customer-credit.js';
import type { AppliedCreditResponse } from './customer-credit.dto.js';
import { LoanChangeWriter, type LoanChange } from './loan-change-writer.service.js';
import { LoanSnapshots } from './loan-snapshots.service.js';
import { newPayment } from './new-payment.js';
import { assertOpen, toMadePaymentResponse } from './payments.service.js';
import { receiveUpTo } from './receive.js';
import type { LoanSnapshot } from './replay.js';

/** A request by staff to pay on a loan from its customer's credit. */
export interface CreditRequest {
  staffId: string;
  customerId: string;
  loanId: string;
}

/** Payments from what customers have with the bank. */
@Injectable()
export class CreditPayments {
  /** Runs one request; see `applyCredit`. */
  readonly apply: Command<CreditRequest, AppliedCreditResponse>;

  constructor(
    commands: MoneyCommands,
    private readonly credit: CustomerCredit,
    private readonly files: LoanSnapshots,
    private readonly books: LoanChangeWriter,
    private readonly clock: Clock,
  ) {
    this.apply = commands.define('credit_payments', 201, (tx, requests) => this.applyCredit(tx, requests));
  }

  /**
   * Pays on loans from the credit of their customers, in order: as much as the loan takes, from today. Refuses
   * `customer_not_found`, `loan_not_found`, `loan_not_paid_out`, `loan_already_paid` and `insufficient_credit`. Locks the
   * customers, the loans, then the providers.
   */
  private async applyCredit(
    tx: Tx,
    requests: readonly CreditRequest[],
  ): Promise<Outcome<AppliedCreditResponse>[]> {
    const [today, customers] = await pipelined([
      this.clock.today(tx),
      this.credit.lock(
        tx,
        requests.map(({ customerId }) => customerId),
      ),
    ]);
    const files = await this.files.lock(
      tx,
      requests.map(({ loanId }) => loanId),
    );
    const changes: LoanChange[] = [];
    const outcomes = requests.map((request) =>
      outcomeOf(() => {
        const customer = customers.get(request.customerId);
        if (!customer) {
          throw new DomainError('customer_not_found', `There is no customer ${request.customerId}.`);
        }
        const file = files.get(request.loanId);
        if (file?.loan.customerId !== customer.id) {
          throw new DomainError('loan_not_found', `This customer has no loan ${request.loanId}.`);
        }
        assertOpen(file.loan);
        const receipt = receiveUpTo(file, this.paymentOf(file, customer, request, today), today);
        if (!receipt?.paid) throw alreadyPaid();
        customer.creditAmount -= receipt.paid.amount;
        changes.push(receipt);
        const left = formatMoney(customer.creditAmount, currencyDecimals(file.loan.currency));
        return { ...toMadePaymentResponse(receipt, receipt.paid, true), credit_amount: left };
      }),
    );
    await this.books.write(tx, today, changes);
    this.credit.post(
      tx,
      today,
      [],
      changes.flatMap(({ postings }) => postings),
    );
    return outcomes;
  }

  private paymentOf({ loan }: LoanSnapshot, customer: Customer, { staffId }: CreditRequest, today: string) {
    if (customer.creditAmount === 0n) {
      throw new DomainError('insufficient_credit', 'The customer has no credit to pay from.');
    }
    return newPayment(loan, {
      amount: customer.creditAmount,
      enteredBy: staffId,
      receivedIn: 'customer_credit',
      transferId: null,
      valueDate: today,
      createdAt: this.clock.now(),
    });
  }
}

function alreadyPaid(): DomainError {
  return new DomainError('loan_already_paid', 'Nothing is owed on this loan.');
}
