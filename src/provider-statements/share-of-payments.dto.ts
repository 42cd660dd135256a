import { ApiProperty } from '@nestjs/swagger';
import { IsUUID } from 'class-validator';
import { PortfolioLoansQuery } from './portfolio.dto.js';

export class ShareOfPaymentsQuery extends PortfolioLoansQuery {
  /**
   * The loan that was paid on.
   * @example "0198c0de-4444-7000-8000-000000000001"
   */
  @ApiProperty({ format: 'uuid' })
  @IsUUID(undefined, { message: 'loan must be the id of a loan.' })
  loan!: string;
}

/** What one payment on a loan brought one of its providers. */
export class ShareOfPaymentResponse {
  /**
   * The business date from which the payment counts.
   * @example "2026-12-23"
   */
  value_date!: string;
  /**
   * What the provider's wallet received: the next four together.
   * @example "26.13"
   */
  amount!: string;
  /** @example "25.00" */
  principal!: string;
  /**
   * After the bank's commission.
   * @example "1.13"
   */
  interest!: string;
  /**
   * Late interest, on which the bank takes no commission.
   * @example "0.00"
   */
  penalty!: string;
  /**
   * Received after the loan was written off.
   * @example "0.00"
   */
  recovery!: string;
  /**
   * The provider's part of the bank's commission on the payment's interest, rounded to the nearest unit; `interest` is
   * without it.
   * @example "0.13"
   */
  commission!: string;
  /** @example "USD" */
  currency!: string;
  /**
   * When staff reversed the payment: what it had brought was taken back, and all amounts are 0.
   * @example "2026-12-24T09:00:00.000Z"
   */
  @ApiProperty({ type: String, nullable: true })
  reversed_at!: string | null;
  /**
   * When the payment was entered.
   * @example "2026-12-23T10:00:00.000Z"
   */
  created_at!: string;
}

export class ShareOfPaymentListResponse {
  /** @example 1 */
  count!: number | null;
  /** @example "/api/providers/portfolio/payments/?cursor=bjowMTk4YzBkZS0wMDAwLTcwMDAtODAwMC0wMDAwMDAwMDAwMDA" */
  next!: string | null;
  /** @example "/api/providers/portfolio/payments/?cursor=cDowMTk4YzBkZS0wMDAwLTcwMDAtODAwMC0wMDAwMDAwMDAwMDA" */
  previous!: string | null;
  results!: ShareOfPaymentResponse[];
}
