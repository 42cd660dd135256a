import { ApiProperty } from '@nestjs/swagger';
import { IsWholeNumber } from '../http/filters.js';
import { LOAN_STATUSES, type LoanStatus } from '../loans/loan.entity.js';

/** A group of loans that are equally late. */
class LateLoans {
  /** @example 3 */
  loans!: number;
  /**
   * All outstanding principal of these loans, not only what is overdue.
   * @example "1916.67"
   */
  principal!: string;
  /**
   * `principal` over `gross_outstanding`, six decimals, rounded half-even; zero when nothing is outstanding.
   * @example "0.038333"
   */
  ratio!: string;
}

export class PortfolioAtRiskResponse extends LateLoans {
  /**
   * The loans are more than this many days past due: 30, 60 or 90.
   * @example 30
   */
  days!: number;
}

export class AgeingResponse extends LateLoans {
  /**
   * The least days past due: 0, 1, 31, 61 or 91.
   * @example 1
   */
  from_days!: number;
  /**
   * The most days past due: 0, 30, 60, 90; null means no limit.
   * @example 30
   */
  @ApiProperty({ type: Number, nullable: true })
  to_days!: number | null;
}

export class LoansByStatusResponse {
  /** @example "active" */
  @ApiProperty({ enum: LOAN_STATUSES })
  status!: LoanStatus;
  /** @example 37 */
  loans!: number;
  /** @example "48083.33" */
  principal_outstanding!: string;
  /**
   * The remaining balance of these loans: principal, interest and late interest. What overdue loans owe for the days
   * since the last day-close is not in it; each loan says its own.
   * @example "50487.50"
   */
  remaining_balance!: string;
}

export class PortfolioReportResponse {
  /** @example "2026-11-23" */
  as_of!: string;
  /** @example "USD" */
  currency!: string;
  /**
   * Open loans: active, overdue and defaulted.
   * @example 41
   */
  loans!: number;
  /**
   * The outstanding principal of open loans. Written-off amounts are neither in this nor in the portfolio at risk.
   * @example "50000.00"
   */
  gross_outstanding!: string;
  /** Open loans more than 30, 60 and 90 days past due. */
  portfolio_at_risk!: PortfolioAtRiskResponse[];
  /** All open loans, each once, by days past due. */
  ageing!: AgeingResponse[];
  /** All loans, by status; every status is listed. */
  by_status!: LoansByStatusResponse[];
}

export class PortfolioHistoryQuery {
  @IsWholeNumber({ description: 'How many of the last closed dates to show.', min: 1, max: 730, default: 90 })
  days = 90;
}

export class PortfolioDayResponse {
  /** @example "2026-11-22" */
  date!: string;
  /**
   * Open loans.
   * @example 41
   */
  loans!: number;
  /** @example "50000.00" */
  gross_outstanding!: string;
  /** @example "0.038333" */
  par30!: string;
  /** @example "0.000000" */
  par60!: string;
  /** @example "0.000000" */
  par90!: string;
  /** @example "1916.67" */
  par30_principal!: string;
  /** @example "0.00" */
  par60_principal!: string;
  /** @example "0.00" */
  par90_principal!: string;
}

export class PortfolioHistoryResponse {
  /** @example "USD" */
  currency!: string;
  /** Earliest date first. */
  results!: PortfolioDayResponse[];
}
