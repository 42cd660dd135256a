import { Injectable } from '@nestjs/common';
import type { Caller } from '../auth/access.js';
import { Clock } from '../database/clock.js';
import { rowsOf } from '../database/entity-columns.js';
import { insertRows } from '../database/rows.js';
import { Transactions, type Tx } from '../database/transactions.js';
import { SequencedEvent } from '../events/event.entity.js';
import { assertKept } from '../events/kept-events.js';
import { AuditLog, type Actor } from '../http/audit-log.js';
import { assertInOrder } from '../http/filters.js';
import { DomainError } from '../runtime/problems.js';
import type { ReplayWebhooksDto } from './webhook-deliveries.dto.js';
import { WebhookDelivery } from './webhook-delivery.entity.js';
import { ALL_TYPES, WebhookEndpoint } from './webhook-endpoint.entity.js';
import { noSuchEndpoint } from './webhook-endpoints.service.js';
import { newDelivery, wake } from './webhook-fan-out.js';
import { bodyOf } from './webhook-message.js';
import { ownerOf } from './webhooks.queries.js';

/** So many are sent again at once; more are asked for in several ranges. */
const MOST = 100_000;
const CHUNK = 1000;

const hold = rowsOf(
  WebhookEndpoint,
  'e',
  'WHERE e.id = $1 AND ($2::uuid IS NULL OR e.owner_id = $2) FOR UPDATE',
);
const readDeliveries = rowsOf(WebhookDelivery, 'd', 'WHERE d.id = $1');

/** The events of a range that an endpoint wants, or some types of them, with its delivery where it has one. */
const WANTED = `events e LEFT JOIN webhook_deliveries d ON d.event_id = e.id AND d.endpoint_id = $1
  WHERE e.seq BETWEEN $2 AND $3 AND ('${ALL_TYPES}' = ANY ($4::text[]) OR e.type = ANY ($4::text[]))
    AND ($5::text[] IS NULL OR e.type = ANY ($5::text[]))
    AND ($6::uuid IS NULL OR e.provider_id = $6)
    AND d.state IS DISTINCT FROM 'waiting' AND NOT ($7 AND d.state IS NOT DISTINCT FROM 'delivered')`;
const readEvents = rowsOf(SequencedEvent, 'e', 'WHERE e.id = ANY ($1) ORDER BY e.seq');

/** Sends again what was sent, or should have been. */
@Injectable()
export class WebhookReplays {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Sends a delivery again, from its first attempt on. Throws `delivery_not_found` and `endpoint_disabled`. Locks the
   * endpoint.
   */
  async redeliver(id: string, caller: Caller, by: Actor): Promise<void> {
    await this.transactions.run(async (tx) => {
      const [delivery] = await readDeliveries(tx, id);
      const [endpoint] = delivery ? await hold(tx, delivery.endpointId, ownerOf(caller) ?? null) : [];
      if (!endpoint) throw new DomainError('delivery_not_found', `There is no webhook delivery ${id}.`);
      assertEnabled(endpoint);
      await this.again(tx, [id]);
      await wake(tx, [endpoint.id]);
    });
    this.audit.record({ action: 'webhook_delivery.redeliver', by, on: { type: 'webhook_delivery', id } });
  }

  /**
   * Sends the events of a range again that the endpoint wants, also those that it was never due, and answers how many. What
   * waits already is left as it is. Throws `endpoint_not_found`, `endpoint_disabled`, `events_gone` and `replay_too_large`.
   * Locks the endpoint.
   */
  async replay(id: string, range: ReplayWebhooksDto, caller: Caller, by: Actor): Promise<number> {
    const deliveries = await this.transactions.run((tx) => this.replayIn(tx, id, range, caller));
    const { from_seq: from, to_seq: to } = range;
    this.audit.record({
      action: 'webhook_endpoint.replay',
      by,
      on: { type: 'webhook_endpoint', id },
      facts: { from, to, deliveries },
    });
    return deliveries;
  }

  /** How many `replay` would send. Refuses in the same cases, and changes nothing. */
  preview(id: string, range: ReplayWebhooksDto, caller: Caller): Promise<number> {
    return this.transactions.run(async (tx) => (await this.wanted(tx, id, range, caller)).length);
  }

  private async replayIn(tx: Tx, id: string, range: ReplayWebhooksDto, caller: Caller): Promise<number> {
    const rows = await this.wanted(tx, id, range, caller);
    await this.again(
      tx,
      rows.flatMap(({ delivery }) => delivery ?? []),
    );
    const missing = rows.flatMap(({ event, delivery }) => (delivery === null ? [event] : []));
    for (let at = 0; at < missing.length; at += CHUNK) {
      await this.add(tx, id, missing.slice(at, at + CHUNK));
    }
    if (rows.length > 0) await wake(tx, [id]);
    return rows.length;
  }

  /** What is to be sent to an endpoint, which is locked: events, with their deliveries where they have one. */
  private async wanted(tx: Tx, id: string, range: ReplayWebhooksDto, caller: Caller): Promise<Wanted[]> {
    assertInOrder(['from_seq', range.from_seq], ['to_seq', range.to_seq]);
    const [endpoint] = await hold(tx, id, ownerOf(caller) ?? null);
    if (!endpoint) throw noSuchEndpoint(id);
    assertEnabled(endpoint);
    const { types = null, only_failed: onlyFailed = false } = range;
    const rows: Wanted[] = await tx.query(
      `SELECT e.id AS event, d.id AS delivery FROM ${WANTED} ORDER BY e.seq LIMIT ${String(MOST + 1)}`,
      [id, range.from_seq, range.to_seq, endpoint.types, types, endpoint.ownerId, onlyFailed],
    );
    if (rows.length > MOST) {
      const text = `The range has more than ${String(MOST)} events for this endpoint. Ask for parts of it.`;
      throw new DomainError('replay_too_large', text, { limit: MOST });
    }
    await assertKept(tx, range.from_seq, range.to_seq);
    return rows;
  }

  private async add(tx: Tx, endpointId: string, eventIds: readonly string[]): Promise<void> {
    const events = await readEvents(tx, eventIds);
    const now = this.clock.now();
    insertRows(
      tx,
      WebhookDelivery,
      events.map((event) => newDelivery(event, endpointId, bodyOf(event), now)),
    );
  }

  private async again(tx: Tx, ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    await tx.query(
      `UPDATE webhook_deliveries SET state = 'waiting', attempts = 0, next_attempt_at = $2, ended_at = NULL
       WHERE id = ANY ($1)`,
      [ids, this.clock.now()],
    );
  }
}

interface Wanted {
  event: string;
  delivery: string | null;
}

function assertEnabled({ id, state }: WebhookEndpoint): void {
  if (state === 'enabled') return;
  throw new DomainError('endpoint_disabled', `The endpoint ${id} is ${state}: nothing is sent to it.`, {
    state,
  });
}
