import { Injectable } from '@nestjs/common';
import type { Outcome } from '../commands/batcher.js';
import type { CommandAnswer } from '../commands/money-commands.js';
import type { Tx } from '../database/transactions.js';
import { DomainError } from '../runtime/problems.js';
import type { Instrument } from './instrument.entity.js';
import { assertOwn, assertPaidTo, Instruments } from './instruments.service.js';
import { KnownGateways } from './known-gateways.js';
import { openEach, sendOpened } from './start-transfers.js';
import type { StartedTransferResponse } from './started-transfer.dto.js';
import { Transfers, type TransferWish } from './transfers.service.js';

/** Where a payout goes, and when it should be there. */
export interface Payee {
  to: Pick<TransferWish, 'partyId' | 'gateway' | 'instrumentId' | 'waits'>;
  expectedOn: string;
}

/** Opens transfers that pay out, and sends them. What they promise, the caller posts. */
@Injectable()
export class PayoutStarts {
  constructor(
    private readonly transfers: Transfers,
    private readonly instruments: Instruments,
    private readonly gateways: KnownGateways,
  ) {}

  /** Instruments by id. */
  find(tx: Tx, ids: readonly string[]): Promise<Map<string, Instrument>> {
    return this.instruments.find(tx, ids);
  }

  /**
   * An account of a party to pay to. Throws `instrument_not_found`, `payout_account_needed`, `instrument_not_usable` and
   * `gateway_off`.
   */
  payee(instrument: Instrument | undefined, id: string, partyId: string, today: string): Payee {
    const account = assertOwn(instrument, id, partyId);
    assertPaidTo(account);
    return this.through(account, today);
  }

  /**
   * The card that money came from, whatever became of it since: to be sent back there. Throws `gateway_off`, and
   * `payout_account_needed` where the gateway sends nothing back.
   */
  back(card: Instrument, today: string): Payee {
    if (this.gateways.get(card.gateway).refunds) return this.through(card, today);
    throw new DomainError('payout_account_needed', `${card.gateway} sends no money back to ${card.label}.`);
  }

  private through(
    { id: instrumentId, userId: partyId, gateway: name, kind }: Instrument,
    today: string,
  ): Payee {
    const gateway = this.gateways.get(name);
    return {
      to: { partyId, gateway: name, instrumentId, waits: gateway.byFile },
      expectedOn: gateway.expectedOn(kind, today),
    };
  }

  /** Opens what is wished for, in one statement, and answers it beside the refusals. */
  open(
    tx: Tx,
    wanted: readonly Outcome<{ wish: TransferWish; expectedOn: string }>[],
  ): Outcome<StartedTransferResponse>[] {
    return openEach(tx, this.transfers, wanted);
  }

  /** Sends what an answer says was opened, unless it repeats an earlier one, or waits for a file. */
  send(answer: CommandAnswer<StartedTransferResponse>): Promise<CommandAnswer<StartedTransferResponse>> {
    return sendOpened(answer, this.gateways);
  }
}
