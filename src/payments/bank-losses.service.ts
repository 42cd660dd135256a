import { Injectable } from '@nestjs/common';
import { BankConfigService } from '../bank-config/bank-config.service.js';
import { CustomerBalances } from '../customers/customer-balances.js';
import { Clock } from '../database/clock.js';
import { pipelined, Transactions } from '../database/transactions.js';
import { Ledger } from '../ledger/ledger.service.js';
import { postBankLoss } from '../ledger/transfer-postings.js';
import { currencyDecimals, formatMoney } from '../lending/money.js';
import { DomainError } from '../runtime/problems.js';
import { Proposals } from '../transfers/proposals.service.js';
import type { BankLossResponse } from './customer-credit.dto.js';

/** What customers owe beside their loans and will never pay: the house bears it, when two members of staff say so. */
@Injectable()
export class BankLosses {
  constructor(
    private readonly transactions: Transactions,
    private readonly customers: CustomerBalances,
    private readonly bankConfig: BankConfigService,
    private readonly proposals: Proposals,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
  ) {}

  /**
   * Proposes to write off all that a customer owes beside its loans, or confirms what another member of staff has proposed
   * of the same amount. Throws `customer_not_found`, `nothing_owed` and `second_person_needed`. Locks the customer.
   */
  lose(customerId: string, reason: string, staffId: string): Promise<BankLossResponse> {
    return this.transactions.run(async (tx) => {
      const [today, { currency }, locked] = await pipelined([
        this.clock.today(tx),
        this.bankConfig.inForce(tx),
        this.customers.lock(tx, [customerId]),
      ]);
      const customer = locked.get(customerId);
      if (!customer) throw new DomainError('customer_not_found', `There is no customer ${customerId}.`);
      const owed = customer.receivableAmount;
      if (owed === 0n) {
        throw new DomainError('nothing_owed', 'The customer owes nothing beside its loans.');
      }
      const money = (minor: bigint) => formatMoney(minor, currencyDecimals(currency));
      const confirmed = await this.proposals.confirm(tx, {
        kind: 'bank_loss',
        subjectId: customerId,
        // Of another amount it is another proposal.
        outcome: `${money(owed)} ${currency}`,
        reason,
        staffId,
      });
      const lost = confirmed === null ? 0n : owed;
      if (confirmed !== null) {
        const postings = postBankLoss({ causeId: confirmed.id, currency }, { customerId }, lost);
        this.customers.change(tx, postings);
        this.ledger.post(tx, today, postings);
      }
      return {
        customer: customerId,
        is_proposal: confirmed === null,
        lost: money(lost),
        receivable_amount: money(owed - lost),
        currency,
      };
    });
  }
}
