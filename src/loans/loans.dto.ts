import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsUUID } from 'class-validator';
import type { Caller } from '../auth/access.js';
import { IsAmount } from '../http/amounts.js';
import { shownRowsOf, type Shown } from '../database/entity-columns.js';
import { isoText } from '../database/instants.js';
import { IdOrUrl } from '../http/id-or-url.js';
import { IfSent } from '../http/if-sent.js';
import { daysPastDue } from '../lending/days-past-due.js';
import { currencyDecimals, formatMoney } from '../lending/money.js';
import { shownShortNumber } from '../runtime/short-number.js';
import { standingOf } from './loan-summary.js';
import type { Owed } from './loan-today.js';
import { Loan, type LoanStatus } from './loan.entity.js';

/** Either an amount, on the bank's terms, or a quote. */
export class RequestLoanDto {
  /**
   * Staff only, who must send it: the customer whose loan it is, by id or address.
   * @example "0198c0de-2222-7000-8000-000000000001"
   */
  @IdOrUrl('customers')
  @IfSent()
  @IsUUID(undefined, { message: 'customer must be the id of a customer.' })
  customer?: string;

  @IfSent()
  @IsAmount('1000.00')
  amount?: string;

  /**
   * Instead of an amount: one of your quotes. The loan gets exactly its figures.
   * @example "0198c0de-7777-7000-8000-000000000001"
   */
  @IfSent()
  @IsUUID()
  quote?: string;

  /**
   * Whether the loan waits for money if the providers cannot fund it now. Left out: with an amount the bank's setting
   * applies (`when_unfunded`), on a quote it does not wait. True is refused if the bank does not let requests wait
   * (`queue_on_request`). A loan that waits keeps the amount and the instalments of its quote; dates and cents are those
   * of the day on which it begins.
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
   * The duration of the whole loan, ISO 8601.
   * @example "P365D"
   */
  duration!: string;
  /**
   * The yearly interest rate: "0.05" is 5 %.
   * @example "0.05"
   */
  interest_rate!: string;
  /**
   * Whether interest is on the original principal or on the principal still owed.
   * @example "flat"
   */
  interest_method!: Loan['interestMethod'];
  /** @example 12 */
  installments!: number;
  /** @example "active" */
  status!: LoanStatus;
  /**
   * The figures below hold at the end of this business date.
   * @example "2026-11-23"
   */
  as_of!: string;
  /**
   * Principal, interest and late interest: what was paid and what is left, if everything not yet due is paid on time.
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
   * The customer's credit score when the loan was granted. Null if scores did not exist then, and for loan providers.
   * @example 615
   */
  @ApiProperty({ type: Number, nullable: true })
  credit_score!: number | null;
  /**
   * The score band at that time, which set the loan's rate. Null if there was none, and for loan providers.
   * @example "fair"
   */
  @ApiProperty({ type: String, nullable: true })
  score_band!: string | null;
  /**
   * The number that people say, with its check digit.
   * @example "4821093759"
   */
  number!: string;
  /**
   * Who of the bank requested it for the customer. Null when the customer did, and for loan providers.
   * @example "0198c0de-1111-7000-8000-000000000001"
   */
  @ApiProperty({ type: String, nullable: true })
  requested_by!: string | null;
  /**
   * Where gateways collect payments: what was asked of them for this loan and does not count yet.
   * @example "87.50"
   */
  in_transit?: string;
  /**
   * Only for a loan that was undone: when. It counts as if it had never been granted.
   * @example "2026-11-24"
   */
  undone_on?: string;
}

export class QueuePlaceResponse {
  /**
   * The place in the queue, from 1. It changes as loans ahead are funded or leave.
   * @example 3
   */
  position!: number;
  /** @example "2026-11-23T10:00:00.000Z" */
  queued_at!: string;
  /**
   * The last business date on which it may wait.
   * @example "2026-12-23"
   */
  expires_on!: string;
}

/** A loan that waits for money: it owes nothing; `amount_due` is what it would owe if it began today. */
export class QueuedLoanResponse extends LoanResponse {
  queue!: QueuePlaceResponse;
}

type ShownLoan = Shown<Pick<Loan, (typeof SHOWN)[number]>>;

/** The columns that the answer needs. */
const SHOWN = [
  'id',
  'number',
  'customerId',
  'currency',
  'amount',
  'duration',
  'interestRate',
  'interestMethod',
  'installments',
  'status',
  'amountDue',
  'totalPaid',
  'principalOutstanding',
  'lateInterest',
  'nextDueOn',
  'nextDueAmount',
  'creditScore',
  'scoreBand',
  'requestedBy',
  'createdAt',
  'undoneOn',
] as const satisfies (keyof Loan)[];
/** With the columns that tell whether the loan has outgrown its row. */
const LISTED = [...SHOWN, 'assessedOn', 'lateInterestRate', 'writtenOffOn'] as const;

export function toLoanResponse(loan: ShownLoan, businessDate: string): LoanResponse {
  const decimals = currencyDecimals(loan.currency);
  const { status } = loan;
  const amountDue = BigInt(loan.amountDue);
  const totalPaid = BigInt(loan.totalPaid);
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
    amount_due: formatMoney(amountDue, decimals),
    total_paid: formatMoney(totalPaid, decimals),
    remaining_balance: formatMoney(standingOf({ status, amountDue, totalPaid }).balance, decimals),
    principal_outstanding: formatMoney(loan.principalOutstanding, decimals),
    late_interest: formatMoney(loan.lateInterest, decimals),
    created_at: isoText(loan.createdAt),
    next_due_date: loan.nextDueOn,
    next_due_amount: formatMoney(loan.nextDueAmount, decimals),
    days_past_due: daysPastDue(loan.nextDueOn, businessDate),
    credit_score: loan.creditScore,
    score_band: loan.scoreBand,
    number: shownShortNumber(loan.number),
    requested_by: loan.requestedBy,
    ...(loan.undoneOn != null && { undone_on: loan.undoneOn }),
  };
}

/** A loan as lists read it, with the business date, which decides how late it is. */
export type ListedLoan = Shown<Pick<Loan, (typeof LISTED)[number]>> & { today: string };

export const shownLoans = shownRowsOf(Loan, 'l', LISTED);

/**
 * What a caller may see of a loan: only its customer and the bank see the score. `owed` is what it owes today, if it
 * has outgrown its row. Changes the row, which belongs to the caller.
 */
export function toSeenLoanResponse(loan: ListedLoan, caller: Caller, owed?: Owed): LoanResponse {
  if (owed) Object.assign(loan, owed);
  if (caller.role === 'provider') {
    loan.creditScore = null;
    loan.scoreBand = null;
    loan.requestedBy = null;
  }
  return toLoanResponse(loan, loan.today);
}
