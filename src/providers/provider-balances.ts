import { Injectable } from '@nestjs/common';
import { lockById } from '../database/entity-columns.js';
import { write, type Tx } from '../database/transactions.js';
import type { Account } from '../ledger/accounts.js';
import type { Posting } from '../ledger/postings.js';
import { Provider } from './provider.entity.js';

/** Increments (negative to take) of a provider's balances, in minor units. */
export interface BalanceChange {
  fund?: bigint;
  wallet?: bigint;
  lent?: bigint;
  receivable?: bigint;
}

/** What a posting's debit does to the summary of its account (a credit does the opposite). */
const SUMMARIES: Partial<Record<Account, { of: keyof BalanceChange; debit: 1n | -1n }>> = {
  provider_fund: { of: 'fund', debit: -1n },
  provider_wallet: { of: 'wallet', debit: -1n },
  provider_claim: { of: 'lent', debit: -1n },
  receivable: { of: 'receivable', debit: 1n },
};

/** The changes of providers' balances that follow from postings. */
export function balanceChanges(postings: readonly Posting[]): Map<string, BalanceChange> {
  const changes = new Map<string, BalanceChange>();
  const add = ([account, owner]: Posting['debit'], amount: bigint) => {
    const summary = SUMMARIES[account];
    if (summary === undefined || owner === null) return;
    let change = changes.get(owner);
    if (change === undefined) changes.set(owner, (change = {}));
    change[summary.of] = (change[summary.of] ?? 0n) + summary.debit * amount;
  };
  for (const { debit, credit, amount } of postings) {
    add(debit, amount);
    add(credit, -amount);
  }
  return changes;
}

const lockProviders = lockById(Provider);

/** The only place that changes providers' balances. */
@Injectable()
export class ProviderBalances {
  /** Locks providers, ascending by id in one statement, and answers their current balances. */
  lock(tx: Tx, ids: readonly string[]): Promise<Map<string, Provider>> {
    return lockProviders(tx, ids);
  }

  /** Adds to balances in place, in one statement. The rows must be locked already, so no order can deadlock. */
  change(tx: Tx, changes: ReadonlyMap<string, BalanceChange>): void {
    if (changes.size === 0) return;
    const values = [...changes.values()];
    // Found by key: with the ids in a join alone, all of a thousand providers are read.
    write(tx, {
      table: 'providers',
      sql: `UPDATE providers p SET fund_amount = p.fund_amount + c.fund,
                                   wallet_amount = p.wallet_amount + c.wallet,
                                   lent_amount = p.lent_amount + c.lent,
                                   receivable_amount = p.receivable_amount + c.receivable
            FROM (SELECT unnest($1::uuid[]) AS id, unnest($2::bigint[]) AS fund, unnest($3::bigint[]) AS wallet,
                         unnest($4::bigint[]) AS lent, unnest($5::bigint[]) AS receivable) c
            WHERE p.id = c.id AND p.id = ANY ($1::uuid[])`,
      values: [
        [...changes.keys()],
        values.map(({ fund }) => fund ?? 0n),
        values.map(({ wallet }) => wallet ?? 0n),
        values.map(({ lent }) => lent ?? 0n),
        values.map(({ receivable }) => receivable ?? 0n),
      ],
    });
  }
}
