import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsUUID } from 'class-validator';
import type { Caller } from '../auth/access.js';
import { IsAmount } from '../http/amounts.js';
import { BUSINESS_DATE } from '../database/clock.js';
import { IfSent } from '../http/if-sent.js';
import { daysPastDue } from '../lending/days-past-due.js';
import { currencyDecimals, formatMoney } from '../lending/money.js';
import { standingOf } from './loan-summary.js';
import type { Owed } from './loan-today.js';
import type { Loan, LoanStatus } from './loan.entity.js';

/** Either an amount, on the bank's terms, or a quote. */
export class RequestLoanDto {
  @IfSent()
  @IsAmount('1000.00')
  amount?: string;

  /**
   * Instead of an amount: a quote of yours, for exactly its cents.
   * @example "0198c0de-7777-7000-8000-000000000001"
   */
  @IfSent()
  @IsUUID()
  quote?: string;

  /**
   * With an amount: whether the loan waits for money where the providers cannot fund it now. Left out: as the bank has
   * it (`when_unfunded`). True is refused where the bank lets no request wait (`queue_on_request`).
   * @example true
   */
  @IfSent()
  @IsBoolean()
  queue?: boolean;
}

export class LoanResponse {
  /** @example "0198c0de-4444-7000-8000-000000000001" */
  id!: string;
  /** @example "0198c0de-2222-7000-8000-000000000001" */
  customer!: string;
  /**
   * Principal.
   * @example "1000.00"
   */
  amount!: string;
  /** @example "USD" */
  currency!: string;
  /**
   * Of the whole loan, ISO 8601.
   * @example "P365D"
   */
  duration!: string;
  /**
   * A year's interest: "0.05" is 5 %.
   * @example "0.05"
   */
  interest_rate!: string;
  /**
   * Interest on the original principal, or on what is still owed.
   * @example "flat"
   */
  interest_method!: Loan['interestMethod'];
  /** @example 12 */
  installments!: number;
  /** @example "active" */
  status!: LoanStatus;
  /**
   * The business date at whose end the figures below are true.
   * @example "2026-11-23"
   */
  as_of!: string;
  /**
   * Principal, interest and late interest: what was paid and what is left, when what is not due yet is paid on time.
   * @example "1050.00"
   */
  amount_due!: string;
  /** @example "87.50" */
  total_paid!: string;
  /**
   * What is left to pay.
   * @example "962.50"
   */
  remaining_balance!: string;
  /** @example "916.67" */
  principal_outstanding!: string;
  /**
   * Late interest so far, paid or not; it is part of `amount_due`.
   * @example "0.00"
   */
  late_interest!: string;
  /** @example "2026-11-23T10:00:00.000Z" */
  created_at!: string;
  /**
   * When the oldest unpaid instalment is due; null when all is paid.
   * @example "2027-01-23"
   */
  next_due_date!: string | null;
  /**
   * What is left of that instalment, with its late interest.
   * @example "87.50"
   */
  next_due_amount!: string;
  /**
   * 0 on the due date, 1 the day after.
   * @example 0
   */
  days_past_due!: number;
  /**
   * The customer's credit score when the loan was granted; null before there were scores, and for loan providers.
   * @example 615
   */
  @ApiProperty({ type: Number, nullable: true })
  credit_score!: number | null;
  /**
   * The band it lay in then, whose rate the loan has; null where there was none, and for loan providers.
   * @example "fair"
   */
  @ApiProperty({ type: String, nullable: true })
  score_band!: string | null;
}

export class QueuePlaceResponse {
  /**
   * From 1, as it is now: who is ahead may be funded, or leave.
   * @example 3
   */
  position!: number;
  /** @example "2026-11-23T10:00:00.000Z" */
  queued_at!: string;
  /**
   * The last business date on which it waits.
   * @example "2026-12-23"
   */
  expires_on!: string;
}

/** A loan that waits for money: it owes nothing; `amount_due` is what it would owe if it began today. */
export class QueuedLoanResponse extends LoanResponse {
  queue!: QueuePlaceResponse;
}

