import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsOptional, IsString, IsUUID, Matches, MaxLength } from 'class-validator';
import { IsOneOrMoreOf } from '../http/filters.js';
import { PageQuery } from '../http/paging.js';
import { PROSE } from '../http/plain-text.js';
import { CARE_KINDS, CARE_STATES, type CareKind, type CareState } from './care-request.entity.js';

const LONGEST_WISH = 2000;

export class CareRequestListQuery extends PageQuery {
  @IsOneOrMoreOf(CARE_STATES, 'Only requests in this state')
  state?: string;

  /**
   * Only requests about this loan.
   * @example "0198c0de-4444-7000-8000-000000000001"
   */
  @IsOptional()
  @IsUUID()
  loan?: string;
}

export class AskForCareDto {
  /** @example "0198c0de-4444-7000-8000-000000000001" */
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  loan!: string;

  /**
   * `holiday`: pay nothing for a while; `reschedule`: smaller instalments over a longer time; `hardship`: cannot pay now;
   * `other`: in one's own words.
   * @example "holiday"
   */
  @ApiProperty({ enum: CARE_KINDS })
  @IsIn(CARE_KINDS)
  kind!: CareKind;

  /**
   * What happened, and what would help.
   * @example "I am out of work until January and could pay again from then on."
   */
  @IsString()
  @Matches(PROSE, { message: 'wish must not be empty, nor have control characters.' })
  @MaxLength(LONGEST_WISH)
  wish!: string;
}

export class AnswerCareDto {
  /** @example true */
  @IsBoolean()
  granted!: boolean;

  /**
   * What the bank answers. The borrower reads it.
   * @example "Please come to the office on Monday: we agree on new dates."
   */
  @IsString()
  @Matches(/\S/, { message: 'note must not be empty.' })
  @MaxLength(LONGEST_WISH)
  note!: string;
}

export class CareRequestResponse {
  /** @example "0198c0de-ca2e-7000-8000-000000000001" */
  id!: string;
  /** @example "0198c0de-4444-7000-8000-000000000001" */
  loan!: string;
  /**
   * The number of the loan, as people say it.
   * @example "4821093759"
   */
  loan_number!: string;
  /** @example "0198c0de-2222-7000-8000-000000000001" */
  customer!: string;
  /** @example "Ada Okoye" */
  customer_name!: string;
  /** @example "holiday" */
  @ApiProperty({ enum: CARE_KINDS })
  kind!: CareKind;
  /**
   * What the borrower wrote; null once it is redacted.
   * @example "I am out of work until January and could pay again from then on."
   */
  @ApiProperty({ type: String, nullable: true })
  wish!: string | null;
  /** @example "granted" */
  @ApiProperty({ enum: CARE_STATES })
  state!: CareState;
  /**
   * What the bank answered; null before, and once it is redacted.
   * @example "Please come to the office on Monday: we agree on new dates."
   */
  @ApiProperty({ type: String, nullable: true })
  answer!: string | null;
  /**
   * The member of staff who answered; null before, and unless staff ask.
   * @example "0198c0de-3333-7000-8000-000000000001"
   */
  @ApiProperty({ type: String, nullable: true })
  answered_by!: string | null;
  /** @example "2026-11-23T10:00:00.000Z" */
  created_at!: string;
  /**
   * When it was answered or withdrawn; null while it is open.
   * @example "2026-11-24T09:30:00.000Z"
   */
  @ApiProperty({ type: String, nullable: true })
  ended_at!: string | null;
}

export class CareRequestListResponse {
  /** @example 1 */
  count!: number | null;
  /** @example "/api/care_requests/?cursor=bjoxMjM" */
  next!: string | null;
  /** @example "/api/care_requests/?cursor=cDoxMjM" */
  previous!: string | null;
  results!: CareRequestResponse[];
}
