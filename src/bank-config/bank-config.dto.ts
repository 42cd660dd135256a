import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, IsInt, Matches, Max, Min } from 'class-validator';
import { IsAmount } from '../common/amounts.js';
import { IfSent } from '../common/if-sent.js';
import { currencyDecimals, formatMoney } from '../lending/money.js';
import {
  ALLOCATION_POLICIES,
  type AllocationPolicy,
  type BankConfiguration,
} from './bank-configuration.entity.js';
import { DURATION } from './installment-plan.js';

/** Fields that are left out keep their value. */
export class ChangeBankConfigurationDto {
  /**
   * The least a customer may borrow, unless staff gave that customer an own range.
   */
  @IfSent()
  @IsAmount('100.00')
  min_loan_amount?: string;

  /**
   * The most a customer may borrow, unless staff gave that customer an own range.
   */
  @IfSent()
  @IsAmount('10000.00')
  max_loan_amount?: string;

  /**
   * A year's interest as a decimal, 0 to 10: "0.05" is 5 %.
   * @example "0.05"
   */
  @IfSent()
  @Transform(({ value }: { value: unknown }) => (typeof value === 'number' ? String(value) : value))
  @Matches(/^(10(\.0{1,6})?|\d(\.\d{1,6})?)$/, {
    message: 'interest_rate must be a decimal from 0 to 10 with at most 6 decimals, such as "0.05" for 5 %.',
  })
  interest_rate?: string;

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
   * Into how many equal instalments a loan is cut; 1 is everything at maturity.
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
   * Which provider's money is lent first: that of the smallest fund, the oldest provider, or the largest fund.
   * @example "smallest_first"
   */
  @IfSent()
  @IsIn(ALLOCATION_POLICIES)
  allocation_policy?: AllocationPolicy;
}

/** The terms of new loans. */
export class BankConfigurationResponse {
  /**
   * Grows by one with each change.
   * @example 3
   */
  version!: number;
  /** @example "100.00" */
  min_loan_amount!: string;
  /** @example "10000.00" */
  max_loan_amount!: string;
  /** @example "0.05" */
  interest_rate!: string;
  /** @example "P365D" */
  duration!: string;
  /** @example 12 */
  installments!: number;
  /** @example "USD" */
  currency!: string;
  /** @example "smallest_first" */
  allocation_policy!: AllocationPolicy;
  /** @example "2026-11-23T10:00:00.000Z" */
  created_at!: string;
  /**
   * The user that made this version; null for the first.
   * @example "0198c0de-1111-7000-8000-000000000001"
   */
  created_by!: string | null;
}

export class BankConfigurationHistoryResponse {
  /** Newest first. */
  results!: BankConfigurationResponse[];
}

export function toBankConfigurationResponse(config: BankConfiguration): BankConfigurationResponse {
  const decimals = currencyDecimals(config.currency);
  return {
    version: config.version,
    min_loan_amount: formatMoney(config.minLoanAmount, decimals),
    max_loan_amount: formatMoney(config.maxLoanAmount, decimals),
    interest_rate: config.interestRate,
    duration: config.duration,
    installments: config.installments,
    currency: config.currency,
    allocation_policy: config.allocationPolicy,
    created_at: config.createdAt.toISOString(),
    created_by: config.createdBy,
  };
}
