import { Injectable } from '@nestjs/common';
import { insertRows } from '../database/rows.js';
import type { Tx } from '../database/transactions.js';
import type { EventType } from '../events/event-types.js';
import { Outbox } from '../events/outbox.js';
import { Ledger } from '../ledger/ledger.service.js';
import type { Posting } from '../ledger/postings.js';
import { currencyDecimals, formatMoney } from '../lending/money.js';
import { FundMovement, type FundMovementKind } from './fund-movement.entity.js';
import { balanceChanges, ProviderBalances } from './provider-balances.js';
import type { Provider } from './provider.entity.js';

/** How each movement is told. */
const TOLD = {
  deposit: 'provider.deposited',
  withdrawal: 'provider.withdrew',
  reinvestment: 'provider.reinvested',
  deposit_return: 'provider.deposit_returned',
  withdrawal_return: 'provider.withdrawal_returned',
} as const satisfies Record<FundMovementKind, EventType>;

/** The only place that writes movements of providers' money: with their balances, their postings, and their events. */
@Injectable()
export class FundMovements {
  constructor(
    private readonly balances: ProviderBalances,
    private readonly ledger: Ledger,
    private readonly outbox: Outbox,
  ) {}

  /** Locks providers, ascending by id in one statement, and answers their current balances. */
  lock(tx: Tx, ids: readonly string[]): Promise<Map<string, Provider>> {
    return this.balances.lock(tx, ids);
  }

  /** Keeps movements of locked providers, with what is posted of them. */
  keep(tx: Tx, today: string, movements: readonly FundMovement[], postings: readonly Posting[]): void {
    this.balances.change(tx, balanceChanges(postings));
    insertRows(tx, FundMovement, movements);
    this.outbox.add(
      tx,
      movements.map(({ id, kind, providerId, amount, currency, transferId, enteredBy }) => ({
        type: TOLD[kind],
        businessDate: today,
        providerId,
        actorId: enteredBy,
        data: {
          movement: id,
          amount: formatMoney(amount, currencyDecimals(currency)),
          currency,
          transfer: transferId,
        },
      })),
    );
    this.ledger.post(tx, today, postings);
  }
}
