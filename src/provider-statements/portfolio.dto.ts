import { ApiProperty } from '@nestjs/swagger';
import { IsOptional, IsUUID } from 'class-validator';
import { PageQuery } from '../http/paging.js';
import { LOAN_STATUSES, type LoanStatus } from '../loans/loan.entity.js';
import { AGES } from '../loans/ages.js';

export class PortfolioLoansQuery extends PageQuery {
  /**
   * The provider, for staff; a provider sees only its own.
   * @example "0198c0de-3333-7000-8000-000000000001"
   */
  @IsOptional()
  @IsUUID()
  provider?: string;
}

/** What a provider has in loans, and what it received from them. */
export class ShareFigures {
  /** @example "1200.00" */
  lent!: string;
  /** @example "1033.33" */
  principal_outstanding!: string;
  /** @example "166.67" */
  principal_returned!: string;
  /**
   * After the bank's commission.
   * @example "8.33"
   */
  interest_earned!: string;
  /** @example "0.00" */
  penalty_earned!: string;
  /**
   * Interest earned but not paid yet, after the bank's commission. On the declining balance: up to today. Flat: for the
   * finished periods and the days of the current one. Rounded down loan by loan. Loans that are paid or written off
   * earn nothing.
   * @example "2.91"
   */
  accrued_interest!: string;
  /**
   * Late interest earned but not paid yet; the bank takes no commission on it.
   * @example "0.00"
   */
  accrued_penalty!: string;
  /** @example "0.00" */
  principal_lost!: string;
  /**
   * Received after a write-off.
   * @example "0.00"
   */
  recovered!: string;
}

export class PortfolioTotalResponse extends ShareFigures {
  /** @example 3 */
  loans!: number;
}

export class StatusShareResponse extends PortfolioTotalResponse {
  /** @example "active" */
  @ApiProperty({ enum: LOAN_STATUSES })
  status!: LoanStatus;
}

export class BandShareResponse {
  /**
   * The band of the borrower's score when the loan was granted; null: the bank had none.
   * @example "good"
   */
  @ApiProperty({ type: String, nullable: true })
  score_band!: string | null;
  /** @example 2 */
  loans!: number;
  /** @example "1200.00" */
  lent!: string;
  /** @example "1033.33" */
  principal_outstanding!: string;
  /**
   * Its outstanding principal on loans that are past due.
   * @example "366.67"
   */
  past_due!: string;
  /** @example "0.00" */
  principal_lost!: string;
}

export class AgeResponse {
  /**
   * Days past due of the loans.
   * @example "1-30"
   */
  @ApiProperty({ enum: AGES.map(({ name }) => name) })
  days_past_due!: (typeof AGES)[number]['name'];
  /** @example 2 */
  loans!: number;
  /**
   * The provider's outstanding principal on these loans.
   * @example "366.67"
   */
  principal_outstanding!: string;
}

export class PortfolioResponse {
  /** @example "0198c0de-3333-7000-8000-000000000001" */
  provider!: string;
  /** @example "2026-11-23" */
  as_of!: string;
  /** @example "USD" */
  currency!: string;
  /** The provider's shares in all loans. */
  total!: PortfolioTotalResponse;
  /** The same by status of the loans. */
  by_status!: StatusShareResponse[];
  /** The same by score band, in alphabetical order. */
  by_band!: BandShareResponse[];
  /** Its outstanding principal, by how late the loans are. */
  ageing!: AgeResponse[];
}

export class PortfolioLoanResponse extends ShareFigures {
  /** @example "0198c0de-4444-7000-8000-000000000001" */
  loan!: string;
  /**
   * The number of the loan, as people say it.
   * @example "4821093759"
   */
  loan_number!: string;
  /** @example "active" */
  @ApiProperty({ enum: LOAN_STATUSES })
  status!: LoanStatus;
  /**
   * The part of the loan that the provider funded, truncated to six decimals.
   * @example "0.300000"
   */
  share!: string;
  /**
   * Its part of the interest the borrower paid, including the commission: `interest_earned` plus `commission`.
   * @example "9.25"
   */
  gross_interest!: string;
  /**
   * Its part of the bank's commission on that interest, rounded to the nearest unit.
   * @example "0.92"
   */
  commission!: string;
  /** @example "2026-12-23" */
  @ApiProperty({ type: String, nullable: true })
  next_due_date!: string | null;
  /** @example 0 */
  days_past_due!: number;
  /** @example "USD" */
  currency!: string;
  /** @example "2026-11-23T10:00:00.000Z" */
  created_at!: string;
}

export class PortfolioLoanListResponse {
  /** @example 1 */
  count!: number | null;
  /** @example "/api/providers/portfolio/loans/?cursor=bjowMTk4YzBkZS0wMDAwLTcwMDAtODAwMC0wMDAwMDAwMDAwMDA" */
  next!: string | null;
  /** @example "/api/providers/portfolio/loans/?cursor=cDowMTk4YzBkZS0wMDAwLTcwMDAtODAwMC0wMDAwMDAwMDAwMDA" */
  previous!: string | null;
  results!: PortfolioLoanResponse[];
}
