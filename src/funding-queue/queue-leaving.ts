import { Injectable } from '@nestjs/common';
import type { Tx } from '../common/transactions.js';
import { LoanAccounts } from '../loans/loan-accounts.js';
import { LoanEvents } from '../loans/loan-events.js';
import { standingOf } from '../loans/loan-summary.js';
import type { Loan } from '../loans/loan.entity.js';
import { QueueEntries } from '../loans/queue-entries.js';

/** Ends the waiting of loans that come to nothing. */
@Injectable()
export class QueueLeaving {
  constructor(
    private readonly loans: LoanAccounts,
    private readonly entries: QueueEntries,
    private readonly events: LoanEvents,
  ) {}

  /** The loans must be locked and waiting. `actorId` is who did it; null is the platform. */
  async leave(
    tx: Tx,
    today: string,
    loans: readonly Loan[],
    how: 'cancelled' | 'expired',
    actorId: string | null,
  ): Promise<void> {
    if (loans.length === 0) return;
    const happened = loans.map((loan) => {
      const before = standingOf(loan);
      loan.status = 'cancelled';
      return {
        loanId: loan.id,
        businessDate: today,
        kind: how,
        before,
        after: standingOf(loan),
        amount: loan.amount,
        ...(actorId === null ? {} : { actorId }),
      };
    });
    const ids = loans.map(({ id }) => id);
    await this.loans.save(tx, loans);
    await this.entries.end(tx, ids, how);
    await this.events.record(tx, happened);
  }
}
