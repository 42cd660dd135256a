import { IsWholeNumber } from '../http/filters.js';
import { OfProviderQuery } from '../providers/mandates.dto.js';
import { BalancesResponse } from './provider-statements.dto.js';

export class YearStatementQuery extends OfProviderQuery {
  @IsWholeNumber({
    description: 'The year of the business dates; by default the present one, up to today.',
    min: 1970,
    max: 9999,
    example: 2026,
  })
  year?: number;
}

/** What moved, less what was reversed. */
export class YearFiguresResponse {
  /** @example "1000.00" */
  deposited!: string;
  /** @example "20.00" */
  withdrawn!: string;
  /**
   * Lent on loans.
   * @example "600.00"
   */
  lent!: string;
  /**
   * Principal that borrowers paid back.
   * @example "50.00"
   */
  principal!: string;
  /**
   * After commission.
   * @example "2.25"
   */
  interest!: string;
  /**
   * What the bank kept of the interest.
   * @example "0.25"
   */
  commission!: string;
  /** @example "0.00" */
  late_interest!: string;
  /**
   * From loans that were written off.
   * @example "0.00"
   */
  recovered!: string;
  /**
   * Principal that was written off.
   * @example "0.00"
   */
  lost!: string;
}

export class MonthFiguresResponse extends YearFiguresResponse {
  /** @example "2026-11" */
  month!: string;
}

export class YearStatementResponse {
  /** @example "0198c0de-3333-7000-8000-000000000001" */
  provider!: string;
  /** @example 2026 */
  year!: number;
  /** @example "2026-01-01" */
  from!: string;
  /**
   * The end of the year, or today.
   * @example "2026-11-23"
   */
  to!: string;
  /** @example "USD" */
  currency!: string;
  /** At the beginning of `from`. */
  opening!: BalancesResponse;
  /** The months in which something moved. */
  months!: MonthFiguresResponse[];
  totals!: YearFiguresResponse;
  /** At the end of `to`. */
  closing!: BalancesResponse;
}
