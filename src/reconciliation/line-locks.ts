import { Injectable } from '@nestjs/common';
import { CustomerBalances } from '../customers/customer-balances.js';
import type { Tx } from '../database/transactions.js';
import { LoanStore } from '../loans/loan-store.js';
import type { Transfer } from '../transfers/transfer.entity.js';

/** What transfers lock that a line is about. */
@Injectable()
export class LineLocks {
  constructor(
    private readonly customers: CustomerBalances,
    private readonly loans: LoanStore,
  ) {}

  /** Locks the customers and loans of locked transfers, and one more customer, each group in one statement. */
  async hold(tx: Tx, transfers: readonly Transfer[], customerId: string | null): Promise<void> {
    const paid = transfers.filter(({ purpose }) => purpose !== 'provider_deposit');
    const named = (ids: (string | null)[]) => ids.filter((id) => id !== null);
    await this.customers.lock(tx, named([...paid.map(({ partyId }) => partyId), customerId]));
    await this.loans.lock(tx, named(paid.map(({ loanId }) => loanId)));
  }
}
