import { ApiProperty, ApiPropertyOptional, OmitType } from '@nestjs/swagger';
import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { shownRowsOf, type RowOf } from '../database/entity-columns.js';
import { IsOneOrMoreOf, IsWholeNumber } from '../http/filters.js';
import { PageQuery } from '../http/paging.js';
import { shownShortNumber } from '../runtime/short-number.js';
import { EVENT_TYPE_NAMES, EVENT_TYPES, exampleOf, schemaOf, SUBJECTS } from './event-types.js';
import type { EventType, SubjectType } from './event-types.js';
import { SequencedEvent } from './event.entity.js';

const HIGHEST = 999_999_999;

export class EventListQuery extends OmitType(PageQuery, ['ordering', 'page']) {
  @IsWholeNumber({
    description:
      'Only events with a higher number: begin with 0, then send the `seq` of the last one you have.',
    min: 0,
    max: HIGHEST,
    example: 0,
  })
  after_seq?: number;

  @IsOneOrMoreOf(EVENT_TYPE_NAMES, 'Only events of this type')
  type?: string;

  /**
   * Only events of this loan and its payments.
   * @example "0198c0de-4444-7000-8000-000000000001"
   */
  @IsOptional()
  @IsUUID()
  loan?: string;

  @ApiPropertyOptional({
    description: 'Oldest first, by their numbers; with a minus newest first.',
    enum: ['created_at', '-created_at'],
    example: 'created_at',
    default: 'created_at',
  })
  @IsOptional()
  @IsIn(['created_at', '-created_at'])
  ordering: 'created_at' | '-created_at' = 'created_at';
}

/** What an event is about. */
export class EventSubjectResponse {
  /** @example "loan" */
  @ApiProperty({ enum: SUBJECTS })
  type!: SubjectType;
  /**
   * Null where there is only one of its kind.
   * @example "0198c0de-4444-7000-8000-000000000001"
   */
  @ApiProperty({ type: String, nullable: true })
  id!: string | null;
}

/** Something that happened, and was committed. It never changes. */
export class EventResponse {
  /**
   * Its number, without gaps. Of two events of one subject, the later one has the higher number.
   * @example 4821
   */
  @ApiProperty({ type: 'integer' })
  seq!: number;
  /**
   * The same in every webhook that tells of it, by which a repeat is known.
   * @example "0198c0de-e7e7-7000-8000-000000000001"
   */
  id!: string;
  /** @example "payment.received" */
  @ApiProperty({ enum: EVENT_TYPE_NAMES })
  type!: EventType;
  /** @example "2026-11-23T10:00:00.000Z" */
  occurred_at!: string;
  /** @example "2026-11-23" */
  business_date!: string;
  subject!: EventSubjectResponse;
  /** @example "0198c0de-4444-7000-8000-000000000001" */
  @ApiProperty({ type: String, nullable: true })
  loan!: string | null;
  /**
   * The number of the loan, as people say it.
   * @example "4821093759"
   */
  @ApiProperty({ type: String, nullable: true })
  loan_number!: string | null;
  /** @example "0198c0de-2222-7000-8000-000000000001" */
  @ApiProperty({ type: String, nullable: true })
  customer!: string | null;
  /**
   * The number of the customer, as people say it.
   * @example "3571204685"
   */
  @ApiProperty({ type: String, nullable: true })
  customer_number!: string | null;
  /**
   * Set where the event is one provider's own.
   * @example "0198c0de-3333-7000-8000-000000000001"
   */
  @ApiProperty({ type: String, nullable: true })
  provider!: string | null;
  /**
   * The number of the provider, as people say it.
   * @example "7205981436"
   */
  @ApiProperty({ type: String, nullable: true })
  provider_number!: string | null;
  /**
   * The user who did it; null when the platform did. Only staff see it.
   * @example "0198c0de-2222-7000-8000-000000000001"
   */
  @ApiProperty({ type: String, nullable: true })
  actor!: string | null;
  /** What `GET /api/event_types/` says of its type. Amounts are decimals in the currency that stands beside them. */
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    example: exampleOf('payment.received'),
  })
  data!: Record<string, unknown>;
}

