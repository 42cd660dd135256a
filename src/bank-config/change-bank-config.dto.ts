import { ApiProperty } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsTimeZone,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { IsAmount } from '../http/amounts.js';
import { IfSent } from '../http/if-sent.js';
import type { PeriodUnit } from '../lending/dates.js';
import {
  DAY_COUNTS,
  INTEREST_METHODS,
  PAID_COMPONENTS,
  PERIOD_INTERESTS,
  PERIOD_UNITS,
  type DayCount,
  type LoanTerms,
  type PaidComponent,
} from '../lending/terms.js';
import {
  ALLOCATION_POLICIES,
  DISBURSEMENTS,
  WHEN_UNFUNDED,
  type AllocationPolicy,
} from './bank-configuration.entity.js';
import { DURATION } from './installment-plan.js';
import { IsPartOrZero, IsRate } from './is-rate.js';
import { ChangePortalDto } from './change-portal.dto.js';
import { ScoreBandDto } from './score-band.dto.js';

/** Omitted fields keep their value. */
export class ChangeBankConfigurationDto extends ChangePortalDto {
  /** The least a customer may borrow, unless staff gave that customer its own range. */
  @IfSent()
  @IsAmount('100.00')
  min_loan_amount?: string;

  /** The most a customer may borrow, unless staff gave that customer its own range. */
  @IfSent()
  @IsAmount('10000.00')
  max_loan_amount?: string;

  /** The annual interest rate as a decimal, 0 to 10: "0.05" is 5 %. */
  @IfSent()
  @IsRate('0.05')
  interest_rate?: string;

  /**
   * The fraction of the interest that the bank takes before the providers get their shares, 0 to 1: "0.1" is 10 %.
   * Providers keep all late interest.
   */
  @IfSent()
  @IsPartOrZero('0.1')
  commission_rate?: string;

  /**
   * The length of a loan, ISO 8601: days, weeks, months or years.
   * @example "P365D"
   */
  @ApiProperty({ pattern: DURATION.source })
  @IfSent()
  @Matches(DURATION, {
    message:
      'duration must be an ISO 8601 duration of days, weeks, months or years, such as "P365D", within a century.',
  })
  duration?: string;

  /**
   * The number of equal instalments of a loan; 1 means everything is due at maturity.
   * @example 12
   */
  @IfSent()
  @IsInt()
  @Min(1)
  @Max(600)
  installments?: number;

  /**
   * ISO 4217 code. It cannot change once money has moved.
   * @example "USD"
   */
  @IfSent()
  @IsIn(Intl.supportedValuesOf('currency'), { message: 'currency must be an ISO 4217 code such as "USD".' })
  currency?: string;

  /**
   * Whose money is lent first: the provider with the smallest fund, the oldest provider, the one with the largest fund,
   * or the one with the highest idle share of all its money. `pro_rata` lends everybody's money in proportion to what
   * is free.
   * @example "smallest_first"
   */
  @IfSent()
  @IsIn(ALLOCATION_POLICIES)
  allocation_policy?: AllocationPolicy;

  /**
   * With `pro_rata`, the least that a provider lends on one loan; it limits how many take part. A loan that cannot be
   * funded otherwise may go below it.
   */
  @IfSent()
  @IsAmount('50.00')
  minimum_share?: string;

  /**
   * What happens to a loan that the providers cannot fund: it is refused, or waits in the funding queue. A request may
   * set `queue` itself.
   * @example "reject"
   */
  @IfSent()
  @IsIn(WHEN_UNFUNDED)
  when_unfunded?: (typeof WHEN_UNFUNDED)[number];

  /**
   * If `when_unfunded` is `reject`: whether a request may ask for the queue with `queue: true`.
   * @example false
   */
  @IfSent()
  @IsBoolean()
  queue_on_request?: boolean;

