import { ApiProperty } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';
import { bandFor, type RankedBand } from '../bank-config/score-bands.js';
import { shownRowsOf, type RowOf } from '../database/entity-columns.js';
import { IsAmount } from '../http/amounts.js';
import { IsSearch, NUMBERED, SEARCHED, SHORTENED } from '../http/filters.js';
import { IsOrdering, SortableQuery } from '../http/paging.js';
import { OwnProfileDto, shownProfile, UpdateProfileDto, type Names } from '../auth/profile.dto.js';
import { allowSentBack } from '../http/sent-back.js';
import { currencyDecimals, formatMoney } from '../lending/money.js';
import { shownShortNumber } from '../runtime/short-number.js';
import type { BankConfiguration } from '../bank-config/bank-configuration.entity.js';
import { Customer } from './customer.entity.js';

export class CustomerListQuery extends SortableQuery {
  @IsOrdering('name')
  ordering = '-created_at';

  @IsSearch(
    `Staff only: ${SEARCHED}, in any order and case, or the id of a customer ${SHORTENED}, ${NUMBERED}.`,
    'okoye ada',
  )
  search?: string;
}

/** Profile and own borrowing range. Omitted: unchanged. A bound that is null: back to the bank's configuration. */
export class ChangeCustomerDto extends UpdateProfileDto {
  @IsOptional()
  @IsAmount('250.00')
  min_loan_amount?: string | null;

  @IsOptional()
  @IsAmount('25000.00')
  max_loan_amount?: string | null;
}

export class CustomerResponse {
  /** @example "0198c0de-2222-7000-8000-000000000001" */
  id!: string;
  /** @example "ada" */
  username!: string;
  /** @example "Ada" */
  first_name!: string;
  /** @example "Okoye" */
  last_name!: string;
  /** @example "ada@example.org" */
  email!: string;
  /** @example "+234 800 000 0000" */
  phone!: string;
  /** @example "12 Harbour Road, Lagos" */
  address!: string;
  /**
   * Since when nothing is known of the person; null: it is known.
   * @example "2026-11-23T10:00:00.000Z"
   */
  @ApiProperty({ type: String, nullable: true, format: 'date-time' })
  erased_at!: string | null;
  /** @example "USD" */
  currency!: string;
  /**
   * The least this customer may borrow now.
   * @example "100.00"
   */
  min_loan_amount!: string;
  /**
   * The most this customer may borrow now.
   * @example "10000.00"
   */
  max_loan_amount!: string;
  /**
   * True when staff set the range for this customer; otherwise it follows the bank configuration and its score bands.
   * @example false
   */
  has_own_range!: boolean;
  /**
   * 300 to 850, from the customer's own loans.
   * @example 615
   */
  credit_score!: number;
  /**
   * The score band of the bank configuration; null when the score is below all bands, or there are none.
   * @example "good"
   */
  @ApiProperty({ type: String, nullable: true })
  score_band!: string | null;
  /** @example "2026-11-23T10:00:00.000Z" */
  created_at!: string;
  /**
   * The number that people say, with its check digit.
   * @example "4821093759"
   */
  number!: string;
  /**
   * Money of the customer that no loan took. Left out where no gateway collects payments and there is none.
   * @example "12.50"
   */
  credit_amount?: string;
  /**
   * What the customer owes of money that was taken back after it was spent. Left out as the credit is.
   * @example "0.00"
   */
  receivable_amount?: string;
}

export class CustomerListResponse {
  /** @example 1 */
  count!: number | null;
  /**
   * Only where an estimate was asked for: whether the count is one.
   * @example false
   */
  count_is_estimate?: boolean;
  /** @example "/api/customers/?cursor=bjowMTk4YzBkZS0wMDAwLTcwMDAtODAwMC0wMDAwMDAwMDAwMDA" */
  next!: string | null;
  /** @example "/api/customers/?cursor=cDowMTk4YzBkZS0wMDAwLTcwMDAtODAwMC0wMDAwMDAwMDAwMDA" */
  previous!: string | null;
  results!: CustomerResponse[];
}

export const shownCustomers = shownRowsOf(Customer, 'c', [
  'id',
  'number',
  'phone',
  'address',
  'minLoanAmount',
  'maxLoanAmount',
  'creditScore',
  'creditAmount',
  'receivableAmount',
  'createdAt',
]);

type CustomerRow = RowOf<typeof shownCustomers> & Names;

/**
 * The borrowing range of a customer, in minor units: its own if staff set one, otherwise the bank's, up to the maximum
 * of the customer's band. A band does not override what staff set: the customer's own minimum may always be borrowed.
 */
export function loanRange(
  own: Pick<Customer, 'minLoanAmount' | 'maxLoanAmount'>,
  config: BankConfiguration,
  band: RankedBand | null = null,
): { min: bigint; max: bigint } {
  const min = own.minLoanAmount ?? config.minLoanAmount;
  const cap = band?.maxLoanAmount ?? config.maxLoanAmount;
  const least = min < config.maxLoanAmount ? min : config.maxLoanAmount;
  return { min, max: own.maxLoanAmount ?? (cap < least ? least : cap) };
}

export function toCustomerResponse(
  row: CustomerRow,
  config: BankConfiguration,
  showsCredit: boolean,
): CustomerResponse {
  const own = {
    minLoanAmount: row.minLoanAmount === null ? null : BigInt(row.minLoanAmount),
    maxLoanAmount: row.maxLoanAmount === null ? null : BigInt(row.maxLoanAmount),
  };
  const band = bandFor(row.creditScore, config.scoreBands);
  const range = loanRange(own, config, band);
  const decimals = currencyDecimals(config.currency);
  return {
    ...shownProfile(row),
    currency: config.currency,
    min_loan_amount: formatMoney(range.min, decimals),
    max_loan_amount: formatMoney(range.max, decimals),
    has_own_range: own.minLoanAmount !== null || own.maxLoanAmount !== null,
    credit_score: row.creditScore,
    score_band: band?.name ?? null,
    created_at: row.createdAt,
    number: shownShortNumber(row.number),
    ...((showsCredit || row.creditAmount !== '0' || row.receivableAmount !== '0') && {
      credit_amount: formatMoney(row.creditAmount, decimals),
      receivable_amount: formatMoney(row.receivableAmount, decimals),
    }),
  };
}

/** What customers may change about themselves; they may send the other fields of the answer back unchanged. */
export class UpdateCustomerDto extends OwnProfileDto {}

export const CUSTOMER_READ_ONLY = [
  'id',
  'url',
  'number',
  'username',
  'currency',
  'min_loan_amount',
  'max_loan_amount',
  'has_own_range',
  'credit_score',
  'score_band',
  'erased_at',
  'created_at',
  'credit_amount',
  'receivable_amount',
];
allowSentBack(UpdateCustomerDto, CUSTOMER_READ_ONLY);
