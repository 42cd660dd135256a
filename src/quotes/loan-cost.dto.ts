import { ApiProperty } from '@nestjs/swagger';
import type { BankConfiguration } from '../bank-config/bank-configuration.entity.js';
import type { ScoreBand } from '../bank-config/score-bands.js';
import { aprEu, aprUs } from '../lending/apr.js';
import { NoSuchRate } from '../lending/discounting.js';
import { currencyDecimals, formatMoney } from '../lending/money.js';
import { installmentTotal, shownInstallment } from '../lending/installment.js';
import { buildSchedule } from '../lending/schedule.js';
import type { LoanTerms } from '../lending/terms.js';
import { copyTerms, termsOf } from '../loans/loan-terms.js';

/** One row of a schedule. */
export class InstallmentResponse {
  /** @example 1 */
  nr!: number;
  /** @example "2026-12-23" */
  due_date!: string;
  /**
   * Days of its period.
   * @example 30
   */
  days!: number;
  /** @example "83.33" */
  principal!: string;
  /** @example "4.17" */
  interest!: string;
  /** @example "87.50" */
  total_due!: string;
  /**
   * Principal left after it.
   * @example "916.67"
   */
  balance!: string;
}

/** What a loan costs if it is repaid as agreed. */
export class LoanCostResponse {
  /** @example "1000.00" */
  amount!: string;
  /** @example "USD" */
  currency!: string;
  /** @example "0.05" */
  interest_rate!: string;
  /** @example "flat" */
  interest_method!: LoanTerms['interestMethod'];
  /** @example "P365D" */
  duration!: string;
  /** @example 12 */
  installments!: number;
  /** @example "2026-11-23" */
  start_date!: string;
  schedule!: InstallmentResponse[];
  /** @example "50.00" */
  total_interest!: string;
  /**
   * Principal and interest.
   * @example "1050.00"
   */
  total_due!: string;
  /**
   * Annual percentage rate by the actuarial method of Regulation Z: "0.0913" is 9.13 %. Null where the rate would be
   * above 10,000 % in a single period between instalments.
   * @example "0.0913081500"
   */
  @ApiProperty({ type: String, nullable: true })
  apr!: string | null;
  /**
   * The rate by the method of the EU directive 2008/48/EC. Null where the rate would be above 1,000,000 % a year.
   * @example "0.0951981600"
   */
  @ApiProperty({ type: String, nullable: true })
  apr_eu!: string | null;
}

/** A loan's principal in minor units, and where it departs from its configuration. */
export interface PricedLoan {
  amount: bigint;
  startOn: string;
  installments?: number;
  band?: ScoreBand | null;
}

/** What a loan would cost under a version of the bank configuration. */
export function loanCost(
  config: BankConfiguration,
  { amount, startOn, installments, band }: PricedLoan,
): LoanCostResponse {
  const copied = copyTerms(config, installments, band);
  const rows = buildSchedule(termsOf({ ...copied, amount, startOn }));
  const money = (minor: bigint) => formatMoney(minor, currencyDecimals(config.currency));
  const interest = rows.reduce((sum, row) => sum + row.interest, 0n);
  const credit = {
    amount,
    advancedOn: startOn,
    payments: rows.map((row) => ({ on: row.dueOn, amount: installmentTotal(row) })),
  };
  return {
    amount: money(amount),
    currency: config.currency,
    interest_rate: copied.interestRate,
    interest_method: copied.interestMethod,
    duration: copied.duration,
    installments: copied.installments,
    start_date: startOn,
    schedule: rows.map((row) => shownInstallment(row, money)),
    total_interest: money(interest),
    total_due: money(amount + interest),
    apr: rateOf(() => aprUs(credit, copied.every, copied.unit)),
    apr_eu: rateOf(() => aprEu(credit)),
  };
}

/** With absurd terms there is no meaningful rate; the amounts are exact all the same. */
function rateOf(compute: () => string): string | null {
  try {
    return compute();
  } catch (error) {
    if (error instanceof NoSuchRate) return null;
    throw error;
  }
}
