import { Injectable } from '@nestjs/common';
import type { BankConfiguration } from '../bank-config/bank-configuration.entity.js';
import { bandsFrom, queuePriority } from '../bank-config/score-bands.js';
import { BUSINESS_DATE, Clock } from '../common/clock.js';
import type { Tx } from '../common/transactions.js';
import type { LoanToFund } from '../funding/room.js';
import { addDays } from '../lending/dates.js';
import { LoanAccounts } from './loan-accounts.js';
import { LoanEvents } from './loan-events.js';
import type { Loan } from './loan.entity.js';
import { termMonths } from './loan-terms.js';
import { QueueEntry, type QueueState } from './queue-entry.entity.js';

/** The first so many of the loans that have waited for long hold the line; the others only come before who is behind. */
export const MOST_HOLDERS = 50;

/** The place of the waiting entry `q`, from 1. */
export const POSITION = `(
  SELECT count(*)::int + 1 FROM funding_queue a
  WHERE a.state = 'waiting' AND (a.priority, a.queued_at, a.loan_id) < (q.priority, q.queued_at, q.loan_id))`;

/** What a queued loan is told of its place. */
export interface QueuePlace {
  position: number;
  queuedAt: Date;
  expiresOn: string;
}

/** A loan that holds the line, as it is stored. */
export interface Holder extends Pick<Loan, 'id' | 'installments' | 'every' | 'unit'> {
  customer_id: string;
  amount: string;
  score_band: string | null;
  priority: number;
  queued_at: Date;
}

/** Loans that hold the line as the allocation takes them, so that what they could use is kept for them. */
export function keptAside(
  holders: readonly Holder[],
  today: string,
  { scoreBands }: Pick<BankConfiguration, 'scoreBands'>,
): LoanToFund[] {
  return holders.map((holder) => ({
    id: holder.id,
    customerId: holder.customer_id,
    principal: BigInt(holder.amount),
    termMonths: termMonths(holder, today),
    bands: bandsFrom(holder.score_band, scoreBands),
    holdsLine: true,
    aside: true,
  }));
}

/** The rows of the funding queue. They change only together with their loans, which are locked first. */
@Injectable()
export class QueueEntries {
  constructor(
    private readonly accounts: LoanAccounts,
    private readonly events: LoanEvents,
    private readonly clock: Clock,
  ) {}

  /**
   * Loans that have waited for longer than the bank's patience and are not funded yet, first in line first, at most
   * `MOST_HOLDERS`. The transaction holds the business date.
   */
  holders(tx: Tx): Promise<Holder[]> {
    return tx.query(
      `SELECT l.id, l.customer_id, l.amount, l.installments, l.every, l.unit, l.score_band, q.priority,
           q.queued_at
         FROM funding_queue q JOIN loans l ON l.id = q.loan_id
         WHERE q.state = 'waiting' AND q.holds_on <= ${BUSINESS_DATE} AND q.expires_on >= ${BUSINESS_DATE}
         ORDER BY q.priority, q.queued_at, q.loan_id LIMIT ${String(MOST_HOLDERS)}`,
      [],
    );
  }

  /** Creates loans that wait, in order, from the business date that they are to start on; tells each its place. */
  async add(
    tx: Tx,
    loans: readonly Loan[],
    config: Pick<BankConfiguration, 'queueDays' | 'queuePatienceDays' | 'scoreBands'>,
  ): Promise<Map<string, QueuePlace>> {
    if (loans.length === 0) return new Map();
    await this.accounts.create(tx, loans);
    const now = this.clock.now();
    const today = (loans[0] as Loan).startOn;
    const expiresOn = addDays(today, config.queueDays);
    await tx.query(
      `INSERT INTO funding_queue (loan_id, customer_id, amount, priority, queued_at, holds_on, expires_on, state)
       SELECT q.id, q.customer_id, q.amount, q.priority, $1, $2, $3, 'waiting'
       FROM unnest($4::uuid[], $5::uuid[], $6::bigint[], $7::int[]) AS q(id, customer_id, amount, priority)`,
      [
        now,
        addDays(today, config.queuePatienceDays),
        expiresOn,
        loans.map(({ id }) => id),
        loans.map(({ customerId }) => customerId),
        loans.map(({ amount }) => amount),
        loans.map(({ scoreBand }) => queuePriority(scoreBand, config.scoreBands)),
      ],
    );
    await this.events.record(
      tx,
      loans.map((loan) => ({
        loanId: loan.id,
        businessDate: today,
        kind: 'queued' as const,
        before: { status: 'queued' as const, balance: 0n },
        after: { status: 'queued' as const, balance: 0n },
        amount: loan.amount,
      })),
    );
    const places: { loan_id: string; position: number }[] = await tx.query(
      // One walk along the line for all of them.
      `SELECT * FROM (
         SELECT loan_id, row_number() OVER (ORDER BY priority, queued_at, loan_id)::int AS position
         FROM funding_queue WHERE state = 'waiting') line
       WHERE loan_id = ANY ($1)`,
      [loans.map(({ id }) => id)],
    );
    return new Map(
      places.map(({ loan_id, position }) => [loan_id, { position, queuedAt: now, expiresOn }] as const),
    );
  }

  /** Locks the entries of loans that are locked already, and gives those that wait. */
  async waiting(tx: Tx, loanIds: readonly string[]): Promise<Map<string, QueueEntry>> {
    const rows = await tx
      .createQueryBuilder(QueueEntry, 'q')
      .where("q.loan_id = ANY (:ids) AND q.state = 'waiting'", { ids: loanIds })
      .orderBy('q.loan_id')
      .setLock('pessimistic_write')
      .getMany();
    return new Map(rows.map((row) => [row.loanId, row]));
  }

  /** Ends entries that wait and are locked; their loans are the caller's. */
  async end(tx: Tx, loanIds: readonly string[], state: Exclude<QueueState, 'waiting'>): Promise<void> {
    if (loanIds.length === 0) return;
    await tx.query('UPDATE funding_queue SET state = $1, ended_at = $2 WHERE loan_id = ANY ($3)', [
      state,
      this.clock.now(),
      loanIds,
    ]);
  }
}
