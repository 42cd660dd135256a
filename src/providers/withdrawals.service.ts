import { Injectable } from '@nestjs/common';
import { BankConfigService } from '../bank-config/bank-config.service.js';
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
import { DomainError } from '../runtime/problems.js';
import { PayoutStarts } from '../transfers/payout-starts.service.js';
import type { StartedTransferResponse } from '../transfers/started-transfer.dto.js';
import type { TransferWish } from '../transfers/transfers.service.js';
import { assertPossible } from './balance-limits.js';
import { FundsService, type TransferredMoney } from './funds.service.js';

/** A provider's wish to be paid out to its bank account; `amount` is the request's text. */
export interface WithdrawalRequest {
  providerId: string;
  amount: string;
  instrumentId: string;
}

/** Withdrawals that a gateway pays out. */
@Injectable()
export class Withdrawals {
  private readonly open: Command<WithdrawalRequest, StartedTransferResponse>;

  constructor(
    commands: MoneyCommands,
    private readonly payouts: PayoutStarts,
    private readonly funds: FundsService,
    private readonly bankConfig: BankConfigService,
    private readonly clock: Clock,
  ) {
    this.open = commands.define('withdrawals', 202, (tx, requests) => this.openTransfers(tx, requests));
  }

  /** Takes the money out of the wallet, opens a transfer and, once that is saved, sends it. */
  async withdraw(
    request: WithdrawalRequest,
    context: CommandContext,
  ): Promise<CommandAnswer<StartedTransferResponse>> {
    return this.payouts.send(await this.open(request, context));
  }

  /**
   * Opens a transfer for each request, in order, whose money is promised from then on. Refuses `insufficient_wallet`,
   * `instrument_not_found`, `payout_account_needed`, `instrument_not_usable` and `gateway_off`. Locks the providers.
   */
  private async openTransfers(
    tx: Tx,
    requests: readonly WithdrawalRequest[],
  ): Promise<Outcome<StartedTransferResponse>[]> {
    const [today, { currency }, instruments, held] = await pipelined([
      this.clock.today(tx),
      this.bankConfig.inForce(tx),
      this.payouts.find(
        tx,
        requests.map(({ instrumentId }) => instrumentId),
      ),
      this.funds.lock(
        tx,
        requests.map(({ providerId }) => providerId),
      ),
    ]);
    const wanted = requests.map((request) =>
      outcomeOf(() => {
        const { providerId, instrumentId } = request;
        const provider = held.get(providerId);
        if (!provider) throw new DomainError('provider_not_found', 'You have no loan provider profile.');
        const payee = this.payouts.payee(instruments.get(instrumentId), instrumentId, providerId, today);
        const amount = toMinorUnits(request.amount, currencyDecimals(currency));
        assertPossible(provider, { fund: 0n, wallet: -amount }, amount, currency);
        provider.walletAmount -= amount;
        const wish: TransferWish = {
          ...payee.to,
          purpose: 'provider_withdrawal',
          loanId: null,
          amount,
          currency,
          countsFrom: today,
          requestedBy: providerId,
        };
        return { wish, expectedOn: payee.expectedOn, providerId };
      }),
    );
    const outcomes = this.payouts.open(tx, wanted);
    const promised = outcomes.flatMap((outcome, index): TransferredMoney[] => {
      const want = wanted[index];
      if (!want || 'refusal' in want || 'refusal' in outcome) return [];
      const { wish, providerId } = want.value;
      return [{ transferId: outcome.value.transfer, providerId, amount: wish.amount, currency }];
    });
    this.funds.promise(tx, today, promised);
    return outcomes;
  }
}
