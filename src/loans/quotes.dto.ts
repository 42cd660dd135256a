import { ApiProperty } from '@nestjs/swagger';
import { IsInt, Max, Min } from 'class-validator';
import type { BankConfiguration } from '../bank-config/bank-configuration.entity.js';
import { IsAmount } from '../common/amounts.js';
import { IfSent } from '../common/if-sent.js';
import { aprEu, aprUs } from '../lending/apr.js';
import { NoSuchRate } from '../lending/discounting.js';
import { currencyDecimals, formatMoney } from '../lending/money.js';
import { buildSchedule, installmentTotal } from '../lending/schedule.js';
import type { LoanTerms } from '../lending/terms.js';
import { copyTerms, termsOf } from './loan-terms.js';
import type { Quote } from './quote.entity.js';

export class RequestQuoteDto {
  @IsAmount('1000.00')
  amount!: string;

  /**
   * How many instalments, from 1 to the bank's number; fewer make the loan shorter. The bank's number when left out.
   * @example 12
   */
  @IfSent()
  @IsInt()
  @Min(1)
  @Max(600)
  installments?: number;
}

/** One row of a schedule. */
export class InstallmentResponse {
  /** @example 1 */
  nr!: number;
  /** @example "2026-12-23" */
  due_date!: string;
  /**
   * Of its period.
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
   * Principal that is left after it.
   * @example "916.67"
   */
  balance!: string;
}

export class QuoteResponse {
  /** @example "0198c0de-7777-7000-8000-000000000001" */
  id!: string;
  /** @example "0198c0de-2222-7000-8000-000000000001" */
  customer!: string;
  /** @example "1000.00" */
  amount!: string;
  /** @example "USD" */
  currency!: string;
  /** @example "0.05" */
  interest_rate!: string;
  /**
   * The band that your credit score lies in; it may adjust the rate.
   * @example "good"
   */
  @ApiProperty({ type: String, nullable: true })
  score_band!: string | null;
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
   * The same by the method of the EU directive 2008/48/EC. Null where the rate would be above 1,000,000 % a year.
   * @example "0.0951981600"
   */
  @ApiProperty({ type: String, nullable: true })
  apr_eu!: string | null;
  /**
   * Whether the loan providers have enough free to lend now; it may be gone a moment later.
   * @example true
   */
  can_be_funded!: boolean;
  /**
   * Until then POST /api/loans/ with this quote gives exactly these cents, unless the bank changes its terms or
   * your credit score its band.
   * @example "2026-11-24T00:00:00.000Z"
   */
  expires_at!: string;
  /**
   * The loan that was taken on it.
   * @example "0198c0de-4444-7000-8000-000000000001"
   */
  @ApiProperty({ type: String, nullable: true })
  loan!: string | null;
  /** @example "2026-11-23T10:00:00.000Z" */
  created_at!: string;
}

export function toQuoteResponse(
  quote: Quote,
  config: BankConfiguration,
  canBeFunded: boolean,
): QuoteResponse {
  const band = config.scoreBands.find(({ name }) => name === quote.scoreBand) ?? null;
  const copied = copyTerms(config, quote.installments, band);
  const terms = termsOf({ ...copied, amount: quote.amount, startOn: quote.startOn });
  const rows = buildSchedule(terms);
  const money = (minor: bigint) => formatMoney(minor, currencyDecimals(config.currency));
  const interest = rows.reduce((sum, row) => sum + row.interest, 0n);
  const credit = {
    amount: quote.amount,
    advancedOn: quote.startOn,
    payments: rows.map((row) => ({ on: row.dueOn, amount: installmentTotal(row) })),
  };
  return {
    id: quote.id,
    customer: quote.customerId,
    amount: money(quote.amount),
    currency: config.currency,
    interest_rate: copied.interestRate,
    score_band: quote.scoreBand,
    interest_method: copied.interestMethod,
    duration: copied.duration,
    installments: copied.installments,
    start_date: quote.startOn,
    schedule: rows.map((row) => ({
      nr: row.nr,
      due_date: row.dueOn,
      days: row.days,
      principal: money(row.principal),
      interest: money(row.interest),
      total_due: money(installmentTotal(row)),
      balance: money(row.balance),
    })),
    total_interest: money(interest),
    total_due: money(quote.amount + interest),
    apr: rateOf(() => aprUs(credit, copied.every, copied.unit)),
    apr_eu: rateOf(() => aprEu(credit)),
    can_be_funded: canBeFunded,
    expires_at: quote.expiresAt.toISOString(),
    loan: quote.loanId,
    created_at: quote.createdAt.toISOString(),
  };
}

/** Terms that no bank would offer have no rate that says anything; their cents are exact all the same. */
function rateOf(compute: () => string): string | null {
  try {
    return compute();
  } catch (error) {
    if (error instanceof NoSuchRate) return null;
    throw error;
  }
}
