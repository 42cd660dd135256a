import { ApiProperty } from '@nestjs/swagger';

export const IDLE_REASONS = [
  'in_wallet',
  'account_disabled',
  'paused',
  'reserve',
  'band_is_gone',
  'term_too_short',
  'not_needed_yet',
] as const;

export class IdleMoneyResponse {
  /** @example "reserve" */
  @ApiProperty({ enum: IDLE_REASONS })
  reason!: (typeof IDLE_REASONS)[number];
  /** @example "500.00" */
  amount!: string;
  /**
   * What the reason means, and what the provider can do.
   * @example "Kept in the fund by reserve_amount of the mandate."
   */
  explanation!: string;
}

export class RecentAllocationsResponse {
  /**
   * How many of the bank's last allocations this covers, at most 100.
   * @example 100
   */
  allocations!: number;
  /**
   * In how many of them the provider was ranked: it had free money and its mandate allowed one of the loans.
   * @example 64
   */
  ranked!: number;
  /**
   * In how many of them it lent.
   * @example 12
   */
  lent!: number;
}

export class IdleResponse {
  /** @example "0198c0de-3333-7000-8000-000000000001" */
  provider!: string;
  /** @example "2026-11-23" */
  as_of!: string;
  /** @example "USD" */
  currency!: string;
  /**
   * Fund and wallet together: the money that earns nothing.
   * @example "1310.25"
   */
  idle_amount!: string;
  /**
   * The idle part of all the provider's money; null if it has none.
   * @example "0.218372"
   */
  @ApiProperty({ type: String, nullable: true, example: '0.218372' })
  idle_share!: string | null;
  /** Every cent of it, by the reason it is idle; nothing is left out or counted twice. */
  reasons!: IdleMoneyResponse[];
  /**
   * When the provider's money was last lent; null if never.
   * @example "2026-11-22T16:20:00.000Z"
   */
  last_lent_at!: string | null;
  recent!: RecentAllocationsResponse;
}
