import { Injectable } from '@nestjs/common';
import { Clock } from '../database/clock.js';
import type { Tx } from '../database/transactions.js';
import { whyNotToPay } from '../gateways/payee.js';
import type { PaymentOut } from '../gateways/payment-file.js';
import { PayoutAccounts } from '../gateways/payout-accounts.service.js';
import { Instruments } from '../transfers/instruments.service.js';
import type { Transfer } from '../transfers/transfer.entity.js';
import type { Purpose } from '../transfers/transfer-states.js';
import { Transfers } from '../transfers/transfers.service.js';

const DAY_MS = 86_400_000;

/** A payout, and what the bank is told of it. */
export interface Order {
  transfer: Transfer;
  payment: PaymentOut;
}

/** What the one who is paid reads. */
const SAYS: Partial<Record<Purpose, string>> = {
  disbursement: 'Loan',
  provider_withdrawal: 'Withdrawal',
  credit_refund: 'Refund',
  receipt_return: 'Return of your payment',
};

/** Payouts that wait for a file, and what becomes of them. */
@Injectable()
export class PayoutFileOrders {
  constructor(
    private readonly transfers: Transfers,
    private readonly instruments: Instruments,
    private readonly accounts: PayoutAccounts,
    private readonly clock: Clock,
  ) {}

  /**
   * The payouts that wait, in the order in which they were asked for; locked. One that nobody may get any more, or in
   * which `faultOf` finds a fault, goes to review.
   */
  async waiting(
    tx: Tx,
    currency: string,
    faultOf: (order: Order) => string | null,
  ): Promise<{ orders: Order[]; inReview: number }> {
    const found: { id: string }[] = await tx.query(
      `SELECT t.id FROM transfers t WHERE t.state = 'reserved' AND t.gateway = 'bank_file' AND t.currency = $1
         AND t.instrument_id IS NOT NULL ORDER BY t.id`,
      [currency],
    );
    const locked = await this.transfers.lock(
      tx,
      found.map(({ id }) => id),
    );
    // Some may have been cancelled, or be in another file, since they were found.
    const waiting = [...locked.values()].filter(({ state }) => state === 'reserved');
    const instruments = await this.instruments.find(
      tx,
      waiting.flatMap(({ instrumentId }) => instrumentId ?? []),
    );
    const orders: Order[] = [];
    for (const transfer of waiting) {
      const instrument = instruments.get(transfer.instrumentId ?? '');
      if (!instrument) throw new Error(`transfer ${transfer.id} has no instrument`);
      let why: { failureCode: string; failureText: string } | null = await whyNotToPay(
        tx,
        transfer,
        instrument,
      );
      if (why === null) {
        const { id: transferId, amount, purpose } = transfer;
        const to = this.accounts.open(instrument);
        const order = { transfer, payment: { transferId, amount, to, text: SAYS[purpose] ?? '' } };
        const fault = faultOf(order);
        if (fault === null) {
          orders.push(order);
          continue;
        }
        why = { failureCode: 'not_payable', failureText: fault };
      }
      const { stands } = transfer;
      this.transfers.step(tx, transfer, { state: 'review', stands, ...why }, { source: 'clock' });
    }
    return { orders, inReview: waiting.length - orders.length };
  }

  /** The file has been made, so they are sent. A worker asks for their line once a day. */
  send(tx: Tx, orders: readonly Order[], file: { id: string; messageId: string; by: string | null }): void {
    const nextAttemptAt = new Date(this.clock.now().getTime() + DAY_MS);
    const by = { source: 'staff', ref: file.messageId, actorId: file.by } as const;
    for (const { transfer } of orders) {
      const { stands } = transfer;
      this.transfers.step(tx, transfer, { state: 'submitted', stands, payoutFileId: file.id }, by);
      this.transfers.step(tx, transfer, { state: 'sent', stands, nextAttemptAt }, by);
    }
  }
}
