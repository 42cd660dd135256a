import { Injectable } from '@nestjs/common';
import { Clock } from '../database/clock.js';
import { lockById, rowsOf } from '../database/entity-columns.js';
import { insertRows, updateRows } from '../database/rows.js';
import { Outbox } from '../events/outbox.js';
import type { Tx } from '../database/transactions.js';
import { newId } from '../runtime/ids.js';
import { changesOf, openingsOf } from './told-transfers.js';
import { directionOf, mayFollow, opened } from './transfer-states.js';
import type { Purpose, Stands, TransferState } from './transfer-states.js';
import { TransferStep, type StepSource } from './transfer-step.entity.js';
import { CHANGED, NOTHING_YET } from './transfer-columns.js';
import { Transfer } from './transfer.entity.js';

/** Money that somebody wants to move through a gateway. Minor units; `countsFrom` is the business date of the wish. */
export interface TransferWish {
  purpose: Purpose;
  /** Null for a receipt that goes back, which has a line instead. */
  partyId: string | null;
  loanId: string | null;
  lineId?: string | null;
  amount: bigint;
  currency: string;
  gateway: string;
  instrumentId: string | null;
  countsFrom: string;
  requestedBy: string | null;
  /** The transfer that it stands in for. */
  replacesId?: string | null;
  /** The transfer whose money goes back to where it came from. */
  refundOfId?: string | null;
  /** A debit that comes by itself: the due date that it is for, and which attempt it is. */
  autopayDueOn?: string;
  attempt?: number;
  /** Whether nothing sends it by itself: it waits for a file for the bank, or for an account. */
  waits?: boolean;
  /** Whether the request that opens it sends it once it is saved; the background does where that request cannot. */
  sentByRequest?: boolean;
}

/** Money that staff have taken by transfer or cheque: it counts already, and its line is waited for until `holdUntil`. */
export interface NotedTransfer extends TransferWish {
  id: string;
  holdUntil: string;
}

/** What a step changes; what is left out stays. */
export interface StepTo {
  state: TransferState;
  stands: Stands;
  fee?: bigint;
  gatewayRef?: string | null;
  failureCode?: string | null;
  failureText?: string | null;
  /** When to look at it next; null: nothing more is due of it. */
  nextAttemptAt?: Date | null;
  /** The file for the bank that it is in. */
  payoutFileId?: string;
  holdUntil?: string | null;
}

/** Who or what caused a step. */
export interface StepBy {
  source: StepSource;
  ref?: string | null;
  actorId?: string | null;
}

const lockTransfers = lockById(Transfer);
const readTransfers = rowsOf(Transfer, 't', 'WHERE t.id = ANY ($1)');
/** Pay-outs of loans that are promised or gone. */
const PAYOUTS =
  "WHERE t.loan_id = ANY ($1) AND t.purpose = 'disbursement' AND t.stands <> 'nothing' ORDER BY t.id";
const readPayouts = rowsOf(Transfer, 't', PAYOUTS);
const lockPayouts = rowsOf(Transfer, 't', `${PAYOUTS} FOR NO KEY UPDATE`);
const LONGEST_TEXT = 200;
/**
 * The background leaves a transfer for so long to the request that sends it (ms): what the gateway answers to that, such
 * as where to confirm a payment, is said once, and has to reach who waits for it.
 */
const REQUEST_SENDS_WITHIN_MS = 15_000;
/**
 * What people and lines say ends the look that is under way: it would follow with what was seen before. Other steps are the
 * worker's own.
 */
const END_LOOKS: ReadonlySet<StepSource> = new Set(['api', 'staff', 'statement']);

/** The only place that writes transfers and their steps. It calls no gateway and posts nothing. */
@Injectable()
export class Transfers {
  constructor(
    private readonly clock: Clock,
    private readonly outbox: Outbox,
  ) {}

  /**
   * Opens a transfer for each wish, in order: not sent, and nothing booked of it. A worker may take it at once, unless it
   * waits or its request sends it. Money out is promised from now on: the caller posts that.
   */
  open(tx: Tx, wishes: readonly TransferWish[]): Transfer[] {
    const now = this.clock.now();
    const afterRequest = new Date(now.getTime() + REQUEST_SENDS_WITHIN_MS);
    const transfers = wishes.map(({ waits = false, sentByRequest = false, ...wish }): Transfer => {
      const direction = directionOf(wish.purpose);
      const dueAt = sentByRequest ? afterRequest : now;
      return {
        ...NOTHING_YET,
        ...wish,
        ...opened(direction),
        id: newId(),
        direction,
        stateSince: now,
        createdAt: now,
        nextAttemptAt: waits ? null : dueAt,
      };
    });
    insertRows(tx, Transfer, transfers);
    insertRows(
      tx,
      TransferStep,
      transfers.map(({ id, state, stands, requestedBy }) =>
        stepRow(
          now,
          { transferId: id, fromState: null, toState: state, stands },
          {
            source: requestedBy === null ? 'clock' : 'api',
            actorId: requestedBy,
          },
        ),
      ),
    );
    this.outbox.add(tx, openingsOf(transfers));
    return transfers;
  }

