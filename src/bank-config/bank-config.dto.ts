import { ApiProperty } from '@nestjs/swagger';
import { LANGUAGES, type Language } from '../auth/languages.js';
import type { PeriodUnit } from '../lending/dates.js';
import { currencyDecimals, formatMoney } from '../lending/money.js';
import type { DayCount, LoanTerms } from '../lending/terms.js';
import type { AllocationPolicy, BankConfiguration } from './bank-configuration.entity.js';
import { DIRECT_PAYMENTS, directMoneyOf, type DirectPayments } from './direct-money.js';
import { installmentPlan } from './installment-plan.js';
import { CHOSEN_BY_BANK, type Topic } from './letter-topics.js';
import { HoldDaysResponse } from './real-money.dto.js';

/** The terms for a credit score of at least `min_score`. */
export class ScoreBandResponse {
  /** @example "good" */
  name!: string;
  /** @example 640 */
  min_score!: number;
  /**
   * The most a customer may borrow; null: the bank's `max_loan_amount`.
   * @example "5000.00"
   */
  @ApiProperty({ type: String, nullable: true })
  max_loan_amount!: string | null;
  /**
   * Added to the bank's `interest_rate`.
   * @example "-0.005"
   */
  rate_adjustment!: string;
  /**
   * The priority in the funding queue: lower comes first.
   * @example 1
   */
  queue_priority!: number;
}

/** The terms of new loans. */
export class BankConfigurationResponse {
  /**
   * Increases by one with each change.
   * @example 3
   */
  version!: number;
  /** @example "100.00" */
  min_loan_amount!: string;
  /** @example "10000.00" */
  max_loan_amount!: string;
  /** @example "0.05" */
  interest_rate!: string;
  /**
   * The fraction of the interest that the bank takes before the providers get their shares.
   * @example "0"
   */
  commission_rate!: string;
  /** @example "P365D" */
  duration!: string;
  /** @example 12 */
  installments!: number;
  /** @example "USD" */
  currency!: string;
  /** @example "smallest_first" */
  allocation_policy!: AllocationPolicy;
  /**
   * With `pro_rata`, the least that a provider lends on one loan.
   * @example "50.00"
   */
  minimum_share!: string;
  /** @example "reject" */
  when_unfunded!: BankConfiguration['whenUnfunded'];
  /** @example false */
  queue_on_request!: boolean;
  /** @example 30 */
  queue_days!: number;
  /** @example 3 */
  queue_patience_days!: number;
  /** @example 1 */
  every!: number;
  /** @example "months" */
  @ApiProperty({ enum: ['days', 'months', 'weeks'] satisfies PeriodUnit[] })
  unit!: PeriodUnit;
  /** @example "flat" */
  interest_method!: LoanTerms['interestMethod'];
  /** @example "actual/365" */
  day_count!: DayCount;
  /** @example "equal_periods" */
  period_interest!: LoanTerms['periodInterest'];
  /** @example ["penalty", "interest", "principal"] */
  allocation_order!: string[];
  /** @example false */
  prepayment_rebate!: boolean;
  /** @example 0 */
  grace_days!: number;
  /** @example "0" */
  late_interest_rate!: string;
  /** @example 90 */
  default_after_days!: number;
  /** @example 3 */
  reminder_days!: number;
  /** @example "12 Harbour Road\nLagos" */
  bank_address!: string;
  /** @example "UTC" */
  time_zone!: string;
  /** @example 24 */
  closing_hour!: number;
  /**
   * Who may enter payments without an instrument. Where nothing was set: everyone, until a gateway (other than the sandbox)
   * is used or a bank account is opened; from then on staff.
   * @example "everyone"
   */
  @ApiProperty({ enum: DIRECT_PAYMENTS })
  direct_payments!: DirectPayments;
  /**
   * Whether providers may add money without an instrument; where nothing was set, as with `direct_payments`.
   * @example true
   */
  direct_deposits!: boolean;
  hold_days!: HoldDaysResponse;
  /** @example 10 */
  bank_wait_days!: number;
  /** @example "Harbour Credit Union" */
  bank_name!: string;
  /** @example true */
  public_calculator!: boolean;
  /** @example "At the counter, 12 Harbour Road, Monday to Friday 9 to 16." */
  payment_instructions!: string;
  /**
   * What letters come about only to who asks for them.
   * @example ["share_digest"]
   */
  @ApiProperty({ enum: CHOSEN_BY_BANK, isArray: true })
  letters_on_request!: Topic[];
  /**
   * What letters come about to everybody by mail; nobody can turn them off.
   * @example ["overdue", "default"]
   */
  @ApiProperty({ enum: CHOSEN_BY_BANK, isArray: true })
  letters_required!: Topic[];
  /** @example "Harbour Credit Union, 12 Harbour Road, Lagos. Licence 4711." */
  letter_footer!: string;
  @ApiProperty({ enum: LANGUAGES, example: 'en' })
  letter_language!: Language;
  /** Best band first; empty: credit scores have no effect. */
  score_bands!: ScoreBandResponse[];
  /**
   * Only where loans are paid out by transfer: `transfer`.
   * @example "transfer"
   */
  disbursement?: BankConfiguration['disbursement'];
  /** @example "2026-11-23T10:00:00.000Z" */
  created_at!: string;
  /**
   * The user who created this version; null for the first.
   * @example "0198c0de-1111-7000-8000-000000000001"
   */
  created_by!: string | null;
}

