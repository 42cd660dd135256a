import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { BankConfiguration } from '../bank-config/bank-configuration.entity.js';
import { bandFor, bandsFrom, queuePriority } from '../bank-config/score-bands.js';
import { outcomeOf } from '../common/amounts.js';
import { BUSINESS_DATE, Clock } from '../common/clock.js';
import type { DomainError, ProblemCode } from '../common/problems.js';
import type { Tx } from '../common/transactions.js';
import type { LoanToFund } from '../funding/room.js';
import { addDays } from '../lending/dates.js';
import { LoanAccounts } from './loan-accounts.js';
import { LoanEvents } from './loan-events.js';
import type { Loan } from './loan.entity.js';
import { assertMayBorrow, type Borrower } from './loan-range.js';
import { termMonths } from './loan-terms.js';
import { QueueEntry, type QueueState } from './queue-entry.entity.js';

/** The first so many of the loans that have waited for long hold the line; the others only come before who is behind. */
export const MOST_HOLDERS = 50;

/** The place of the waiting entry `q`, from 1. */
export const POSITION = `(
  SELECT count(*)::int + 1 FROM funding_queue a
  WHERE a.state = 'waiting' AND (a.priority, a.entry_no) < (q.priority, q.entry_no))`;

/** What a queued loan is told of its place. */
export interface QueuePlace {
  position: number;
  queuedAt: Date;
  expiresOn: string;
}

/** A loan that holds the line, and who it is for, as they are stored. */
export interface Holder extends Pick<Loan, 'id' | 'installments' | 'every' | 'unit'> {
  customer_id: string;
  amount: string;
  account_disabled: boolean;
  credit_score: number;
  min_loan_amount: string | null;
  max_loan_amount: string | null;
  priority: number;
  entry_no: string;
}

/**
 * Loans that hold the line as the allocation takes them, so that what they could use is kept for them. Nothing is kept
 * for those that would be refused.
 */
export function keptAside(
  holders: readonly Holder[],
  today: string,
  config: BankConfiguration,
): LoanToFund[] {
  return holders.flatMap((holder) => {
    const amount = BigInt(holder.amount);
    const borrower = toBorrower(holder);
    if (refusalOf(amount, borrower, config) !== null) return [];
    return {
      id: holder.id,
      customerId: holder.customer_id,
      principal: amount,
      termMonths: termMonths(holder, today),
      bands: bandsNow(borrower, config),
      holdsLine: true,
      aside: true,
    };
  });
}

/** What a loan of this amount would be refused for now; null when it would not. */
export function refusalOf(
  amount: bigint,
  borrower: Borrower | undefined,
  config: BankConfiguration,
): DomainError | null {
  return refusalIn(() => {
    assertMayBorrow(amount, borrower, config);
  });
}

/** The refusal that an assertion throws; null when it holds. */
export function refusalIn(assertion: () => void): DomainError | null {
  const outcome = outcomeOf(assertion);
  return 'refusal' in outcome ? outcome.refusal : null;
}

/** The lowest bands of mandates that a borrower satisfies with the score it has now. */
export function bandsNow({ creditScore }: Borrower, { scoreBands }: BankConfiguration): string[] {
  return bandsFrom(bandFor(creditScore, scoreBands)?.name ?? null, scoreBands);
}

function toBorrower(holder: Holder): Borrower {
  const amount = (text: string | null) => (text === null ? null : BigInt(text));
  return {
    accountDisabled: holder.account_disabled,
    creditScore: holder.credit_score,
    minLoanAmount: amount(holder.min_loan_amount),
    maxLoanAmount: amount(holder.max_loan_amount),
  };
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
   * `MOST_HOLDERS`. A transaction that decides by them holds the business date.
   */
  holders(manager: Pick<EntityManager, 'query'>): Promise<Holder[]> {
    return manager.query(
      `SELECT l.id, l.customer_id, l.amount, l.installments, l.every, l.unit, q.priority, q.entry_no,
           c.account_disabled, c.credit_score, c.min_loan_amount, c.max_loan_amount
         FROM funding_queue q JOIN loans l ON l.id = q.loan_id JOIN customers c ON c.id = q.customer_id
         WHERE q.state = 'waiting' AND q.holds_on <= ${BUSINESS_DATE} AND q.expires_on >= ${BUSINESS_DATE}
         ORDER BY q.priority, q.entry_no LIMIT ${String(MOST_HOLDERS)}`,
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
         SELECT loan_id, row_number() OVER (ORDER BY priority, entry_no)::int AS position
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
  async end(
    tx: Tx,
    loanIds: readonly string[],
    state: Exclude<QueueState, 'waiting' | 'refused'>,
  ): Promise<void> {
    if (loanIds.length === 0) return;
    await tx.query('UPDATE funding_queue SET state = $1, ended_at = $2 WHERE loan_id = ANY ($3)', [
      state,
      this.clock.now(),
      loanIds,
    ]);
  }

  /** Ends entries that wait and are locked, each for a reason; their loans are the caller's. */
  async refuse(tx: Tx, refused: readonly { loanId: string; reason: ProblemCode }[]): Promise<void> {
    if (refused.length === 0) return;
    await tx.query(
      `UPDATE funding_queue q SET state = 'refused', ended_at = $1, reason = r.reason
       FROM unnest($2::uuid[], $3::text[]) AS r(loan_id, reason) WHERE q.loan_id = r.loan_id`,
      [this.clock.now(), refused.map(({ loanId }) => loanId), refused.map(({ reason }) => reason)],
    );
  }
}
