import { Injectable } from '@nestjs/common';
import type { BankConfiguration } from '../bank-config/bank-configuration.entity.js';
import type { DomainError } from '../runtime/problems.js';
import type { Tx } from '../database/transactions.js';
import { LoanStore } from '../loans/loan-store.js';
import { LoanEvents } from '../loans/loan-events.js';
import { standingOf } from '../loans/loan-summary.js';
import type { LoanEventInput } from '../loans/loan-events.js';
import type { Loan } from '../loans/loan.entity.js';
import { assertAmortising } from '../quotes/loan-range.js';
import { termsOf } from '../loans/loan-terms.js';
import { refusalIn, refusalOf } from '../quotes/queue-holders.js';
import { QueueEntries } from './queue-entries.js';
import type { InLine } from './queue-line.js';

/** Ends the wait of loans that are not funded. */
@Injectable()
export class QueueLeaving {
  constructor(
    private readonly loans: LoanStore,
    private readonly entries: QueueEntries,
    private readonly events: LoanEvents,
  ) {}

  /** The loans must be locked and waiting. `actorId` is the user who did it; null means the platform. */
  leave(
    tx: Tx,
    today: string,
    loans: readonly Loan[],
    how: 'cancelled' | 'expired',
    actorId: string | null,
  ): void {
    if (loans.length === 0) return;
    const happened = loans.map((loan) => ({
      ...cancel(loan, today),
      kind: how,
      ...(actorId === null ? {} : { actorId }),
    }));
    this.loans.save(tx, loans);
    this.entries.end(
      tx,
      loans.map(({ id }) => id),
      how,
    );
    this.events.record(tx, happened);
  }

  /**
   * Ends the wait of loans that a request would be refused for now, each with the code and the text of the refusal.
   * Answers the others. Customers, loans and entries must be locked.
   */
  refuseUngrantable(
    tx: Tx,
    today: string,
    inLine: readonly InLine[],
    config: BankConfiguration,
  ): { eligible: InLine[]; refused: number } {
    const eligible: InLine[] = [];
    const refused: { loan: Loan; refusal: DomainError }[] = [];
    for (const each of inLine) {
      const refusal = refusalOf(each.loan.amount, each.customer, config) ?? notRepayable(each.loan, today);
      if (refusal === null) eligible.push(each);
      else refused.push({ loan: each.loan, refusal });
    }
    if (refused.length > 0) this.refuse(tx, today, refused);
    return { eligible, refused: refused.length };
  }

  private refuse(tx: Tx, today: string, refused: readonly { loan: Loan; refusal: DomainError }[]): void {
    const happened = refused.map(({ loan, refusal }) => ({
      ...cancel(loan, today),
      kind: 'refused' as const,
      detail: refusal.message,
    }));
    this.loans.save(
      tx,
      refused.map(({ loan }) => loan),
    );
    this.entries.refuse(
      tx,
      refused.map(({ loan, refusal }) => ({ loanId: loan.id, reason: refusal.code })),
    );
    this.events.record(tx, happened);
  }
}

/** Changes the loan in place; answers the event. */
function cancel(loan: Loan, today: string): Omit<LoanEventInput, 'kind'> {
  const before = standingOf(loan);
  loan.status = 'cancelled';
  return { loan, businessDate: today, before, after: standingOf(loan), amount: loan.amount };
}

/** The length of its periods depends on the date on which it begins. */
function notRepayable(loan: Loan, startOn: string): DomainError | null {
  return refusalIn(() => {
    assertAmortising(termsOf({ ...loan, startOn }), loan.currency);
  });
}
