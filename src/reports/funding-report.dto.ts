import { ApiProperty } from '@nestjs/swagger';

export class QueueReportResponse {
  /**
   * Waiting loans.
   * @example 2
   */
  loans!: number;
  /** @example "8000.00" */
  amount!: string;
  /**
   * When the loan that has waited longest was queued; null when none is waiting.
   * @example "2026-11-20T10:00:00.000Z"
   */
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  oldest_queued_at!: string | null;
  /**
   * Business days since then; 0 when none is waiting.
   * @example 3
   */
  oldest_wait_days!: number;
}

export class FundingReportResponse {
  /** @example "2026-11-23" */
  as_of!: string;
  /** @example "USD" */
  currency!: string;
  /** @example 12 */
  providers!: number;
  /**
   * The money in the funds of all providers.
   * @example "25000.00"
   */
  idle!: string;
  /**
   * The part of `idle` that is committed to waiting loans with reserved money: the sum of their amounts, at most all of
   * `idle`. Mandate reserves are not subtracted, so `committed` and `reserved` may overlap.
   * @example "5000.00"
   */
  committed!: string;
  /**
   * The part of `idle` that mandates keep: reserves, and the whole funds of paused providers.
   * @example "1500.00"
   */
  reserved!: string;
  /**
   * Outstanding principal on loans.
   * @example "50000.00"
   */
  lent!: string;
  /**
   * Repaid money that was neither reinvested nor withdrawn.
   * @example "3120.50"
   */
  wallets!: string;
  /**
   * What providers owe the bank: shares that were taken back after the providers had withdrawn them.
   * @example "0.00"
   */
  receivable!: string;
  queue!: QueueReportResponse;
}

class LargeShare {
  /**
   * First and last name, else the username.
   * @example "Ada Okoye"
   */
  name!: string;
  /** @example "ada" */
  username!: string;
  /** @example 2 */
  loans!: number;
  /** @example "4000.00" */
  principal_outstanding!: string;
  /**
   * `principal_outstanding` over `gross_outstanding`, six decimals, rounded half-even.
   * @example "0.080000"
   */
  ratio!: string;
}

export class LargeBorrowerResponse extends LargeShare {
  /** @example "0198c0de-2222-7000-8000-000000000001" */
  customer!: string;
}

export class LargeProviderResponse extends LargeShare {
  /** @example "0198c0de-3333-7000-8000-000000000001" */
  provider!: string;
}

export class ConcentrationResponse {
  /** @example "USD" */
  currency!: string;
  /**
   * The outstanding principal of open loans.
   * @example "50000.00"
   */
  gross_outstanding!: string;
  /** The ten borrowers that owe the most principal, largest first; `loans` counts their open loans. */
  borrowers!: LargeBorrowerResponse[];
  /** The ten providers with the most outstanding principal, largest first; `loans` counts the loans concerned. */
  providers!: LargeProviderResponse[];
}
