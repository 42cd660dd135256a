import { ApiProperty } from '@nestjs/swagger';
import { IsInt, IsUUID, Max, Min } from 'class-validator';
import type { BankConfiguration } from '../bank-config/bank-configuration.entity.js';
import { IsAmount } from '../http/amounts.js';
import { IdOrUrl } from '../http/id-or-url.js';
import { IfSent } from '../http/if-sent.js';
import { loanCost, LoanCostResponse } from './loan-cost.dto.js';
import type { Quote } from './quote.entity.js';

export class RequestQuoteDto {
  /**
   * Staff only, who must send it: the customer whose loan it is, by id or address.
   * @example "0198c0de-2222-7000-8000-000000000001"
   */
  @IdOrUrl('customers')
  @IfSent()
  @IsUUID(undefined, { message: 'customer must be the id of a customer.' })
  customer?: string;

  @IsAmount('1000.00')
  amount!: string;

  /**
   * How many instalments, from 1 to the bank's number. Fewer make the loan shorter. Left out: the bank's number.
   * @example 12
   */
  @IfSent()
  @IsInt()
  @Min(1)
  @Max(600)
  installments?: number;
}

export class QuoteResponse extends LoanCostResponse {
  /** @example "0198c0de-7777-7000-8000-000000000001" */
  id!: string;
  /** @example "0198c0de-2222-7000-8000-000000000001" */
  customer!: string;
  /**
   * The band of your credit score; it may adjust the rate.
   * @example "good"
   */
  @ApiProperty({ type: String, nullable: true })
  score_band!: string | null;
  /**
   * Whether the loan providers would fund it now, within their mandates and behind the loans with reserved money. This
   * may change a moment later.
   * @example true
   */
  can_be_funded!: boolean;
  /**
   * Until then, POST /api/loans/ with this quote gives exactly these figures, unless the bank changes its terms or your
   * credit score moves to another band.
   * @example "2026-11-24T00:00:00.000Z"
   */
  expires_at!: string;
  /**
   * The loan that used it.
   * @example "0198c0de-4444-7000-8000-000000000001"
   */
  @ApiProperty({ type: String, nullable: true })
  loan!: string | null;
  /** @example "2026-11-23T10:00:00.000Z" */
  created_at!: string;
}

export function toQuoteResponse(
  quote: Quote,
  config: BankConfiguration,
  canBeFunded: boolean,
): QuoteResponse {
  const band = config.scoreBands.find(({ name }) => name === quote.scoreBand) ?? null;
  return {
    id: quote.id,
    customer: quote.customerId,
    score_band: quote.scoreBand,
    ...loanCost(config, { ...quote, band }),
    can_be_funded: canBeFunded,
    expires_at: quote.expiresAt.toISOString(),
    loan: quote.loanId,
    created_at: quote.createdAt.toISOString(),
  };
}
