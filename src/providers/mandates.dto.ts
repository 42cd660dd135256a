import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsInt, IsOptional, IsUUID, Matches, Max, Min } from 'class-validator';
import { IsAmount, IsAmountOrZero } from '../http/amounts.js';
import { IfSent } from '../http/if-sent.js';
import { currencyDecimals, formatMoney } from '../lending/money.js';
import { IsPart } from '../bank-config/is-rate.js';
import type { ProviderMandate } from './mandate.entity.js';

export class OfProviderQuery {
  @ApiPropertyOptional({
    description: 'The provider: required for staff; a provider reads its own.',
    format: 'uuid',
    example: '0198c0de-3333-7000-8000-000000000001',
  })
  @IsOptional()
  @IsUUID()
  provider?: string;
}

/** A field left out is kept; null means no limit. */
export class ChangeMandateDto {
  /**
   * While true, none of its money is lent. Running loans are not affected.
   * @example false
   */
  @IfSent()
  @IsBoolean()
  paused?: boolean;

  /** The amount that stays in the fund and is not lent. */
  @IfSent()
  @IsAmountOrZero('500.00')
  reserve_amount?: string;

  /** The most it lends on one loan. */
  @IsOptional()
  @IsAmount('250.00')
  max_per_loan?: string | null;

  /** The most that one borrower may owe it, over all loans. */
  @IsOptional()
  @IsAmount('1000.00')
  max_per_borrower?: string | null;

  /** The same limit as a part of all its money (fund, wallet and lent): "0.05" is 5 %. The lower of the two applies. */
  @IsOptional()
  @IsPart('0.05')
  max_per_borrower_share?: string | null;

  /**
   * The lowest band of the credit score that it lends to; a name from `score_bands` of the bank configuration.
   * @example "good"
   */
  @ApiProperty({ maxLength: 40 })
  @IsOptional()
  @Matches(/^[A-Za-z0-9][A-Za-z0-9 _-]{0,39}$/, {
    message: "lowest_score_band must be the name of one of the bank's score bands.",
  })
  lowest_score_band?: string | null;

  /**
   * The longest loan that it lends on, in months.
   * @example 24
   */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(1200)
  longest_term_months?: number | null;

  /**
   * Whether money that comes back from loans goes to the fund automatically.
   * @example true
   */
  @IfSent()
  @IsBoolean()
  auto_reinvest?: boolean;
}

export class MandateResponse {
  /** @example "0198c0de-3333-7000-8000-000000000001" */
  provider!: string;
  /**
   * Grows by one with each change; 0 until the first.
   * @example 2
   */
  version!: number;
  /** @example "USD" */
  currency!: string;
  /** @example false */
  paused!: boolean;
  /** @example "500.00" */
  reserve_amount!: string;
  /** @example "250.00" */
  max_per_loan!: string | null;
  /** @example "1000.00" */
  max_per_borrower!: string | null;
  /** @example "0.05" */
  max_per_borrower_share!: string | null;
  /** @example "good" */
  lowest_score_band!: string | null;
  /** @example 24 */
  longest_term_months!: number | null;
  /** @example true */
  auto_reinvest!: boolean;
  /** @example "2026-11-23T10:00:00.000Z" */
  created_at!: string | null;
  /**
   * The user who made this version: the provider, or staff.
   * @example "0198c0de-3333-7000-8000-000000000001"
   */
  created_by!: string | null;
}

export class MandateHistoryResponse {
  /** The last hundred, newest first. */
  results!: MandateResponse[];
}

/** The default mandate. */
export const FIRST_MANDATE: Omit<ProviderMandate, 'providerId' | 'createdAt' | 'createdBy'> = {
  version: 0,
  paused: false,
  reserveAmount: 0n,
  maxPerLoan: null,
  maxPerBorrower: null,
  maxPerBorrowerShare: null,
  lowestScoreBand: null,
  longestTermMonths: null,
  autoReinvest: false,
};

export function toMandateResponse(
  mandate: Omit<ProviderMandate, 'createdAt' | 'createdBy'> & {
    createdAt: Date | null;
    createdBy: string | null;
  },
  currency: string,
): MandateResponse {
  const money = (minor: bigint) => formatMoney(minor, currencyDecimals(currency));
  return {
    provider: mandate.providerId,
    version: mandate.version,
    currency,
    paused: mandate.paused,
    reserve_amount: money(mandate.reserveAmount),
    max_per_loan: mandate.maxPerLoan === null ? null : money(mandate.maxPerLoan),
    max_per_borrower: mandate.maxPerBorrower === null ? null : money(mandate.maxPerBorrower),
    max_per_borrower_share: mandate.maxPerBorrowerShare,
    lowest_score_band: mandate.lowestScoreBand,
    longest_term_months: mandate.longestTermMonths,
    auto_reinvest: mandate.autoReinvest,
    created_at: mandate.createdAt?.toISOString() ?? null,
    created_by: mandate.createdBy,
  };
}
