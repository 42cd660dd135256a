import { Injectable } from '@nestjs/common';
import type { BankConfiguration } from '../bank-config/bank-configuration.entity.js';
import { Clock } from '../common/clock.js';
import type { Tx } from '../common/transactions.js';
import type { LoanToFund } from '../funding/room.js';
import { addDays } from '../lending/dates.js';
import { LoanAccounts } from './loan-accounts.js';
import { LoanEvents } from './loan-events.js';
import type { Loan } from './loan.entity.js';
import { termMonths } from './loan-terms.js';
import { QueueEntry, type QueueState } from './queue-entry.entity.js';

/** Beyond so many loans that hold the line nothing behind them is funded, without looking for money it could have. */
export const MOST_HOLDERS = 50;

/** Everyone waits in one line, by age. */
const PRIORITY = 0;

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

interface HolderRow extends Pick<Loan, 'id' | 'installments' | 'every' | 'unit'> {
  customer_id: string;
  amount: string;
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
   * `MOST_HOLDERS`: as the allocation takes them, so that their money is kept.
   */
  async holders(tx: Tx, today: string): Promise<LoanToFund[]> {
    const rows: HolderRow[] = await tx.query(
      `SELECT l.id, l.customer_id, l.amount, l.installments, l.every, l.unit
         FROM funding_queue q JOIN loans l ON l.id = q.loan_id
         WHERE q.state = 'waiting' AND q.holds_on <= $1 AND q.expires_on >= $1
         ORDER BY q.priority, q.queued_at, q.loan_id LIMIT ${String(MOST_HOLDERS)}`,
      [today],
    );
    return rows.map((row) => ({
      id: row.id,
      customerId: row.customer_id,
      principal: BigInt(row.amount),
      termMonths: termMonths(row, today),
      bands: [],
      holdsLine: true,
      aside: true,
    }));
  }

  /** Creates loans that wait, in order, and tells each its place. */
  async add(
    tx: Tx,
    loans: readonly Loan[],
    config: Pick<BankConfiguration, 'queueDays' | 'queuePatienceDays'>,
  ): Promise<Map<string, QueuePlace>> {
    if (loans.length === 0) return new Map();
    await this.accounts.create(tx, loans);
    const now = this.clock.now();
    const today = this.clock.businessDate();
    const expiresOn = addDays(today, config.queueDays);
    await tx.query(
      `INSERT INTO funding_queue (loan_id, customer_id, amount, priority, queued_at, holds_on, expires_on, state)
       SELECT q.id, q.customer_id, q.amount, $1, $2, $3, $4, 'waiting'
       FROM unnest($5::uuid[], $6::uuid[], $7::bigint[]) AS q(id, customer_id, amount)`,
      [
        PRIORITY,
        now,
        addDays(today, config.queuePatienceDays),
        expiresOn,
        loans.map(({ id }) => id),
        loans.map(({ customerId }) => customerId),
        loans.map(({ amount }) => amount),
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
