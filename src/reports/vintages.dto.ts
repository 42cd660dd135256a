import { IsWholeNumber } from '../http/filters.js';

export class VintagesQuery {
  @IsWholeNumber({
    description: 'The last so many calendar months, the present one included.',
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
   * Their principal when they began.
   * @example "18000.00"
   */
  lent!: string;
  /**
   * What of it is out now on those that are open.
   * @example "14250.00"
   */
  outstanding!: string;
  /**
   * At each place `k`: `lent` of the loans that had come into default by the end of the `k`th calendar month after
   * `month`, over `lent` of all. It only grows; a loan that was cured stays in it. One place for each month that has
   * begun; the first is `month` itself.
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
  /** Every month, earliest first, also those in which no loan began. */
  results!: VintageResponse[];
}
