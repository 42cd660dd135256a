import { Injectable } from '@nestjs/common';
import { LeasedWork, type Leased } from '../commands/leased-work.js';
import { Clock } from '../database/clock.js';
import { asBusy, isShared } from '../database/database-errors.js';
import { Transactions, type Tx } from '../database/transactions.js';
import { DomainError } from '../runtime/problems.js';
import { Instruments } from '../transfers/instruments.service.js';
import type { StepBy } from '../transfers/transfers.service.js';
import { Transfers } from '../transfers/transfers.service.js';
import type { Instrument } from '../transfers/instrument.entity.js';
import type { Transfer } from '../transfers/transfer.entity.js';
import type { Stands, TransferState } from '../transfers/transfer-states.js';
import type { Seen, TransferOrder } from './gateway.js';
import { PayoutBooks } from './payout-books.service.js';
import { payoutCourseOf } from './payout-course.js';
import { whyNotToPay } from './payee.js';
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

/** `isNew`: it was not sent yet. */
type SavedOrder = TransferOrder & { isNew: boolean };

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
    private readonly instruments: Instruments,
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
   * What to ask of the gateway; for a transfer that was not sent yet, this is saved as a step first. Null: nothing is. Money
   * goes to nobody who may not have it any more: such a transfer goes to review, and its money stays promised.
   */
  order(leased: LeasedTransfer): Promise<SavedOrder | null> {
    return this.held(leased, async (tx, transfer) => {
      const id = transfer.instrumentId ?? '';
      const instrument = (await this.instruments.find(tx, [id])).get(id);
      if (!instrument) throw new Error(`transfer ${transfer.id} has no instrument`);
      const { state, stands } = transfer;
      // Somebody cancelled it after it was leased, and asking for what a gateway does not know yet would send it.
      if (state === 'cancelled' || state === 'review') return null;
      const isNew = state === 'created' || state === 'reserved';
      const why = state === 'reserved' ? await whyNotToPay(tx, transfer, instrument) : null;
      if (why !== null) {
        this.transfers.step(tx, transfer, { state: 'review', stands, ...why }, { source: 'clock' });
        return null;
      }
      if (isNew) this.transfers.step(tx, transfer, { state: 'submitted', stands }, { source: 'clock' });
      return { ...orderOf(transfer, instrument), isNew, refundOf: await this.refundedBy(tx, transfer) };
    });
  }

  /** How the gateway calls the transfer whose money goes back. */
  private async refundedBy(tx: Tx, { refundOfId }: Transfer): Promise<string | undefined> {
    if (refundOfId === null) return undefined;
    const refunded = await this.transfers.find(tx, refundOfId);
    if (refunded?.gatewayRef == null) throw new Error(`transfer ${refundOfId} never reached its gateway`);
    return refunded.gatewayRef;
  }

  /**
   * Books what a gateway says of a leased transfer and ends the lease; all in one transaction. What the books refuse goes
   * to review, with the reason, so that it is not tried for ever. Answers the state, null if the lease was lost.
   */
  async see(
    leased: LeasedTransfer,
    seen: Seen,
    creditsOn: 'succeeded' | 'settled',
    by: StepBy,
  ): Promise<TransferState | null> {
    try {
      return await this.held(leased, async (tx, transfer) => {
        await this.follow(tx, transfer, seen, creditsOn, by);
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
    said: Seen,
    creditsOn: 'succeeded' | 'settled',
    by: StepBy,
  ): Promise<void> {
    if (transfer.direction === 'out') return this.followOut(tx, transfer, said, by);
    const seen = await this.books.heard(tx, transfer, said);
    const course = courseOf(transfer, seen, creditsOn);
    if (course === null) {
      // It may have been taken back and come again between two looks: it stands where it stood, and that had its price.
      if (seen.takenFee !== undefined && transfer.state !== 'review') {
        await this.books.bring(tx, transfer, bookedOf(transfer.stands), seen);
      }
      return;
    }
    const { state, booked, why } = course;
    const stands = await this.books.bring(tx, transfer, booked, seen);
    this.step(tx, transfer, { state, stands, why }, seen, by);
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
    { state, stands, why }: { state: TransferState; stands: Stands; why?: Seen['failure'] | undefined },
    seen: Seen,
    by: StepBy,
  ): void {
    const failure = why ?? seen.failure;
    this.transfers.step(
      tx,
      transfer,
      {
        state,
        stands,
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
    work: (tx: Tx, transfer: Transfer) => T | Promise<T>,
  ): Promise<T | null> {
    return this.transactions.run(async (tx) => {
      const transfer = (await this.transfers.lock(tx, [leased.id])).get(leased.id);
      if (transfer?.lease !== leased.lease) return null;
      return work(tx, transfer);
    });
  }
}

function orderOf(transfer: Transfer, { token, kind }: Instrument): TransferOrder {
  const { id, purpose, amount, currency, createdAt: wishedAt, autopayDueOn } = transfer;
  return { id, purpose, amount, currency, token, kind, wishedAt, unattended: autopayDueOn !== null };
}

/** What staff read; errors that are no refusal say nothing that people understand. */
function reasonOf(error: unknown): string {
  if (error instanceof DomainError) return error.message;
  return `It could not be booked: ${error instanceof Error ? error.message : 'unknown'}`;
}
