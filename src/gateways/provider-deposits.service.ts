import { Injectable } from '@nestjs/common';
import { BankConfigService } from '../bank-config/bank-config.service.js';
import type { Caller } from '../auth/access.js';
import { outcomeOf, type Outcome } from '../commands/batcher.js';
import {
  MoneyCommands,
  type Command,
  type CommandAnswer,
  type CommandContext,
} from '../commands/money-commands.js';
import { Clock } from '../database/clock.js';
import { pipelined, type Tx } from '../database/transactions.js';
import { toMinorUnits } from '../http/amounts.js';
import { currencyDecimals } from '../lending/money.js';
import { assertOwn, assertUsable, Instruments } from '../transfers/instruments.service.js';
import { KnownGateways } from '../transfers/known-gateways.js';
import type { StartedTransferResponse } from '../transfers/started-transfer.dto.js';
import { openEach, sendOpened } from '../transfers/start-transfers.js';
import { Transfers, type TransferWish } from '../transfers/transfers.service.js';

/** A provider's wish to bring money by card or from a bank account; `amount` is the request's text. */
export interface DepositRequest {
  caller: Caller;
  amount: string;
  instrumentId: string;
}

/** Deposits that a gateway has to collect first. */
@Injectable()
export class ProviderDeposits {
  private readonly open: Command<DepositRequest, StartedTransferResponse>;

  constructor(
    commands: MoneyCommands,
    private readonly transfers: Transfers,
    private readonly instruments: Instruments,
    private readonly gateways: KnownGateways,
    private readonly bankConfig: BankConfigService,
    private readonly clock: Clock,
  ) {
    this.open = commands.define('deposits', 202, (tx, requests) => this.openTransfers(tx, requests));
  }

  /** Opens a transfer and, once it is saved, sends it at once. The money may be lent when it has settled. */
  async deposit(
    request: DepositRequest,
    context: CommandContext,
  ): Promise<CommandAnswer<StartedTransferResponse>> {
    return sendOpened(await this.open(request, context), this.gateways);
  }

  /** Refuses `instrument_not_found`, `instrument_not_usable` and `gateway_off`. */
  private async openTransfers(
    tx: Tx,
    requests: readonly DepositRequest[],
  ): Promise<Outcome<StartedTransferResponse>[]> {
    const [today, { currency }, instruments] = await pipelined([
      this.clock.today(tx),
      this.bankConfig.inForce(tx),
      this.instruments.find(
        tx,
        requests.map(({ instrumentId }) => instrumentId),
      ),
    ]);
    const wanted = requests.map(({ caller, amount, instrumentId }) =>
      outcomeOf(() => {
        const instrument = assertOwn(instruments.get(instrumentId), instrumentId, caller.id);
        assertUsable(instrument);
        const gateway = this.gateways.get(instrument.gateway);
        const wish: TransferWish = {
          purpose: 'provider_deposit',
          partyId: caller.id,
          loanId: null,
          amount: toMinorUnits(amount, currencyDecimals(currency)),
          currency,
          gateway: gateway.name,
          instrumentId,
          countsFrom: today,
          requestedBy: caller.id,
        };
        return { wish, expectedOn: gateway.expectedOn(instrument.kind, today) };
      }),
    );
    return openEach(tx, this.transfers, wanted);
  }
}
