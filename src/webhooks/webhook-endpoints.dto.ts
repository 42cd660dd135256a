import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsBoolean, IsIn, IsString, MaxLength } from 'class-validator';
import { shownRowsOf, type RowOf } from '../database/entity-columns.js';
import { EVENT_TYPE_NAMES, type EventType } from '../events/event-types.js';
import { IsOneOrMoreOf } from '../http/filters.js';
import { IfSent } from '../http/if-sent.js';
import { PageQuery } from '../http/paging.js';
import {
  ALL_TYPES,
  DISABLED_REASONS,
  ENDPOINT_STATES,
  WebhookEndpoint,
  type DisabledReason,
  type EndpointState,
} from './webhook-endpoint.entity.js';

const WANTED = [ALL_TYPES, ...EVENT_TYPE_NAMES] as const;
type Wanted = typeof ALL_TYPES | EventType;

export class CreateWebhookEndpointDto {
  /**
   * Where messages go: https, on port 443 or 8443, on the public internet.
   * @example "https://example.com/hooks/loans"
   */
  @IsString()
  @MaxLength(2000)
  url!: string;

  @ApiProperty({
    description: 'The types of events that it wants; `*` for all of them, now and later.',
    enum: WANTED,
    isArray: true,
    example: ['loan.disbursed', 'payment.received'],
  })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(WANTED.length)
  @IsIn(WANTED, { each: true })
  types!: Wanted[];

  /**
   * For people.
   * @example "The accounting system"
   */
  @IfSent()
  @IsString()
  @MaxLength(200)
  description?: string;
}

export class ChangeWebhookEndpointDto {
  /**
   * As at its creation.
   * @example "https://example.com/hooks/loans"
   */
  @IfSent()
  @IsString()
  @MaxLength(2000)
  url?: string;

  @ApiProperty({
    description: 'From the next event on.',
    enum: WANTED,
    isArray: true,
    required: false,
    example: ['*'],
  })
  @IfSent()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(WANTED.length)
  @IsIn(WANTED, { each: true })
  types?: Wanted[];

  /** @example "The accounting system" */
  @IfSent()
  @IsString()
  @MaxLength(200)
  description?: string;

  @ApiProperty({
    description: 'False switches it off; `enable` switches it on again.',
    enum: [false],
    required: false,
    example: false,
  })
  @IfSent()
  @IsBoolean()
  @IsIn([false], { message: 'enabled can only be false: POST …/enable/ switches an endpoint on.' })
  enabled?: boolean;
}

export class WebhookEndpointListQuery extends PageQuery {
  @IsOneOrMoreOf(ENDPOINT_STATES, 'Only endpoints in this state')
  state?: string;
}

/** An address that is told of events. */
export class WebhookEndpointResponse {
  /** @example "0198c0de-e0e0-7000-8000-000000000001" */
  id!: string;
  /** @example "https://example.com/hooks/loans" */
  url!: string;
  /** @example "The accounting system" */
  description!: string;
  @ApiProperty({ enum: WANTED, isArray: true, example: ['loan.disbursed'] })
  types!: Wanted[];
  /**
   * The provider whose it is, and whose own events it gets; null: the bank's.
   * @example "0198c0de-3333-7000-8000-000000000001"
   */
  @ApiProperty({ type: String, nullable: true })
  owner!: string | null;
  /** @example "enabled" */
  @ApiProperty({ enum: ENDPOINT_STATES })
  state!: EndpointState;
  /**
   * `asked`: somebody switched it off. `failing`: nothing reached it for five days. `gone`: it answered 410, or was deleted. `owner`: its owner's account is disabled.
   * @example "failing"
   */
  @ApiProperty({ enum: DISABLED_REASONS, nullable: true, type: String })
  disabled_reason!: DisabledReason | null;
  /**
   * Since when nothing has reached it; null if the last attempt did.
   * @example "2026-11-18T09:00:00.000Z"
   */
  @ApiProperty({ type: String, nullable: true })
  failing_since!: string | null;
  /**
   * Until when messages are signed with the former secret too.
   * @example "2026-11-24T10:00:00.000Z"
   */
  @ApiProperty({ type: String, nullable: true })
  old_secret_until!: string | null;
  /** @example "2026-11-23T10:00:00.000Z" */
  created_at!: string;
  /**
   * Deliveries of the last 24 hours that have ended.
   * @example 240
   */
  @ApiProperty({ type: 'integer' })
  ended_in_24h!: number;
  /**
   * How many of them were delivered.
   * @example 238
   */
  @ApiProperty({ type: 'integer' })
  delivered_in_24h!: number;
  /**
   * Deliveries that wait now.
   * @example 0
   */
  @ApiProperty({ type: 'integer' })
  waiting!: number;
}

