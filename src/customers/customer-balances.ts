import { Injectable } from '@nestjs/common';
import { lockById } from '../database/entity-columns.js';
import { Outbox } from '../events/outbox.js';
import { currencyDecimals, formatMoney } from '../lending/money.js';
import { write, type Tx } from '../database/transactions.js';
import type { Posting } from '../ledger/postings.js';
import { Customer } from './customer.entity.js';

/** Increments (negative to take) of a customer's balances, in minor units. */
interface CustomerChange {
  credit: bigint;
  receivable: bigint;
}

const lockCustomers = lockById(Customer);

/** The changes of customers' balances that follow from postings; those that cancel each other out are left out. */
export function customerChanges(postings: readonly Posting[]): Map<string, CustomerChange> {
  const changes = new Map<string, CustomerChange>();
  const add = ([account, owner]: Posting['debit'], amount: bigint) => {
    if (owner === null || (account !== 'customer_credit' && account !== 'customer_receivable')) return;
    const change = changes.get(owner) ?? { credit: 0n, receivable: 0n };
    changes.set(owner, change);
    if (account === 'customer_credit') change.credit -= amount;
    else change.receivable += amount;
  };
  for (const { debit, credit, amount } of postings) {
    add(debit, amount);
    add(credit, -amount);
  }
  for (const [id, { credit, receivable }] of changes)
    if (credit === 0n && receivable === 0n) changes.delete(id);
  return changes;
}

/**
 * The only place that changes what customers have with the bank. It is for the few commands that pay from or into credit:
 * they lock the customer before loans and providers.
 */
@Injectable()
export class CustomerBalances {
  constructor(private readonly outbox: Outbox) {}

  /** Locks customers, ascending by id in one statement, and answers their current balances. */
  lock(tx: Tx, ids: readonly string[]): Promise<Map<string, Customer>> {
    return lockCustomers(tx, ids);
  }

  /** Adds what postings do to the balances of customers whom this transaction has locked. */
  change(tx: Tx, postings: readonly Posting[]): void {
    const changes = customerChanges(postings);
    if (changes.size === 0) return;
    const values = [...changes.values()];
    write(tx, {
      table: 'customers',
      sql: `UPDATE customers c SET credit_amount = c.credit_amount + d.credit,
                                   receivable_amount = c.receivable_amount + d.receivable
            FROM (SELECT unnest($1::uuid[]) AS id, unnest($2::bigint[]) AS credit, unnest($3::bigint[]) AS receivable) d
            WHERE c.id = d.id AND c.id = ANY ($1::uuid[])`,
      values: [
        [...changes.keys()],
        values.map(({ credit }) => credit),
        values.map(({ receivable }) => receivable),
      ],
    });
    // All of a platform's money is in one currency.
    const currency = postings[0]?.currency ?? '';
    this.outbox.add(
      tx,
      [...changes]
        .filter(([, { credit }]) => credit > 0n)
        .map(([customerId, { credit }]) => ({
          type: 'customer.credited' as const,
          customerId,
          data: { amount: formatMoney(credit, currencyDecimals(currency)), currency },
        })),
    );
  }
}