type ShownLoan = Pick<
  Loan,
  | 'id'
  | 'customerId'
  | 'currency'
  | 'amount'
  | 'duration'
  | 'interestRate'
  | 'interestMethod'
  | 'installments'
  | 'status'
  | 'amountDue'
  | 'totalPaid'
  | 'principalOutstanding'
  | 'lateInterest'
  | 'nextDueOn'
  | 'nextDueAmount'
  | 'creditScore'
  | 'scoreBand'
  | 'createdAt'
>;

export function toLoanResponse(loan: ShownLoan, businessDate: string): LoanResponse {
  const decimals = currencyDecimals(loan.currency);
  return {
    id: loan.id,
    customer: loan.customerId,
    amount: formatMoney(loan.amount, decimals),
    currency: loan.currency,
    duration: loan.duration,
    interest_rate: loan.interestRate,
    interest_method: loan.interestMethod,
    installments: loan.installments,
    status: loan.status,
    as_of: businessDate,
    amount_due: formatMoney(loan.amountDue, decimals),
    total_paid: formatMoney(loan.totalPaid, decimals),
    remaining_balance: formatMoney(standingOf(loan).balance, decimals),
    principal_outstanding: formatMoney(loan.principalOutstanding, decimals),
    late_interest: formatMoney(loan.lateInterest, decimals),
    created_at: loan.createdAt.toISOString(),
    next_due_date: loan.nextDueOn,
    next_due_amount: formatMoney(loan.nextDueAmount, decimals),
    days_past_due: daysPastDue(loan.nextDueOn, businessDate),
    credit_score: loan.creditScore,
    score_band: loan.scoreBand,
  };
}

/** A loan as raw SQL reads it. */
export interface LoanRow {
  today: string;
  id: string;
  customer_id: string;
  currency: string;
  amount: string;
  duration: string;
  interest_rate: string;
  interest_method: Loan['interestMethod'];
  installments: number;
  status: LoanStatus;
  amount_due: string;
  total_paid: string;
  principal_outstanding: string;
  late_interest: string;
  next_due_on: string | null;
  next_due_amount: string;
  credit_score: number | null;
  score_band: string | null;
  created_at: Date;
  assessed_on: string;
  late_interest_rate: string;
  written_off_on: string | null;
}

/** With the business date, by which it is told how late a loan is. */
export const LOAN_COLUMNS = `${BUSINESS_DATE} AS today, l.id, l.customer_id, l.currency, l.amount, l.duration, l.interest_rate,
  l.interest_method, l.installments, l.status, l.amount_due, l.total_paid, l.principal_outstanding,
  l.late_interest, l.next_due_on, l.next_due_amount, l.credit_score, l.score_band, l.created_at, l.assessed_on,
  l.late_interest_rate, l.written_off_on`;

/**
 * What a caller may see of a loan: its score is nobody's but its customer's and the bank's. `owed` is what it owes today,
 * where it has outgrown its row.
 */
export function rowToLoanResponse(row: LoanRow, caller: Caller, owed?: Owed): LoanResponse {
  const isLender = caller.role === 'provider';
  return toLoanResponse(
    {
      id: row.id,
      customerId: row.customer_id,
      currency: row.currency,
      amount: BigInt(row.amount),
      duration: row.duration,
      interestRate: row.interest_rate,
      interestMethod: row.interest_method,
      installments: row.installments,
      status: row.status,
      amountDue: owed?.amountDue ?? BigInt(row.amount_due),
      totalPaid: owed?.totalPaid ?? BigInt(row.total_paid),
      principalOutstanding: owed?.principalOutstanding ?? BigInt(row.principal_outstanding),
      lateInterest: owed?.lateInterest ?? BigInt(row.late_interest),
      nextDueOn: owed ? owed.nextDueOn : row.next_due_on,
      nextDueAmount: owed?.nextDueAmount ?? BigInt(row.next_due_amount),
      creditScore: isLender ? null : row.credit_score,
      scoreBand: isLender ? null : row.score_band,
      createdAt: row.created_at,
    },
    row.today,
  );
}
