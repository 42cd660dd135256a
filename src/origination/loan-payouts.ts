import { Injectable } from '@nestjs/common';
import { rowsOf } from '../database/entity-columns.js';
import type { Tx } from '../database/transactions.js';
import type { Loan } from '../loans/loan.entity.js';
import { Instrument } from '../transfers/instrument.entity.js';
import { KnownGateways } from '../transfers/known-gateways.js';
import { Transfers } from '../transfers/transfers.service.js';

const payoutAccounts = rowsOf(
  Instrument,
  'i',
  "WHERE i.user_id = ANY ($1) AND i.kind = 'bank_account' AND i.state = 'usable' ORDER BY i.id",
);

/** The transfers that pay out loans. */
@Injectable()
export class LoanPayouts {
  constructor(
    private readonly transfers: Transfers,
    private readonly gateways: KnownGateways,
  ) {}

  /**
   * Opens a transfer for each loan that begins today, to the newest account of its borrower. Without one it waits until
   * staff send it to an account.
   */
  async open(tx: Tx, loans: readonly Loan[]): Promise<void> {
    if (loans.length === 0) return;
    const accounts = await payoutAccounts(
      tx,
      loans.map(({ customerId }) => customerId),
    );
    const newest = new Map(accounts.map((account) => [account.userId, account]));
    this.transfers.open(
      tx,
      loans.map(({ id: loanId, customerId, amount, currency, startOn }) => {
        const account = newest.get(customerId);
        const gateway = account && this.gateways.find(account.gateway);
        return {
          purpose: 'disbursement' as const,
          partyId: customerId,
          loanId,
          amount,
          currency,
          gateway: account?.gateway ?? 'none',
          instrumentId: account?.id ?? null,
          countsFrom: startOn,
          requestedBy: null,
          // The file for the bank that it will be in, or an account.
          waits: gateway === undefined || gateway.byFile,
        };
      }),
    );
  }
}
