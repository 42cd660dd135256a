import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import type { Caller } from '../auth/access.js';
import { backlogOf, type Backlog } from '../commands/leased-work.js';
import { entityRowsOf, rowsOf } from '../database/entity-columns.js';
import { oneOrMore } from '../http/filters.js';
import { conditions, readPage, type Page } from '../http/paging.js';
import { Replicas } from '../database/replicas.js';
import { DomainError } from '../runtime/problems.js';
import { WebhookAttempt } from './webhook-attempt.entity.js';
import {
  shownDeliveries,
  toAttemptResponse,
  toDeliveryResponse,
  type WebhookDeliveryDetailResponse,
  type WebhookDeliveryListQuery,
  type WebhookDeliveryResponse,
} from './webhook-deliveries.dto.js';
import { WebhookDelivery } from './webhook-delivery.entity.js';
import {
  shownEndpoints,
  toEndpointResponse,
  type WebhookEndpointListQuery,
  type WebhookEndpointResponse,
} from './webhook-endpoints.dto.js';
import { WebhookEndpoint } from './webhook-endpoint.entity.js';
import { noSuchEndpoint } from './webhook-endpoints.service.js';
import type { Addressee } from './webhook-sender.js';

const attempts = rowsOf(WebhookAttempt, 'a', 'WHERE a.delivery_id = $1 ORDER BY a.id');
const addressees = entityRowsOf(WebhookEndpoint, 'e', ['id', 'url', 'secret', 'oldSecret', 'oldSecretUntil']);
const deliveries = entityRowsOf(WebhookDelivery, 'd');

/** What is due to an endpoint: the newest first, so that it is tried however much waits, then by when it was due. */
const DUE = `WHERE d.id IN (
    SELECT n.id FROM (SELECT id FROM webhook_deliveries WHERE endpoint_id = $1 AND state = 'waiting'
      AND next_attempt_at <= now() ORDER BY next_attempt_at DESC, seq DESC LIMIT 1) n
    UNION ALL
    SELECT o.id FROM (SELECT id FROM webhook_deliveries WHERE endpoint_id = $1 AND state = 'waiting'
      AND next_attempt_at <= now() ORDER BY next_attempt_at, seq LIMIT $2::integer) o)
  ORDER BY d.next_attempt_at, d.seq`;

/** Reads of endpoints and deliveries: an admin sees all, a provider its own. */
@Injectable()
export class WebhooksQueries {
  constructor(
    @InjectDataSource() readonly db: DataSource,
    private readonly replicas: Replicas,
  ) {}

  listEndpoints(
    query: WebhookEndpointListQuery,
    url: string,
    caller: Caller,
  ): Promise<Page<WebhookEndpointResponse>> {
    return readPage(
      this.replicas,
      shownEndpoints,
      {
        where: conditions({
          'e.owner_id = $?': ownerOf(caller),
          'e.state = ANY ($?)': oneOrMore(query.state),
        }),
        query,
        url,
        exactCount: true,
      },
      toEndpointResponse,
    );
  }

  /** Throws `endpoint_not_found`, also for another provider's. */
  async getEndpoint(id: string, caller: Caller): Promise<WebhookEndpointResponse> {
    const [row] = await shownEndpoints.find(
      this.db.manager,
      'WHERE e.id = $1 AND ($2::uuid IS NULL OR e.owner_id = $2)',
      [id, ownerOf(caller) ?? null],
    );
    if (!row) throw noSuchEndpoint(id);
    return toEndpointResponse(row);
  }

  /** Where to send, for a message that somebody asked for. Throws `endpoint_not_found`. */
  async getAddressee(id: string, caller: Caller): Promise<Addressee> {
    const [row] = await addressees.find(
      this.db.manager,
      "WHERE e.id = $1 AND e.disabled_reason IS DISTINCT FROM 'gone' AND ($2::uuid IS NULL OR e.owner_id = $2)",
      [id, ownerOf(caller) ?? null],
    );
    if (!row) throw noSuchEndpoint(id);
    return row;
  }

  listDeliveries(
    query: WebhookDeliveryListQuery,
    url: string,
    caller: Caller,
  ): Promise<Page<WebhookDeliveryResponse>> {
    return readPage(
      this.replicas,
      shownDeliveries,
      {
        where: conditions({
          'd.endpoint_id IN (SELECT e.id FROM webhook_endpoints e WHERE e.owner_id = $?)': ownerOf(caller),
          'd.endpoint_id = $?': query.endpoint,
          'd.event_id = $?': query.event,
          'd.state = ANY ($?)': oneOrMore(query.state),
        }),
        query,
        url,
        exactCount: query.count === 'exact',
      },
      toDeliveryResponse,
    );
  }

  /** Throws `delivery_not_found`, also for one of another provider's endpoint. */
  async getDelivery(id: string, caller: Caller): Promise<WebhookDeliveryDetailResponse> {
    const [row] = await shownDeliveries.find(
      this.db.manager,
      `WHERE d.id = $1 AND ($2::uuid IS NULL OR EXISTS (
         SELECT FROM webhook_endpoints e WHERE e.id = d.endpoint_id AND e.owner_id = $2))`,
      [id, ownerOf(caller) ?? null],
    );
    if (!row) throw new DomainError('delivery_not_found', `There is no webhook delivery ${id}.`);
    const made = await attempts(this.db.manager, id);
    return { ...toDeliveryResponse(row), body: row.body, attempt_list: made.map(toAttemptResponse) };
  }

  /** What is due to an endpoint now, in the order in which it is sent. */
  async due(endpointId: string, most: number): Promise<WebhookDelivery[]> {
    const rows = await deliveries.find(this.db.manager, DUE, [endpointId, most - 1]);
    const newest = rows.at(-1);
    return newest === undefined ? [] : [newest, ...rows.slice(0, -1)];
  }

  /** Enabled endpoints of accounts that were disabled. */
  async orphaned(): Promise<string[]> {
    const rows: { id: string }[] = await this.db.query(
      `SELECT e.id FROM webhook_endpoints e JOIN users u ON u.id = e.owner_id
       WHERE e.state = 'enabled' AND NOT u.is_active`,
      [],
    );
    return rows.map(({ id }) => id);
  }

  /** How many deliveries wait, and for how long the one that is longest overdue has been due (s). */
  backlog(): Promise<Backlog> {
    return backlogOf(this.db, { name: 'webhook_deliveries' });
  }
}

/** Whose endpoints a caller sees; an admin sees all. */
export function ownerOf(caller: Caller): string | undefined {
  return caller.role === 'admin' ? undefined : caller.id;
}
