import { IsWholeNumber } from '../http/filters.js';

export class VintagesQuery {
  @IsWholeNumber({
    description: 'How many calendar months to show, ending with the current one.',
    min: 1,
    max: 36,
    default: 12,
  })
  months = 12;
}

export class VintageResponse {
  /**
   * The calendar month in which the loans began.
   * @example "2026-09"
   */
  month!: string;
  /** @example 14 */
  loans!: number;
  /**
   * Their original principal.
   * @example "18000.00"
   */
  lent!: string;
  /**
   * The outstanding principal of those that are still open.
   * @example "14250.00"
   */
  outstanding!: string;
  /**
   * At each place `k`: the `lent` amount of the loans that had gone into default by the end of the `k`th calendar month
   * after `month`, over `lent` of all. It never falls; a loan that was cured stays in it. There is one place for each
   * month that has begun; the first is `month` itself.
   * @example ["0.000000", "0.000000", "0.055556"]
   */
  defaulted_ratio_by_month!: string[];
}

export class VintagesResponse {
  /** @example "USD" */
  currency!: string;
  /** @example "2026-11-23" */
  as_of!: string;
  /** @example 12 */
  months!: number;
  /** Every month, earliest first, even those in which no loan began. */
  results!: VintageResponse[];
}
