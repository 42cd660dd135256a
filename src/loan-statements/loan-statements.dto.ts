import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { IsCalendarDate } from '../http/calendar-date.js';
import { PageQuery } from '../http/paging.js';
import { ExplanationResponse } from './explanation.dto.js';
import { LOAN_STATUSES, type LoanStatus } from '../loans/loan.entity.js';
import { LOAN_EVENT_KINDS, type LoanEventKind } from '../loans/loan-event.entity.js';

export class ScheduleQuery {
  /**
   * The schedule at the end of this business date. Today when left out. A later date shows the effect of paying no
   * more.
   */
  @IsOptional()
  @IsCalendarDate('2026-12-24')
  as_of?: string;

  /**
   * `1` adds how each interest figure was computed.
   * @example "1"
   */
  @IsOptional()
  @IsIn(['1'])
  explain?: '1';
}

export class PayoffQuery {
  /** Today or later. Today when left out. */
  @IsOptional()
  @IsCalendarDate('2026-12-24')
  date?: string;
}

export class HistoryQuery extends PageQuery {
  @ApiPropertyOptional({
    description: 'Oldest first, or newest first.',
    enum: ['created_at', '-created_at'],
    example: 'created_at',
    default: 'created_at',
  })
  @IsOptional()
  @IsIn(['created_at', '-created_at'])
  override ordering: 'created_at' | '-created_at' = 'created_at';
}

export const ROW_STATES = ['paid', 'overdue', 'due', 'partly_paid', 'upcoming'] as const;

export class ScheduleRowResponse {
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
  /**
   * Late interest so far.
   * @example "0.00"
   */
  penalty!: string;
  /**
   * Principal, interest and late interest.
   * @example "87.50"
   */
  total_due!: string;
  /** @example "50.00" */
  paid!: string;
  /** @example "37.50" */
  outstanding!: string;
  /**
   * Principal left after it.
   * @example "916.67"
   */
  balance!: string;
  /**
   * `paid`: nothing is outstanding; else `overdue` after its due date, `due` on it, and before it `partly_paid` or
   * `upcoming`.
   * @example "partly_paid"
   */
  @ApiProperty({ enum: ROW_STATES })
  state!: (typeof ROW_STATES)[number];
  /** Only with `explain=1`. */
  explanation?: ExplanationResponse;
}

export class ScheduleTotalsResponse {
  /** @example "1000.00" */
  principal!: string;
  /** @example "50.00" */
  interest!: string;
  /** @example "0.00" */
  penalty!: string;
  /** @example "1050.00" */
  total!: string;
  /** @example "50.00" */
  paid!: string;
  /** @example "1000.00" */
  outstanding!: string;
  /**
   * Paid after the loan was written off, up to `as_of`.
   * @example "0.00"
   */
  recovered!: string;
  /**
   * What is still owed of a loan that was written off: what would have closed it then, less `recovered`.
   * @example "0.00"
   */
  left_to_recover!: string;
}

export class LoanScheduleResponse {
  /** @example "0198c0de-4444-7000-8000-000000000001" */
  loan!: string;
  /** @example "USD" */
  currency!: string;
  /**
   * The end of this business date. For a written-off loan, no later than its write-off.
   * @example "2026-12-24"
   */
  as_of!: string;
  /**
   * Today what the loan says; on other dates what it was or will be at their end, by its instalments.
   * @example "active"
   */
  @ApiProperty({ enum: LOAN_STATUSES })
  status!: LoanStatus;
  /** @example 0 */
  days_past_due!: number;
  rows!: ScheduleRowResponse[];
  totals!: ScheduleTotalsResponse;
}

export class PayoffResponse {
  /** @example "0198c0de-4444-7000-8000-000000000001" */
  loan!: string;
  /** @example "2026-12-24" */
  date!: string;
  /** @example "1000.00" */
  principal!: string;
  /** @example "50.00" */
  interest!: string;
  /**
   * Late interest.
   * @example "0.00"
   */
  penalty!: string;
  /**
   * For a written-off loan: what is still owed of it.
   * @example "0.00"
   */
  recovery!: string;
  /**
   * Paying exactly this on that date closes the loan.
   * @example "1050.00"
   */
  total!: string;
  /** @example "USD" */
  currency!: string;
}

export class StandingResponse {
  /** @example "active" */
  @ApiProperty({ enum: LOAN_STATUSES })
  status!: LoanStatus;
  /** @example "1050.00" */
  remaining_balance!: string;
}

export class HappeningResponse {
  /** @example "0198c0de-8888-7000-8000-000000000001" */
  id!: string;
  /** @example "payment" */
  @ApiProperty({ enum: LOAN_EVENT_KINDS })
  kind!: LoanEventKind;
  /** @example "2026-12-24" */
  business_date!: string;
  /** @example "2026-12-24T10:00:00.000Z" */
  created_at!: string;
  /** @example "50.00" */
  @ApiProperty({ type: String, nullable: true })
  amount!: string | null;
  /**
   * Null for providers.
   * @example "0198c0de-6666-7000-8000-000000000001"
   */
  @ApiProperty({ type: String, nullable: true })
  payment!: string | null;
  /** @example "The cheque bounced." */
  @ApiProperty({ type: String, nullable: true })
  detail!: string | null;
  /**
   * The member of staff who did it, shown to staff; null when the platform did.
   * @example "0198c0de-1111-7000-8000-000000000001"
   */
  @ApiProperty({ type: String, nullable: true })
  actor!: string | null;
  /** Null before the loan was paid out. */
  @ApiProperty({ type: () => StandingResponse, nullable: true })
  before!: StandingResponse | null;
  after!: StandingResponse;
}

export class HistoryResponse {
  /** @example 3 */
  count!: number | null;
  /** @example "/api/loans/0198c0de-4444-7000-8000-000000000001/history/?cursor=bjowMTk4YzBkZS0wMDAwLTcwMDAtODAwMC0wMDAwMDAwMDAwMDA" */
  next!: string | null;
  /** @example "/api/loans/0198c0de-4444-7000-8000-000000000001/history/?cursor=cDowMTk4YzBkZS0wMDAwLTcwMDAtODAwMC0wMDAwMDAwMDAwMDA" */
  previous!: string | null;
  results!: HappeningResponse[];
}
