import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import { IsPageLimit } from '../http/filters.js';
import { LOAN_STATUSES, type LoanStatus } from '../loans/loan.entity.js';

export const NEXT_ACTIONS = [
  'remind',
  'call',
  'visit_or_letter',
  'default_notice',
  'write_off_review',
] as const;
export type NextAction = (typeof NEXT_ACTIONS)[number];

const WRITE_OFF_REVIEW_DAYS = 180;

/** The next action for a late loan; the description of `next_action` has the rule. */
export function nextActionOf(status: LoanStatus, daysPastDue: number): NextAction {
  if (status === 'defaulted') {
    return daysPastDue >= WRITE_OFF_REVIEW_DAYS ? 'write_off_review' : 'default_notice';
  }
  if (daysPastDue <= 7) return 'remind';
  return daysPastDue <= 30 ? 'call' : 'visit_or_letter';
}

export class CollectionsQuery {
  @IsPageLimit(20)
  limit = 20;

  @ApiPropertyOptional({
    description: 'An opaque position: take it from `next` in an earlier answer.',
    example: 'bjozMDAwMDowMTk4YzBkZS00NDQ0LTcwMDAtODAwMC0wMDAwMDAwMDAwMDE',
  })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  cursor?: string;
}

export class CollectionResponse {
  /** @example "0198c0de-4444-7000-8000-000000000001" */
  loan!: string;
  /** @example "0198c0de-2222-7000-8000-000000000001" */
  customer!: string;
  /**
   * First and last name, else the username.
   * @example "Ada Okoye"
   */
  customer_name!: string;
  /** @example "ada" */
  username!: string;
  /** @example "overdue" */
  @ApiProperty({ enum: LOAN_STATUSES })
  status!: LoanStatus;
  /**
   * The unpaid rest of the oldest unpaid instalment, with the late interest up to the last day-close: `next_due_amount`
   * of the loan. It does not include later instalments that are also past due.
   * @example "87.50"
   */
  overdue_amount!: string;
  /**
   * Days past due of the oldest unpaid instalment.
   * @example 12
   */
  days_past_due!: number;
  /**
   * `overdue_amount` times `days_past_due`.
   * @example "1050.00"
   */
  priority!: string;
  /**
   * By days past due: `remind` up to 7, `call` up to 30, `visit_or_letter` from 31. For a loan in default instead:
   * `default_notice` up to 179, `write_off_review` from 180.
   * @example "call"
   */
  @ApiProperty({ enum: NEXT_ACTIONS })
  next_action!: NextAction;
  /**
   * The remaining balance of the loan.
   * @example "962.50"
   */
  remaining_balance!: string;
  /**
   * When the oldest unpaid instalment was due.
   * @example "2026-11-11"
   */
  @ApiProperty({ type: String, nullable: true })
  next_due_date!: string | null;
}

export class CollectionsResponse {
  /** @example "2026-11-23" */
  as_of!: string;
  /** @example "USD" */
  currency!: string;
  /** Highest priority first. */
  results!: CollectionResponse[];
  /**
   * The address of the next page; null on the last.
   * @example "/api/reports/collections/?cursor=bjozMDAwMDowMTk4YzBkZS00NDQ0LTcwMDAtODAwMC0wMDAwMDAwMDAwMDE"
   */
  next!: string | null;
}
