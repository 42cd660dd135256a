/** A balance that bore interest: day numbers, the first excluded, the last included; minor units. */
export interface BalanceSpan {
  from: number;
  to: number;
  balance: bigint;
}

/**
 * How a row came to its interest, as it was computed; minor units. What is exact is numerator/denominator, rounded
 * half-even once. The row's interest is `rounded + carriedIn - carriedOut - rebated`.
 */
export interface InterestTrace {
  spans: readonly BalanceSpan[];
  numerator: bigint;
  denominator: bigint;
  /** What earlier rows have of the rounded running total; 0 where every row is rounded on its own. */
  before: bigint;
  /** The rounded exact figure less `before`. */
  rounded: bigint;
  /** Interest of other rows that this row asks for; negative when an earlier row asked for too much. */
  carriedIn: bigint;
  /** Interest of this row, and of what was carried into it, that other rows ask for. */
  carriedOut: bigint;
  /** Interest given up because the loan was paid off (rule 11). */
  rebated: bigint;
}
