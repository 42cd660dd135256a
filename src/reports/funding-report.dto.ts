import { ApiProperty } from '@nestjs/swagger';

export class QueueReportResponse {
  /**
   * Loans that wait.
   * @example 2
   */
  loans!: number;
  /** @example "8000.00" */
  amount!: string;
  /**
   * Since when the one waits that came first; null when none does.
   * @example "2026-11-20T10:00:00.000Z"
   */
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  oldest_queued_at!: string | null;
  /**
   * Business days since then; 0 when none waits.
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
   * What all providers have in their funds.
   * @example "25000.00"
   */
  idle!: string;
  /**
   * Of `idle`, what is kept for loans that hold the line in the funding queue: the sum of their amounts, at most all of
   * it. What mandates keep is not taken off, so `committed` and `reserved` may overlap.
   * @example "5000.00"
   */
  committed!: string;
  /**
   * Of `idle`, what mandates keep: reserves, and all of the funds of providers that paused.
   * @example "1500.00"
   */
  reserved!: string;
  /**
   * Principal that is out on loans.
   * @example "50000.00"
   */
  lent!: string;
  /**
   * What came back from loans and was neither reinvested nor withdrawn.
   * @example "3120.50"
   */
  wallets!: string;
  /**
   * What providers owe to the bank: shares taken back after they had withdrawn them.
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
   * The principal that is out on open loans.
   * @example "50000.00"
   */
  gross_outstanding!: string;
  /** The ten borrowers that owe most principal, largest first; `loans` are their open ones. */
  borrowers!: LargeBorrowerResponse[];
  /** The ten providers that have most principal out, largest first; `loans` are those on which it is. */
  providers!: LargeProviderResponse[];
}
