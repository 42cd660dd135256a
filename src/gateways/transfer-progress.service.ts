import { Injectable } from '@nestjs/common';
import { LeasedWork, type Leased } from '../commands/leased-work.js';
import { Clock } from '../database/clock.js';
import { asBusy, isShared } from '../database/database-errors.js';
import { pipelined, Transactions, type Tx } from '../database/transactions.js';
import { DomainError } from '../runtime/problems.js';
import type { InstrumentKind } from '../transfers/instrument.entity.js';
import type { StepBy, StepTo } from '../transfers/transfers.service.js';
import { Transfers } from '../transfers/transfers.service.js';
import type { Transfer } from '../transfers/transfer.entity.js';
import type { TransferState } from '../transfers/transfer-states.js';
import type { Seen } from './gateway.js';
import { PayoutBooks } from './payout-books.service.js';
import { payoutCourseOf } from './payout-course.js';
import { TransferOrders, type SavedOrder } from './transfer-orders.service.js';
import { TransferBooks } from './transfer-books.service.js';
import { bookedOf, courseOf, isLost, restAfter } from './transfer-course.js';

/** A transfer that this process may send or look at until its lease is over. */
export interface LeasedTransfer extends Leased {
  gateway: string;
  state: TransferState;
  state_since: Date;
  gateway_ref: string | null;
  heard: number;
}

/** When money of a transfer counts: in this state, or after the hold of its kind. */
interface Counting {
  creditsOn: 'succeeded' | 'settled';
  kind: InstrumentKind;
}

/** Longer than a gateway may take to answer. */
const LEASE_MS = 60_000;

/**
 * Takes transfers from one state to the next, one worker at a time: who sends one or looks at it holds its lease, and a
 * lease that was lost changes nothing. So what was seen before never follows what was seen after.
 */
@Injectable()
export class TransferProgress {
  readonly work: LeasedWork<LeasedTransfer>;

  constructor(
    private readonly transactions: Transactions,
    private readonly transfers: Transfers,
    private readonly orders: TransferOrders,
    private readonly books: TransferBooks,
    private readonly payouts: PayoutBooks,
    private readonly clock: Clock,
  ) {
    this.work = new LeasedWork(transactions, {
      name: 'transfers',
      where: 'next_attempt_at IS NOT NULL',
      leaseMs: LEASE_MS,
    });
  }

  /**
   * What to ask of the gateway; for a transfer that was not sent yet, this is saved as a step first. Null where nothing is to
   * be asked any more.
   */
  order(leased: LeasedTransfer): Promise<SavedOrder | null> {
    return this.held(leased, (tx, transfer, today) => this.orders.of(tx, today, transfer));
  }

  /**
   * Books what a gateway says of a leased transfer and ends the lease; all in one transaction. What the books refuse goes
   * to review, with the reason, so that it is not tried for ever. Answers the state, null if the lease was lost.
   */
  async see(
    leased: LeasedTransfer,
    seen: Seen,
    counting: Counting,
    by: StepBy,
  ): Promise<TransferState | null> {
    try {
      return await this.held(leased, async (tx, transfer, today) => {
        await this.follow(tx, transfer, { said: seen, counting, today }, by);
        return this.rest(tx, leased, transfer);
      });
    } catch (error) {
      // Whatever will pass is tried again; anything else would come again and again.
      if (isShared(error) || asBusy(error) !== null) throw error;
      return this.toReview(leased, reasonOf(error), by);
    }
  }

  /** Nobody knows whether the gateway got it. It is looked at again, and never sent under another key. */
  unclear(leased: LeasedTransfer): Promise<TransferState | null> {
    return this.held(leased, (tx, transfer) => {
      if (transfer.state === 'submitted') {
        this.transfers.step(tx, transfer, { state: 'unknown', stands: transfer.stands }, { source: 'poll' });
      }
      return this.rest(tx, leased, transfer);
    });
  }

  /** The gateway could not be asked. After too long, somebody has to find out what became of it. */
  again(leased: LeasedTransfer): Promise<TransferState | null> {
    return this.held(leased, (tx, transfer) => this.rest(tx, leased, transfer));
  }

