import { Injectable } from '@nestjs/common';
import { isStaff, type Caller } from '../auth/access.js';
import { Transactions, type Tx } from '../database/transactions.js';
import { DomainError } from '../runtime/problems.js';
import type { TransferAction } from '../transfers/known-gateways.js';
import { notFound } from '../transfers/transfers.queries.js';
import type { Transfer } from '../transfers/transfer.entity.js';
import { Transfers } from '../transfers/transfers.service.js';
import { PayoutBooks } from './payout-books.service.js';
import { TransferWorker } from './transfer-worker.service.js';

/** What people may do about a transfer. */
@Injectable()
export class TransferCommands {
  constructor(
    private readonly transactions: Transactions,
    private readonly transfers: Transfers,
    private readonly payouts: PayoutBooks,
    private readonly worker: TransferWorker,
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

  /**
   * Asks the gateway now; answers what the person who pays still has to do. Where a worker asks already, its answer will do,
   * and nothing is known here of what is to be done.
   */
  async refresh(id: string): Promise<TransferAction | undefined> {
    return (await this.worker.askNow(id))?.action;
  }

  private async lock(tx: Tx, id: string, caller: Caller): Promise<Transfer> {
    const transfer = (await this.transfers.lock(tx, [id])).get(id);
    if (!transfer || (!isStaff(caller) && transfer.partyId !== caller.id)) throw notFound(id);
    return transfer;
  }
}

/** The refusal of what cannot be done with a transfer in its state. */
export function wrongState({ state }: Transfer, rule: string): DomainError {
  return new DomainError('transfer_state', `${rule}; this one is ${state}.`, { state });
}
