import { ApiProperty } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsUUID,
  Max,
  Min,
} from 'class-validator';
import { shownRowsOf, type RowOf } from '../database/entity-columns.js';
import { EVENT_TYPE_NAMES, type EventType } from '../events/event-types.js';
import { IsOneOrMoreOf } from '../http/filters.js';
import { IfSent } from '../http/if-sent.js';
import { PageQuery } from '../http/paging.js';
import type { WebhookAttempt } from './webhook-attempt.entity.js';
import { DELIVERY_STATES, WebhookDelivery, type DeliveryState } from './webhook-delivery.entity.js';

export class WebhookDeliveryListQuery extends PageQuery {
  /**
   * Only deliveries to this endpoint.
   * @example "0198c0de-e0e0-7000-8000-000000000001"
   */
  @IsOptional()
  @IsUUID()
  endpoint?: string;

  /**
   * Only deliveries of this event.
   * @example "0198c0de-e7e7-7000-8000-000000000001"
   */
  @IsOptional()
  @IsUUID()
  event?: string;

  @IsOneOrMoreOf(DELIVERY_STATES, 'Only deliveries in this state; `failed` are those that were given up')
  state?: string;
}

/** One event for one endpoint. */
export class WebhookDeliveryResponse {
  /** @example "0198c0de-de11-7000-8000-000000000001" */
  id!: string;
  /** @example "0198c0de-e0e0-7000-8000-000000000001" */
  endpoint!: string;
  /** @example "0198c0de-e7e7-7000-8000-000000000001" */
  event!: string;
  /** @example 4821 */
  @ApiProperty({ type: 'integer' })
  seq!: number;
  /** @example "payment.received" */
  @ApiProperty({ enum: EVENT_TYPE_NAMES })
  type!: EventType;
  /** @example "delivered" */
  @ApiProperty({ enum: DELIVERY_STATES })
  state!: DeliveryState;
  /**
   * How often it was sent.
   * @example 1
   */
  @ApiProperty({ type: 'integer' })
  attempts!: number;
  /**
   * When it is sent next; null once it has ended.
   * @example "2026-11-23T10:00:05.000Z"
   */
  @ApiProperty({ type: String, nullable: true })
  next_attempt_at!: string | null;
  /**
   * What was answered last; null if nothing was.
   * @example 204
   */
  @ApiProperty({ type: 'integer', nullable: true })
  last_status!: number | null;
  /** @example "It answered 500." */
  @ApiProperty({ type: String, nullable: true })
  last_error!: string | null;
  /** @example "2026-11-23T10:00:00.000Z" */
  created_at!: string;
  /** @example "2026-11-23T10:00:00.300Z" */
  @ApiProperty({ type: String, nullable: true })
  ended_at!: string | null;
}

/** A time that a delivery was sent. */
export class WebhookAttemptResponse {
  /** @example "2026-11-23T10:00:00.200Z" */
  at!: string;
  /** @example 204 */
  @ApiProperty({ type: 'integer', nullable: true })
  status!: number | null;
  /** @example 84 */
  @ApiProperty({ type: 'integer' })
  ms!: number;
  /** @example "It answered 500." */
  @ApiProperty({ type: String, nullable: true })
  error!: string | null;
  /**
   * How the answer began.
   * @example ""
   */
  @ApiProperty({ type: String, nullable: true })
  answer!: string | null;
}

/** A delivery with what is sent, and every attempt of the last 30 days. */
export class WebhookDeliveryDetailResponse extends WebhookDeliveryResponse {
  /** @example "{\"type\":\"payment.received\"}" */
  body!: string;
  attempt_list!: WebhookAttemptResponse[];
}

export class WebhookDeliveryListResponse {
  /** @example 1 */
  count!: number | null;
  /** @example "/api/webhook_deliveries/?cursor=bjowMTk4YzBkZQ" */
  next!: string | null;
  /** @example "/api/webhook_deliveries/?cursor=cDowMTk4YzBkZQ" */
  previous!: string | null;
  results!: WebhookDeliveryResponse[];
}

const HIGHEST = Number.MAX_SAFE_INTEGER;

export class ReplayWebhooksDto {
  /**
   * The first number.
   * @example 1
   */
  @IsInt()
  @Min(1)
  @Max(HIGHEST)
  from_seq!: number;

  /**
   * The last number.
   * @example 4821
   */
  @IsInt()
  @Min(1)
  @Max(HIGHEST)
  to_seq!: number;

  @ApiProperty({
    description: 'Only these types; all that the endpoint wants if left out.',
    enum: EVENT_TYPE_NAMES,
    isArray: true,
    required: false,
    example: ['payment.received'],
  })
  @IfSent()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(EVENT_TYPE_NAMES.length)
  @IsIn(EVENT_TYPE_NAMES, { each: true })
  types?: EventType[];

  /**
   * Only what was not delivered: not sent, given up or dropped.
   * @example true
   */
  @IfSent()
  @IsBoolean()
  only_failed?: boolean;
}

export class ReplayedWebhooksResponse {
  /**
   * How many deliveries are sent again, or would be.
   * @example 120
   */
  @ApiProperty({ type: 'integer' })
  deliveries!: number;
}

export const shownDeliveries = shownRowsOf(WebhookDelivery, 'd');

export function toDeliveryResponse(row: RowOf<typeof shownDeliveries>): WebhookDeliveryResponse {
  return {
    id: row.id,
    endpoint: row.endpointId,
    event: row.eventId,
    seq: Number(row.seq),
    type: row.type,
    state: row.state,
    attempts: row.attempts,
    next_attempt_at: row.nextAttemptAt,
    last_status: row.lastStatus,
    last_error: row.lastError,
    created_at: row.createdAt,
    ended_at: row.endedAt,
  };
}

export function toAttemptResponse({ at, status, ms, error, answer }: WebhookAttempt): WebhookAttemptResponse {
  return { at: at.toISOString(), status, ms, error, answer };
}
