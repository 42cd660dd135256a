import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { IsCalendarDate } from '../http/calendar-date.js';
import { IsCount, IsOneOrMoreOf, IsSearch, NUMBERED, SEARCHED, SHORTENED } from '../http/filters.js';
import { IsOrdering, SortableQuery } from '../http/paging.js';
import { LOAN_STATUSES } from './loan.entity.js';
import { LoanResponse } from './loans.dto.js';
import { AutopayResponse } from './shown-autopay.dto.js';

const MOST_DAYS = 36_500;

const DUE = ['today', 'week'] as const;

export class LoanListQuery extends SortableQuery {
  @IsOrdering('next_due_date', 'days_past_due', 'amount', 'remaining_balance', 'customer_name')
  ordering = '-created_at';

  @ApiPropertyOptional({
    description: 'Only open loans with an instalment due today, or within seven days, today included.',
    enum: DUE,
    example: 'today',
  })
  @IsOptional()
  @IsIn(DUE)
  due?: (typeof DUE)[number];

  @IsOneOrMoreOf(LOAN_STATUSES, 'Only loans in this status')
  status?: string;

  /**
   * Only loans of this customer.
   * @example "0198c0de-2222-7000-8000-000000000001"
   */
  @IsOptional()
  @IsUUID()
  customer?: string;

  @ApiPropertyOptional({
    description: 'Only loans that this provider funded. For staff, and for the provider itself.',
    format: 'uuid',
    example: '0198c0de-3333-7000-8000-000000000001',
  })
  @IsOptional()
  @IsUUID()
  provider?: string;

  @IsCount('Only loans at least this many days past due.', MOST_DAYS, 30)
  days_past_due_from?: number;

  @IsCount('Only loans at most this many days past due.', MOST_DAYS, 60)
  days_past_due_to?: number;

  /** Only loans that began on this date or later. */
  @IsOptional()
  @IsCalendarDate('2026-11-01')
  started_from?: string;

  /** Only loans that began on this date or earlier. */
  @IsOptional()
  @IsCalendarDate('2026-11-30')
  started_to?: string;

  @IsSearch(
    `Staff only: ${SEARCHED} of the customer, in any order and case, or the id of a loan ${SHORTENED}, ${NUMBERED}.`,
    'okoye ada',
  )
  search?: string;
}

/** A loan as a read answers it, rather than a command. */
export class ShownLoanResponse extends LoanResponse {
  /**
   * First and last name, else the username. For staff only; null for others.
   * @example "Ada Okoye"
   */
  @ApiProperty({ type: String, nullable: true })
  customer_name!: string | null;
}

/** One loan, with what is collected for it by itself. */
export class LoanDetailResponse extends ShownLoanResponse {
  /** Where it was set, for the customer and staff. */
  autopay?: AutopayResponse;
}

export class LoanListResponse {
  /** @example 1 */
  count!: number | null;
  /**
   * Only where an estimate was asked for: whether the count is one.
   * @example false
   */
  count_is_estimate?: boolean;
  /** @example "/api/loans/?cursor=bjowMTk4YzBkZS0wMDAwLTcwMDAtODAwMC0wMDAwMDAwMDAwMDA" */
  next!: string | null;
  /** @example "/api/loans/?cursor=cDowMTk4YzBkZS0wMDAwLTcwMDAtODAwMC0wMDAwMDAwMDAwMDA" */
  previous!: string | null;
  results!: ShownLoanResponse[];
}