export class BankConfigurationHistoryResponse {
  /** Newest first. */
  results!: BankConfigurationResponse[];
}

/** `realMoney` decides what holds where the version says nothing of direct payments (`directMoneyOf`). */
export function toBankConfigurationResponse(
  config: BankConfiguration,
  realMoney: boolean,
): BankConfigurationResponse {
  const decimals = currencyDecimals(config.currency);
  const direct = directMoneyOf(config, realMoney);
  return {
    version: config.version,
    min_loan_amount: formatMoney(config.minLoanAmount, decimals),
    max_loan_amount: formatMoney(config.maxLoanAmount, decimals),
    interest_rate: config.interestRate,
    commission_rate: config.commissionRate,
    duration: config.duration,
    installments: config.installments,
    currency: config.currency,
    allocation_policy: config.allocationPolicy,
    minimum_share: formatMoney(config.minimumShare, decimals),
    when_unfunded: config.whenUnfunded,
    queue_on_request: config.queueOnRequest,
    queue_days: config.queueDays,
    queue_patience_days: config.queuePatienceDays,
    ...(installmentPlan(config.duration, config.installments) ?? { every: 0, unit: 'days' }),
    interest_method: config.interestMethod,
    day_count: config.dayCount,
    period_interest: config.periodInterest,
    allocation_order: config.allocationOrder.split(','),
    prepayment_rebate: config.prepaymentRebate,
    grace_days: config.graceDays,
    late_interest_rate: config.lateInterestRate,
    default_after_days: config.defaultAfterDays,
    reminder_days: config.reminderDays,
    bank_address: config.bankAddress,
    time_zone: config.timeZone,
    closing_hour: config.closingHour,
    direct_payments: direct.payments,
    direct_deposits: direct.deposits,
    hold_days: { ...config.holdDays },
    bank_wait_days: config.bankWaitDays,
    bank_name: config.bankName,
    public_calculator: config.publicCalculator,
    payment_instructions: config.paymentInstructions,
    letters_on_request: config.lettersOnRequest,
    letters_required: config.lettersRequired,
    letter_footer: config.letterFooter,
    letter_language: config.letterLanguage,
    score_bands: config.scoreBands.map((band) => ({
      name: band.name,
      min_score: band.minScore,
      max_loan_amount: band.maxLoanAmount === null ? null : formatMoney(band.maxLoanAmount, decimals),
      rate_adjustment: band.rateAdjustment,
      queue_priority: band.queuePriority,
    })),
    ...(config.disbursement !== 'instant' && { disbursement: config.disbursement }),
    created_at: config.createdAt.toISOString(),
    created_by: config.createdBy,
  };
}
