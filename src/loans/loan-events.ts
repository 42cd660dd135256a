import { Injectable } from '@nestjs/common';
import { Clock } from '../database/clock.js';
import { insertNewRows } from '../database/rows.js';
import { newId } from '../runtime/ids.js';
import type { Tx } from '../database/transactions.js';
import { LoanEvent, type LoanEventKind } from './loan-event.entity.js';
import type { LoanStanding } from './loan-summary.js';

/** Something that happened to a loan, and its standing before and after. Minor units. */
export interface LoanEventInput {
  loanId: string;
  businessDate: string;
  kind: LoanEventKind;
  /** Null when the loan began with this event. */
  before: LoanStanding | null;
  after: LoanStanding;
  amount?: bigint;
  paymentId?: string;
  detail?: string;
  /** The note about it, which is kept first. */
  noteId?: string;
  actorId?: string;
  /** For a reminder: the due date of its instalment. */
  dueOn?: string;
}

@Injectable()
export class LoanEvents {
  constructor(private readonly clock: Clock) {}

  /**
   * Records events, in order. Some kinds may happen only once a day or once for an instalment; a repeated one is
   * ignored.
   */
  record(tx: Tx, happened: readonly LoanEventInput[]): void {
    const createdAt = this.clock.now();
    insertNewRows(
      tx,
      LoanEvent,
      happened.map(({ before, after, ...event }) => ({
        id: newId(),
        loanId: event.loanId,
        businessDate: event.businessDate,
        createdAt,
        kind: event.kind,
        amount: event.amount ?? null,
        paymentId: event.paymentId ?? null,
        detail: event.detail ?? null,
        noteId: event.noteId ?? null,
        actorId: event.actorId ?? null,
        statusBefore: before?.status ?? null,
        statusAfter: after.status,
        balanceBefore: before?.balance ?? null,
        balanceAfter: after.balance,
        dueOn: event.dueOn ?? null,
      })),
    );
  }

  /** The reminders already sent for dates after the given one, as `<loan> <due date>`, for these loans. */
  async remindedOf(tx: Tx, loanIds: readonly string[], after: string): Promise<Set<string>> {
    if (loanIds.length === 0) return new Set();
    const rows: { loan_id: string; due_on: string }[] = await tx.query(
      `SELECT e.loan_id, e.due_on FROM loan_events e
       WHERE e.kind = 'reminder' AND e.loan_id = ANY ($1) AND e.due_on > $2`,
      [loanIds, after],
    );
    return new Set(rows.map(({ loan_id, due_on }) => `${loan_id} ${due_on}`));
  }
}
