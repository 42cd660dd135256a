import { ApiProperty } from '@nestjs/swagger';
import { bandFor, isTooLow, rateIn } from '../bank-config/score-bands.js';
import type { BankConfiguration } from '../bank-config/bank-configuration.entity.js';
import type { Customer } from '../customers/customer.entity.js';
import { shownRowsOf, type RowOf } from '../database/entity-columns.js';
import { PageQuery } from '../http/paging.js';
import { SCORE, type Contribution, type ContributionName } from '../lending/credit-score.js';
import { CreditScoreRecord } from './credit-score.entity.js';
import { adviceOn, reasonOf } from './score-explanations.js';

export class ScoreHistoryQuery extends PageQuery {}

export class ContributionResponse {
  /** @example "repaid_loans" */
  name!: ContributionName;
  /**
   * The points that it adds to the score; negative when it takes some away.
   * @example 15
   */
  points!: number;
  /**
   * The reason, in words.
   * @example "1 loan is repaid, on time."
   */
  reason!: string;
  /**
   * The figures behind it.
   * @example { "on_time": 1, "late": 0, "counted": 1 }
   */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'integer' } })
  inputs!: Record<string, number>;
}

export class CreditScoreResponse {
  /** @example "0198c0de-2222-7000-8000-000000000001" */
  customer!: string;
  /**
   * 300 to 850: `base` and the points of all contributions.
   * @example 615
   */
  score!: number;
  /** @example 600 */
  base!: number;
  contributions!: ContributionResponse[];
  /**
   * The business date on which it was computed; null while nothing has happened. It is updated within about a second.
   * @example "2026-11-23"
   */
  @ApiProperty({ type: String, format: 'date', nullable: true })
  scored_on!: string | null;
  /**
   * The band, by the bank configuration in force; null when the score is below every band, or there are no bands.
   * @example "fair"
   */
  @ApiProperty({ type: String, nullable: true })
  band!: string | null;
  /**
   * False when the score is below the lowest band: then a loan request is refused.
   * @example true
   */
  may_borrow!: boolean;
  /**
   * The yearly interest rate that a loan would have now.
   * @example "0.05"
   */
  @ApiProperty({ type: String, nullable: true })
  interest_rate!: string | null;
  /**
   * What would raise the score, in words. What can be done now comes first.
   * @example ["A loan repaid on time adds 15 points and a late one 5, up to 150; one loan a month counts."]
   */
  advice!: string[];
  /**
   * The contributions that the sentences of `advice` are about, in the same order.
   * @example ["repaid_loans"]
   */
  advice_on!: ContributionName[];
}

export class ScoreRecordResponse {
  /** @example "0198c0de-9999-7000-8000-000000000001" */
  id!: string;
  /** @example "2026-11-23" */
  business_date!: string;
  /** @example 615 */
  score!: number;
  /** @example 600 */
  base!: number;
  /**
   * The band at that time.
   * @example "fair"
   */
  @ApiProperty({ type: String, nullable: true })
  band!: string | null;
  contributions!: ContributionResponse[];
  /**
   * What happened: `loan`, `payment`, `reversal`, `write_off`, `undo`, `day_close`, `time`, `recomputed`.
   * @example ["payment"]
   */
  causes!: string[];
  /** @example "2026-11-23T10:00:00.000Z" */
  created_at!: string;
}

export class ScoreHistoryResponse {
  /** @example 1 */
  count!: number | null;
  /** @example "/api/credit_score/history/?cursor=bjowMTk4YzBkZS0wMDAwLTcwMDAtODAwMC0wMDAwMDAwMDAwMDA" */
  next!: string | null;
  /** @example "/api/credit_score/history/?cursor=cDowMTk4YzBkZS0wMDAwLTcwMDAtODAwMC0wMDAwMDAwMDAwMDA" */
  previous!: string | null;
  results!: ScoreRecordResponse[];
}

/** A customer's stored score and the contributions of the newest row of its history. */
export interface StoredScore extends Pick<Customer, 'id' | 'creditScore' | 'scoredOn'> {
  contributions: Contribution[];
}

export const shownScores = shownRowsOf(CreditScoreRecord, 's', [
  'id',
  'entryNo',
  'businessDate',
  'score',
  'band',
  'contributions',
  'cause',
  'createdAt',
]);

export function toCreditScoreResponse(stored: StoredScore, config: BankConfiguration): CreditScoreResponse {
  const band = bandFor(stored.creditScore, config.scoreBands);
  const advice = adviceOn(stored.contributions);
  const mayBorrow = !isTooLow(stored.creditScore, config.scoreBands);
  return {
    customer: stored.id,
    score: stored.creditScore,
    base: SCORE.base,
    contributions: stored.contributions.map(toContributionResponse),
    scored_on: stored.scoredOn,
    band: band?.name ?? null,
    may_borrow: mayBorrow,
    interest_rate: mayBorrow ? rateIn(band, config.interestRate) : null,
    advice: advice.map(({ text }) => text),
    advice_on: advice.map(({ on }) => on),
  };
}

export function toScoreRecordResponse(row: RowOf<typeof shownScores>): ScoreRecordResponse {
  return {
    id: row.id,
    business_date: row.businessDate,
    score: row.score,
    base: SCORE.base,
    band: row.band,
    contributions: row.contributions.map(toContributionResponse),
    causes: row.cause.split(','),
    created_at: row.createdAt,
  };
}

function toContributionResponse(contribution: Contribution): ContributionResponse {
  const { name, points, inputs } = contribution;
  return { name, points, reason: reasonOf(contribution), inputs };
}
