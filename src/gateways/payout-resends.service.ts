import { Injectable } from '@nestjs/common';
import { assertNotOwn } from '../auth/own-accounts.service.js';
import { AuditLog, type Actor } from '../http/audit-log.js';
import { Clock } from '../database/clock.js';
import { Transactions, type Tx } from '../database/transactions.js';
import { CommandAnswer } from '../commands/money-commands.js';
import { DomainError } from '../runtime/problems.js';
import { PayoutStarts, type Payee } from '../transfers/payout-starts.service.js';
import type { StartedTransferResponse } from '../transfers/started-transfer.dto.js';
import type { Transfer } from '../transfers/transfer.entity.js';
import { notFound } from '../transfers/transfers.queries.js';
import { Transfers } from '../transfers/transfers.service.js';
import { wasSent } from '../transfers/was-sent.js';
import { PayoutBooks } from './payout-books.service.js';

/** Payouts that go to another account than the one that was wished for first. */
@Injectable()
export class PayoutResends {
  constructor(
    private readonly transactions: Transactions,
    private readonly transfers: Transfers,
    private readonly payouts: PayoutStarts,
    private readonly books: PayoutBooks,
    private readonly clock: Clock,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Opens the successor of a payout that failed, came back, or was not sent, to an account of the same party, and sends it.
   * What was promised still is then; what had been given back is taken again. A payout has one successor, so a repeat is
   * refused. Throws `transfer_not_found`, `transfer_state`, `instrument_not_found`, `payout_account_needed`,
   * `instrument_not_usable`, `gateway_off`, `own_person` (the caller's own accounts), `insufficient_wallet` and `insufficient_credit`. Locks the transfer, then its
   * customer or provider.
   */
  async resend(
    id: string,
    instrumentId: string,
    { by, own }: { by: Actor; own: readonly string[] },
  ): Promise<StartedTransferResponse> {
    const { started, before } = await this.transactions.run(async (tx) => {
      const transfer = (await this.transfers.lock(tx, [id])).get(id);
      if (!transfer) throw notFound(id);
      assertNotOwn(own, transfer.partyId ?? '');
      await this.assertResendable(tx, transfer);
      const before = { state: transfer.state };
      const today = await this.clock.today(tx);
      const instrument = (await this.payouts.find(tx, [instrumentId])).get(instrumentId);
      const payee = this.payouts.payee(instrument, instrumentId, transfer.partyId ?? '', today);
      await this.end(tx, transfer, by);
      const successor = this.open(tx, transfer, payee, by);
      await this.books.promise(tx, today, successor);
      const { id: opened, state, gateway } = successor;
      return { started: { transfer: opened, state, gateway, expected_on: payee.expectedOn }, before };
    });
    const after = { state: 'resent', successor: started.transfer };
    this.audit.record({ action: 'transfer.resend', by, on: { type: 'transfer', id }, before, after });
    return (await this.payouts.send(new CommandAnswer(202, started, false))).body;
  }

  private async assertResendable(tx: Tx, transfer: Transfer): Promise<void> {
    const { direction, purpose, id, state } = transfer;
    if (direction === 'in' || purpose === 'receipt_return') {
      throw wrongState(state, 'Only what is paid out to somebody can be sent to another account');
    }
    const successor = await this.transfers.lockSuccessor(tx, id);
    if (successor) {
      throw wrongState(state, `The transfer ${successor.id} stands in for it already`, successor.id);
    }
    if (state === 'failed' || state === 'returned' || state === 'reserved') return;
    if (state === 'review' && !(await wasSent(tx, id))) return;
    throw wrongState(state, 'Only what failed, came back or was never sent can be sent to another account');
  }

  /** What is still promised is given up for its successor, in the same transaction. */
  private async end(tx: Tx, transfer: Transfer, by: Actor): Promise<void> {
    if (transfer.stands === 'nothing') return;
    // The money of a loan has no place to go back to: its successor takes it over.
    if (transfer.purpose !== 'disbursement') await this.books.bring(tx, transfer, 'nothing');
    const state = transfer.state === 'reserved' ? 'cancelled' : 'failed';
    const end = { state, stands: 'nothing', nextAttemptAt: null } as const;
    this.transfers.step(tx, transfer, end, { source: 'staff', actorId: by.id });
  }

  private open(tx: Tx, transfer: Transfer, { to }: Payee, by: Actor): Transfer {
    const { purpose, loanId, amount, currency, countsFrom, id: replacesId } = transfer;
    const as = { purpose, loanId, amount, currency, countsFrom, replacesId, requestedBy: by.id };
    const wish = { ...to, ...as, sentByRequest: true };
    const [successor] = this.transfers.open(tx, [wish]);
    if (!successor) throw new Error('a transfer was not opened');
    return successor;
  }
}

function wrongState(state: string, rule: string, successor: string | null = null): DomainError {
  return new DomainError('transfer_state', `${rule}; this one is ${state}.`, {
    state,
    ...(successor !== null && { successor }),
  });
}
