import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/transactions.js';
import { CustomerBalances } from '../customers/customer-balances.js';
import type { Customer } from '../customers/customer.entity.js';
import { Ledger } from '../ledger/ledger.service.js';
import type { Posting } from '../ledger/postings.js';
import { postCreditKept, postCustomerReceivableSettlement } from '../ledger/transfer-postings.js';
import type { Payment } from './payment.entity.js';

/** What customers have with the bank, for commands that pay from it or into it. */
@Injectable()
export class CustomerCredit {
  constructor(
    private readonly customers: CustomerBalances,
    private readonly ledger: Ledger,
  ) {}

  /** Locks customers, before loans and providers; answers their current balances. */
  lock(tx: Tx, ids: readonly string[]): Promise<Map<string, Customer>> {
    return this.customers.lock(tx, ids);
  }

  /**
   * What to post so that the money of reversed payments stays, as the credit of their locked customers, where it pays an
   * old debt first. Changes the balances in memory.
   */
  async keep(tx: Tx, reversed: readonly Payment[], held: ReadonlyMap<string, Customer>): Promise<Posting[]> {
    const causes = reversed.map(({ id, transferId }) => transferId ?? id);
    const rows = reversed.length === 0 ? [] : await this.ledger.ofCauses(tx, causes);
    return reversed.flatMap(({ customerId, receivedIn, amount, currency }, index) => {
      const causeId = causes[index] ?? '';
      const own = rows.filter((row) => row.causeId === causeId);
      const cause = { causeId, currency, revision: Math.max(0, ...own.map(({ revision }) => revision + 1)) };
      const customer = held.get(customerId);
      if (!customer) throw new Error(`customer ${customerId} of a payment does not exist`);
      // What was paid from credit is back in it already, by the reversing rows.
      if (receivedIn === 'customer_credit') return [];
      const owed = amount < customer.receivableAmount ? amount : customer.receivableAmount;
      customer.receivableAmount -= owed;
      customer.creditAmount += amount - owed;
      return [
        ...postCreditKept(cause, receivedIn, customerId, amount),
        ...postCustomerReceivableSettlement(cause, customerId, owed),
      ];
    });
  }

  /** Posts rows about credit, and changes the balances of customers by these and by what else was posted. */
  post(tx: Tx, today: string, postings: readonly Posting[], others: readonly Posting[]): void {
    this.customers.change(tx, [...postings, ...others]);
    this.ledger.post(tx, today, postings);
  }
}
