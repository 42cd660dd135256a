import { Injectable } from '@nestjs/common';
import { BUSINESS_DATE, Clock } from '../database/clock.js';
import { write, type Tx } from '../database/transactions.js';
import { newId } from '../runtime/ids.js';
import { EventReaders } from './event-readers.js';
import { EVENT_TYPES, type DataOf, type EventType } from './event-types.js';
import { LIST_NAMES, listOf, listParameter, type Waiting } from './waiting.js';

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

// Not `insertRows`: what has no date of its own gets that of the statement. A row an event would cost a loan 30 µs more.
const INSERT = `INSERT INTO outbox (business_date, count, occurred_at, data, ${LIST_NAMES.join(', ')})
  VALUES (${BUSINESS_DATE}, $1::integer, $2::timestamptz, $3::json,
    ${LIST_NAMES.map((name, index) => listParameter(name, index + 4)).join(', ')})`;

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
    const events = happened.map(waiting);
    const data = JSON.stringify(happened.map((one) => one.data));
    const lists = LIST_NAMES.map((name) => listOf(name, events));
    write(tx, {
      table: 'outbox',
      sql: INSERT,
      values: [events.length, this.clock.now(), data, ...lists],
    });
  }

  /** Whether a type is to be written that is only written on demand. */
  wants(type: EventType): boolean {
    return this.readers.want(type);
  }
}

function waiting(one: Happening): Waiting {
  return {
    id: newId(),
    type: one.type,
    business_date: one.businessDate ?? null,
    subject_id: subjectOf(one),
    loan_id: one.loanId ?? null,
    customer_id: one.customerId ?? null,
    provider_id: one.providerId ?? null,
    actor_id: one.actorId ?? null,
  };
}

function subjectOf({ type, subjectId, loanId, customerId, providerId }: Happening): string | null {
  const { subject } = EVENT_TYPES[type];
  if (subject === 'loan') return loanId ?? null;
  if (subject === 'customer') return customerId ?? null;
  if (subject === 'provider') return providerId ?? null;
  return subjectId ?? null;
}
