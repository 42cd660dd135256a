import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { chunksById } from '../database/chunks-by-id.js';
import { rowsOf } from '../database/entity-columns.js';
import { groupBy } from '../runtime/group-by.js';
import { accruedInterest, type DividedPayment } from '../lending/accrued.js';
import { commissionOn } from '../lending/commission.js';
import { addDays } from '../lending/dates.js';
import { payoffOn } from '../lending/loan-position.js';
import { partOf } from '../lending/split.js';
import { termsOf } from '../loans/loan-terms.js';
import { isOpen, Loan, OPEN_STATUSES, type LoanStatus } from '../loans/loan.entity.js';

/** A provider's part of the interest that loans have earned but not been paid, minor units. */
export interface Accrued {
  interest: bigint;
  penalty: bigint;
}

/** A loan with its earned but unpaid interest after commission, and the commission so far. Minor units. */
export interface LoanEarnings {
  loan: Loan;
  accrued: Accrued;
  commission: bigint;
}

interface RecordedPayment extends DividedPayment {
  amount: bigint;
  commission: bigint;
}

const CHUNK = 500;

const readLoans = rowsOf(Loan, 'l', 'WHERE l.id = ANY($1)');

/** Interest earned but not paid yet: derived from terms and payments, never stored. */
@Injectable()
export class Accruals {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  /**
   * A provider's part of it at the end of a date, by the status of the loans; each part is rounded down. Computed in
   * chunks, so that a provider with very many loans does not keep the others waiting.
   */
  async ofProvider(providerId: string, on: string): Promise<Map<LoanStatus, Accrued>> {
    const sums = new Map<LoanStatus, Accrued>();
    const open = chunksById(CHUNK, (after) =>
      this.db.query<{ id: string; loan_id: string; amount: string }[]>(
        `SELECT f.id, f.loan_id, f.amount FROM fundings f JOIN loans l ON l.id = f.loan_id
         WHERE f.provider_id = $1 AND f.id > $2 AND l.status = ANY($3) ORDER BY f.id LIMIT ${String(CHUNK)}`,
        [providerId, after, OPEN_STATUSES],
      ),
    );
    for await (const parts of open) {
      const earnings = await this.ofLoans(
        parts.map((part) => part.loan_id),
        on,
      );
      for (const part of parts) {
        const { loan, accrued } = earnings.get(part.loan_id) as LoanEarnings;
        const own = shareOf(accrued, BigInt(part.amount), loan);
        const sum = sums.get(loan.status) ?? { interest: 0n, penalty: 0n };
        sums.set(loan.status, {
          interest: sum.interest + own.interest,
          penalty: sum.penalty + own.penalty,
        });
      }
    }
    return sums;
  }

  /** What loans have earned by the end of a date. Loans that are paid, written off or waiting earn nothing. */
  async ofLoans(ids: readonly string[], on: string): Promise<Map<string, LoanEarnings>> {
    if (ids.length === 0) return new Map();
    const [loans, payments] = await Promise.all([readLoans(this.db.manager, ids), this.paymentsOf(ids)]);
    return new Map(loans.map((loan) => [loan.id, earningsOf(loan, payments.get(loan.id) ?? [], on)]));
  }

  /** What was paid on loans and how it was split, by value date and entry; without reversed payments. */
  private async paymentsOf(ids: readonly string[]): Promise<Map<string, RecordedPayment[]>> {
    const rows: Record<'loan_id' | 'on' | 'amount' | 'principal' | 'interest' | 'commission', string>[] =
      await this.db.query(
        `SELECT y.loan_id, y.value_date AS on, y.amount, y.principal, y.interest, y.commission FROM payments y
         WHERE y.loan_id = ANY($1) AND NOT EXISTS (SELECT FROM payment_reversals r WHERE r.payment_id = y.id)
         ORDER BY y.loan_id, y.value_date, y.entry_no`,
        [ids],
      );
    const payments = rows.map((row) => ({
      loanId: row.loan_id,
      on: row.on,
      amount: BigInt(row.amount),
      principal: BigInt(row.principal),
      interest: BigInt(row.interest),
      commission: BigInt(row.commission),
    }));
    return groupBy(payments, ({ loanId }) => loanId);
  }
}

/** A provider's part of what a loan has earned, rounded down. */
export function shareOf({ interest, penalty }: Accrued, part: bigint, { amount }: Loan): Accrued {
  return { interest: partOf(interest, part, amount), penalty: partOf(penalty, part, amount) };
}

function earningsOf(loan: Loan, payments: readonly RecordedPayment[], on: string): LoanEarnings {
  const commission = payments.reduce((sum, payment) => sum + payment.commission, 0n);
  if (!isOpen(loan.status)) return { loan, accrued: { interest: 0n, penalty: 0n }, commission };
  const terms = termsOf(loan);
  const interest = accruedInterest(terms, payments, on);
  const paid = payments.reduce((sum, payment) => sum + payment.interest, 0n);
  const toBank = commissionOn(paid + interest, loan.commissionRate) - commissionOn(paid, loan.commissionRate);
  // Only late interest needs a replay, and none accrues while the oldest open instalment is within its grace days.
  const late = loan.nextDueOn !== null && addDays(loan.nextDueOn, loan.graceDays) < on;
  const penalty = late ? payoffOn(terms, payments, on).penalty : 0n;
  return { loan, accrued: { interest: interest - toBank, penalty }, commission };
}
