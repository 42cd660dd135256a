import { ApiProperty } from '@nestjs/swagger';
import { IsOptional, IsUUID } from 'class-validator';
import { IsAmount } from '../common/amounts.js';
import { PageQuery } from '../common/paging.js';
import { currencyDecimals, formatMoney } from '../lending/money.js';
import type { Payment } from './payment.entity.js';

export class MakePaymentDto {
  /**
   * The loan to pay on.
   * @example "0198c0de-4444-7000-8000-000000000001"
   */
  @IsUUID(undefined, { message: 'loan must be the id of a loan.' })
  loan!: string;

  @IsAmount('87.50')
  amount!: string;
}

export class PaymentListQuery extends PageQuery {
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
}

/** What one provider's wallet got of a payment. */
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
  /** @example "USD" */
  currency!: string;
  /** @example "2026-11-23" */
  value_date!: string;
  /** @example "2026-11-23T10:00:00.000Z" */
  created_at!: string;
}

export class PaymentDetailResponse extends PaymentResponse {
  /** How the payment was split among the loan's providers. */
  shares!: PaymentShareResponse[];
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

export class PaymentListResponse {
  /** @example 1 */
  count!: number | null;
  /** @example "http://localhost:8000/api/payments/?cursor=bjowMTk4YzBkZS0wMDAwLTcwMDAtODAwMC0wMDAwMDAwMDAwMDA" */
  next!: string | null;
  /** @example "http://localhost:8000/api/payments/?cursor=cDowMTk4YzBkZS0wMDAwLTcwMDAtODAwMC0wMDAwMDAwMDAwMDA" */
  previous!: string | null;
  results!: PaymentResponse[];
}

/** A provider's share of a payment in minor units. */
export interface PaymentShare {
  providerId: string;
  principal: bigint;
  interest: bigint;
}

export function toPaymentResponse(payment: Payment): PaymentResponse {
  const decimals = currencyDecimals(payment.currency);
  return {
    id: payment.id,
    loan: payment.loanId,
    customer: payment.customerId,
    amount: formatMoney(payment.amount, decimals),
    principal: formatMoney(payment.principal, decimals),
    interest: formatMoney(payment.interest, decimals),
    currency: payment.currency,
    value_date: payment.valueDate,
    created_at: payment.createdAt.toISOString(),
  };
}

export function toPaymentDetailResponse(
  payment: Payment,
  shares: readonly PaymentShare[],
  showProviders: boolean,
): PaymentDetailResponse {
  const decimals = currencyDecimals(payment.currency);
  return {
    ...toPaymentResponse(payment),
    shares: shares.map(({ providerId, principal, interest }) => ({
      provider: showProviders ? providerId : null,
      amount: formatMoney(principal + interest, decimals),
      principal: formatMoney(principal, decimals),
      interest: formatMoney(interest, decimals),
    })),
  };
}
