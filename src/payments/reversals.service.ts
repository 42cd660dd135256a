import { Injectable } from '@nestjs/common';
import { outcomeOf, type Outcome } from '../commands/batcher.js';
import { Clock } from '../database/clock.js';
import { insertRows } from '../database/rows.js';
import { MoneyCommands, type Command } from '../commands/money-commands.js';
import { DomainError } from '../runtime/problems.js';
import { pipelined, type Tx } from '../database/transactions.js';
import { LoanStore } from '../loans/loan-store.js';
import { LoanChangeWriter, type LoanChange } from './loan-change-writer.service.js';
import { LoanSnapshots } from './loan-snapshots.service.js';
import { PaymentReversal } from './payment-reversal.entity.js';
import { toReversedPaymentResponse, type ReversedPaymentResponse } from './payments.dto.js';
import { PaymentsQueries } from './payments.queries.js';
import type { Note } from '../notes/note.entity.js';
import { keepNotes, makeNote } from '../notes/notes.js';
import { takeBack } from './take-back.js';

/** A request by staff to reverse a payment, such as a bounced cheque. */
export interface ReversalRequest {
  staffId: string;
  paymentId: string;
  reason: string;
}

@Injectable()
export class ReversalsService {
  /** Runs one reversal; see `reversePayments`. */
  readonly reverse: Command<ReversalRequest, ReversedPaymentResponse>;

  constructor(
    commands: MoneyCommands,
    private readonly queries: PaymentsQueries,
    private readonly loans: LoanStore,
    private readonly files: LoanSnapshots,
    private readonly books: LoanChangeWriter,
    private readonly clock: Clock,
  ) {
    this.reverse = commands.define('reversals', 200, (tx, requests) => this.reversePayments(tx, requests));
  }

  /**
   * Reverses payments, in order: their loans become what they would be if the payments had never come, and every
   * provider gives back its share. What it has already withdrawn it then owes to the bank. Refuses `payment_not_found`
   * and `payment_already_reversed`. Locks the loans, then the providers.
   */
  async reversePayments(
    tx: Tx,
    requests: readonly ReversalRequest[],
  ): Promise<Outcome<ReversedPaymentResponse>[]> {
    const paymentIds = requests.map(({ paymentId }) => paymentId);
    const [today, loanOf] = await pipelined([
      this.clock.today(tx),
      this.queries.loansOfPayments(tx, paymentIds),
    ]);
    const loans = await this.loans.lock(tx, [...loanOf.values()]);
    const files = await this.files.open(tx, [...loans.values()]);
    const changes: LoanChange[] = [];
    const reversals: PaymentReversal[] = [];
    const notes: Note[] = [];
    const outcomes = requests.map((request) =>
      outcomeOf(() => {
        const file = files.get(loanOf.get(request.paymentId) ?? '');
        if (!file) {
          throw new DomainError('payment_not_found', `There is no payment ${request.paymentId}.`);
        }
        const createdAt = this.clock.now();
        const note = makeNote('reversal', request.paymentId, request, createdAt);
        const reversal: PaymentReversal = {
          paymentId: request.paymentId,
          noteId: note.id,
          businessDate: today,
          reversedBy: request.staffId,
          money: 'returned',
          createdAt,
        };
        const { change, payment } = takeBack(file, reversal);
        changes.push(change);
        reversals.push(reversal);
        notes.push(note);
        return toReversedPaymentResponse(payment, { reason: request.reason, createdAt }, file.loan);
      }),
    );
    keepNotes(tx, notes);
    await this.books.write(tx, today, changes);
    insertRows(tx, PaymentReversal, reversals);
    return outcomes;
  }
}
