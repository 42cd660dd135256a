/** A balance that bore interest: day numbers, the first excluded, the last included; minor units. */
export interface BalanceSpan {
  from: number;
  to: number;
  balance: bigint;
}

/**
 * The derivation of a row's interest, as it was computed; minor units. The exact figure is numerator/denominator,
 * rounded half-even once. The row's interest is `rounded + carriedIn - carriedOut - rebated`.
 */
export interface InterestTrace {
  spans: readonly BalanceSpan[];
  numerator: bigint;
  denominator: bigint;
  /** The part of the rounded running total in earlier rows; 0 where every row is rounded on its own. */
  before: bigint;
  /** The rounded exact figure minus `before`. */
  rounded: bigint;
  /** Interest of other rows that this row charges; negative when an earlier row charged too much. */
  carriedIn: bigint;
  /** Interest of this row, and of what was carried into it, that other rows charge. */
  carriedOut: bigint;
  /** Interest waived because the loan was paid off (rule 11). */
  rebated: bigint;
}
