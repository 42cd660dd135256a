import { Injectable } from '@nestjs/common';
import type { Caller } from '../auth/access.js';
import { assertNotOwn } from '../auth/own-accounts.service.js';
import { outcomeOf, type Outcome } from '../commands/batcher.js';
import { MoneyCommands, type Command } from '../commands/money-commands.js';
import { Clock } from '../database/clock.js';
import { pipelined, RestartTransaction, type Tx } from '../database/transactions.js';
import { rebook, type LiveRow } from '../ledger/rebooking.js';
import { currencyDecimals, formatMoney } from '../lending/money.js';
import { LoanPreviews } from '../loans/loan-previews.js';
import { assertPaidOut, standingOf, unfundedSummary } from '../loans/loan-summary.js';
import { termsOf } from '../loans/loan-terms.js';
import { keepNotes, makeNote } from '../notes/notes.js';
import type { Note } from '../notes/note.entity.js';
import { DomainError, type ProblemFacts } from '../runtime/problems.js';
import type { Transfer } from '../transfers/transfer.entity.js';
import { Transfers } from '../transfers/transfers.service.js';
import { inTransitTo } from '../transfers/under-way.js';
import { LoanChangeWriter, type LoanChange } from './loan-change-writer.service.js';
import { LoanSnapshots } from './loan-snapshots.service.js';
import { toUndoneLoanResponse, type UndoneLoanResponse, type UndoPreviewResponse } from './loan-undo.dto.js';
import { standingBefore, type LoanSnapshot } from './replay.js';

/** A request by staff to undo a loan whose money did not reach its borrower. */
export interface UndoRequest {
  staffId: string;
  loanId: string;
  reason: string;
  /** Accounts of the caller's own, on which staff do not act. */
  own?: readonly string[];
}

/** Takes the grant of a loan back, whose pay-out failed for good or is not wanted any more. */
@Injectable()
export class LoanUndo {
  /** Runs one request; see `undoLoans`. */
  readonly undo: Command<UndoRequest, UndoneLoanResponse>;

  constructor(
    commands: MoneyCommands,
    private readonly transfers: Transfers,
    private readonly files: LoanSnapshots,
    private readonly books: LoanChangeWriter,
    private readonly previews: LoanPreviews,
    private readonly clock: Clock,
  ) {
    this.undo = commands.define('loan_undos', 200, (tx, requests) => this.undoLoans(tx, requests));
  }

  /** What undoing a loan would do. Changes nothing. */
  async preview(request: UndoRequest, caller: Caller): Promise<UndoPreviewResponse> {
    const { answer, ...loan } = await this.previews.preview(
      () => Promise.resolve(request.loanId),
      (tx) => this.undoLoans(tx, [request]),
      caller,
    );
    return { ...loan, undo: answer };
  }

  /**
   * Undoes loans that were to be paid out by a transfer which was not sent: every row of their grant is reversed, late
   * interest is taken back, they are cancelled with their transfers, and their participations say so. Refuses
   * `loan_not_found`, `loan_not_paid_out` and `loan_not_undoable`. Locks the transfers, the loans, then the providers.
   */
  private async undoLoans(tx: Tx, requests: readonly UndoRequest[]): Promise<Outcome<UndoneLoanResponse>[]> {
    const loanIds = requests.map(({ loanId }) => loanId);
    const [today, locked] = await pipelined([this.clock.today(tx), this.transfers.lockPayouts(tx, loanIds)]);
    const files = await this.files.lock(tx, loanIds);
    const [grants, inTransit, payouts] = await pipelined([
      this.files.grantsOf(tx, loanIds),
      inTransitTo(tx, loanIds),
      this.transfers.payoutsOf(tx, loanIds),
    ]);
    const held = new Map(locked.map((transfer) => [transfer.id, transfer]));
    // A pay-out failed meanwhile, and the one that stands in for it is not locked.
    if (payouts.some(({ id }) => !held.has(id))) throw new RestartTransaction();
    const changes: LoanChange[] = [];
    const notes: Note[] = [];
    const outcomes = requests.map((request) =>
      outcomeOf(() => {
        const file = files.get(request.loanId);
        if (!file) throw new DomainError('loan_not_found', `There is no loan ${request.loanId}.`);
        assertNotOwn(request.own ?? [], file.loan.customerId);
        const ofLoan = locked.filter(({ loanId }) => loanId === request.loanId);
        const transfer = assertUndoable(file, ofLoan, inTransit.get(request.loanId));
        const at = this.clock.now();
        const note = makeNote('undo', request.loanId, request, at);
        const change = undoLoan(file, grants.get(request.loanId) ?? [], { note, today, at });
        this.transfers.step(
          tx,
          transfer,
          { state: 'cancelled', stands: 'nothing', nextAttemptAt: null },
          { source: 'staff', actorId: request.staffId },
        );
        changes.push(change);
        notes.push(note);
        const { reason } = request;
        return toUndoneLoanResponse(change, { reason, transferId: transfer.id, today, at });
      }),
    );
    keepNotes(tx, notes);
    await this.books.write(tx, today, changes);
    return outcomes;
  }
}

