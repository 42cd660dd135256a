import { ApiHideProperty, ApiProperty, IntersectionType } from '@nestjs/swagger';
import { COMPONENTS, ofEach } from '../lending/components.js';
import { IsUUID } from 'class-validator';
import type { Shown } from '../database/entity-columns.js';
import { isoText } from '../database/instants.js';
import { IsAmount } from '../http/amounts.js';
import { IsCalendarDate } from '../http/calendar-date.js';
import { IdOrUrl } from '../http/id-or-url.js';
import { IfSent } from '../http/if-sent.js';
import type { PaymentShare } from '../ledger/postings.js';
import { currencyDecimals, formatMoney } from '../lending/money.js';
import { standingOf } from '../loans/loan-summary.js';
import type { Loan } from '../loans/loan.entity.js';
import { LoanResponse } from '../loans/loans.dto.js';
import { NO_RECEIPT, OverTheCounterDto, ReceiptFields } from '../tills/till.dto.js';
import type { DIVISION, Payment } from './payment.entity.js';

export class MakePaymentDto extends OverTheCounterDto {
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

  /** With it, the request is one to `/collect`, which the API document shows: an operation has one kind of answer there. */
  @ApiHideProperty()
  @IfSent()
  @IsUUID()
  instrument?: string;
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
   * Who entered it, if not the customer.
   * @example "0198c0de-1111-7000-8000-000000000001"
   */
  @ApiProperty({ type: String, nullable: true })
  entered_by!: string | null;
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

/** With the receipt for the money that is handed back. */
export class ReversedPaymentResponse extends IntersectionType(PaymentResponse, ReceiptFields) {
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

export class ShownPaymentResponse extends IntersectionType(PaymentDetailResponse, ReceiptFields) {
  /** What it paid of each instalment, as the loan stands now; empty when it was reversed, or is a recovery. */
  installments!: PaidInstallmentResponse[];
  /**
   * The number of the loan, as people say it.
   * @example "4821093759"
   */
  loan_number!: string;
  /**
   * First and last name, else the username. For staff only; null for others.
   * @example "Ada Okoye"
   */
  @ApiProperty({ type: String, nullable: true })
  customer_name!: string | null;
  /**
   * The number of the receipt for the money that was handed back, if it was.
   * @example "2026-11-24/MEI/0007"
   */
  @ApiProperty({ type: String, nullable: true })
  return_receipt_number!: string | null;
}

export class MadePaymentResponse extends IntersectionType(PaymentDetailResponse, ReceiptFields) {
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

/** A payment that may be the same one, entered twice. */
export class AlikePaymentResponse {
  /** @example "0198c0de-6666-7000-8000-000000000001" */
  payment!: string;
  /** @example "0198c0de-4444-7000-8000-000000000001" */
  loan!: string;
  /** @example "87.50" */
  amount!: string;
  /** @example "2026-11-23" */
  value_date!: string;
  /** @example "2026-11-23T10:00:00.000Z" */
  created_at!: string;
  /**
   * What is the same.
   * @example "amount"
   */
  @ApiProperty({ enum: ['amount', 'reference'] })
  same!: 'amount' | 'reference';
}

/** A preview: nothing has changed. */
export class PaymentPreviewResponse {
  /** The loan as it is. */
  before!: LoanResponse;
  /** The loan as it would be. */
  after!: LoanResponse;
  /** The payment as it would be divided. */
  payment!: MadePaymentResponse;
  /** Payments that may be the same one: of this amount on this loan within a week, or, for staff, with this reference. */
  looks_like!: AlikePaymentResponse[];
}

/** A preview: nothing has changed. */
export class ReversalPreviewResponse {
  /** The loan as it is. */
  before!: LoanResponse;
  /** The loan as it would be. */
  after!: LoanResponse;
  payment!: ReversedPaymentResponse;
}

type ShownColumn =
  'id' | 'loanId' | 'customerId' | 'currency' | 'amount' | 'valueDate' | 'enteredBy' | 'createdAt';
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
    entered_by: payment.enteredBy,
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
    ...NO_RECEIPT,
  };
}
