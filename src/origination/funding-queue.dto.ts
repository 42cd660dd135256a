import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { IsSearch, NUMBERED, SEARCHED, SHORTENED } from '../http/filters.js';
import { TableQuery } from '../http/paging.js';
import { PROBLEMS, type ProblemCode } from '../runtime/problems.js';
import { QUEUE_STATES, type QueueState } from '../loans/queue-entry.entity.js';

export class QueueListQuery extends TableQuery {
  @ApiPropertyOptional({ description: 'Only entries in this state.', enum: QUEUE_STATES, example: 'waiting' })
  @IsOptional()
  @IsIn(QUEUE_STATES)
  state?: QueueState;

  @IsSearch(
    `Staff only: ${SEARCHED} of the customer, or the id of a loan ${SHORTENED}, ${NUMBERED}.`,
    'okoye',
  )
  search?: string;
}

export class QueueEntryResponse {
  /** @example "0198c0de-4444-7000-8000-000000000001" */
  loan!: string;
  /**
   * The number of the loan, as people say it.
   * @example "4821093759"
   */
  loan_number!: string;
  /** @example "0198c0de-2222-7000-8000-000000000001" */
  customer!: string;
  /**
   * First and last name, else the username. For staff only; null for others.
   * @example "Ada Okoye"
   */
  @ApiProperty({ type: String, nullable: true })
  customer_name!: string | null;
  /** @example "1000.00" */
  amount!: string;
  /** @example "USD" */
  currency!: string;
  /** @example "waiting" */
  state!: QueueState;
  /**
   * The place in the queue, from 1; null when it no longer waits.
   * @example 3
   */
  position!: number | null;
  /**
   * Whether it has waited so long that money it could use is reserved for it.
   * @example false
   */
  holds_line!: boolean;
  /** @example "2026-11-23T10:00:00.000Z" */
  queued_at!: string;
  /**
   * The last business date on which it may wait.
   * @example "2026-12-23"
   */
  expires_on!: string;
  /**
   * When it was funded, cancelled, refused or expired; null while it waits.
   * @example "2026-11-24T08:30:00.000Z"
   */
  ended_at!: string | null;
  /**
   * Why it was refused when money was found: the code that a request for it would have been refused with. Null in all
   * other states.
   * @example "account_disabled"
   */
  @ApiProperty({ enum: Object.keys(PROBLEMS), nullable: true })
  reason!: ProblemCode | null;
}

export class QueueListResponse {
  /** @example 1 */
  count!: number | null;
  /** @example "/api/funding_queue/?cursor=bjowMTk4YzBkZS0wMDAwLTcwMDAtODAwMC0wMDAwMDAwMDAwMDA" */
  next!: string | null;
  /** @example "/api/funding_queue/?cursor=cDowMTk4YzBkZS0wMDAwLTcwMDAtODAwMC0wMDAwMDAwMDAwMDA" */
  previous!: string | null;
  results!: QueueEntryResponse[];
}
