import { Injectable, type OnModuleInit } from '@nestjs/common';
import { rowsOf } from '../database/entity-columns.js';
import type { QuickReads } from '../database/quick-reads.js';
import { insertRows } from '../database/rows.js';
import type { Tx } from '../database/transactions.js';
import { Clock } from '../database/clock.js';
import { EventReaders, type EventReader } from '../events/event-readers.js';
import { EVENT_TYPE_NAMES, type EventType } from '../events/event-types.js';
import type { SequencedEvent } from '../events/event.entity.js';
import { newId } from '../runtime/ids.js';
import { ALL_TYPES, WebhookEndpoint } from './webhook-endpoint.entity.js';
import { WebhookDelivery } from './webhook-delivery.entity.js';
import { bodyOf } from './webhook-message.js';

const readEnabled = rowsOf(WebhookEndpoint, 'e', "WHERE e.state = 'enabled' ORDER BY e.id");

/** Makes a delivery of each event for each endpoint that is due it, in the transaction that numbers the events. */
@Injectable()
export class WebhookFanOut implements EventReader, OnModuleInit {
  constructor(
    private readonly readers: EventReaders,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.readers.register(this);
  }

  async types(db: Pick<QuickReads, 'query'>): Promise<ReadonlySet<EventType>> {
    const rows = await db.query<{ type: string }[]>(
      "SELECT DISTINCT unnest(e.types) AS type FROM webhook_endpoints e WHERE e.state = 'enabled'",
      [],
    );
    const named = new Set(rows.map(({ type }) => type));
    return new Set(EVENT_TYPE_NAMES.filter((type) => named.has(ALL_TYPES) || named.has(type)));
  }

  /** Endpoints change only while no events are numbered, so all of these are due what they want now. */
  async take(tx: Tx, events: readonly SequencedEvent[]): Promise<void> {
    const endpoints = await readEnabled(tx);
    const bodies = new Map(events.map((event) => [event.id, bodyOf(event)]));
    const due = endpoints.flatMap((endpoint) => {
      const own = events.filter((event) => isDue(endpoint, event));
      return own.length === 0 ? [] : [{ endpoint, own }];
    });
    const now = this.clock.now();
    insertRows(
      tx,
      WebhookDelivery,
      due.flatMap(({ endpoint, own }) =>
        own.map((event) => newDelivery(event, endpoint.id, bodies.get(event.id) ?? '', now)),
      ),
    );
    await wake(
      tx,
      due.map(({ endpoint }) => endpoint.id),
    );
  }
}

/** Whether an endpoint is due an event, by its types and its owner. */
export function isDue(
  { types, ownerId }: Pick<WebhookEndpoint, 'types' | 'ownerId'>,
  { type, providerId }: Pick<SequencedEvent, 'type' | 'providerId'>,
): boolean {
  return (ownerId === null || providerId === ownerId) && (types.includes(ALL_TYPES) || types.includes(type));
}

export function newDelivery(
  event: Pick<SequencedEvent, 'id' | 'seq' | 'type'>,
  endpointId: string,
  body: string,
  now: Date,
): WebhookDelivery {
  return {
    id: newId(),
    endpointId,
    eventId: event.id,
    seq: event.seq,
    type: event.type,
    body,
    state: 'waiting',
    attempts: 0,
    nextAttemptAt: now,
    lastStatus: null,
    lastError: null,
    createdAt: now,
    endedAt: null,
  };
}

/** Something is due to these endpoints now. */
export async function wake(tx: Tx, endpointIds: readonly string[]): Promise<void> {
  if (endpointIds.length === 0) return;
  await tx.query(
    `UPDATE webhook_endpoints SET next_attempt_at = now()
     WHERE id = ANY ($1) AND (next_attempt_at IS NULL OR next_attempt_at > now())`,
    [endpointIds],
  );
}
