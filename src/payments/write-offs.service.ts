import { Injectable } from '@nestjs/common';
import type { Caller } from '../auth/access.js';
import { assertNotOwn } from '../auth/own-accounts.service.js';
import { outcomeOf, type Outcome } from '../commands/batcher.js';
import { Clock } from '../database/clock.js';
import { insertRows } from '../database/rows.js';
import { newId } from '../runtime/ids.js';
import { MoneyCommands, type Command } from '../commands/money-commands.js';
import { DomainError } from '../runtime/problems.js';
import { pipelined, type Tx } from '../database/transactions.js';
import { LoanStore } from '../loans/loan-store.js';
import { LoanPreviews } from '../loans/loan-previews.js';
import { assertPaidOut, standingOf } from '../loans/loan-summary.js';
import { currencyDecimals, formatMoney } from '../lending/money.js';
import type { Loan } from '../loans/loan.entity.js';
import { inTransitTo } from '../transfers/under-way.js';
import { WriteOff } from './write-off.entity.js';
import { LoanChangeWriter, type LoanChange } from './loan-change-writer.service.js';
import { LoanSnapshots } from './loan-snapshots.service.js';
import type { Note } from '../notes/note.entity.js';
import { keepNotes, makeNote } from '../notes/notes.js';
import { applyReplay } from './apply-replay.js';
import { LAST_ENTRY, replayLoan, standingBefore, type LoanSnapshot } from './replay.js';
import { toWriteOffResponse, type WriteOffPreviewResponse, type WriteOffResponse } from './write-offs.dto.js';

/** A request by staff to write off a loan in default. */
export interface WriteOffRequest {
  staffId: string;
  loanId: string;
  reason: string;
  /** Accounts of the caller's own, on which staff do not act. */
  own?: readonly string[];
}

@Injectable()
export class WriteOffsService {
  /** Runs one write-off; see `writeOffLoans`. */
  readonly writeOff: Command<WriteOffRequest, WriteOffResponse>;

  constructor(
    commands: MoneyCommands,
    private readonly loans: LoanStore,
    private readonly files: LoanSnapshots,
    private readonly books: LoanChangeWriter,
    private readonly previews: LoanPreviews,
    private readonly clock: Clock,
  ) {
    this.writeOff = commands.define('write_offs', 200, (tx, requests) => this.writeOffLoans(tx, requests));
  }

  /** What a write-off would do. Changes nothing. */
  async preview(request: WriteOffRequest, caller: Caller): Promise<WriteOffPreviewResponse> {
    const { answer, ...loan } = await this.previews.preview(
      () => Promise.resolve(request.loanId),
      (tx) => this.writeOffLoans(tx, [request]),
      caller,
    );
    return { ...loan, write_off: answer };
  }

  /**
   * Writes off loans in default: interest and late interest stop, each provider loses the principal that it still had
   * in the loan, and later payments are recoveries. Refuses `loan_not_found`, `loan_not_paid_out`, `loan_not_defaulted`,
   * and `loan_has_transfer_pending` while money is on its way to the loan. Locks the loans, then the providers.
   */
  private async writeOffLoans(
    tx: Tx,
    requests: readonly WriteOffRequest[],
  ): Promise<Outcome<WriteOffResponse>[]> {
    const loanIds = requests.map(({ loanId }) => loanId);
    const [today, loans, inTransit] = await pipelined([
      this.clock.today(tx),
      this.loans.lock(tx, loanIds),
      inTransitTo(tx, loanIds),
    ]);
    const files = await this.files.open(tx, [...loans.values()]);
    const changes: LoanChange[] = [];
    const writeOffs: WriteOff[] = [];
    const notes: Note[] = [];
    const outcomes = requests.map((request) =>
      outcomeOf(() => {
        const file = files.get(request.loanId);
        if (!file) throw new DomainError('loan_not_found', `There is no loan ${request.loanId}.`);
        assertNotOwn(request.own ?? [], file.loan.customerId);
        assertNothingPending(file.loan, inTransit.get(request.loanId));
        const createdAt = this.clock.now();
        const note = makeNote('write_off', request.loanId, request, createdAt);
        const writeOff = {
          id: newId(),
          loanId: request.loanId,
          noteId: note.id,
          businessDate: today,
          writtenOffBy: request.staffId,
          createdAt,
        };
        const change = writeOffLoan(file, writeOff);
        changes.push(change);
        writeOffs.push(writeOff);
        notes.push(note);
        return toWriteOffResponse(writeOff, request.reason, change);
      }),
    );
    keepNotes(tx, notes);
    await this.books.write(tx, today, changes);
    insertRows(tx, WriteOff, writeOffs);
    return outcomes;
  }
}

function writeOffLoan(file: LoanSnapshot, { businessDate, noteId, writtenOffBy }: WriteOff): LoanChange {
  const { loan } = file;
  assertPaidOut(loan);
  const before = standingBefore(file, businessDate);
  if (loan.status === 'written_off') throw notDefaulted(loan.status);
  // First assess the loan to the end of today: the day-close may not have marked the default yet.
  const toDate = applyReplay(file, replayLoan(file, businessDate));
  if (loan.status !== 'defaulted') throw notDefaulted(loan.status);
  loan.status = 'written_off';
  loan.writtenOffOn = businessDate;
  file.writeOffNo = LAST_ENTRY;
  const writtenOff = applyReplay(file, replayLoan(file, businessDate));
  return {
    ...writtenOff,
    postings: [...toDate.postings, ...writtenOff.postings],
    lateInterest: toDate.lateInterest + writtenOff.lateInterest,
    happened: [
      {
        loan,
        businessDate,
        kind: 'written_off',
        before,
        after: standingOf(loan),
        amount: writtenOff.fundings.reduce((sum, { principalLost }) => sum + principalLost, 0n),
        noteId,
        actorId: writtenOffBy,
      },
    ],
  };
}

function assertNothingPending({ currency }: Loan, inTransit = 0n): void {
  if (inTransit === 0n) return;
  const money = formatMoney(inTransit, currencyDecimals(currency));
  throw new DomainError(
    'loan_has_transfer_pending',
    `${money} ${currency} are on their way to this loan. Write it off once it is known whether they come.`,
    { in_transit: money, currency },
  );
}

function notDefaulted(status: string): DomainError {
  return new DomainError(
    'loan_not_defaulted',
    `Only a loan in default can be written off; this one is ${status}.`,
    { loan_status: status },
  );
}