  /**
   * Whether a loan that is granted is paid out with it, in cash, or by a transfer to the bank account of its borrower.
   * @example "instant"
   */
  @IfSent()
  @IsIn(DISBURSEMENTS)
  disbursement?: (typeof DISBURSEMENTS)[number];

  /**
   * The most days a loan waits.
   * @example 30
   */
  @IfSent()
  @IsInt()
  @Min(1)
  @Max(365)
  queue_days?: number;

  /**
   * After this many days of waiting, money is reserved for the loan: loans behind it do not get money that it could
   * use.
   * @example 3
   */
  @IfSent()
  @IsInt()
  @Min(0)
  @Max(365)
  queue_patience_days?: number;

  /**
   * The number of units between instalments. With `unit` it sets the duration: 12 instalments every 2 weeks take
   * "P24W".
   * @example 1
   */
  @IfSent()
  @IsInt()
  @Min(1)
  @Max(3650)
  every?: number;

  /** @example "months" */
  @IfSent()
  @IsIn(PERIOD_UNITS)
  unit?: PeriodUnit;

  /**
   * Interest on the original principal, or on the outstanding balance.
   * @example "flat"
   */
  @IfSent()
  @IsIn(INTEREST_METHODS)
  interest_method?: LoanTerms['interestMethod'];

  /** @example "actual/365" */
  @IfSent()
  @IsIn(DAY_COUNTS)
  day_count?: DayCount;

  /**
   * Interest by the days of each period (`day_count`), or the same fraction of a year for each period.
   * @example "equal_periods"
   */
  @IfSent()
  @IsIn(PERIOD_INTERESTS)
  period_interest?: LoanTerms['periodInterest'];

  /**
   * The order in which a payment covers the parts of an instalment.
   * @example ["penalty", "interest", "principal"]
   */
  @ApiProperty({ enum: PAID_COMPONENTS, isArray: true, uniqueItems: true, minItems: 3, maxItems: 3 })
  @IfSent()
  // `config set` writes a list with commas.
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.split(',') : value))
  @IsArray()
  @ArrayUnique()
  @ArrayMinSize(PAID_COMPONENTS.length)
  @IsIn(PAID_COMPONENTS, { each: true })
  allocation_order?: PaidComponent[];

  /**
   * Flat interest: whether full prepayment gives back the interest of periods that have not begun.
   * @example false
   */
  @IfSent()
  @IsBoolean()
  prepayment_rebate?: boolean;

  /**
   * Days after the due date before late interest runs and the loan counts as overdue.
   * @example 5
   */
  @IfSent()
  @IsInt()
  @Min(0)
  @Max(365)
  grace_days?: number;

  /** The annual late interest rate as a decimal, on overdue principal and interest; "0" is none. */
  @IfSent()
  @IsRate('0.1')
  late_interest_rate?: string;

  /**
   * Days past due at which a loan is in default.
   * @example 90
   */
  @IfSent()
  @IsInt()
  @Min(1)
  @Max(3650)
  default_after_days?: number;

  /**
   * How many days before an instalment's due date the borrower is reminded, once; 0 is never.
   * @example 3
   */
  @IfSent()
  @IsInt()
  @Min(0)
  @Max(60)
  reminder_days?: number;

  /**
   * The bank's time zone, an IANA name.
   * @example "Europe/Berlin"
   */
  @IfSent()
  @MaxLength(64)
  @IsTimeZone({ message: 'time_zone must be an IANA time zone such as "Europe/Berlin" or "UTC".' })
  time_zone?: string;

  /**
   * The local hour at which a business date ends, 1 to 24; anything later counts for the next day.
   * @example 24
   */
  @IfSent()
  @IsInt()
  @Min(1)
  @Max(24)
  closing_hour?: number;

  /** Score bands by descending `min_score`: the whole list. Empty: scores have no effect. */
  @IfSent()
  @IsArray()
  @ArrayMaxSize(20)
  // A list inside the list would otherwise pass validation.
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => ScoreBandDto)
  score_bands?: ScoreBandDto[];
}
