import { Injectable } from '@nestjs/common';
import type { BankConfiguration } from '../bank-config/bank-configuration.entity.js';
import { queuePriority } from '../bank-config/score-bands.js';
import { Clock } from '../database/clock.js';
import { rowsOf } from '../database/entity-columns.js';
import { insertRows, updateRows } from '../database/rows.js';
import type { ProblemCode } from '../runtime/problems.js';
import type { Tx } from '../database/transactions.js';
import { addDays } from '../lending/dates.js';
import { LoanStore } from '../loans/loan-store.js';
import { LoanEvents } from '../loans/loan-events.js';
import type { Loan } from '../loans/loan.entity.js';
import { QueueEntry, type QueueState } from '../loans/queue-entry.entity.js';

/** The place of the waiting entry `q`, from 1. */
export const POSITION = `(
  SELECT count(*)::int + 1 FROM funding_queue a
  WHERE a.state = 'waiting' AND (a.priority, a.entry_no) < (q.priority, q.entry_no))`;

const lockWaiting = rowsOf(
  QueueEntry,
  'q',
  "WHERE q.loan_id = ANY ($1) AND q.state = 'waiting' ORDER BY q.loan_id FOR UPDATE",
);

/** What a queued loan's answer says of its place. */
export interface QueuePlace {
  position: number;
  queuedAt: Date;
  expiresOn: string;
}

/** The rows of the funding queue. They change only together with their loans, which are locked first. */
@Injectable()
export class QueueEntries {
  constructor(
    private readonly accounts: LoanStore,
    private readonly events: LoanEvents,
    private readonly clock: Clock,
  ) {}

  /** Creates loans that wait, in order, with the business date on which they would start. Answers the place of each. */
  async add(
    tx: Tx,
    loans: readonly Loan[],
    config: Pick<BankConfiguration, 'queueDays' | 'queuePatienceDays' | 'scoreBands'>,
  ): Promise<Map<string, QueuePlace>> {
    if (loans.length === 0) return new Map();
    this.accounts.create(tx, loans);
    const now = this.clock.now();
    const today = (loans[0] as Loan).startOn;
    const expiresOn = addDays(today, config.queueDays);
    insertRows(
      tx,
      QueueEntry,
      loans.map((loan) => ({
        loanId: loan.id,
        customerId: loan.customerId,
        amount: loan.amount,
        priority: queuePriority(loan.scoreBand, config.scoreBands),
        queuedAt: now,
        holdsOn: addDays(today, config.queuePatienceDays),
        expiresOn,
        state: 'waiting' as const,
        endedAt: null,
        reason: null,
      })),
    );
    this.events.record(
      tx,
      loans.map((loan) => ({
        loan,
        businessDate: today,
        kind: 'queued' as const,
        before: { status: 'queued' as const, balance: 0n },
        after: { status: 'queued' as const, balance: 0n },
        amount: loan.amount,
        ...(loan.requestedBy === null ? {} : { actorId: loan.requestedBy }),
      })),
    );
    const places: { loan_id: string; position: number }[] = await tx.query(
      // One scan of the queue for all of them.
      `SELECT * FROM (
         SELECT loan_id, row_number() OVER (ORDER BY priority, entry_no)::int AS position
         FROM funding_queue WHERE state = 'waiting') line
       WHERE loan_id = ANY ($1)`,
      [loans.map(({ id }) => id)],
    );
    return new Map(
      places.map(({ loan_id, position }) => [loan_id, { position, queuedAt: now, expiresOn }] as const),
    );
  }

  /** Locks the entries of loans that are already locked, and answers those that wait. */
  async waiting(tx: Tx, loanIds: readonly string[]): Promise<Map<string, QueueEntry>> {
    const rows = await lockWaiting(tx, loanIds);
    return new Map(rows.map((row) => [row.loanId, row]));
  }

  /** Ends entries that wait and are locked. The caller changes their loans. */
  end(tx: Tx, loanIds: readonly string[], state: Exclude<QueueState, 'waiting' | 'refused'>): void {
    const endedAt = this.clock.now();
    updateRows(
      tx,
      QueueEntry,
      loanIds.map((loanId) => ({ loanId, state, endedAt })),
      ['state', 'endedAt'],
    );
  }

  /** Ends entries that wait and are locked, each with its reason. The caller changes their loans. */
  refuse(tx: Tx, refused: readonly { loanId: string; reason: ProblemCode }[]): void {
    const endedAt = this.clock.now();
    updateRows(
      tx,
      QueueEntry,
      refused.map((entry) => ({ ...entry, state: 'refused' as const, endedAt })),
      ['state', 'endedAt', 'reason'],
    );
  }
}
