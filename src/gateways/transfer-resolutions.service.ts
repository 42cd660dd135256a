import { Injectable } from '@nestjs/common';
import type { Caller } from '../auth/access.js';
import { Transactions, type Tx } from '../database/transactions.js';
import { AuditLog, type Actor } from '../http/audit-log.js';
import { makeDue } from '../transfers/due-transfers.js';
import { Proposals } from '../transfers/proposals.service.js';
import type { Transfer } from '../transfers/transfer.entity.js';
import { isUnderWay, type Stands, type TransferState } from '../transfers/transfer-states.js';
import { notFound } from '../transfers/transfers.queries.js';
import { Transfers, type StepBy } from '../transfers/transfers.service.js';
import { PayoutBooks } from './payout-books.service.js';
import { TransferBooks } from './transfer-books.service.js';
import type { Outcome, ResolveTransferDto } from './transfer-commands.dto.js';
import { wrongState } from './transfer-commands.service.js';
import { bookedOf, type Booked } from './transfer-course.js';

/** How a review ends: two members of staff say the same. */
@Injectable()
export class TransferResolutions {
  constructor(
    private readonly transactions: Transactions,
    private readonly transfers: Transfers,
    private readonly books: TransferBooks,
    private readonly payouts: PayoutBooks,
    private readonly proposals: Proposals,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Proposes where a transfer in review ended, by the gateway's own page or the statement, or confirms what another member
   * of staff has proposed, and books it. What staff had noted, such as a cheque that bounced, comes into review by the
   * proposal. Throws `transfer_state`, `second_person_needed`, and what the books refuse. Locks the transfer, its customer,
   * loan and providers.
   */
  async resolve(
    id: string,
    { outcome, reason }: ResolveTransferDto,
    { id: staffId }: Caller,
    by: Actor,
  ): Promise<void> {
    const { before, isDone } = await this.transactions.run(async (tx) => {
      const transfer = await this.resolvable(tx, id, outcome);
      const before = { state: transfer.state, stands: transfer.stands };
      const stepBy: StepBy = { source: 'staff', ref: reason, actorId: staffId };
      const proposed = { kind: 'resolve' as const, subjectId: id, outcome, reason, staffId };
      const confirmed = await this.proposals.confirm(tx, proposed);
      if (confirmed === null) this.putInReview(tx, transfer, reason, stepBy);
      else await this.end(tx, transfer, outcome, stepBy);
      return { before, isDone: confirmed !== null };
    });
    this.audit.record({
      action: isDone ? 'transfer.resolve' : 'transfer.propose',
      by,
      on: { type: 'transfer', id },
      before: isDone ? before : {},
      after: isDone ? { state: endOf(outcome) } : { outcome },
    });
  }

  /** Locks a transfer that may end so. Throws `transfer_not_found` and `transfer_state`. */
  async resolvable(tx: Tx, id: string, outcome: Outcome): Promise<Transfer> {
    const transfer = (await this.transfers.lock(tx, [id])).get(id);
    if (!transfer) throw notFound(id);
    assertPossible(transfer, outcome);
    return transfer;
  }

  private putInReview(tx: Tx, transfer: Transfer, reason: string, by: StepBy): void {
    if (transfer.state === 'review') return;
    const failure = { failureCode: 'in_doubt', failureText: reason };
    this.transfers.step(tx, transfer, { state: 'review', stands: transfer.stands, ...failure }, by);
  }

  /** What follows once both have said it, of a transfer that is `resolvable`. */
  async end(tx: Tx, transfer: Transfer, outcome: Outcome, by: StepBy): Promise<void> {
    const before = { state: transfer.state, stands: transfer.stands };
    const stands = await this.standsAfter(tx, transfer, outcome);
    const state = endOf(outcome);
    this.transfers.step(tx, transfer, { state, stands, failureCode: null, failureText: null }, by);
    await this.books.told(tx, transfer, before);
    if (isUnderWay(state) && transfer.gateway !== 'bank') {
      await makeDue(tx, [{ id: transfer.id }]);
    }
  }

  /** Books where a transfer ended; answers what the books say then. */
  private standsAfter(tx: Tx, transfer: Transfer, outcome: Outcome): Promise<Stands> {
    if (outcome === 'lost') return this.books.lose(tx, transfer);
    if (transfer.direction === 'out') {
      return this.payouts.bring(tx, transfer, outcome === 'paid' ? 'gone' : 'nothing');
    }
    if (outcome === 'paid') throw new Error('money that comes in is not paid');
    return this.books.bring(tx, transfer, bookedFor(outcome), { fee: transfer.fee });
  }
}

function assertPossible(transfer: Transfer, outcome: Outcome): void {
  if (transfer.direction === 'out') {
    assertPayoutPossible(transfer, outcome);
    return;
  }
  if (outcome === 'paid') {
    throw wrongState(transfer, 'Money that comes in ends as failed, succeeded, settled, returned or lost');
  }
  const isNoted = transfer.gateway === 'bank' && transfer.state === 'succeeded';
  if (transfer.state !== 'review' && !isNoted) {
    throw wrongState(transfer, 'Only a transfer in review, or one noted by staff, can be resolved');
  }
  const { counts, arrived } = bookedOf(transfer.stands);
  if (outcome === 'succeeded' && arrived) {
    throw wrongState(transfer, 'Its money has arrived, so it is settled or was returned');
  }
  if (outcome === 'lost' && (!counts || arrived)) {
    throw wrongState(transfer, 'Only money that counts and has not arrived can be lost');
  }
}

function assertPayoutPossible(transfer: Transfer, outcome: Outcome): void {
  if (transfer.state !== 'review') throw wrongState(transfer, 'Only a transfer in review can be resolved');
  if (outcome === 'paid' || outcome === 'failed' || outcome === 'returned') return;
  throw wrongState(transfer, 'Money that goes out ends as paid, failed or returned');
}

function endOf(outcome: Outcome): TransferState {
  return outcome === 'lost' ? 'settled' : outcome;
}

/** Staff say where it ended: what was returned is not in the bank any more. */
function bookedFor(outcome: Exclude<Outcome, 'lost' | 'paid'>): Booked {
  switch (outcome) {
    case 'settled':
      return { counts: true, arrived: true };
    case 'succeeded':
      return { counts: true, arrived: false };
    case 'failed':
    case 'returned':
      return { counts: false, arrived: false };
  }
}
