import { Injectable } from '@nestjs/common';
import { isStaff, type Caller } from '../auth/access.js';
import { AuditLog, type Actor } from '../http/audit-log.js';
import { Transactions, type Tx } from '../database/transactions.js';
import { DomainError } from '../runtime/problems.js';
import { notFound } from '../transfers/transfers.queries.js';
import type { Transfer } from '../transfers/transfer.entity.js';
import { isUnderWay, type Stands } from '../transfers/transfer-states.js';
import { Transfers } from '../transfers/transfers.service.js';
import { PayoutBooks } from './payout-books.service.js';
import { TransferBooks } from './transfer-books.service.js';
import { bookedOf, type Booked } from './transfer-course.js';
import type { Outcome, ResolveTransferDto } from './transfer-commands.dto.js';
import { TransferWorker } from './transfer-worker.service.js';

/** What people may do about a transfer. */
@Injectable()
export class TransferCommands {
  constructor(
    private readonly transactions: Transactions,
    private readonly transfers: Transfers,
    private readonly books: TransferBooks,
    private readonly payouts: PayoutBooks,
    private readonly worker: TransferWorker,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Cancels a transfer that was not sent yet; its own party may, and staff. What was to be paid out is where it came from
   * again. Throws `transfer_state`.
   */
  async cancel(id: string, caller: Caller): Promise<void> {
    await this.transactions.run(async (tx) => {
      const transfer = await this.lock(tx, id, caller);
      if (transfer.state !== 'created' && transfer.state !== 'reserved') {
        throw wrongState(transfer, 'Only a transfer that was not sent yet can be cancelled');
      }
      if (transfer.purpose === 'disbursement') {
        throw wrongState(transfer, 'The money of a loan is sent elsewhere, or its loan is undone');
      }
      if (transfer.direction === 'out') await this.payouts.bring(tx, transfer, 'nothing');
      const source = isStaff(caller) ? 'staff' : 'api';
      this.transfers.step(
        tx,
        transfer,
        { state: 'cancelled', stands: 'nothing', nextAttemptAt: null },
        { source, actorId: caller.id },
      );
    });
  }

  /** Asks the gateway now. Where a worker does so already, its answer will do. */
  async refresh(id: string): Promise<void> {
    await this.transactions.run((tx) => this.transfers.makeDue(tx, { id }));
    await this.worker.lookNow(id);
  }

  /**
   * Ends a review by what the gateway's own page or the statement says, and books it. Throws `transfer_state`, and what
   * the books refuse. Locks the transfer, its customer, loan and providers.
   */
  async resolve(
    id: string,
    { outcome, reason }: ResolveTransferDto,
    caller: Caller,
    by: Actor,
  ): Promise<void> {
    const before = await this.transactions.run(async (tx) => {
      const transfer = await this.lock(tx, id, caller);
      const known = { state: transfer.state, stands: transfer.stands };
      if (transfer.state !== 'review') {
        throw wrongState(transfer, 'Only a transfer in review can be resolved');
      }
      const stands = await this.standsAfter(tx, transfer, outcome);
      const ref = { source: 'staff' as const, ref: reason, actorId: caller.id };
      this.transfers.step(
        tx,
        transfer,
        { state: outcome, stands, failureCode: null, failureText: null },
        ref,
      );
      if (isUnderWay(outcome)) await this.transfers.makeDue(tx, { id });
      return known;
    });
    this.audit.record({
      action: 'transfer.resolve',
      by,
      on: { type: 'transfer', id },
      before,
      after: { state: outcome },
    });
  }

  /** Books where a transfer ended; answers what the books say then. */
  private standsAfter(tx: Tx, transfer: Transfer, outcome: Outcome): Promise<Stands> {
    if (transfer.direction === 'out') {
      if (outcome === 'succeeded' || outcome === 'settled') {
        throw wrongState(transfer, 'Money that goes out ends as paid, failed or returned');
      }
      return this.payouts.bring(tx, transfer, outcome === 'paid' ? 'gone' : 'nothing');
    }
    if (outcome === 'paid') {
      throw wrongState(transfer, 'Money that comes in ends as failed, succeeded, settled or returned');
    }
    if (outcome === 'succeeded' && bookedOf(transfer.stands).arrived) {
      throw wrongState(transfer, 'Its money has arrived, so it is settled or was returned');
    }
    return this.books.bring(tx, transfer, bookedFor(outcome), { fee: transfer.fee });
  }

  private async lock(tx: Tx, id: string, caller: Caller): Promise<Transfer> {
    const transfer = (await this.transfers.lock(tx, [id])).get(id);
    if (!transfer || (!isStaff(caller) && transfer.partyId !== caller.id)) throw notFound(id);
    return transfer;
  }
}

/** Staff say where it ended: what was returned is not in the bank any more. */
function bookedFor(outcome: Exclude<Outcome, 'paid'>): Booked {
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

function wrongState({ state }: Transfer, rule: string): DomainError {
  return new DomainError('transfer_state', `${rule}; this one is ${state}.`, { state });
}
