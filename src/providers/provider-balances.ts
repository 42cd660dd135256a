import { Injectable } from '@nestjs/common';
import { lockById } from '../common/built-once.js';
import type { Tx } from '../common/transactions.js';
import { Provider } from './provider.entity.js';

/** Increments (negative to take) of a provider's balances, in minor units. */
export interface BalanceChange {
  fund?: bigint;
  wallet?: bigint;
  lent?: bigint;
}

const lockProviders = lockById(Provider);

/** The only place that changes what providers hold. */
@Injectable()
export class ProviderBalances {
  /** Locks providers, ascending by id in one statement, and gives what they hold now. */
  lock(tx: Tx, ids: readonly string[]): Promise<Map<string, Provider>> {
    return lockProviders(tx, ids);
  }

  /** Adds to balances in place, in one statement. The rows must be locked already, so no order can deadlock. */
  async change(tx: Tx, changes: ReadonlyMap<string, BalanceChange>): Promise<void> {
    if (changes.size === 0) return;
    const values = [...changes.values()];
    await tx.query(
      `UPDATE providers p SET fund_amount = p.fund_amount + c.fund,
                              wallet_amount = p.wallet_amount + c.wallet,
                              lent_amount = p.lent_amount + c.lent
       FROM unnest($1::uuid[], $2::bigint[], $3::bigint[], $4::bigint[]) AS c(id, fund, wallet, lent)
       WHERE p.id = c.id`,
      [
        [...changes.keys()],
        values.map(({ fund }) => fund ?? 0n),
        values.map(({ wallet }) => wallet ?? 0n),
        values.map(({ lent }) => lent ?? 0n),
      ],
    );
  }
}
