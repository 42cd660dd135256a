import { ApiProperty } from '@nestjs/swagger';
import { COMPONENTS, ofEach } from '../lending/components.js';
import { IsOptional, IsString, IsUUID, Matches, MaxLength } from 'class-validator';
import type { Shown } from '../database/entity-columns.js';
import { isoText } from '../database/instants.js';
import { IsAmount } from '../http/amounts.js';
import { IsCalendarDate } from '../http/calendar-date.js';
import { IsSearch, SEARCHED, SHORTENED } from '../http/filters.js';
import { IdOrUrl } from '../http/id-or-url.js';
import { IfSent } from '../http/if-sent.js';
import { TableQuery } from '../http/paging.js';
import type { PaymentShare } from '../ledger/postings.js';
import { currencyDecimals, formatMoney } from '../lending/money.js';
import { standingOf } from '../loans/loan-summary.js';
import type { Loan } from '../loans/loan.entity.js';
import { LoanResponse } from '../loans/loans.dto.js';
import type { DIVISION, Payment } from './payment.entity.js';

export class MakePaymentDto {
  /**
   * The loan to pay on: its id, or its address.
   * @example "0198c0de-4444-7000-8000-000000000001"
   */
  @IdOrUrl('loans')
  @IsUUID(undefined, { message: 'loan must be the id of a loan.' })
  loan!: string;

  @IsAmount('87.50')
  amount!: string;

  /**
   * Staff only: the past business date from which the payment counts. The loan becomes what it would be if the payment
   * had come then.
   * @example "2026-11-20"
   */
  @IfSent()
  @IsCalendarDate('2026-11-20')
  value_date?: string;
}

export class ReversePaymentDto {
  /**
   * Why it is reversed. The reason is kept for good.
   * @example "The cheque bounced."
   */
  @IsString()
  @Matches(/\S/, { message: 'reason must say why.' })
  @MaxLength(500)
  reason!: string;
}

export class PaymentListQuery extends TableQuery {
  /**
   * Only payments on this loan.
   * @example "0198c0de-4444-7000-8000-000000000001"
   */
  @IsOptional()
  @IsUUID()
  loan?: string;

  /**
   * Only payments of this customer.
   * @example "0198c0de-2222-7000-8000-000000000001"
   */
  @IsOptional()
  @IsUUID()
  customer?: string;

  /** Only payments that count from this date or later. */
  @IsOptional()
  @IsCalendarDate('2026-11-01')
  value_date_from?: string;

  /** Only payments that count from this date or earlier. */
  @IsOptional()
  @IsCalendarDate('2026-11-30')
  value_date_to?: string;

  @IsSearch(
    `Staff only: ${SEARCHED} of the customer, or the id of a payment or of its loan ${SHORTENED}.`,
    'okoye',
  )
  search?: string;
}

/** What one provider's wallet received from a payment. */
export class PaymentShareResponse {
  /**
   * Null for the loan's customer, who sees amounts only.
   * @example "0198c0de-3333-7000-8000-000000000001"
   */
  @ApiProperty({ type: String, nullable: true })
  provider!: string | null;
  /** @example "35.00" */
  amount!: string;
  /** @example "33.33" */
  principal!: string;
  /** @example "1.67" */
  interest!: string;
  /** @example "0.00" */
  penalty!: string;
  /** @example "0.00" */
  recovery!: string;
}

export class PaymentResponse {
  /** @example "0198c0de-6666-7000-8000-000000000001" */
  id!: string;
  /** @example "0198c0de-4444-7000-8000-000000000001" */
  loan!: string;
  /** @example "0198c0de-2222-7000-8000-000000000001" */
  customer!: string;
  /** @example "87.50" */
  amount!: string;
  /** @example "83.33" */
  principal!: string;
  /** @example "4.17" */
  interest!: string;
  /**
   * Late interest.
   * @example "0.00"
   */
  penalty!: string;
  /**
   * What came in after the loan was written off.
   * @example "0.00"
   */
  recovery!: string;
  /**
   * What the bank kept of the interest before the providers' shares.
   * @example "0.00"
   */
  commission!: string;
  /** @example "USD" */
  currency!: string;
  /** @example "2026-11-23" */
  value_date!: string;
  /**
   * When staff reversed the payment. It then counts as never made.
   * @example "2026-11-24T09:00:00.000Z"
   */
  @ApiProperty({ type: String, nullable: true })
  reversed_at!: string | null;
  /** @example "2026-11-23T10:00:00.000Z" */
  created_at!: string;
  /**
   * When it was entered, under the original platform's name: the same instant as `created_at`.
   * @example "2026-11-23T10:00:00.000Z"
   */
  payment_date!: string;
}

