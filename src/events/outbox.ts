import { Injectable } from '@nestjs/common';
import { BUSINESS_DATE, Clock } from '../database/clock.js';
import { write, type Tx } from '../database/transactions.js';
import { newId } from '../runtime/ids.js';
import { EventReaders } from './event-readers.js';
import { EVENT_TYPES, type DataOf, type EventType } from './event-types.js';

interface HappeningOf<T extends EventType> {
  type: T;
  data: DataOf<T>;
  /** Without one: the date of the statement that writes it. */
  businessDate?: string;
  /** For subjects that are neither loan, customer nor provider. */
  subjectId?: string;
  loanId?: string;
  customerId?: string | null;
  /** Only where it is the provider's own: who sees the event. */
  providerId?: string | null;
  /** The user who did it; null when the platform did. */
  actorId?: string | null;
}

/** Something to tell. What it says must stay true: ids, states, amounts. */
export type Happening = { [T in EventType]: HappeningOf<T> }[EventType];

const INSERT = `INSERT INTO outbox (id, type, occurred_at, business_date, subject_id, loan_id, customer_id, provider_id,
    actor_id, data)
  SELECT h.id, h.type, $3::timestamptz, coalesce(h.date, ${BUSINESS_DATE}), h.subject, h.loan, h.customer, h.provider,
    h.actor, h.data
  FROM (SELECT unnest($1::uuid[]) AS id, unnest($2::text[]) AS type, unnest($4::date[]) AS date,
          unnest($5::uuid[]) AS subject, unnest($6::uuid[]) AS loan, unnest($7::uuid[]) AS customer,
          unnest($8::uuid[]) AS provider, unnest($9::uuid[]) AS actor, unnest($10::jsonb[]) AS data) h`;

/** Tells what has happened to whoever wants to know: webhooks, letters, readers of the list. It knows none of them. */
@Injectable()
export class Outbox {
  constructor(
    private readonly clock: Clock,
    private readonly readers: EventReaders,
  ) {}

  /**
   * Writes events, in order, in the transaction of what they tell, with its other writes: what is committed is told, what
   * is rolled back is not. The subjects must be locked, so that their events are numbered in the order of what happened.
   */
  add(tx: Tx, happened: readonly Happening[]): void {
    if (happened.length === 0) return;
    write(tx, {
      table: 'outbox',
      sql: INSERT,
      values: [
        happened.map(() => newId()),
        happened.map(({ type }) => type),
        this.clock.now().toISOString(),
        happened.map(({ businessDate }) => businessDate ?? null),
        happened.map(subjectOf),
        happened.map(({ loanId }) => loanId ?? null),
        happened.map(({ customerId }) => customerId ?? null),
        happened.map(({ providerId }) => providerId ?? null),
        happened.map(({ actorId }) => actorId ?? null),
        happened.map(({ data }) => JSON.stringify(data)),
      ],
    });
  }

  /** Whether a type is to be written that is only written on demand. */
  wants(type: EventType): boolean {
    return this.readers.want(type);
  }
}

function subjectOf({ type, subjectId, loanId, customerId, providerId }: Happening): string | null {
  const { subject } = EVENT_TYPES[type];
  if (subject === 'loan') return loanId ?? null;
  if (subject === 'customer') return customerId ?? null;
  if (subject === 'provider') return providerId ?? null;
  return subjectId ?? null;
}