export class EventListResponse {
  /** @example 1 */
  count!: number | null;
  /** @example "/api/events/?cursor=bjo0ODIx" */
  next!: string | null;
  /** @example "/api/events/?cursor=cDo0ODIx" */
  previous!: string | null;
  results!: EventResponse[];
  /**
   * From this number on every event is listed. Events before it were forgotten or moved to files: if it is more than one above
   * your `after_seq`, you may have missed some.
   * @example 1
   */
  @ApiProperty({ type: 'integer' })
  first_seq!: number;
  /**
   * The last number that was given before the page was read. Where `next` is null, oldest first, there was nothing else for you
   * up to it: send it as your next `after_seq`.
   * @example 4821
   */
  @ApiProperty({ type: 'integer' })
  last_seq!: number;
}

/** A type of events, and what its data are. */
export class EventTypeResponse {
  /** @example "loan.paid_off" */
  @ApiProperty({ enum: EVENT_TYPE_NAMES })
  type!: EventType;
  /** @example "loan" */
  @ApiProperty({ enum: SUBJECTS })
  subject!: SubjectType;
  /** @example "A loan was paid off." */
  description!: string;
  /**
   * Whether it is only written while somebody wants it.
   * @example false
   */
  on_demand!: boolean;
  /** The JSON Schema of `data`. A later version may add fields, and never takes one away. */
  @ApiProperty({ type: 'object', additionalProperties: true, example: schemaOf('loan.paid_off') })
  schema!: Record<string, unknown>;
  @ApiProperty({ type: 'object', additionalProperties: true, example: exampleOf('loan.paid_off') })
  example!: Record<string, unknown>;
}

export class EventTypeList {
  results!: EventTypeResponse[];
}

interface Numbers {
  loanNumber: number | null;
  customerNumber: number | null;
  providerNumber: number | null;
}

export const shownEvents = shownRowsOf(SequencedEvent, 'e').and<Numbers>(
  { loanNumber: 'l.number', customerNumber: 'c.number', providerNumber: 'p.number' },
  `LEFT JOIN loans l ON l.id = e.loan_id
   LEFT JOIN customers c ON c.id = e.customer_id LEFT JOIN providers p ON p.id = e.provider_id`,
);

/** As a provider sees its own: customers are rows that it does not read. */
export const shownEventsToProvider = shownRowsOf(SequencedEvent, 'e').and<Numbers>(
  { loanNumber: 'l.number', customerNumber: 'NULL::integer', providerNumber: 'p.number' },
  'LEFT JOIN loans l ON l.id = e.loan_id LEFT JOIN providers p ON p.id = e.provider_id',
);

/** `forStaff`: others do not learn who did it. */
export function toEventResponse(row: RowOf<typeof shownEvents>, forStaff: boolean): EventResponse {
  return {
    seq: Number(row.seq),
    id: row.id,
    type: row.type,
    occurred_at: row.occurredAt,
    business_date: row.businessDate,
    subject: { type: EVENT_TYPES[row.type].subject, id: row.subjectId },
    loan: row.loanId,
    loan_number: shownShortNumber(row.loanNumber),
    customer: row.customerId,
    customer_number: shownShortNumber(row.customerNumber),
    provider: row.providerId,
    provider_number: shownShortNumber(row.providerNumber),
    actor: forStaff ? row.actorId : null,
    data: row.data,
  };
}

export function toEventTypeResponse(type: EventType): EventTypeResponse {
  const { subject, about, ...rest } = EVENT_TYPES[type];
  return {
    type,
    subject,
    description: about,
    on_demand: 'onDemand' in rest,
    schema: schemaOf(type),
    example: exampleOf(type),
  };
}
