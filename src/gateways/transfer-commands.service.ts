import { Injectable } from '@nestjs/common';
import { isStaff, type Caller } from '../auth/access.js';
import { AutopayDebits } from '../autopay/autopay-debits.service.js';
import { AuditLog, type Actor } from '../http/audit-log.js';
import { Transactions, type Tx } from '../database/transactions.js';
import { DomainError } from '../runtime/problems.js';
import { notFound } from '../transfers/transfers.queries.js';
import type { Transfer } from '../transfers/transfer.entity.js';
import { isUnderWay } from '../transfers/transfer-states.js';
import { Transfers } from '../transfers/transfers.service.js';
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
    private readonly worker: TransferWorker,
    private readonly autopay: AutopayDebits,
    private readonly audit: AuditLog,
  ) {}

  /** Cancels a transfer that was not sent yet; its own party may, and staff. Throws `transfer_state`. */
  async cancel(id: string, caller: Caller): Promise<void> {
    await this.transactions.run(async (tx) => {
      const transfer = await this.lock(tx, id, caller);
      if (transfer.state !== 'created') {
        throw wrongState(transfer, 'Only a transfer that was not sent yet can be cancelled');
      }
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
      if (transfer.state !== 'review' || transfer.direction !== 'in') {
        throw wrongState(transfer, 'Only a transfer in review can be resolved');
      }
      const before = bookedOf(transfer.stands);
      if (outcome === 'succeeded' && before.arrived) {
        throw wrongState(transfer, 'Its money has arrived, so it is settled or was returned');
      }
      const to = bookedFor(outcome);
      const stands = await this.books.bring(tx, transfer, to, { fee: transfer.fee });
      const ref = { source: 'staff' as const, ref: reason, actorId: caller.id };
      this.transfers.step(
        tx,
        transfer,
        { state: outcome, stands, failureCode: null, failureText: null },
        ref,
      );
      await this.autopay.heard(tx, transfer, known);
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

  private async lock(tx: Tx, id: string, caller: Caller): Promise<Transfer> {
    const transfer = (await this.transfers.lock(tx, [id])).get(id);
    if (!transfer || (!isStaff(caller) && transfer.partyId !== caller.id)) throw notFound(id);
    return transfer;
  }
}

/** Staff say where it ended: what was returned is not in the bank any more. */
function bookedFor(outcome: Outcome): Booked {
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
