import { Injectable } from '@nestjs/common';
import { Clock } from '../database/clock.js';
import { newId } from '../runtime/ids.js';
import type { Tx } from '../database/transactions.js';
import type { LoanEventKind } from './loan-event.entity.js';
import type { LoanStanding } from './loan-summary.js';

/** Something that happened to a loan, and how the loan stood before and after. Minor units. */
export interface LoanEventInput {
  loanId: string;
  businessDate: string;
  kind: LoanEventKind;
  before: LoanStanding;
  after: LoanStanding;
  amount?: bigint;
  paymentId?: string;
  detail?: string;
  actorId?: string;
  /** Of a reminder: the due date of its instalment. */
  dueOn?: string;
}

@Injectable()
export class LoanEvents {
  constructor(private readonly clock: Clock) {}

  /**
   * Records what happened, in order. What may happen once a day, or once for an instalment, and has been recorded is
   * left as it is.
   */
  async record(tx: Tx, happened: readonly LoanEventInput[]): Promise<void> {
    if (happened.length === 0) return;
    await tx.query(
      `INSERT INTO loan_events (id, loan_id, business_date, created_at, kind, amount, payment_id, detail, actor_id,
                                status_before, status_after, balance_before, balance_after, due_on)
       SELECT e.id, e.loan_id, e.business_date, $1, e.kind, e.amount, e.payment_id, e.detail, e.actor_id,
              e.status_before, e.status_after, e.balance_before, e.balance_after, e.due_on
       FROM unnest($2::uuid[], $3::uuid[], $4::date[], $5::text[], $6::bigint[], $7::uuid[], $8::text[],
                   $9::uuid[], $10::text[], $11::text[], $12::bigint[], $13::bigint[], $14::date[])
         AS e(id, loan_id, business_date, kind, amount, payment_id, detail, actor_id, status_before, status_after,
              balance_before, balance_after, due_on)
       ON CONFLICT DO NOTHING`,
      [
        this.clock.now(),
        happened.map(() => newId()),
        happened.map(({ loanId }) => loanId),
        happened.map(({ businessDate }) => businessDate),
        happened.map(({ kind }) => kind),
        happened.map(({ amount }) => amount ?? null),
        happened.map(({ paymentId }) => paymentId ?? null),
        happened.map(({ detail }) => detail ?? null),
        happened.map(({ actorId }) => actorId ?? null),
        happened.map(({ before }) => before.status),
        happened.map(({ after }) => after.status),
        happened.map(({ before }) => before.balance),
        happened.map(({ after }) => after.balance),
        happened.map(({ dueOn }) => dueOn ?? null),
      ],
    );
  }

  /** What borrowers were reminded of that falls due after a date: `<loan> <due date>`, by the loans' ids. */
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
