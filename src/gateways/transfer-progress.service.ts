import { Inject, Injectable } from '@nestjs/common';
import { Batcher, type Outcome } from '../commands/batcher.js';
import { LeasedWork, type Leased } from '../commands/leased-work.js';
import { APP_CONFIG, type AppConfig } from '../config.js';
import { Clock } from '../database/clock.js';
import { pipelined, Transactions, type Allowance, type Tx } from '../database/transactions.js';
import { newId } from '../runtime/ids.js';
import { leaseHeard } from '../transfers/due-transfers.js';
import type { TransferStep } from '../transfers/transfer-step.entity.js';
import { Transfers, type StepBy } from '../transfers/transfers.service.js';
import type { Transfer } from '../transfers/transfer.entity.js';
import type { TransferState } from '../transfers/transfer-states.js';
import { whyNotBooked, willPass } from './not-booked.js';
import { Sightings, type Sighting } from './sightings.service.js';
import { isLost, restAfter } from './transfer-course.js';
import { TransferOrders, type SavedOrder } from './transfer-orders.service.js';

/** A transfer that this process may send or look at until its lease is over. */
export interface LeasedTransfer extends Leased {
  gateway: string;
  state: TransferState;
  state_since: Date;
  gateway_ref: string | null;
  heard: number;
}

/** A leased transfer, and what to ask of its gateway: null nothing any more, undefined what `orderAlone` says. */
export interface Taken {
  leased: LeasedTransfer;
  order: SavedOrder | null | undefined;
}

/** What a gateway said of a leased transfer. */
export interface LeasedSighting extends Omit<Sighting, 'transfer'> {
  leased: LeasedTransfer;
}

/** How far a look brought a transfer, and whether more was heard of it meanwhile. */
export interface Looked {
  state: TransferState;
  wasHeard: boolean;
}

/** Longer than a gateway may take to answer. */
const LEASE_MS = 60_000;
/** So many transfers share a transaction at most. */
const MOST_TOGETHER = 64;
/** It has to be booked in a transaction of its own. */
const ALONE = Symbol('alone');

/**
 * Takes transfers from one state to the next, one worker at a time: who sends one or looks at it holds its lease, and a
 * lease that was lost changes nothing. So what was seen before never follows what was seen after.
 */
@Injectable()
export class TransferProgress {
  readonly work: LeasedWork<LeasedTransfer>;
  private readonly taking: Batcher<string, Taken | null>;
  private readonly together: Batcher<LeasedSighting, Looked | null | typeof ALONE>;
  private readonly alone: Batcher<LeasedSighting, Looked | null | typeof ALONE>;

  constructor(
    private readonly transactions: Transactions,
    private readonly transfers: Transfers,
    private readonly orders: TransferOrders,
    private readonly sightings: Sightings,
    private readonly clock: Clock,
    @Inject(APP_CONFIG) { lockTimeoutMs: withinMs }: Pick<AppConfig, 'lockTimeoutMs'>,
  ) {
    this.work = new LeasedWork(transactions, {
      name: 'transfers',
      where: 'next_attempt_at IS NOT NULL',
      leaseMs: LEASE_MS,
    });
    const limits = { maxBatch: MOST_TOGETHER, maxWaiting: 2000, withinMs };
    const taking = { ...limits, name: 'take transfers' };
    this.taking = new Batcher((ids, allowance) => this.takeAll(ids, allowance), taking);
    const seeing = { ...limits, name: 'book transfers' };
    this.together = new Batcher((seen, allowance) => this.seeAll(seen, allowance), seeing);
    this.alone = new Batcher((seen, allowance) => this.seeAll(seen, allowance), { ...seeing, maxBatch: 1 });
  }

  /** Leases a transfer and says what to ask of its gateway; null: another worker has it, or it is over. */
  take(id: string): Promise<Taken | null> {
    return this.taking.submit(id);
  }

  /** The same for one that has something new, which it is due for at once: nobody takes it in between. */
  async takeHeard(id: string): Promise<Taken | null> {
    return this.transactions.run(async (tx) => {
      const lease = newId();
      const heard = await leaseHeard<LeasedTransfer>(tx, id, { lease, leaseMs: LEASE_MS });
      // Nothing is heard of one that was not sent yet.
      const free = heard === null ? await this.work.claimThese(tx, [id]) : [heard];
      const [taken = null] = await this.order(
        tx,
        free.filter((row) => heard === null || row.lease === lease),
      );
      return taken;
    });
  }

  /** The same for up to so many that are due, longest due first. */
  takeDue(limit: number): Promise<Taken[]> {
    return this.transactions.run(async (tx) => this.order(tx, await this.work.claimIn(tx, limit)));
  }

  /**
   * What to ask of the gateway of a transfer that is ordered alone; one that was not sent yet is saved as sent first. Null
   * where nothing is to be asked any more.
   */
  orderAlone(leased: LeasedTransfer): Promise<SavedOrder | null> {
    return this.held(leased, (tx, transfer, today) => this.orders.of(tx, today, transfer));
  }

  /**
   * Books what a gateway says of a leased transfer and ends the lease, together with what is seen of others in the same
   * moment. What the books refuse goes to review, with the reason, so that it is not tried for ever. Answers null if the
   * lease was lost.
   */
  async see(sighting: LeasedSighting): Promise<Looked | null> {
    try {
      let looked = await this.together.submit(sighting);
      if (looked === ALONE) looked = await this.alone.submit(sighting);
      if (looked === ALONE) throw new Error('nothing is left of one that is alone');
      return looked;
    } catch (error) {
      if (willPass(error)) throw error;
      const state = await this.toReview(sighting.leased, whyNotBooked(error), sighting.by);
      return state && { state, wasHeard: false };
    }
  }

