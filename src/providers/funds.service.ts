import { Injectable } from '@nestjs/common';
import { directDepositOff, directMoneyOf, hasRealMoney } from '../bank-config/direct-money.js';
import { BankConfigService } from '../bank-config/bank-config.service.js';
import { toMinorUnits } from '../http/amounts.js';
import { outcomeOf, type Outcome } from '../commands/batcher.js';
import { Clock } from '../database/clock.js';
import { MoneyCommands, type Command } from '../commands/money-commands.js';
import { DomainError } from '../runtime/problems.js';
import { shownShortNumber } from '../runtime/short-number.js';
import { pipelined, type Tx } from '../database/transactions.js';
import { newId } from '../runtime/ids.js';
import {
  postDeposit,
  postReceivable,
  postReceivableSettlement,
  postReinvestment,
  postWithdrawal,
} from '../ledger/postings.js';
import type { Posting } from '../ledger/postings.js';
import { postDepositReturn, postWithdrawalReturn } from '../ledger/transfer-postings.js';
import { currencyDecimals, formatMoney } from '../lending/money.js';
import { TillReceipts, type ReceiptWish } from '../tills/till-receipts.service.js';
import { NO_RECEIPT, type OverTheCounter } from '../tills/till.dto.js';
import { isNoCash, type Noted } from '../transfers/noted-transfers.js';
import { assertPossible } from './balance-limits.js';
import type { FundMovement, FundMovementKind } from './fund-movement.entity.js';
import { FundMovements } from './fund-movements.js';
import { balanceChanges } from './provider-balances.js';
import type { Provider } from './provider.entity.js';
import type { FundsMovedResponse } from './providers.dto.js';

/** A request to move a provider's money; `amount` is the request's text, in the bank's currency. */
export interface FundsMove {
  kind: 'add_funds' | 'withdraw' | 'reinvest';
  providerId: string;
  amount: string;
  /** How the money came or went, where staff did it for the provider. */
  over: OverTheCounter | null;
  /** Nobody's word has to be taken for it: demo data. */
  isVouchedFor?: boolean;
}

/** What each request does, and how it is posted. */
const MOVES = {
  add_funds: { kind: 'deposit', receipt: 'in', post: postDeposit, detail: 'added to the fund' },
  withdraw: { kind: 'withdrawal', receipt: 'out', post: postWithdrawal, detail: 'paid out of the wallet' },
  reinvest: {
    kind: 'reinvestment',
    receipt: null,
    post: postReinvestment,
    detail: 'moved from the wallet to the fund',
  },
} as const;

/** Money into, out of and between a provider's fund and wallet. */
@Injectable()
export class FundsService {
  /** Runs one request; see `moveFunds`. */
  readonly move: Command<FundsMove, FundsMovedResponse>;

  constructor(
    commands: MoneyCommands,
    private readonly books: FundMovements,
    private readonly bankConfig: BankConfigService,
    private readonly clock: Clock,
    private readonly receipts: TillReceipts,
  ) {
    this.move = commands.define('funds', 200, (tx, moves) => this.moveFunds(tx, moves));
  }

  /**
   * Applies the requests in order. Refuses `provider_not_found`, `account_disabled`, `direct_payment_off`,
   * `insufficient_wallet`, `balance_limit_exceeded` and more decimals than the currency has. Locks the providers, once, and the receipts of the
   * tellers.
   */
  private async moveFunds(tx: Tx, moves: readonly FundsMove[]): Promise<Outcome<FundsMovedResponse>[]> {
    const providerIds = moves.map(({ providerId }) => providerId);
    const [today, config, realMoney, held] = await pipelined([
      this.clock.today(tx),
      this.bankConfig.inForce(tx),
      hasRealMoney(tx),
      this.books.lock(tx, providerIds),
    ]);
    const { currency } = config;
    const { deposits } = directMoneyOf(config, realMoney);
    const { noted } = this.receipts;
    const waits = await noted.areWaitedFor(tx, moves);
    const movements: FundMovement[] = [];
    const postings: Posting[] = [];
    const wanted: { answer: FundsMovedResponse; wish: ReceiptWish }[] = [];
    const outcomes = moves.map((move) =>
      outcomeOf(() => {
        const provider = held.get(move.providerId);
        if (!provider) throw new DomainError('provider_not_found', 'There is no such loan provider profile.');
        if (provider.accountDisabled) {
          throw new DomainError('account_disabled', 'This account is disabled: its money does not move.');
        }
        const isOwnWord = move.over === null && move.isVouchedFor !== true;
        if (move.kind === 'add_funds' && !deposits && isOwnWord) {
          throw directDepositOff(shownShortNumber(provider.number));
        }
        const { kind, receipt, post, detail } = MOVES[move.kind];
        const amount = toMinorUnits(move.amount, currencyDecimals(currency));
        const movement = {
          id: newId(),
          providerId: provider.id,
          kind,
          amount,
          currency,
          businessDate: today,
          enteredBy: move.over?.tellerId ?? null,
          // A deposit by cheque or transfer waits for its line, where the bank has an account elsewhere.
          transferId: waits && move.kind === 'add_funds' && isNoCash(move) ? newId() : null,
          createdAt: this.clock.now(),
        };
        const posted = post(movement);
        const { fund = 0n, wallet = 0n } = balanceChanges(posted).get(provider.id) ?? {};
        assertPossible(provider, { fund, wallet }, amount, currency);
        provider.fundAmount += fund;
        provider.walletAmount += wallet;
        movements.push(movement);
        postings.push(...posted);
        const money = (minor: bigint) => formatMoney(minor, currencyDecimals(currency));
        const answer = {
          detail: `${money(amount)} ${currency} ${detail}.`,
          fund_amount: money(provider.fundAmount),
          wallet_amount: money(provider.walletAmount),
          currency,
          entered_by: movement.enteredBy,
          ...NO_RECEIPT,
        };
        if (move.over && receipt !== null) {
          const wish = { kind: receipt, over: move.over, amount, currency, movementId: movement.id };
          wanted.push({ answer, wish });
        }
        return answer;
      }),
    );
    await noted.keep(tx, today, movements.flatMap(notedIn));
    this.books.keep(tx, today, movements, postings);
    const receipts = await this.receipts.issue(
      tx,
      wanted.map(({ wish }) => wish),
    );
    wanted.forEach(({ answer }, index) => Object.assign(answer, receipts[index]));
    return outcomes;
  }

