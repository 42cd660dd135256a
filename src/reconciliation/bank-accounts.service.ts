import { Injectable } from '@nestjs/common';
import { openRealMoney } from '../bank-config/direct-money.js';
import { BankConfigService } from '../bank-config/bank-config.service.js';
import { outcomeOf, type Outcome } from '../commands/batcher.js';
import { MoneyCommands, type Command } from '../commands/money-commands.js';
import { Clock } from '../database/clock.js';
import { insertRows } from '../database/rows.js';
import { pipelined, type Tx } from '../database/transactions.js';
import { toMinorUnits } from '../http/amounts.js';
import { invalidFields } from '../http/validation.js';
import { Ledger } from '../ledger/ledger.service.js';
import { postBanked } from '../ledger/transfer-postings.js';
import { currencyDecimals } from '../lending/money.js';
import { newId } from '../runtime/ids.js';
import { DomainError } from '../runtime/problems.js';
import { BankAccount } from './bank-account.entity.js';
import {
  toBankAccountResponse,
  type BankAccountResponse,
  type OpenBankAccountDto,
} from './bank-accounts.dto.js';
import { GatewayLines } from './gateway-lines.service.js';
import { LineWorker } from './line-worker.js';

export interface OpenBankAccount extends OpenBankAccountDto {
  staffId: string;
}

@Injectable()
export class BankAccountsService {
  /** Runs one request; see `openAccounts`. */
  readonly open: Command<OpenBankAccount, BankAccountResponse>;

  constructor(
    commands: MoneyCommands,
    private readonly bankConfig: BankConfigService,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
    private readonly worker: LineWorker,
    private readonly payouts: GatewayLines,
  ) {
    this.open = commands.define('bank_accounts', 201, (tx, requests) => this.openAccounts(tx, requests));
  }

  /**
   * Opens bank accounts in the bank's currency and moves to each the part of the cash that lies there. From the first on, the
   * bank takes only the word of its staff for other money, unless it has said otherwise (`directMoneyOf`). Refuses
   * `bank_account_exists`, a first date in the future, and gateways that are not in use.
   */
  private async openAccounts(
    tx: Tx,
    requests: readonly OpenBankAccount[],
  ): Promise<Outcome<BankAccountResponse>[]> {
    const [today, { currency }, , rows] = await pipelined([
      this.clock.today(tx),
      this.bankConfig.inForce(tx),
      // Two of one number cannot both be new. It is done a few times in a bank's life.
      tx.query('SELECT pg_advisory_xact_lock(2100, 5)'),
      tx.query<{ number: string }[]>('SELECT number FROM bank_accounts'),
    ]);
    const known = new Set(rows.map(({ number }) => number));
    const accounts: BankAccount[] = [];
    const outcomes = requests.map((request) =>
      outcomeOf(() => {
        const number = request.number.replaceAll(' ', '').toUpperCase();
        const { name, opened_on: openedOn = today, gateways = [], staffId } = request;
        if (known.has(number)) {
          throw new DomainError('bank_account_exists', `There is a bank account ${number} already.`, {
            number,
          });
        }
        if (openedOn > today) {
          const message = `opened_on must be ${today} or earlier.`;
          throw invalidFields([{ field: 'opened_on', code: 'range', message }]);
        }
        this.payouts.assertAsked(gateways);
        const openingBalance = toMinorUnits(
          request.opening_balance,
          currencyDecimals(currency),
          'opening_balance',
        );
        const account: BankAccount = {
          id: newId(),
          name,
          number,
          currency,
          openingBalance,
          openedOn,
          gateways: [...new Set(gateways)],
          csvFormat: null,
          createdBy: staffId,
          createdAt: this.clock.now(),
        };
        known.add(number);
        accounts.push(account);
        return toBankAccountResponse(account);
      }),
    );
    insertRows(tx, BankAccount, accounts);
    if (accounts.length > 0) openRealMoney(tx, ['bank account']);
    // It looks in vain if this is not saved after all.
    this.worker.wake();
    const opened = accounts.flatMap(({ id, openingBalance }) =>
      postBanked({ causeId: id, currency }, { bankAccountId: id }, openingBalance),
    );
    this.ledger.post(tx, today, opened);
    return outcomes;
  }
}