/** A payment in a list. */
export class ListedPaymentResponse extends PaymentResponse {
  /**
   * First and last name, else the username. For staff only; null for others.
   * @example "Ada Okoye"
   */
  @ApiProperty({ type: String, nullable: true })
  customer_name!: string | null;
}

export class ReversedPaymentResponse extends PaymentResponse {
  /** @example "The cheque bounced." */
  reason!: string;
  /**
   * What is left to pay on the loan.
   * @example "1050.00"
   */
  remaining_balance!: string;
  /**
   * The loan's status after the reversal.
   * @example "active"
   */
  loan_status!: string;
}

export class PaymentDetailResponse extends PaymentResponse {
  /** How the payment was split among the loan's providers. */
  shares!: PaymentShareResponse[];
}

/** What a payment paid of one instalment. */
export class PaidInstallmentResponse {
  /** @example 1 */
  nr!: number;
  /** @example "2026-12-23" */
  due_date!: string;
  /** @example "0.00" */
  penalty!: string;
  /** @example "4.17" */
  interest!: string;
  /** @example "83.33" */
  principal!: string;
}

export class ShownPaymentResponse extends PaymentDetailResponse {
  /** What it paid of each instalment, as the loan stands now; empty when it was reversed, or is a recovery. */
  installments!: PaidInstallmentResponse[];
  /**
   * First and last name, else the username. For staff only; null for others.
   * @example "Ada Okoye"
   */
  @ApiProperty({ type: String, nullable: true })
  customer_name!: string | null;
}

export class MadePaymentResponse extends PaymentDetailResponse {
  /**
   * What is left to pay on the loan.
   * @example "962.50"
   */
  remaining_balance!: string;
  /**
   * The loan's status after this payment.
   * @example "active"
   */
  loan_status!: string;
}

/** A preview: nothing has changed. */
export class PaymentPreviewResponse {
  /** The loan as it is. */
  before!: LoanResponse;
  /** The loan as it would be. */
  after!: LoanResponse;
  /** The payment as it would be divided. */
  payment!: MadePaymentResponse;
}

/** A preview: nothing has changed. */
export class ReversalPreviewResponse {
  /** The loan as it is. */
  before!: LoanResponse;
  /** The loan as it would be. */
  after!: LoanResponse;
  payment!: ReversedPaymentResponse;
}

export class PaymentListResponse {
  /** @example 1 */
  count!: number | null;
  /** @example "/api/payments/?cursor=bjowMTk4YzBkZS0wMDAwLTcwMDAtODAwMC0wMDAwMDAwMDAwMDA" */
  next!: string | null;
  /** @example "/api/payments/?cursor=cDowMTk4YzBkZS0wMDAwLTcwMDAtODAwMC0wMDAwMDAwMDAwMDA" */
  previous!: string | null;
  results!: ListedPaymentResponse[];
}

type ShownColumn = 'id' | 'loanId' | 'customerId' | 'currency' | 'amount' | 'valueDate' | 'createdAt';
type ShownPayment = Shown<Pick<Payment, ShownColumn | (typeof DIVISION)[number]>>;

export function toPaymentResponse(payment: ShownPayment, reversedAt: Date | null = null): PaymentResponse {
  const decimals = currencyDecimals(payment.currency);
  return {
    id: payment.id,
    loan: payment.loanId,
    customer: payment.customerId,
    amount: formatMoney(payment.amount, decimals),
    ...ofEach((component) => formatMoney(payment[component], decimals)),
    commission: formatMoney(payment.commission, decimals),
    currency: payment.currency,
    value_date: payment.valueDate,
    reversed_at: reversedAt?.toISOString() ?? null,
    created_at: isoText(payment.createdAt),
    payment_date: isoText(payment.createdAt),
  };
}

export function toPaymentDetailResponse(
  payment: ShownPayment,
  shares: readonly PaymentShare[],
  showProviders: boolean,
  reversedAt: Date | null = null,
): PaymentDetailResponse {
  const money = (minor: bigint) => formatMoney(minor, currencyDecimals(payment.currency));
  return {
    ...toPaymentResponse(payment, reversedAt),
    shares: shares.map((share) => ({
      provider: showProviders ? share.providerId : null,
      amount: money(COMPONENTS.reduce((sum, component) => sum + share[component], 0n)),
      ...ofEach((component) => money(share[component])),
    })),
  };
}

export function toReversedPaymentResponse(
  payment: ShownPayment,
  { reason, createdAt }: { reason: string; createdAt: Date },
  loan: Loan,
): ReversedPaymentResponse {
  const { status, balance } = standingOf(loan);
  return {
    ...toPaymentResponse(payment, createdAt),
    reason,
    remaining_balance: formatMoney(balance, currencyDecimals(loan.currency)),
    loan_status: status,
  };
}
