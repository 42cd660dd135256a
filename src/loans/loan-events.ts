import { Injectable } from '@nestjs/common';
import { Clock } from '../common/clock.js';
import { newId } from '../common/ids.js';
import type { Tx } from '../common/transactions.js';
import type { LoanEventKind } from './loan-event.entity.js';
import type { LoanStanding } from './loan-summary.js';

/** Something that happened to a loan, and how the loan stood before and after. Minor units. */
export interface LoanHappening {
  loanId: string;
  businessDate: string;
  kind: LoanEventKind;
  before: LoanStanding;
  after: LoanStanding;
  amount?: bigint;
  paymentId?: string;
  detail?: string;
  actorId?: string;
}

@Injectable()
export class LoanEvents {
  constructor(private readonly clock: Clock) {}

  /** Records what happened, in order. What may happen once a day and has been recorded is left as it is. */
  async record(tx: Tx, happened: readonly LoanHappening[]): Promise<void> {
    if (happened.length === 0) return;
    await tx.query(
      `INSERT INTO loan_events (id, loan_id, business_date, created_at, kind, amount, payment_id, detail, actor_id,
                                status_before, status_after, balance_before, balance_after)
       SELECT e.id, e.loan_id, e.business_date, $1, e.kind, e.amount, e.payment_id, e.detail, e.actor_id,
              e.status_before, e.status_after, e.balance_before, e.balance_after
       FROM unnest($2::uuid[], $3::uuid[], $4::date[], $5::text[], $6::bigint[], $7::uuid[], $8::text[],
                   $9::uuid[], $10::text[], $11::text[], $12::bigint[], $13::bigint[])
         AS e(id, loan_id, business_date, kind, amount, payment_id, detail, actor_id, status_before, status_after,
              balance_before, balance_after)
       ON CONFLICT (loan_id, business_date, kind)
         WHERE kind IN ('late_interest', 'reminder', 'overdue_notice') DO NOTHING`,
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
      ],
    );
  }
}
