import { Injectable } from '@nestjs/common';
import { lockById } from '../common/built-once.js';
import type { Tx } from '../common/transactions.js';
import { Loan } from './loan.entity.js';

const lockLoans = lockById(Loan);

/** The only place that changes what a loan owes. */
@Injectable()
export class LoanAccounts {
  /** Locks loans, ascending by id in one statement; those that do not exist are missing from the map. */
  lock(tx: Tx, ids: readonly string[]): Promise<Map<string, Loan>> {
    return lockLoans(tx, ids);
  }

  /** Writes the summaries of loans that this transaction has locked. */
  async save(tx: Tx, loans: readonly Loan[]): Promise<void> {
    if (loans.length === 0) return;
    await tx.query(
      `UPDATE loans l SET status = s.status, total_paid = s.total_paid,
              principal_outstanding = s.principal_outstanding, next_due_on = s.next_due_on,
              next_due_amount = s.next_due_amount
       FROM unnest($1::uuid[], $2::text[], $3::bigint[], $4::bigint[], $5::date[], $6::bigint[])
         AS s(id, status, total_paid, principal_outstanding, next_due_on, next_due_amount)
       WHERE l.id = s.id`,
      [
        loans.map(({ id }) => id),
        loans.map(({ status }) => status),
        loans.map(({ totalPaid }) => totalPaid),
        loans.map(({ principalOutstanding }) => principalOutstanding),
        loans.map(({ nextDueOn }) => nextDueOn),
        loans.map(({ nextDueAmount }) => nextDueAmount),
      ],
    );
  }
}