export class WebhookEndpointListResponse {
  /** @example 1 */
  count!: number | null;
  /** @example "/api/webhook_endpoints/?cursor=bjowMTk4YzBkZQ" */
  next!: string | null;
  /** @example "/api/webhook_endpoints/?cursor=cDowMTk4YzBkZQ" */
  previous!: string | null;
  results!: WebhookEndpointResponse[];
}

/** A secret, which is shown this once. */
export class WebhookSecretResponse {
  /**
   * What messages are signed with, as Standard Webhooks says.
   * @example "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="
   */
  secret!: string;
}

export class CreatedWebhookEndpointResponse extends WebhookEndpointResponse {
  /**
   * What messages are signed with, as Standard Webhooks says. It is shown this once.
   * @example "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="
   */
  secret!: string;
}

/** What came of a message that was sent now. */
export class WebhookTestResponse {
  /** @example true */
  delivered!: boolean;
  /**
   * What was answered; null if nothing was.
   * @example 204
   */
  @ApiProperty({ type: 'integer', nullable: true })
  status!: number | null;
  /**
   * How long it took, in milliseconds.
   * @example 84
   */
  @ApiProperty({ type: 'integer' })
  ms!: number;
  /**
   * Why it does not count as delivered.
   * @example "It answered 500."
   */
  @ApiProperty({ type: String, nullable: true })
  error!: string | null;
  /**
   * How the answer began.
   * @example ""
   */
  @ApiProperty({ type: String, nullable: true })
  answer!: string | null;
}

/** Deliveries whose outcome is of the last day. */
const RECENT = `(SELECT count(*)::int AS ended, count(*) FILTER (WHERE d.state = 'delivered')::int AS delivered
  FROM webhook_deliveries d WHERE d.endpoint_id = e.id AND d.ended_at > now() - interval '24 hours')`;

export const shownEndpoints = shownRowsOf(WebhookEndpoint, 'e', [
  'id',
  'url',
  'description',
  'types',
  'ownerId',
  'state',
  'disabledReason',
  'failingSince',
  'oldSecretUntil',
  'createdAt',
]).and<{ ended: number; delivered: number; waiting: number }>(
  {
    ended: 'r.ended',
    delivered: 'r.delivered',
    waiting: `(SELECT count(*)::int FROM webhook_deliveries w WHERE w.endpoint_id = e.id AND w.state = 'waiting')`,
  },
  `LEFT JOIN LATERAL ${RECENT} r ON true`,
);

export function toEndpointResponse(row: RowOf<typeof shownEndpoints>): WebhookEndpointResponse {
  return {
    id: row.id,
    url: row.url,
    description: row.description,
    types: row.types as Wanted[],
    owner: row.ownerId,
    state: row.state,
    disabled_reason: row.disabledReason,
    failing_since: row.failingSince,
    old_secret_until: row.oldSecretUntil,
    created_at: row.createdAt,
    ended_in_24h: row.ended,
    delivered_in_24h: row.delivered,
    waiting: row.waiting,
  };
}