  /** Nobody knows whether the gateway got it. It is looked at again, and never sent under another key. */
  unclear(leased: LeasedTransfer): Promise<TransferState | null> {
    return this.held(leased, (tx, transfer) => {
      const { state, stands } = transfer;
      const steps =
        state === 'submitted'
          ? [this.transfers.go(transfer, { state: 'unknown', stands }, { source: 'poll' })]
          : [];
      return this.rest(tx, leased, transfer, steps);
    });
  }

  /** The gateway could not be asked. After too long, somebody has to find out what became of it. */
  again(leased: LeasedTransfer): Promise<TransferState | null> {
    return this.held(leased, (tx, transfer) => this.rest(tx, leased, transfer));
  }

  private async takeAll(ids: readonly string[], allowance: Allowance): Promise<Outcome<Taken | null>[]> {
    const taken = await this.transactions.run(
      async (tx) => this.order(tx, await this.work.claimThese(tx, ids)),
      allowance,
    );
    const left = new Map(taken.map((each) => [each.leased.id, each]));
    return ids.map((id) => {
      const value = left.get(id) ?? null;
      // Who asked first has it; to the others it is leased.
      left.delete(id);
      return { value };
    });
  }

  /** What was not sent yet is saved as sent, in the transaction that leases it. */
  private async order(tx: Tx, leased: readonly LeasedTransfer[]): Promise<Taken[]> {
    if (leased.length === 0) return [];
    const transfers = await this.transfers.lock(
      tx,
      leased.map(({ id }) => id),
    );
    const { orders, steps } = await this.orders.ofPlain(tx, [...transfers.values()]);
    const sent = steps.flatMap(({ transferId }) => transfers.get(transferId) ?? []);
    this.transfers.save(tx, sent, steps);
    return leased.map((each) => ({ leased: each, order: orders.get(each.id) }));
  }

  private async seeAll(
    all: readonly LeasedSighting[],
    allowance: Allowance,
  ): Promise<Outcome<Looked | null | typeof ALONE>[]> {
    const looked = await this.transactions.run((tx) => this.bookAll(tx, all), {
      ...allowance,
      beginsLate: true,
    });
    return all.map((sighting) => ({ value: looked.get(sighting) ?? null }));
  }

  /** Those whose lease was lost are missing. */
  private async bookAll(
    tx: Tx,
    all: readonly LeasedSighting[],
  ): Promise<Map<LeasedSighting, Looked | typeof ALONE>> {
    const ids = all.map(({ leased }) => leased.id);
    const [today, locked, rules] = await pipelined([
      this.clock.today(tx),
      this.transfers.lock(tx, ids),
      this.sightings.rules(tx),
    ]);
    const held = all.flatMap((sighting) => {
      const transfer = locked.get(sighting.leased.id);
      return transfer?.lease === sighting.leased.lease ? [{ ...sighting, transfer, sighting }] : [];
    });
    const followed = await this.sightings.follow(tx, { today, ...rules }, held);
    const steps = [...followed.steps];
    const looked = new Map<LeasedSighting, Looked | typeof ALONE>();
    const rested: Transfer[] = [];
    for (const { sighting, transfer, leased } of held) {
      if (followed.alone.has(transfer)) {
        looked.set(sighting, ALONE);
        continue;
      }
      const wasHeard = transfer.heard !== leased.heard;
      steps.push(...this.restIn(leased, transfer));
      rested.push(transfer);
      looked.set(sighting, { state: transfer.state, wasHeard });
    }
    this.transfers.save(tx, rested, steps);
    await this.sightings.tell(tx, followed);
    return looked;
  }

  private toReview(leased: LeasedTransfer, text: string, by: StepBy): Promise<TransferState | null> {
    return this.held(leased, (tx, transfer) => {
      const { stands, state } = transfer;
      const failure = { failureCode: 'not_booked', failureText: text };
      const steps =
        state === 'review' ? [] : [this.transfers.go(transfer, { state: 'review', stands, ...failure }, by)];
      return this.rest(tx, leased, transfer, steps);
    });
  }

  private rest(
    tx: Tx,
    leased: LeasedTransfer,
    transfer: Transfer,
    steps: readonly TransferStep[] = [],
  ): TransferState {
    this.transfers.save(tx, [transfer], [...steps, ...this.restIn(leased, transfer)]);
    return transfer.state;
  }

  /** Ends the lease, in place. What was heard of the transfer meanwhile is due at once. */
  private restIn(leased: LeasedTransfer, transfer: Transfer): TransferStep[] {
    const now = this.clock.now().getTime();
    const sinceMs = now - transfer.stateSince.getTime();
    const { stands } = transfer;
    const failure = { failureCode: 'no_answer', failureText: 'The gateway never said what became of it.' };
    const steps = isLost(transfer, sinceMs)
      ? [this.transfers.go(transfer, { state: 'review', stands, ...failure }, { source: 'clock' })]
      : [];
    if (transfer.heard === leased.heard) {
      const restMs = restAfter(transfer, sinceMs);
      transfer.nextAttemptAt = restMs === null ? null : new Date(now + restMs);
    }
    Object.assign(transfer, { lease: null, leasedUntil: null });
    return steps;
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
