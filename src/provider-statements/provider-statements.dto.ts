import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { IsCalendarDate } from '../http/calendar-date.js';
import { IsWholeNumber } from '../http/filters.js';
import { POSTING_KINDS, type PostingKind } from '../ledger/postings.js';
import { NO_RETURN_REASONS, type ProviderReturn } from '../lending/provider-returns.js';
import { OfProviderQuery } from '../providers/mandates.dto.js';

/** So many are shown at once; a lender of thousands of loans has more in a month. */
export const MOST_MOVEMENTS = 10_000;

const FORMATS = ['json', 'csv'] as const;

export class FormatQuery extends OfProviderQuery {
  /** @example "json" */
  @IsOptional()
  @IsIn(FORMATS)
  format?: (typeof FORMATS)[number];
}

export class StatementQuery extends FormatQuery {
  /** First business date; by default 30 days before `to`. */
  @IsOptional()
  @IsCalendarDate('2026-11-01')
  from?: string;

  /** Last business date; by default today. */
  @IsOptional()
  @IsCalendarDate('2026-11-30')
  to?: string;

  @IsWholeNumber({
    description:
      'Only so many of the newest movements. The balances are those of the whole period, however many movements it has.',
    min: 1,
    max: MOST_MOVEMENTS,
    example: 200,
  })
  newest?: number;
}

export class BalancesResponse {
  /** @example "25000.00" */
  fund!: string;
  /** @example "310.25" */
  wallet!: string;
  /** @example "4700.00" */
  lent!: string;
  /**
   * Owed to the bank.
   * @example "0.00"
   */
  receivable!: string;
}

export class MovementResponse {
  /** @example "2026-11-23" */
  business_date!: string;
  /** @example "principal_share" */
  @ApiProperty({ enum: POSTING_KINDS })
  kind!: PostingKind;
  /**
   * True when it reverses an earlier movement.
   * @example false
   */
  reversal!: boolean;
  /** @example "0198c0de-4444-7000-8000-000000000001" */
  @ApiProperty({ type: String, nullable: true })
  loan!: string | null;
  /**
   * The number of the loan, as people say it.
   * @example "4821093759"
   */
  @ApiProperty({ type: String, nullable: true })
  loan_number!: string | null;
  /** @example "83.33" */
  amount!: string;
  /**
   * For a share of interest: the bank's commission on it, already deducted from the amount; the provider's part,
   * rounded to the nearest unit. Otherwise null.
   * @example "0.00"
   */
  @ApiProperty({ type: String, nullable: true })
  commission!: string | null;
  /** The balances after the movement. */
  balances!: BalancesResponse;
}

export class StatementResponse {
  /** @example "0198c0de-3333-7000-8000-000000000001" */
  provider!: string;
  /** @example "2026-11-01" */
  from!: string;
  /** @example "2026-11-30" */
  to!: string;
  /** @example "USD" */
  currency!: string;
  /** At the beginning of `from`. */
  opening!: BalancesResponse;
  /**
   * How many movements the period has.
   * @example 1
   */
  movement_count!: number;
  /** Every movement, or the newest with `newest`; in order. */
  movements!: MovementResponse[];
  /** At the end of `to`. */
  closing!: BalancesResponse;
}

export class CashFlowResponse {
  /** @example "2026-11-23" */
  date!: string;
  /**
   * Negative: the provider paid it.
   * @example "-400.00"
   */
  amount!: string;
}

export class ReturnResponse {
  /**
   * The annual rate, as a decimal: "0.0425000000" is 4.25 %. If several rates fit, the one nearest to zero growth. Null
   * when there is a `reason`.
   * @example "0.0425000000"
   */
  @ApiProperty({ type: String, nullable: true })
  rate!: string | null;
  /**
   * `no_rate_fits`: no rate from -99.9999 % to 1,000,000 % fits, as when everything is lost. `ambiguous`: a gain and a
   * loss fit equally well.
   * @example "less_than_90_days"
   */
  @ApiProperty({ enum: NO_RETURN_REASONS, nullable: true })
  reason!: ProviderReturn['reason'];
  /**
   * The two rates that fit equally well when the reason is `ambiguous`; otherwise empty.
   * @example []
   */
  equally_good!: string[];
  /** The cash flows behind the rate; the last is what remains today. */
  cash_flows!: CashFlowResponse[];
}

export class ReturnsResponse {
  /** @example "0198c0de-3333-7000-8000-000000000001" */
  provider!: string;
  /** @example "2026-11-23" */
  as_of!: string;
  /** @example "USD" */
  currency!: string;
  /** Money in loans, with everything outstanding counted at its full amount. */
  realised!: ReturnResponse;
  /** The same with the principal of past-due loans counted as lost. */
  conservative!: ReturnResponse;
  /** The conservative return on all money, including idle money. */
  all_money!: ReturnResponse;
}
