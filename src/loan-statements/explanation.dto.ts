import { ApiProperty } from '@nestjs/swagger';
import type { InterestExplanation } from '../lending/explain.js';
import { DAY_COUNTS, PERIOD_INTERESTS, type DayCount, type LoanTerms } from '../lending/terms.js';

/** A balance, and the days for which it bore interest. */
export class InterestSegmentResponse {
  /**
   * Interest runs after this day …
   * @example "2026-11-23"
   */
  from!: string;
  /**
   * … up to and including this one.
   * @example "2026-12-23"
   */
  to!: string;
  /** @example 30 */
  days!: number;
  /** @example "1000.00" */
  balance!: string;
  /** @example "1/12" */
  year_fraction!: string;
  /**
   * balance × rate × year_fraction, exact, in minor units (cents).
   * @example "416.6666666667"
   */
  exact!: string;
}

export class RunningTotalResponse {
  /**
   * The exact total up to and including this row, in minor units.
   * @example "416.6666666667"
   */
  exact!: string;
  /**
   * The rounded total up to the previous row.
   * @example "0.00"
   */
  before!: string;
}

/** Overdue principal and interest, and the days for which it bore late interest. */
export class PenaltySegmentResponse {
  /** @example "2026-12-28" */
  from!: string;
  /** @example "2027-01-07" */
  to!: string;
  /** @example 10 */
  days!: number;
  /** @example "87.50" */
  amount!: string;
  /**
   * Exact, in minor units.
   * @example "57.5342465753"
   */
  exact!: string;
}

export class PenaltyExplanationResponse {
  /** @example "penalty = round(sum of amount * rate * days / 365); round is half-even" */
  formula!: string;
  /** @example "0.24" */
  rate!: string;
  segments!: PenaltySegmentResponse[];
  /** @example "57.5342465753" */
  exact!: string;
  /** @example "0.58" */
  rounded!: string;
}

/** How the interest and late interest of an instalment are computed. */
export class ExplanationResponse {
  /** @example "interest = round(running.exact) - running.before + carried_in - carried_out - rebated; round is half-even" */
  formula!: string;
  /** @example "0.05" */
  rate!: string;
  @ApiProperty({ enum: DAY_COUNTS, example: 'actual/365' })
  day_count!: DayCount;
  @ApiProperty({ enum: PERIOD_INTERESTS, example: 'equal_periods' })
  period_interest!: LoanTerms['periodInterest'];
  segments!: InterestSegmentResponse[];
  /**
   * The sum of the segments, in minor units.
   * @example "416.6666666667"
   */
  exact!: string;
  /** When interest is rounded once for the whole loan: the totals whose difference is this row's interest. */
  @ApiProperty({ type: () => RunningTotalResponse, nullable: true })
  running!: RunningTotalResponse | null;
  /** @example "4.17" */
  rounded!: string;
  /**
   * Interest of other rows that is due with this one.
   * @example "0.00"
   */
  carried_in!: string;
  /**
   * Interest of this row that is due with another.
   * @example "0.00"
   */
  carried_out!: string;
  /**
   * Given back because the loan was paid off early.
   * @example "0.00"
   */
  rebated!: string;
  /**
   * The row's interest.
   * @example "4.17"
   */
  interest!: string;
  penalty!: PenaltyExplanationResponse;
}

export function toExplanationResponse(
  explained: InterestExplanation,
  money: (minor: bigint) => string,
): ExplanationResponse {
  const { penalty, running } = explained;
  return {
    formula: explained.formula,
    rate: explained.rate,
    day_count: explained.dayCount,
    period_interest: explained.periodInterest,
    segments: explained.segments.map(({ yearFraction, balance, ...segment }) => ({
      ...segment,
      balance: money(balance),
      year_fraction: yearFraction,
    })),
    exact: explained.exact,
    running: running && { exact: running.exact, before: money(running.before) },
    rounded: money(explained.rounded),
    carried_in: money(explained.carriedIn),
    carried_out: money(explained.carriedOut),
    rebated: money(explained.rebated),
    interest: money(explained.interest),
    penalty: {
      formula: penalty.formula,
      rate: penalty.rate,
      segments: penalty.segments.map((segment) => ({ ...segment, amount: money(segment.amount) })),
      exact: penalty.exact,
      rounded: money(penalty.rounded),
    },
  };
}
