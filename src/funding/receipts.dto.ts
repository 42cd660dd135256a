import { ApiProperty } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import { ALLOCATION_POLICIES, type AllocationPolicy } from '../bank-config/bank-configuration.entity.js';
import { IsPageLimit } from '../http/filters.js';

export const REASONS = [
  'score_band',
  'longest_term',
  'cap_per_loan',
  'cap_per_borrower',
  'account_disabled',
  'paused',
  'below_reserve',
  'no_free_funds',
  'kept_for_queue',
  'not_needed',
] as const;
export type Reason = (typeof REASONS)[number];

export class ReceiptQuery {
  @IsPageLimit(30)
  limit = 30;

  /**
   * Opaque position: take it from `next` of an earlier answer.
   * @example "cjozMA"
   */
  @IsOptional()
  @IsString()
  @MaxLength(100)
  cursor?: string;
}

export class ConsideredProviderResponse {
  /**
   * Its place in the ranking, from 1. Null for providers that were not ranked, because of their mandate, because they
   * had nothing to lend, or because no more providers were needed.
   * @example 1
   */
  rank!: number | null;
  /** @example "0198c0de-3333-7000-8000-000000000001" */
  provider!: string;
  /**
   * First and last name, else the username. For staff only; null for others.
   * @example "Harbour Cooperative"
   */
  @ApiProperty({ type: String, nullable: true })
  provider_name!: string | null;
  /**
   * What it was ranked by at that moment: its free funds, or with `idle_share` the free part of all its money. Null
   * with `oldest_first`, which ranks by the provider's age.
   * @example "600.00"
   */
  ranking_key!: string | null;
  /**
   * What it had free to lend.
   * @example "600.00"
   */
  free_amount!: string;
  /**
   * What it could have lent on this loan, within its mandate.
   * @example "250.00"
   */
  room!: string;
  /** @example "taken" */
  outcome!: 'taken' | 'skipped';
  /**
   * What it lent.
   * @example "250.00"
   */
  amount!: string;
  /**
   * Why it was skipped, or what kept it from lending all it had free; null when nothing did.
   * @example "cap_per_loan"
   */
  @ApiProperty({ enum: REASONS, nullable: true })
  reason!: Reason | null;
  /**
   * Whether its amount includes the left-over unit of a split in proportion.
   * @example false
   */
  remainder_unit!: boolean;
}

/** `ConsideredProviderResponse` without the name, which comes from the users' table. */
export type ConsideredProvider = Omit<ConsideredProviderResponse, 'provider_name'>;

export class AllocationReceiptResponse {
  /** @example "0198c0de-4444-7000-8000-000000000001" */
  loan!: string;
  /** @example "1000.00" */
  amount!: string;
  /** @example "USD" */
  currency!: string;
  /** @example "smallest_first" */
  @ApiProperty({ enum: ALLOCATION_POLICIES })
  policy!: AllocationPolicy;
  /**
   * With `pro_rata`, the least that a provider should lend; otherwise null.
   * @example "50.00"
   */
  minimum_share!: string | null;
  /**
   * The version of the bank configuration in force then.
   * @example 3
   */
  config_version!: number;
  /** @example "2026-11-23T10:00:00.000Z" */
  allocated_at!: string;
  /**
   * Only for a loan that was undone: when. The providers have had their money back since.
   * @example "2026-11-24"
   */
  undone_on?: string;
  /**
   * How many providers were ranked.
   * @example 10
   */
  ranked!: number;
  /**
   * How many of them lent.
   * @example 2
   */
  taken!: number;
  /** @example "/api/loans/0198c0de-4444-7000-8000-000000000001/allocation/?cursor=cjozMA" */
  next!: string | null;
  /** In rank order, then those that were not ranked. */
  results!: ConsideredProviderResponse[];
}
