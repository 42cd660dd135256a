import { Injectable } from '@nestjs/common';
import type { Caller } from '../auth/access.js';
import { assertNotOwn, ownAccountsIn } from '../auth/own-accounts.service.js';
import { Clock } from '../database/clock.js';
import { lockById, rowsOf } from '../database/entity-columns.js';
import { insertRows, updateRows } from '../database/rows.js';
import { pipelined, Transactions, type Tx } from '../database/transactions.js';
import type { DataOf } from '../events/event-types.js';
import { Outbox, type Happening } from '../events/outbox.js';
import { AuditLog, type Actor } from '../http/audit-log.js';
import { LoanStore } from '../loans/loan-store.js';
import { isOpen, type Loan } from '../loans/loan.entity.js';
import type { Note } from '../notes/note.entity.js';
import { keepNotes } from '../notes/notes.js';
import { newId } from '../runtime/ids.js';
import { DomainError } from '../runtime/problems.js';
import { CareRequest, type CareState } from './care-request.entity.js';
import type { AnswerCareDto, AskForCareDto, CareRequestResponse } from './care-requests.dto.js';
import { CareRequestsQueries } from './care-requests.queries.js';

const openOf = rowsOf(CareRequest, 'r', "WHERE r.loan_id = $1 AND r.state = 'open'");
const lockRequests = lockById(CareRequest);

type CareEvent = 'care.requested' | 'care.answered' | 'care.withdrawn';

/** What borrowers ask for who cannot pay as agreed. No money moves. */
@Injectable()
export class CareRequestsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly loans: LoanStore,
    private readonly queries: CareRequestsQueries,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Keeps what a borrower asks for. Throws `loan_not_found`, `care_not_possible` and `care_request_open`. Locks the loan,
   * so that there is one open request.
   */
  ask({ loan: loanId, kind, wish }: AskForCareDto, caller: Caller): Promise<CareRequestResponse> {
    return this.transactions.run(async (tx) => {
      const loan = (await this.loans.lock(tx, [loanId])).get(loanId);
      if (loan?.customerId !== caller.id) {
        throw new DomainError('loan_not_found', `There is no loan ${loanId}.`);
      }
      if (!isOpen(loan.status)) {
        throw new DomainError('care_not_possible', `The loan is ${loan.status}.`, {
          loan_status: loan.status,
        });
      }
      const [open] = await openOf(tx, loanId);
      if (open) {
        throw new DomainError('care_request_open', 'The bank has not answered the last request yet.', {
          care_request: open.id,
        });
      }
      const note = this.noteOf(loan, { kind: 'message', text: wish, authorId: caller.id });
      const request: CareRequest = {
        id: newId(),
        loanId,
        kind,
        wishNoteId: note.id,
        state: 'open',
        answerNoteId: null,
        madeBy: caller.id,
        createdAt: note.createdAt,
        endedAt: null,
      };
      keepNotes(tx, [note]);
      insertRows(tx, CareRequest, [request]);
      this.tell(tx, 'care.requested', loan, { request: request.id, kind }, caller);
      return this.queries.shown(tx, request.id, caller);
    });
  }

  /**
   * Answers an open request, with a note that the borrower reads. Throws `care_request_not_found`,
   * `care_request_not_open` and `own_person`. Locks the loan, then the request.
   */
  async answer(
    id: string,
    { granted, note: text }: AnswerCareDto,
    caller: Caller,
    by: Actor,
  ): Promise<CareRequestResponse> {
    const shown = await this.transactions.run(async (tx) => {
      const { request, loan } = await this.lockOpen(tx, id);
      const own = await ownAccountsIn(tx, [caller.id]);
      assertNotOwn(own.get(caller.id) ?? [], loan.customerId);
      const note = this.noteOf(loan, { kind: 'decision', text, authorId: caller.id });
      keepNotes(tx, [note]);
      const state = granted ? 'granted' : 'declined';
      this.end(tx, request, state, note.id);
      this.tell(tx, 'care.answered', loan, { request: id, kind: request.kind, state }, caller);
      return this.queries.shown(tx, id, caller);
    });
    const on = { type: 'care_request', id } as const;
    this.audit.record({ action: 'care_request.answer', by, on, after: { state: shown.state } });
    return shown;
  }

  /**
   * Takes back an open request of the caller. Throws `care_request_not_found` and `care_request_not_open`. Locks the
   * loan, then the request.
   */
  withdraw(id: string, caller: Caller): Promise<CareRequestResponse> {
    return this.transactions.run(async (tx) => {
      const { request, loan } = await this.lockOpen(tx, id, caller);
      this.end(tx, request, 'withdrawn', null);
      this.tell(tx, 'care.withdrawn', loan, { request: id, kind: request.kind }, caller);
      return this.queries.shown(tx, id, caller);
    });
  }

  private async lockOpen(
    tx: Tx,
    id: string,
    borrower?: Caller,
  ): Promise<{ request: CareRequest; loan: Loan }> {
    const rows: { loan_id: string }[] = await tx.query(
      'SELECT r.loan_id FROM care_requests r WHERE r.id = $1',
      [id],
    );
    const [loans, requests] = await pipelined([
      this.loans.lock(
        tx,
        rows.map(({ loan_id: loan }) => loan),
      ),
      lockRequests(tx, [id]),
    ]);
    const request = requests.get(id);
    const loan = request && loans.get(request.loanId);
    if (!loan || (borrower && loan.customerId !== borrower.id)) {
      throw new DomainError('care_request_not_found', `There is no request ${id}.`);
    }
    if (request.state !== 'open') {
      throw new DomainError('care_request_not_open', `The request is ${request.state} already.`, {
        state: request.state,
      });
    }
    return { request, loan };
  }

  private end(tx: Tx, request: CareRequest, state: CareState, answerNoteId: string | null): void {
    const ended = { ...request, state, answerNoteId, endedAt: this.clock.now() };
    updateRows(tx, CareRequest, [ended], ['state', 'answerNoteId', 'endedAt']);
  }

  private tell<T extends CareEvent>(tx: Tx, type: T, loan: Loan, data: DataOf<T>, caller: Caller): void {
    const facts = { loanId: loan.id, customerId: loan.customerId, actorId: caller.id };
    this.outbox.add(tx, [{ ...facts, type, data } as Happening]);
  }

  private noteOf(loan: Loan, said: Pick<Note, 'kind' | 'text' | 'authorId'>): Note {
    return {
      ...said,
      id: newId(),
      subjectType: 'loan',
      subjectId: loan.id,
      outcome: null,
      createdAt: this.clock.now(),
      redactedAt: null,
    };
  }
}
