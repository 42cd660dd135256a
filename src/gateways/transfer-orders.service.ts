import { Injectable } from '@nestjs/common';
import { AutopayDebits } from '../autopay/autopay-debits.service.js';
import type { Tx } from '../database/transactions.js';
import type { Instrument } from '../transfers/instrument.entity.js';
import { Instruments } from '../transfers/instruments.service.js';
import type { TransferStep } from '../transfers/transfer-step.entity.js';
import type { Transfer } from '../transfers/transfer.entity.js';
import { Transfers } from '../transfers/transfers.service.js';
import type { TransferOrder } from './gateway.js';
import { Gateways } from './gateways.service.js';
import { whyNotToPay } from './payee.js';

/** `isNew`: it was not sent yet. */
export type SavedOrder = TransferOrder & { isNew: boolean };

/** What gateways are asked to do, looked at once more before they are. */
@Injectable()
export class TransferOrders {
  constructor(
    private readonly transfers: Transfers,
    private readonly instruments: Instruments,
    private readonly autopay: AutopayDebits,
    private readonly gateways: Gateways,
  ) {}

  /**
   * What to ask of the gateway of a locked transfer; one that was not sent yet is submitted by it. Null where nothing is to be
   * asked any more: money goes to nobody who may not have it, and comes from nobody who has paid meanwhile.
   */
  async of(tx: Tx, today: string, transfer: Transfer): Promise<SavedOrder | null> {
    const id = transfer.instrumentId ?? '';
    const instrument = (await this.instruments.find(tx, [id])).get(id);
    if (!instrument) throw new Error(`transfer ${transfer.id} has no instrument`);
    const { state, stands } = transfer;
    if (isOver(transfer)) return null;
    const isNew = state === 'created' || state === 'reserved';
    if (isNew) {
      if (!(await this.isStillWanted(tx, today, transfer, instrument))) return null;
      this.transfers.step(tx, transfer, { state: 'submitted', stands }, { source: 'clock' });
    }
    return { ...orderOf(transfer, instrument), isNew, refundOf: await this.refundedBy(tx, transfer) };
  }

  /**
   * The same for several, by id, where nothing else has to be locked for it; those that have to be looked at in a transaction
   * of their own are missing. Writes nothing: the caller saves the transfers with the steps that this answers.
   */
  async ofPlain(
    tx: Tx,
    transfers: readonly Transfer[],
  ): Promise<{ orders: Map<string, SavedOrder | null>; steps: TransferStep[] }> {
    const plain = transfers.filter(isPlain);
    const instruments = await this.instruments.find(
      tx,
      plain.flatMap(({ instrumentId }) => instrumentId ?? []),
    );
    const steps: TransferStep[] = [];
    const orders = plain.map((transfer): [string, SavedOrder | null] => {
      const { id, state, stands } = transfer;
      if (isOver(transfer) || !this.gateways.find(transfer.gateway)) return [id, null];
      const instrument = instruments.get(transfer.instrumentId ?? '');
      if (!instrument) throw new Error(`transfer ${id} has no instrument`);
      const isNew = state === 'created';
      if (isNew) steps.push(this.transfers.go(transfer, { state: 'submitted', stands }, { source: 'clock' }));
      return [id, { ...orderOf(transfer, instrument), isNew }];
    });
    return { orders: new Map(orders), steps };
  }

  /** What nobody may get any more goes to review, and its money stays promised. */
  private async isStillWanted(
    tx: Tx,
    today: string,
    transfer: Transfer,
    instrument: Instrument,
  ): Promise<boolean> {
    if (transfer.direction === 'in') return this.autopay.isStillWanted(tx, today, transfer);
    const why = await whyNotToPay(tx, transfer, instrument);
    if (why === null) return true;
    const { stands } = transfer;
    this.transfers.step(tx, transfer, { state: 'review', stands, ...why }, { source: 'clock' });
    return false;
  }

  /** How the gateway calls the transfer whose money goes back. */
  private async refundedBy(tx: Tx, { refundOfId }: Transfer): Promise<string | undefined> {
    if (refundOfId === null) return undefined;
    const refunded = await this.transfers.find(tx, refundOfId);
    if (refunded?.gatewayRef == null) throw new Error(`transfer ${refundOfId} never reached its gateway`);
    return refunded.gatewayRef;
  }
}

/** Whether sending or looking at it is about no other row. */
function isPlain({ state, autopayDueOn, refundOfId }: Transfer): boolean {
  if (refundOfId !== null || state === 'reserved') return false;
  return state !== 'created' || autopayDueOn === null;
}

/** Somebody cancelled it after it was leased, and asking for what a gateway does not know yet would send it. */
function isOver({ state }: Transfer): boolean {
  return state === 'cancelled' || state === 'review';
}

function orderOf(transfer: Transfer, { token, kind }: Instrument): TransferOrder {
  const { id, purpose, amount, currency, createdAt: wishedAt, autopayDueOn } = transfer;
  return { id, purpose, amount, currency, token, kind, wishedAt, unattended: autopayDueOn !== null };
}
