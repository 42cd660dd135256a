import { Injectable, type OnModuleInit } from '@nestjs/common';
import { BankConfigService } from '../bank-config/bank-config.service.js';
import { rowsOf } from '../database/entity-columns.js';
import type { Tx } from '../database/transactions.js';
import { invalidFields } from '../http/validation.js';
import type { Loan } from '../loans/loan.entity.js';
import { Instrument } from '../transfers/instrument.entity.js';
import { KnownGateways } from '../transfers/known-gateways.js';
import { PayoutStarts, type Payee } from '../transfers/payout-starts.service.js';
import { Transfers } from '../transfers/transfers.service.js';

const payoutAccounts = rowsOf(
  Instrument,
  'i',
  "WHERE i.user_id = ANY ($1) AND i.kind = 'bank_account' AND i.state = 'usable' ORDER BY i.id",
);

/** The transfers that pay out loans. */
@Injectable()
export class LoanPayouts implements OnModuleInit {
  constructor(
    private readonly transfers: Transfers,
    private readonly payouts: PayoutStarts,
    private readonly gateways: KnownGateways,
    private readonly bankConfig: BankConfigService,
  ) {}

  onModuleInit(): void {
    this.bankConfig.register((_, { current, next }) => {
      const isNew = next.disbursement === 'transfer' && current.disbursement !== 'transfer';
      const message = 'disbursement cannot be "transfer": none of the gateways in GATEWAYS pays out.';
      return Promise.resolve(
        isNew && !this.gateways.payOut
          ? invalidFields([{ field: 'disbursement', code: 'no_gateway', message }])
          : null,
      );
    });
  }

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
    const newest = new Map(
      accounts.flatMap((account) =>
        this.gateways.find(account.gateway) ? [[account.userId, account] as const] : [],
      ),
    );
    this.transfers.open(
      tx,
      loans.map(({ id: loanId, customerId, amount, currency, startOn }) => {
        const account = newest.get(customerId);
        return {
          ...(account
            ? this.payouts.payee(account, account.id, customerId, startOn).to
            : nowhereYet(customerId)),
          purpose: 'disbursement' as const,
          loanId,
          amount,
          currency,
          countsFrom: startOn,
          requestedBy: null,
        };
      }),
    );
  }
}

function nowhereYet(partyId: string): Payee['to'] {
  return { partyId, gateway: 'none', instrumentId: null, waits: true };
}