/** Changes the snapshot in place. */
function undoLoan(
  file: LoanSnapshot,
  grant: readonly LiveRow[],
  { note, today, at }: { note: Note; today: string; at: Date },
): LoanChange {
  const { loan, fundings } = file;
  const before = standingBefore(file, today);
  const lateInterest = -loan.lateInterest;
  Object.assign(loan, unfundedSummary(termsOf(loan), 'cancelled'), {
    assessedOn: today,
    writtenOffOn: null,
    undoneOn: today,
  });
  for (const funding of fundings) Object.assign(funding, { principalLost: 0n, undoneAt: at });
  return {
    loan,
    fundings,
    postings: rebook(grant, [], 0),
    lateInterest,
    happened: [
      {
        loan,
        businessDate: today,
        kind: 'undone',
        before,
        after: standingOf(loan),
        amount: loan.amount,
        noteId: note.id,
        actorId: note.authorId,
      },
    ],
  };
}

/**
 * Answers the transfer that is cancelled with the loan. Money that has left cannot be called back, and where a loan was
 * paid out at once it has: nobody knows whether its borrower would give it back.
 */
function assertUndoable(
  { loan, payments }: LoanSnapshot,
  payouts: readonly Transfer[],
  inTransit = 0n,
): Transfer {
  assertPaidOut(loan);
  const { currency } = loan;
  const money = (minor: bigint) => formatMoney(minor, currencyDecimals(currency));
  const [payout] = payouts;
  if (!payout || payout.stands === 'gone') {
    const text = payout ? 'Its money has left' : 'It was paid out when it was granted, so its money has left';
    throw notUndoable('paid_out', `${text}: what the borrower gives back is a payment.`);
  }
  if (payout.state !== 'reserved') {
    const text = `Its pay-out is ${payout.state}: it is not known yet whether the money has left.`;
    throw notUndoable('payout_under_way', text, { transfer: payout.id, state: payout.state });
  }
  const standing = payments.filter(({ reversed }) => !reversed);
  if (standing.length > 0) {
    const paid = money(standing.reduce((sum, { amount }) => sum + amount, 0n));
    const text = `${paid} ${currency} were paid on it. Reverse its payments first, with money "credit".`;
    throw notUndoable('payments_stand', text, { total_paid: paid, currency });
  }
  if (inTransit > 0n) {
    const text = `${money(inTransit)} ${currency} are on their way to it. Undo it once it is known whether they come.`;
    throw notUndoable('payment_under_way', text, { in_transit: money(inTransit), currency });
  }
  return payout;
}

function notUndoable(
  why: 'paid_out' | 'payout_under_way' | 'payments_stand' | 'payment_under_way',
  text: string,
  facts: ProblemFacts = {},
): DomainError {
  return new DomainError('loan_not_undoable', text, { why, ...facts });
}