  /**
   * Adds a deposit that came by transfer to its provider's fund. Throws `balance_limit_exceeded`. Locks the provider.
   */
  async creditDeposit(tx: Tx, today: string, deposit: TransferredMoney): Promise<void> {
    const provider = await this.held(tx, deposit);
    const movement = this.movementOf(deposit, 'deposit', today);
    assertPossible(provider, { fund: deposit.amount, wallet: 0n }, deposit.amount, deposit.currency);
    this.books.keep(tx, today, [movement], postDeposit(movement));
  }

  /**
   * Takes a deposit back that its gateway took back: from the fund, then from the wallet. What both lack, the provider
   * owes to the bank. Locks the provider.
   */
  async takeBackDeposit(tx: Tx, today: string, deposit: TransferredMoney): Promise<void> {
    const { providerId, amount, currency } = deposit;
    const provider = await this.held(tx, deposit);
    const movement = this.movementOf(deposit, 'deposit_return', today);
    const fund = amount < provider.fundAmount ? amount : provider.fundAmount;
    const wallet = amount - fund;
    const missing = wallet > provider.walletAmount ? wallet - provider.walletAmount : 0n;
    this.books.keep(
      tx,
      today,
      [movement],
      [
        ...postDepositReturn(movement, { fund, wallet }),
        ...postReceivable(providerId, missing, {
          currency,
          loanId: null,
          paymentId: null,
          causeId: movement.id,
        }),
      ],
    );
  }

  /** Locks providers; answers their balances. */
  lock(tx: Tx, ids: readonly string[]): Promise<Map<string, Provider>> {
    return this.books.lock(tx, ids);
  }

  /** Takes withdrawals out of the wallets of locked providers, which hold them, for transfers to pay them out. */
  promise(tx: Tx, today: string, withdrawals: readonly TransferredMoney[]): void {
    const movements = withdrawals.map((withdrawal) => this.movementOf(withdrawal, 'withdrawal', today));
    this.books.keep(tx, today, movements, movements.flatMap(postWithdrawal));
  }

  /**
   * Takes a withdrawal out of the wallet after it was given back, because it was paid out after all. What the wallet
   * lacks, the provider owes to the bank. Locks the provider.
   */
  async promiseAgain(tx: Tx, today: string, withdrawal: TransferredMoney): Promise<void> {
    const { providerId, amount, currency } = withdrawal;
    const { walletAmount } = await this.held(tx, withdrawal);
    const movement = this.movementOf(withdrawal, 'withdrawal', today);
    const missing = amount > walletAmount ? amount - walletAmount : 0n;
    const subject = { currency, loanId: null, paymentId: null, causeId: movement.id };
    const postings = [...postReceivable(providerId, missing, subject), ...postWithdrawal(movement)];
    this.books.keep(tx, today, [movement], postings);
  }

  /**
   * Gives a withdrawal that was not paid out back to its wallet, where it pays what the provider owes to the bank first.
   * Locks the provider.
   */
  async returnWithdrawal(tx: Tx, today: string, withdrawal: TransferredMoney): Promise<void> {
    const { providerId, amount, currency } = withdrawal;
    const { receivableAmount } = await this.held(tx, withdrawal);
    const movement = this.movementOf(withdrawal, 'withdrawal_return', today);
    const owed = amount < receivableAmount ? amount : receivableAmount;
    const subject = { currency, loanId: null, paymentId: null, causeId: movement.id };
    this.books.keep(
      tx,
      today,
      [movement],
      [
        ...postWithdrawalReturn({ causeId: movement.id, currency }, providerId, amount),
        ...postReceivableSettlement(providerId, owed, subject),
      ],
    );
  }

  private async held(tx: Tx, { providerId }: TransferredMoney): Promise<Provider> {
    const provider = (await this.books.lock(tx, [providerId])).get(providerId);
    if (!provider) throw new Error(`provider ${providerId} of a transfer does not exist`);
    return provider;
  }

  private movementOf(
    { transferId, providerId, amount, currency }: TransferredMoney,
    kind: FundMovementKind,
    businessDate: string,
  ): FundMovement {
    const createdAt = this.clock.now();
    const facts = { id: newId(), providerId, kind, amount, currency, businessDate, createdAt };
    return { ...facts, enteredBy: null, transferId };
  }
}

/** A provider's money that a transfer brings or takes. Minor units. */
export interface TransferredMoney {
  transferId: string;
  providerId: string;
  amount: bigint;
  currency: string;
}

/** The transfer that a deposit waits for. */
function notedIn({
  transferId,
  providerId,
  amount,
  currency,
  businessDate,
  enteredBy,
}: FundMovement): Noted[] {
  if (transferId === null) return [];
  const money = { amount, currency, countsFrom: businessDate, requestedBy: enteredBy };
  return [{ ...money, id: transferId, purpose: 'provider_deposit', partyId: providerId, loanId: null }];
}
