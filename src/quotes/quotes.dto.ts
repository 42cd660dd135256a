import { ApiProperty } from '@nestjs/swagger';
import { IsInt, IsUUID, Max, Min } from 'class-validator';
import type { BankConfiguration } from '../bank-config/bank-configuration.entity.js';
import { IsAmount } from '../http/amounts.js';
import { IdOrUrl } from '../http/id-or-url.js';
import { IfSent } from '../http/if-sent.js';
import { loanCost, LoanCostResponse } from './loan-cost.dto.js';
import type { Quote } from './quote.entity.js';

export class EstimateDto {
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

export class RequestQuoteDto extends EstimateDto {
  /**
   * Staff only, who must send it: the customer whose loan it is, by id or address.
   * @example "0198c0de-2222-7000-8000-000000000001"
   */
  @IdOrUrl('customers')
  @IfSent()
  @IsUUID(undefined, { message: 'customer must be the id of a customer.' })
  customer?: string;
}

/** What a loan would cost this customer, and whether there is money for it. */
export class QuotePreviewResponse extends LoanCostResponse {
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
}

export class QuoteResponse extends QuotePreviewResponse {
  /** @example "0198c0de-7777-7000-8000-000000000001" */
  id!: string;
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

/** A quote that is not kept: it has no id and cannot be taken up. */
export type PricedQuote = Omit<Quote, 'id' | 'createdAt' | 'expiresAt' | 'loanId'>;

export function toQuotePreviewResponse(
  quote: PricedQuote,
  config: BankConfiguration,
  canBeFunded: boolean,
): QuotePreviewResponse {
  const band = config.scoreBands.find(({ name }) => name === quote.scoreBand) ?? null;
  return {
    customer: quote.customerId,
    score_band: quote.scoreBand,
    ...loanCost(config, { ...quote, band }),
    can_be_funded: canBeFunded,
  };
}

export function toQuoteResponse(
  quote: Quote,
  config: BankConfiguration,
  canBeFunded: boolean,
): QuoteResponse {
  return {
    id: quote.id,
    ...toQuotePreviewResponse(quote, config, canBeFunded),
    expires_at: quote.expiresAt.toISOString(),
    loan: quote.loanId,
    created_at: quote.createdAt.toISOString(),
  };
}
