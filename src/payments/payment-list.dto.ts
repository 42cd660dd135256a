import { ApiProperty } from '@nestjs/swagger';
import { IsOptional, IsUUID } from 'class-validator';
import { IsCalendarDate } from '../http/calendar-date.js';
import { IsSearch, NUMBERED, SEARCHED, SHORTENED } from '../http/filters.js';
import { IsOrdering, SortableQuery } from '../http/paging.js';
import { PaymentResponse } from './payments.dto.js';

export class PaymentListQuery extends SortableQuery {
  @IsOrdering('amount', 'value_date', 'customer_name')
  ordering = '-created_at';

  /**
   * Only payments on this loan.
   * @example "0198c0de-4444-7000-8000-000000000001"
   */
  @IsOptional()
  @IsUUID()
  loan?: string;

  /**
   * Only payments of this customer.
   * @example "0198c0de-2222-7000-8000-000000000001"
   */
  @IsOptional()
  @IsUUID()
  customer?: string;

  /** Only payments that count from this date or later. */
  @IsOptional()
  @IsCalendarDate('2026-11-01')
  value_date_from?: string;

  /** Only payments that count from this date or earlier. */
  @IsOptional()
  @IsCalendarDate('2026-11-30')
  value_date_to?: string;

  @IsSearch(
    `Staff only: ${SEARCHED} of the customer, or the id of a payment or of its loan ${SHORTENED}, ${NUMBERED}.`,
    'okoye',
  )
  search?: string;
}

/** A payment in a list. */
export class ListedPaymentResponse extends PaymentResponse {
  /**
   * The number of the loan, as people say it.
   * @example "4821093759"
   */
  loan_number!: string;
  /**
   * First and last name, else the username. For staff only; null for others.
   * @example "Ada Okoye"
   */
  @ApiProperty({ type: String, nullable: true })
  customer_name!: string | null;
}

export class PaymentListResponse {
  /** @example 1 */
  count!: number | null;
  /**
   * Only where an estimate was asked for: whether the count is one.
   * @example false
   */
  count_is_estimate?: boolean;
  /** @example "/api/payments/?cursor=bjowMTk4YzBkZS0wMDAwLTcwMDAtODAwMC0wMDAwMDAwMDAwMDA" */
  next!: string | null;
  /** @example "/api/payments/?cursor=cDowMTk4YzBkZS0wMDAwLTcwMDAtODAwMC0wMDAwMDAwMDAwMDA" */
  previous!: string | null;
  results!: ListedPaymentResponse[];
}
