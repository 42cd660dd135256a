import { Injectable } from '@nestjs/common';
import type { Outcome } from '../commands/batcher.js';
import { MoneyCommands, type Command } from '../commands/money-commands.js';
import type { Tx } from '../database/transactions.js';
import { TillReceipts, type ReceiptWish } from '../tills/till-receipts.service.js';
import type { ReceiptFields } from '../tills/till.dto.js';
import type { Payment } from './payment.entity.js';
import type { MadePaymentResponse, ReversedPaymentResponse } from './payments.dto.js';
import { PaymentsService, type Answered, type PaymentRequest } from './payments.service.js';
import { ReversalsService, type ReversalRequest } from './reversals.service.js';

/** Payments and reversals, with receipts for the money that staff take in or hand out. */
@Injectable()
export class ReceiptedPayments {
  /** Runs one payment; see `PaymentsService.payLoans`. */
  readonly pay: Command<PaymentRequest, MadePaymentResponse>;
  /** Runs one reversal; see `ReversalsService.reversePayments`. */
  readonly reverse: Command<ReversalRequest, ReversedPaymentResponse>;

  constructor(
    commands: MoneyCommands,
    payments: PaymentsService,
    reversals: ReversalsService,
    private readonly receipts: TillReceipts,
  ) {
    this.pay = commands.define('payments', 201, async (tx, requests) =>
      this.withReceipts(tx, requests, await payments.payLoans(tx, requests), ({ over }, payment) =>
        over ? { kind: 'in', over, paymentId: payment.id } : null,
      ),
    );
    this.reverse = commands.define('reversals', 200, async (tx, requests) =>
      this.withReceipts(
        tx,
        requests,
        await reversals.reversePayments(tx, requests),
        ({ over, money }, payment) => {
          // Money that stays, or that goes back where it never left, does not cross the counter.
          if (money === 'credit' || payment.receivedIn === 'customer_credit') return null;
          return { kind: 'back', over, reversalId: payment.id };
        },
      ),
    );
  }

  /** Issues the receipts, last of all, and puts them into the answers. */
  private async withReceipts<R, A extends ReceiptFields>(
    tx: Tx,
    requests: readonly R[],
    outcomes: readonly Outcome<Answered<A>>[],
    wishOf: (request: R, payment: Payment) => Omit<ReceiptWish, 'amount' | 'currency'> | null,
  ): Promise<Outcome<A>[]> {
    const wanted = outcomes.flatMap((outcome, index) => {
      if ('refusal' in outcome) return [];
      const { payment, answer } = outcome.value;
      const wish = wishOf(requests[index] as R, payment);
      const { amount, currency } = payment;
      return wish === null ? [] : [{ answer, wish: { ...wish, amount, currency } }];
    });
    const receipts = await this.receipts.issue(
      tx,
      wanted.map(({ wish }) => wish),
    );
    wanted.forEach(({ answer }, index) => Object.assign(answer, receipts[index]));
    return outcomes.map((outcome) =>
      'refusal' in outcome ? outcome : { ...outcome, value: outcome.value.answer },
    );
  }
}