  private async follow(
    tx: Tx,
    transfer: Transfer,
    { said, counting, today }: { said: Seen; counting: Counting; today: string },
    by: StepBy,
  ): Promise<void> {
    if (transfer.direction === 'out') return this.followOut(tx, transfer, said, by);
    const seen = await this.books.heard(tx, transfer, said);
    const holdUntil = transfer.holdUntil ?? (await this.books.holdUntil(tx, today, seen, counting.kind));
    const isHeld = holdUntil === null || holdUntil > today;
    const course = courseOf(transfer, seen, isHeld ? counting.creditsOn : 'succeeded');
    if (course === null) {
      // It may have been taken back and come again between two looks: it stands where it stood, and that had its price.
      if (seen.takenFee !== undefined && transfer.state !== 'review') {
        await this.books.bring(tx, transfer, bookedOf(transfer.stands), seen);
      }
      return;
    }
    const { state, booked, why } = course;
    const before = { state: transfer.state, stands: transfer.stands };
    const stands = await this.books.bring(tx, transfer, booked, seen);
    this.step(tx, transfer, { state, stands, why, holdUntil }, seen, by);
    await this.books.told(tx, transfer, before);
  }

  private async followOut(tx: Tx, transfer: Transfer, seen: Seen, by: StepBy): Promise<void> {
    const course = payoutCourseOf(transfer, seen);
    if (course === null) return;
    const stands = await this.payouts.bring(tx, transfer, course.stands);
    this.step(tx, transfer, { ...course, stands }, seen, by);
  }

  private step(
    tx: Tx,
    transfer: Transfer,
    { why, ...to }: Pick<StepTo, 'state' | 'stands' | 'holdUntil'> & { why?: Seen['failure'] | undefined },
    seen: Seen,
    by: StepBy,
  ): void {
    const failure = why ?? seen.failure;
    this.transfers.step(
      tx,
      transfer,
      {
        ...to,
        fee: seen.fee ?? transfer.fee,
        gatewayRef: seen.ref ?? transfer.gatewayRef,
        failureCode: failure?.code ?? null,
        failureText: failure?.text ?? null,
      },
      by,
    );
  }

  private toReview(leased: LeasedTransfer, text: string, by: StepBy): Promise<TransferState | null> {
    return this.held(leased, (tx, transfer) => {
      const { stands, state } = transfer;
      if (state !== 'review') {
        const failure = { failureCode: 'not_booked', failureText: text };
        this.transfers.step(tx, transfer, { state: 'review', stands, ...failure }, by);
      }
      return this.rest(tx, leased, transfer);
    });
  }

  /** Ends the lease. What was heard of the transfer meanwhile is due at once. */
  private async rest(tx: Tx, leased: LeasedTransfer, transfer: Transfer): Promise<TransferState> {
    const now = this.clock.now().getTime();
    const sinceMs = now - transfer.stateSince.getTime();
    if (isLost(transfer, sinceMs)) {
      const failure = { failureCode: 'no_answer', failureText: 'The gateway never said what became of it.' };
      this.transfers.step(
        tx,
        transfer,
        { state: 'review', stands: transfer.stands, ...failure },
        { source: 'clock' },
      );
    }
    const wasHeard = transfer.heard !== leased.heard;
    const restMs = restAfter(transfer, sinceMs);
    const next = restMs === null ? null : new Date(now + restMs);
    await this.work.finish(tx, leased, { nextAttemptAt: wasHeard ? transfer.nextAttemptAt : next });
    return transfer.state;
  }

  /** Works on a transfer that is locked and whose lease still holds; null if it does not. */
  private held<T>(
    leased: LeasedTransfer,
    work: (tx: Tx, transfer: Transfer, today: string) => T | Promise<T>,
  ): Promise<T | null> {
    return this.transactions.run(async (tx) => {
      const [today, locked] = await pipelined([this.clock.today(tx), this.transfers.lock(tx, [leased.id])]);
      const transfer = locked.get(leased.id);
      if (transfer?.lease !== leased.lease) return null;
      return work(tx, transfer, today);
    });
  }
}

/** What staff read; errors that are no refusal say nothing that people understand. */
function reasonOf(error: unknown): string {
  if (error instanceof DomainError) return error.message;
  return `It could not be booked: ${error instanceof Error ? error.message : 'unknown'}`;
}
