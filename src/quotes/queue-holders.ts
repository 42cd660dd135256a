import { Injectable } from '@nestjs/common';
import type { BankConfiguration } from '../bank-config/bank-configuration.entity.js';
import { bandFor, bandsFrom } from '../bank-config/score-bands.js';
import { outcomeOf } from '../commands/batcher.js';
import { Customer } from '../customers/customer.entity.js';
import { BUSINESS_DATE } from '../database/clock.js';
import { entityRowsOf, type Reader, type RowOf } from '../database/entity-columns.js';
import { MOST_HOLDERS, type LoanToFund } from '../funding/capacity.js';
import { termMonths } from '../loans/loan-terms.js';
import { Loan } from '../loans/loan.entity.js';
import { QueueEntry } from '../loans/queue-entry.entity.js';
import type { DomainError } from '../runtime/problems.js';
import { assertMayBorrow, type Borrower } from './loan-range.js';

const holders = entityRowsOf(QueueEntry, 'q', ['priority', 'entryNo'])
  .with(
    entityRowsOf(Loan, 'l', ['id', 'customerId', 'amount', 'installments', 'every', 'unit']),
    'JOIN loans l ON l.id = q.loan_id',
  )
  .with(
    entityRowsOf(Customer, 'c', ['accountDisabled', 'creditScore', 'minLoanAmount', 'maxLoanAmount']),
    'JOIN customers c ON c.id = q.customer_id',
  );

/** A waiting loan with a reservation and its customer, as they are stored. */
export type Holder = RowOf<typeof holders>;

/**
 * Loans with a reservation in the form that the allocation takes, so that what they could use is kept for them. Nothing
 * is reserved for loans that would be refused.
 */
export function reservedFor(
  loans: readonly Holder[],
  today: string,
  config: BankConfiguration,
): LoanToFund[] {
  return loans.flatMap((loan) => {
    if (refusalOf(loan.amount, loan, config) !== null) return [];
    return {
      id: loan.id,
      customerId: loan.customerId,
      principal: loan.amount,
      termMonths: termMonths(loan, today),
      bands: bandsNow(loan, config),
      hasReservation: true,
      reserved: true,
    };
  });
}

/** The refusal that a request for this loan would get now; null when there is none. */
export function refusalOf(
  amount: bigint,
  borrower: Borrower | undefined,
  config: BankConfiguration,
): DomainError | null {
  return refusalIn(() => {
    assertMayBorrow(amount, borrower, config);
  });
}

/** The refusal that an assertion throws; null when it holds. */
export function refusalIn(assertion: () => void): DomainError | null {
  const outcome = outcomeOf(assertion);
  return 'refusal' in outcome ? outcome.refusal : null;
}

/** The lowest bands of mandates that a borrower satisfies with its current score. */
export function bandsNow({ creditScore }: Borrower, { scoreBands }: BankConfiguration): string[] {
  return bandsFrom(bandFor(creditScore, scoreBands)?.name ?? null, scoreBands);
}

/** Waiting loans that have used up their patience: they get money before anybody else. */
@Injectable()
export class QueueHolders {
  /**
   * Loans that have waited longer than the bank's patience and are not funded yet, in order, at most `MOST_HOLDERS`. A
   * transaction that decides by them must hold the business date.
   */
  find(manager: Reader): Promise<Holder[]> {
    return holders.find(
      manager,
      `WHERE q.state = 'waiting' AND q.holds_on <= ${BUSINESS_DATE} AND q.expires_on >= ${BUSINESS_DATE}
       ORDER BY q.priority, q.entry_no LIMIT ${String(MOST_HOLDERS)}`,
      [],
    );
  }

  /** The first loans of the queue that may wait today, in order, at most `limit`. */
  waiting(manager: Reader, limit: number): Promise<Holder[]> {
    return holders.find(
      manager,
      `WHERE q.state = 'waiting' AND q.expires_on >= ${BUSINESS_DATE}
       ORDER BY q.priority, q.entry_no LIMIT ${String(limit)}`,
      [],
    );
  }
}
