import { IsInt, IsOptional, Matches, Max, Min } from 'class-validator';
import { IsAmount } from '../http/amounts.js';
import { IfSent } from '../http/if-sent.js';
import { SCORE } from '../lending/credit-score.js';
import { IsRateAdjustment } from './is-rate.js';

/** A band of credit scores. */
export class ScoreBandDto {
  /** @example "good" */
  @Matches(/^[A-Za-z0-9][A-Za-z0-9 _-]{0,39}$/, {
    message: 'name must be 1 to 40 letters, digits, spaces, "_" or "-", and begin with a letter or digit.',
  })
  name!: string;

  /**
   * The lowest score of the band. A score below the last band gets no loan.
   * @example 640
   */
  @IsInt()
  @Min(SCORE.min)
  @Max(SCORE.max)
  min_score!: number;

  /**
   * The most that customers in the band may borrow, unless staff gave a customer its own maximum. Omitted: the bank's.
   */
  @IsOptional()
  @IsAmount('5000.00')
  max_loan_amount?: string | null;

  /** Added to `interest_rate`: "-0.005" is half a percentage point less. The sum is never below 0. Omitted: "0". */
  @IfSent()
  @IsRateAdjustment('-0.005')
  rate_adjustment?: string;

  /**
   * The priority in the funding queue: lower comes first. Omitted: the band's place in the list, from 0.
   * @example 1
   */
  @IfSent()
  @IsInt()
  @Min(0)
  @Max(1000)
  queue_priority?: number;
}
