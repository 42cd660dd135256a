import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { BankConfiguration } from '../bank-config/bank-configuration.entity.js';
import { bandFor, bandsFrom } from '../bank-config/score-bands.js';
import { outcomeOf } from '../commands/batcher.js';
import { BUSINESS_DATE } from '../database/clock.js';
import { MOST_HOLDERS, type LoanToFund } from '../funding/capacity.js';
import { termMonths } from '../loans/loan-terms.js';
import type { Loan } from '../loans/loan.entity.js';
import type { DomainError } from '../runtime/problems.js';
import { assertMayBorrow, type Borrower } from './loan-range.js';

/** A waiting loan with a reservation and its customer, as they are stored. */
export interface Holder extends Pick<Loan, 'id' | 'installments' | 'every' | 'unit'> {
  customer_id: string;
  amount: string;
  account_disabled: boolean;
  credit_score: number;
  min_loan_amount: string | null;
  max_loan_amount: string | null;
  priority: number;
  entry_no: string;
}

/**
 * Loans with a reservation in the form that the allocation takes, so that what they could use is kept for them. Nothing
 * is reserved for loans that would be refused.
 */
export function reservedFor(
  holders: readonly Holder[],
  today: string,
  config: BankConfiguration,
): LoanToFund[] {
  return holders.flatMap((holder) => {
    const amount = BigInt(holder.amount);
    const borrower = toBorrower(holder);
    if (refusalOf(amount, borrower, config) !== null) return [];
    return {
      id: holder.id,
      customerId: holder.customer_id,
      principal: amount,
      termMonths: termMonths(holder, today),
      bands: bandsNow(borrower, config),
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

function toBorrower(holder: Holder): Borrower {
  const amount = (text: string | null) => (text === null ? null : BigInt(text));
  return {
    accountDisabled: holder.account_disabled,
    creditScore: holder.credit_score,
    minLoanAmount: amount(holder.min_loan_amount),
    maxLoanAmount: amount(holder.max_loan_amount),
  };
}

/** Waiting loans that have used up their patience: they get money before anybody else. */
@Injectable()
export class QueueHolders {
  /**
   * Loans that have waited longer than the bank's patience and are not funded yet, in order, at most `MOST_HOLDERS`. A
   * transaction that decides by them must hold the business date.
   */
  find(manager: Pick<EntityManager, 'query'>): Promise<Holder[]> {
    return manager.query(
      `SELECT l.id, l.customer_id, l.amount, l.installments, l.every, l.unit, q.priority, q.entry_no,
           c.account_disabled, c.credit_score, c.min_loan_amount, c.max_loan_amount
         FROM funding_queue q JOIN loans l ON l.id = q.loan_id JOIN customers c ON c.id = q.customer_id
         WHERE q.state = 'waiting' AND q.holds_on <= ${BUSINESS_DATE} AND q.expires_on >= ${BUSINESS_DATE}
         ORDER BY q.priority, q.entry_no LIMIT ${String(MOST_HOLDERS)}`,
      [],
    );
  }
}
