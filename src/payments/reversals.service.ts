import { Injectable } from '@nestjs/common';
import { assertNotOwn } from '../auth/own-accounts.service.js';
import { outcomeOf, type Outcome } from '../commands/batcher.js';
import { Clock } from '../database/clock.js';
import { insertRows } from '../database/rows.js';
import { DomainError } from '../runtime/problems.js';
import { pipelined, type Tx } from '../database/transactions.js';
import { LoanChangeWriter, type LoanChange } from './loan-change-writer.service.js';
import { LoanSnapshots } from './loan-snapshots.service.js';
import { PaymentReversal } from './payment-reversal.entity.js';
import { toReversedPaymentResponse, type ReversedPaymentResponse } from './payments.dto.js';
import { PaymentsQueries } from './payments.queries.js';
import type { Answered } from './payments.service.js';
import type { Note } from '../notes/note.entity.js';
import { keepNotes, makeNote } from '../notes/notes.js';
import type { OverTheCounter } from '../tills/till.dto.js';
import { CustomerCredit } from './customer-credit.js';
import type { Payment } from './payment.entity.js';
import type { LoanSnapshot } from './replay.js';
import { takeBack } from './take-back.js';

/** A request by staff to reverse a payment, such as a bounced cheque. */
export interface ReversalRequest {
  staffId: string;
  paymentId: string;
  reason: string;
  /** Whether the money goes back, or stays as the customer's credit. */
  money: 'returned' | 'credit';
  /** Who hands the money back, and how. */
  over: OverTheCounter;
  /** Accounts of the caller's own, on which staff do not act. */
  own?: readonly string[];
}

@Injectable()
export class ReversalsService {
  constructor(
    private readonly queries: PaymentsQueries,
    private readonly files: LoanSnapshots,
    private readonly books: LoanChangeWriter,
    private readonly credit: CustomerCredit,
    private readonly clock: Clock,
  ) {}

  /**
   * Reverses payments, in order: their loans become what they would be if the payments had never come, and every
   * provider gives back its share. What it has already withdrawn it then owes to the bank. The money goes back, or stays
   * as the customer's credit; what a gateway collected can only stay, since the platform does not have it. Refuses
   * `payment_not_found`, `payment_already_reversed` and `payment_has_transfer`. Locks the customers, the loans, then the
   * providers.
   */
  async reversePayments(
    tx: Tx,
    requests: readonly ReversalRequest[],
  ): Promise<Outcome<Answered<ReversedPaymentResponse>>[]> {
    const paymentIds = requests.map(({ paymentId }) => paymentId);
    const [today, subjects] = await pipelined([
      this.clock.today(tx),
      this.queries.subjectsOf(tx, paymentIds),
    ]);
    const customers = await this.credit.lock(
      tx,
      [...subjects.values()].map(({ customerId }) => customerId),
    );
    const files = await this.files.lock(
      tx,
      [...subjects.values()].map(({ loanId }) => loanId),
    );
    const changes: LoanChange[] = [];
    const reversals: PaymentReversal[] = [];
    const notes: Note[] = [];
    const kept: Payment[] = [];
    const outcomes = requests.map((request) =>
      outcomeOf(() => {
        const file = files.get(subjects.get(request.paymentId)?.loanId ?? '');
        if (!file) {
          throw new DomainError('payment_not_found', `There is no payment ${request.paymentId}.`);
        }
        assertNotOwn(request.own ?? [], file.loan.customerId);
        const createdAt = this.clock.now();
        const note = makeNote('reversal', request.paymentId, request, createdAt);
        const reversal: PaymentReversal = {
          paymentId: request.paymentId,
          noteId: note.id,
          businessDate: today,
          reversedBy: request.staffId,
          money: request.money,
          createdAt,
        };
        assertMayReturn(file, request);
        const { change, payment } = takeBack(file, reversal);
        if (request.money === 'credit') kept.push(payment);
        changes.push(change);
        reversals.push(reversal);
        notes.push(note);
        const reversed = { reason: request.reason, createdAt };
        return { payment, answer: toReversedPaymentResponse(payment, reversed, file.loan) };
      }),
    );
    keepNotes(tx, notes);
    await this.books.write(tx, today, changes);
    insertRows(tx, PaymentReversal, reversals);
    const postings = changes.flatMap((change) => change.postings);
    this.credit.post(tx, today, await this.credit.keep(tx, kept, customers), postings);
    return outcomes;
  }
}

/** Throws `payment_has_transfer` where the platform does not have the money that it should give back. */
function assertMayReturn({ payments }: LoanSnapshot, { paymentId, money }: ReversalRequest): void {
  const payment = payments.find(({ id }) => id === paymentId);
  if (payment?.transferId == null || payment.reversed || money === 'credit') return;
  throw new DomainError(
    'payment_has_transfer',
    'A gateway collected this payment. Reverse it with money "credit": the money stays as the credit of the customer.',
    { transfer: payment.transferId },
  );
}
