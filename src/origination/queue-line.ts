import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/transactions.js';
import type { Customer } from '../customers/customer.entity.js';
import { CustomersService } from '../customers/customers.service.js';
import { LoanStore } from '../loans/loan-store.js';
import type { Loan } from '../loans/loan.entity.js';
import { QueueEntries } from './queue-entries.js';
import type { QueueEntry } from '../loans/queue-entry.entity.js';

/** A loan that waits, with its entry and its customer. */
export interface InLine {
  loan: Loan;
  entry: QueueEntry;
  customer: Customer | undefined;
}

/** The loans that wait, locked. */
@Injectable()
export class QueueLine {
  constructor(
    private readonly customers: CustomersService,
    private readonly loans: LoanStore,
    private readonly entries: QueueEntries,
  ) {}

  /**
   * Locks customers, then loans, then entries, and answers the loans that wait, by id. A cancellation locks the loan,
   * so a loan cancelled meanwhile is not among them.
   */
  async lock(
    tx: Tx,
    loanIds: readonly string[],
    customerIds: readonly string[],
  ): Promise<Map<string, InLine>> {
    const customers = await this.customers.lock(tx, customerIds);
    const loans = await this.loans.lock(tx, loanIds);
    const waiting = await this.entries.waiting(tx, loanIds);
    return new Map(
      [...waiting].map(([id, entry]) => {
        const loan = loans.get(id) as Loan;
        return [id, { loan, entry, customer: customers.get(entry.customerId) }];
      }),
    );
  }

  /** Locks a loan; null when it does not exist. `inLine` is false when it does not wait. */
  async lockOne(tx: Tx, loanId: string): Promise<{ loan: Loan; inLine: boolean } | null> {
    const loan = (await this.loans.lock(tx, [loanId])).get(loanId);
    if (!loan) return null;
    return { loan, inLine: (await this.entries.waiting(tx, [loanId])).has(loanId) };
  }
}