  /**
   * Opens transfers that staff have noted: they count at once, and nothing is sent anywhere. The caller posts them; each
   * has the id that its payment or movement names.
   */
  note(tx: Tx, noted: readonly NotedTransfer[]): void {
    const now = this.clock.now();
    const known = { state: 'succeeded', stands: 'credited' } as const;
    const transfers = noted.map((wish): Transfer => ({
      ...NOTHING_YET,
      ...wish,
      ...known,
      direction: directionOf(wish.purpose),
      stateSince: now,
      createdAt: now,
      nextAttemptAt: null,
    }));
    insertRows(tx, Transfer, transfers);
    insertRows(
      tx,
      TransferStep,
      noted.map(({ id, requestedBy }) => {
        const facts = { transferId: id, fromState: null, toState: known.state, stands: known.stands };
        return stepRow(now, facts, { source: 'staff', actorId: requestedBy });
      }),
    );
    this.outbox.add(tx, openingsOf(transfers));
  }

  /** Locks transfers, ascending by id in one statement; those that do not exist are missing from the map. */
  lock(tx: Tx, ids: readonly string[]): Promise<Map<string, Transfer>> {
    return lockTransfers(tx, ids);
  }

  /** A transfer as it is, in the transaction that uses it. */
  async find(tx: Tx, id: string): Promise<Transfer | undefined> {
    return (await readTransfers(tx, [id]))[0];
  }

  /** Locks the transfer that stands in for this one. */
  async lockSuccessor(tx: Tx, replacesId: string): Promise<Transfer | undefined> {
    const rows: { id: string }[] = await tx.query('SELECT t.id FROM transfers t WHERE t.replaces_id = $1', [
      replacesId,
    ]);
    const [id] = rows.map((row) => row.id);
    return id === undefined ? undefined : (await this.lock(tx, [id])).get(id);
  }

  /** Locks the pay-outs of loans that are promised or gone, ascending by id in one statement. */
  lockPayouts(tx: Tx, loanIds: readonly string[]): Promise<Transfer[]> {
    return lockPayouts(tx, loanIds);
  }

  /** Pay-outs of loans that are promised or gone. One may have been opened while others were waited for. */
  payoutsOf(tx: Tx, loanIds: readonly string[]): Promise<Transfer[]> {
    return readPayouts(tx, loanIds);
  }

  /**
   * Takes a locked transfer one step further, in place and in the database. The state may stay while the books move on.
   * The caller has checked the pair of states (`mayFollow`), except where staff resolve a review.
   */
  step(tx: Tx, transfer: Transfer, to: StepTo, by: StepBy): void {
    this.save(tx, [transfer], [this.go(transfer, to, by)]);
  }

  /** The same in place alone: `save` has to write the transfer with the step that this answers. */
  go(transfer: Transfer, to: StepTo, by: StepBy): TransferStep {
    const { id, direction, state } = transfer;
    if (state !== to.state && state !== 'review' && !mayFollow(direction, state, to.state)) {
      throw new Error(`transfer ${id} cannot go from ${state} to ${to.state}`);
    }
    return this.changed(transfer, to, by);
  }

  /** Writes locked transfers, each once, and the steps they went, in order; with one statement for each table. */
  save(tx: Tx, transfers: readonly Transfer[], steps: readonly TransferStep[]): void {
    updateRows(tx, Transfer, transfers, CHANGED);
    insertRows(tx, TransferStep, steps);
    this.outbox.add(tx, changesOf(transfers, steps));
  }

  /** What staff have noted and no line has shown in time is for somebody to look at. Locks it. */
  async reviewNoted(tx: Tx, today: string): Promise<void> {
    const rows: { id: string }[] = await tx.query(
      `SELECT t.id FROM transfers t WHERE t.gateway = 'bank' AND t.state = 'succeeded' AND t.hold_until < $1`,
      [today],
    );
    const locked = await this.lock(
      tx,
      rows.map(({ id }) => id),
    );
    const text = 'No line of a bank statement has shown it in time.';
    for (const transfer of locked.values()) {
      if (transfer.state !== 'succeeded') continue;
      const failure = { failureCode: 'no_line', failureText: text };
      this.step(tx, transfer, { state: 'review', stands: transfer.stands, ...failure }, { source: 'clock' });
    }
  }

  /** Takes a locked transfer to where it was before the last step: whoever said that has said that it is not so. */
  stepBack(tx: Tx, transfer: Transfer, to: Pick<StepTo, 'state' | 'stands'>, by: StepBy): void {
    this.save(tx, [transfer], [this.changed(transfer, to, by)]);
  }

  private changed(transfer: Transfer, to: StepTo, by: StepBy): TransferStep {
    const { id, state: fromState } = transfer;
    const now = this.clock.now();
    const { failureText } = to;
    Object.assign(transfer, to, {
      ...(fromState !== to.state && { stateSince: now }),
      ...(END_LOOKS.has(by.source) && { lease: null, leasedUntil: null }),
      ...(failureText != null && { failureText: failureText.slice(0, LONGEST_TEXT).toWellFormed() }),
    });
    return stepRow(now, { transferId: id, fromState, toState: to.state, stands: to.stands }, by);
  }
}

function stepRow(
  at: Date,
  facts: Pick<TransferStep, 'transferId' | 'fromState' | 'toState' | 'stands'>,
  { source, ref = null, actorId = null }: StepBy,
): TransferStep {
  return { ...facts, id: newId(), source, sourceRef: ref, at, actorId };
}
