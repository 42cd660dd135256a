import { Injectable } from '@nestjs/common';
import { bankWaitDays } from '../bank-config/hold-days.js';
import type { Tx } from '../database/transactions.js';
import { addDays } from '../lending/dates.js';
import { KnownBankAccounts } from './known-bank-accounts.js';
import { Transfers, type TransferWish } from './transfers.service.js';

/** Money that staff took and that is no cash. The payment or movement that it is names `id` as its transfer. */
export interface Noted extends Pick<
  TransferWish,
  'purpose' | 'partyId' | 'loanId' | 'amount' | 'currency' | 'countsFrom' | 'requestedBy'
> {
  id: string;
}

/** How money came, where staff took it; without a method, in cash. */
interface Taken {
  over: { method: string | undefined } | null;
}

/**
 * Money that staff take by transfer, cheque or mobile money. Where the bank has an account elsewhere, it counts at once
 * and waits in clearing for the line that shows it: else it would come in twice, from the counter and from the statement.
 */
@Injectable()
export class NotedTransfers {
  constructor(
    private readonly accounts: KnownBankAccounts,
    private readonly transfers: Transfers,
  ) {}

  /** Whether some of what is taken waits for its line. */
  async areWaitedFor(tx: Tx, taken: readonly Taken[]): Promise<boolean> {
    return taken.some(isNoCash) && (await this.accounts.areThere(tx));
  }

  /** Notes what was taken on this business date. */
  async keep(tx: Tx, today: string, noted: readonly Noted[]): Promise<void> {
    if (noted.length === 0) return;
    const holdUntil = addDays(today, await bankWaitDays(tx));
    const more = { gateway: 'bank', instrumentId: null, holdUntil };
    this.transfers.note(
      tx,
      noted.map((one) => ({ ...one, ...more })),
    );
  }
}

/** Whether staff took it by anything but cash. */
export function isNoCash({ over }: Taken): boolean {
  return over !== null && (over.method ?? 'cash') !== 'cash';
}
