import { Injectable } from '@nestjs/common';
import { isStaff, type Caller } from '../auth/access.js';
import { assertNotOwn } from '../auth/own-accounts.service.js';
import { BankConfigService } from '../bank-config/bank-config.service.js';
import { DomainError } from '../runtime/problems.js';
import { pipelined, PATIENT, Transactions, type Tx } from '../database/transactions.js';
import { QueueFunding } from './queue-funding.js';
import { QueueLeaving } from './queue-leaving.js';
import { QueueLine } from './queue-line.js';

/**
 * The result of a drain: how many loans began and their total (minor units), how many had waited too long, and how many
 * were refused.
 */
export interface Drained {
  begun: number;
  amount: bigint;
  expired: number;
  refused: number;
  /** Whether it reached the end of the queue; false when another instance was draining, or this one had to stop. */
  finished: boolean;
}

const CHUNK = 500;
/** The advisory lock that lets one instance at a time drain, so that the order holds. */
const DRAIN_LOCK = 7_215_504_413;

/** Where a pass continues: the last entry of the chunk before. */
interface Place {
  priority: number;
  entryNo: string;
  loanId: string;
  customerId: string;
}

/** One chunk of a drain. `next` is where the queue continues; null at its end. */
type Pass = Omit<Drained, 'finished'> & { next: Place | null };

/** Loans that wait for money: funds them in order, lets them leave, and ends those that have waited too long. */
@Injectable()
export class FundingQueue {
  constructor(
    private readonly transactions: Transactions,
    private readonly bankConfig: BankConfigService,
    private readonly line: QueueLine,
    private readonly funding: QueueFunding,
    private readonly leaving: QueueLeaving,
  ) {}

  /**
   * Goes through the queue once, in order, and funds each loan for which there is enough money; one chunk per
   * transaction. Safe to run anywhere at any time: instances take turns, and each entry ends in the transaction that
   * funds it. Calls `mayGoOn` before each chunk.
   */
  async drain(mayGoOn: () => boolean = () => true): Promise<Drained> {
    const all: Drained = { begun: 0, amount: 0n, expired: 0, refused: 0, finished: false };
    for (let after: Place | null = null; mayGoOn();) {
      const from: Place | null = after;
      const pass: Pass | null = await this.transactions.run((tx) => this.pass(tx, from), PATIENT);
      if (pass === null) return all;
      all.begun += pass.begun;
      all.amount += pass.amount;
      all.expired += pass.expired;
      all.refused += pass.refused;
      if (pass.next === null) return { ...all, finished: true };
      after = pass.next;
    }
    return all;
  }

  /**
   * Cancels a queued loan. Throws `loan_not_found`, `own_person` (`own`: the caller's other accounts) and
   * `loan_not_queued`. Locks the loan.
   */
  async cancel(loanId: string, caller: Caller, own: readonly string[]): Promise<void> {
    await this.transactions.run(async (tx) => {
      const [today, found] = await pipelined([this.funding.today(tx), this.line.lockOne(tx, loanId)]);
      if (!found || (!isStaff(caller) && found.loan.customerId !== caller.id)) {
        throw new DomainError('loan_not_found', `There is no loan ${loanId}.`);
      }
      const { loan, inLine } = found;
      assertNotOwn(own, loan.customerId);
      if (!inLine) {
        const detail = `Only a loan that waits in the funding queue can be cancelled; this one is ${loan.status}.`;
        throw new DomainError('loan_not_queued', detail, { loan_status: loan.status });
      }
      this.leaving.leave(tx, today, [loan], 'cancelled', caller.id);
    });
  }

  /**
   * Drains one chunk; null when another instance is draining. Locks the customers, then the loans, then the providers.
   */
  private async pass(tx: Tx, after: Place | null): Promise<Pass | null> {
    const [lock]: { got: boolean }[] = await tx.query('SELECT pg_try_advisory_xact_lock($1) AS got', [
      DRAIN_LOCK,
    ]);
    if (lock?.got !== true) return null;
    const [today, config] = await pipelined([this.funding.today(tx), this.bankConfig.inForce(tx)]);
    const expired = after === null ? await this.expiredIds(tx, today) : [];
    const places = await this.placesInOrder(tx, today, after);
    const ids = [...expired, ...places.map(({ loanId }) => loanId)];
    if (ids.length === 0) return { begun: 0, amount: 0n, expired: 0, refused: 0, next: null };
    const waiting = await this.line.lock(
      tx,
      ids,
      places.map(({ customerId }) => customerId),
    );
    const over = expired.flatMap((id) => waiting.get(id)?.loan ?? []);
    this.leaving.leave(tx, today, over, 'expired', null);
    const inLine = places.flatMap(({ loanId }) => waiting.get(loanId) ?? []);
    const { eligible, refused } = this.leaving.refuseUngrantable(tx, today, inLine, config);
    const funded = await this.funding.fund(tx, eligible, { config, today, isFirst: after === null });
    const last = places.at(-1);
    return {
      begun: funded.length,
      amount: funded.reduce((sum, { amount }) => sum + amount, 0n),
      expired: over.length,
      refused,
      next: places.length === CHUNK && last ? last : null,
    };
  }

  private async expiredIds(tx: Tx, today: string): Promise<string[]> {
    const rows: { loan_id: string }[] = await tx.query(
      `SELECT loan_id FROM funding_queue WHERE state = 'waiting' AND expires_on < $1 LIMIT ${String(CHUNK)}`,
      [today],
    );
    return rows.map(({ loan_id }) => loan_id);
  }

  /** The entries that all free money together could fund, and those with a reservation, in order. */
  private async placesInOrder(tx: Tx, today: string, after: Place | null): Promise<Place[]> {
    const rows: { loan_id: string; customer_id: string; priority: number; entry_no: string }[] =
      await tx.query(
        `SELECT q.loan_id, q.customer_id, q.priority, q.entry_no FROM funding_queue q,
         (SELECT coalesce(sum(free_amount), 0) AS money FROM providers WHERE free_amount > 0) free
       WHERE q.state = 'waiting' AND q.expires_on >= $1 AND free.money > 0
         AND (q.amount <= free.money OR q.holds_on <= $1)
         ${after === null ? '' : 'AND (q.priority, q.entry_no) > ($2, $3)'}
       ORDER BY q.priority, q.entry_no LIMIT ${String(CHUNK)}`,
        [today, ...(after === null ? [] : [after.priority, after.entryNo])],
      );
    return rows.map((row) => ({
      loanId: row.loan_id,
      customerId: row.customer_id,
      priority: row.priority,
      entryNo: row.entry_no,
    }));
  }
}
