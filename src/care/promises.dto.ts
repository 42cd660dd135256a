import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsString, Matches, MaxLength } from 'class-validator';
import { IsAmount } from '../http/amounts.js';
import { IsCalendarDate } from '../http/calendar-date.js';
import { IfSent } from '../http/if-sent.js';
import { PageQuery } from '../http/paging.js';
import { PROMISE_CHANNELS, PROMISE_STATES, type PromiseState } from './payment-promise.entity.js';

export class PromiseListQuery extends PageQuery {}

export class MakePromiseDto {
  @IsAmount('87.50')
  amount!: string;

  /**
   * By when it will be paid: from today to 31 days ahead.
   */
  @IsCalendarDate('2026-12-04')
  due_on!: string;

  /**
   * How it was given; `counter`: in the office. Staff say it; a borrower's own promise is a `message` unless it says
   * otherwise.
   * @example "call"
   */
  @ApiProperty({ enum: PROMISE_CHANNELS, required: false })
  @IfSent()
  @IsIn(PROMISE_CHANNELS)
  channel?: (typeof PROMISE_CHANNELS)[number];

  /**
   * What was said, for the notes of the loan. Left out: the amount and the date.
   * @example "Gets her wages on the third."
   */
  @ApiPropertyOptional()
  @IfSent()
  @IsString()
  @Matches(/\S/, { message: 'note must not be empty.' })
  @MaxLength(4000)
  note?: string;

  /**
   * For staff: whether it stands in for the open promise, if there is one. Left out: `promise_open`.
   * @example true
   */
  @ApiPropertyOptional({ default: false })
  @IfSent()
  @IsBoolean()
  replace?: boolean;
}

export class PromiseResponse {
  /** @example "0198c0de-ffff-7000-8000-000000000001" */
  id!: string;
  /** @example "0198c0de-4444-7000-8000-000000000001" */
  loan!: string;
  /** @example "87.50" */
  amount!: string;
  /** @example "USD" */
  currency!: string;
  /** @example "2026-12-04" */
  due_on!: string;
  /** @example "call" */
  @ApiProperty({ enum: PROMISE_CHANNELS })
  channel!: (typeof PROMISE_CHANNELS)[number];
  /**
   * `kept` or `broken` is decided at the end of the second day after `due_on`. `cancelled`: by staff, or because the loan
   * ended otherwise; `replaced`: by another promise.
   * @example "open"
   */
  @ApiProperty({ enum: PROMISE_STATES })
  state!: PromiseState;
  /**
   * Payments that were entered after it and count by the second day after `due_on`, without reversed ones.
   * @example "0.00"
   */
  paid!: string;
  /** @example "2026-11-23" */
  made_on!: string;
  /**
   * The business date at whose end it was decided, or on which staff ended it; null while it is open.
   * @example "2026-12-06"
   */
  @ApiProperty({ type: String, nullable: true })
  resolved_on!: string | null;
  /**
   * What was said; null unless staff ask, and once it is redacted.
   * @example "Gets her wages on the third."
   */
  @ApiProperty({ type: String, nullable: true })
  note!: string | null;
  /**
   * The user who wrote it down; null unless staff ask.
   * @example "0198c0de-3333-7000-8000-000000000001"
   */
  @ApiProperty({ type: String, nullable: true })
  made_by!: string | null;
  /** @example "2026-11-23T10:00:00.000Z" */
  created_at!: string;
}

export class PromiseListResponse {
  /** @example 1 */
  count!: number | null;
  /** @example "/api/loans/0198c0de-4444-7000-8000-000000000001/promises/?cursor=bjoxMjM" */
  next!: string | null;
  /** @example "/api/loans/0198c0de-4444-7000-8000-000000000001/promises/?cursor=cDoxMjM" */
  previous!: string | null;
  results!: PromiseResponse[];
}
