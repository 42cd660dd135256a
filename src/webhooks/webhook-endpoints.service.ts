import { Inject, Injectable } from '@nestjs/common';
import type { Caller } from '../auth/access.js';
import { APP_CONFIG, type AppConfig } from '../config.js';
import { Clock } from '../database/clock.js';
import { rowsOf } from '../database/entity-columns.js';
import { insertRows, updateRows } from '../database/rows.js';
import { Transactions, type Tx } from '../database/transactions.js';
import { Outbox } from '../events/outbox.js';
import { holdNumbers } from '../events/turn.js';
import { AuditLog, type Actor } from '../http/audit-log.js';
import { newId } from '../runtime/ids.js';
import { DomainError } from '../runtime/problems.js';
import { assertSafeHost, safeUrl, UnsafeAddress } from './safe-address.js';
import { WebhookEndpoint, type DisabledReason } from './webhook-endpoint.entity.js';
import { newSecret } from './webhook-message.js';
import { WebhookSecrets } from './webhook-secrets.js';
import { WebhookSubscription } from './webhook-subscription.entity.js';
import type { ChangeWebhookEndpointDto, CreateWebhookEndpointDto } from './webhook-endpoints.dto.js';

/** How long a former secret signs too (ms). */
const OLD_SECRET_MS = 86_400_000;
const MOST_OF_ONE = 20;

const hold = rowsOf(WebhookEndpoint, 'e', 'WHERE e.id = $1 FOR UPDATE');
const openOf = rowsOf(WebhookSubscription, 's', 'WHERE s.endpoint_id = $1 AND s.until_seq IS NULL');

/** Endpoints: an admin's are the bank's, a provider has its own. What an endpoint is due changes between two numbers. */
@Injectable()
export class WebhookEndpoints {
  constructor(
    private readonly transactions: Transactions,
    private readonly secrets: WebhookSecrets,
    private readonly clock: Clock,
    private readonly audit: AuditLog,
    private readonly outbox: Outbox,
    @Inject(APP_CONFIG) private readonly config: Pick<AppConfig, 'production' | 'webhooks'>,
  ) {}

  /**
   * Begins an endpoint, which is due what happens from now on. Answers its id and its secret, which is shown this once.
   * Throws `endpoint_url_refused`, `too_many_endpoints` and `webhooks_off`.
   */
  async create(
    { url, types, description = '' }: CreateWebhookEndpointDto,
    caller: Caller,
    by: Actor,
  ): Promise<{ id: string; secret: string }> {
    this.secrets.assertPossible();
    await this.assertSafe(url);
    const [id, secret] = [newId(), newSecret()];
    const ownerId = caller.role === 'provider' ? caller.id : null;
    const endpoint: WebhookEndpoint = {
      id,
      url,
      description,
      types: [...new Set(types)],
      ownerId,
      state: 'enabled',
      disabledReason: null,
      secret: this.secrets.seal(secret, id),
      oldSecret: null,
      oldSecretUntil: null,
      failingSince: null,
      failingTold: 0,
      createdBy: caller.id,
      createdAt: this.clock.now(),
      nextAttemptAt: null,
      leasedUntil: null,
      lease: null,
      attempts: 0,
    };
    await this.transactions.run(async (tx) => {
      const seq = await holdNumbers(tx);
      await assertRoom(tx, ownerId);
      insertRows(tx, WebhookEndpoint, [endpoint]);
      await this.resubscribe(tx, endpoint, seq);
    });
    this.record('create', by, id, {}, shownInAudit(endpoint));
    return { id, secret };
  }

  /** Changes what is sent; what has its number already is not affected. Throws `endpoint_not_found`, `endpoint_url_refused`. */
  async change(id: string, change: ChangeWebhookEndpointDto, caller: Caller, by: Actor): Promise<void> {
    if (change.url !== undefined) await this.assertSafe(change.url);
    await this.edit(id, caller, { by, what: 'change' }, (endpoint) => {
      const { url, description, types } = change;
      if (url !== undefined) endpoint.url = url;
      if (description !== undefined) endpoint.description = description;
      if (types !== undefined) endpoint.types = [...new Set(types)];
      if (change.enabled === false && endpoint.state === 'enabled') off(endpoint, 'asked');
    });
  }

  /** Sends again from now on. Nothing is sent of what happened meanwhile: `replay` does that. Throws `endpoint_not_found`. */
  async enable(id: string, caller: Caller, by: Actor): Promise<void> {
    await this.edit(id, caller, { by, what: 'enable' }, (endpoint) => {
      const fresh = { state: 'enabled', disabledReason: null, failingSince: null, failingTold: 0 };
      Object.assign(endpoint, fresh);
    });
  }

  /** Ends an endpoint; what was sent to it stays known. Throws `endpoint_not_found`. */
  async remove(id: string, caller: Caller, by: Actor): Promise<void> {
    await this.edit(id, caller, { by, what: 'remove' }, (endpoint) => {
      off(endpoint, 'gone');
    });
  }

  /**
   * Gives an endpoint another secret, which is shown this once; for a day messages are signed with both. Throws
   * `endpoint_not_found`.
   */
  async rotate(id: string, caller: Caller, by: Actor): Promise<string> {
    this.secrets.assertPossible();
    const secret = newSecret();
    await this.edit(id, caller, { by, what: 'rotate_secret' }, (endpoint) => {
      const until = new Date(this.clock.now().getTime() + OLD_SECRET_MS);
      Object.assign(endpoint, { oldSecret: this.secrets.asOld(endpoint), oldSecretUntil: until });
      endpoint.secret = this.secrets.seal(secret, id);
    });
    return secret;
  }

  /** The platform switches an endpoint off, unless it is off. One that is gone is told of; of failures was told before. */
  async switchOff(id: string, reason: DisabledReason): Promise<void> {
    await this.transactions.run(async (tx) => {
      const seq = await holdNumbers(tx);
      const [endpoint] = await hold(tx, id);
      if (endpoint?.state !== 'enabled') return;
      off(endpoint, reason);
      if (reason === 'gone') {
        const { id: subjectId, ownerId: providerId } = endpoint;
        this.outbox.add(tx, [{ type: 'endpoint.gone', subjectId, providerId, data: {} }]);
      }
      await this.save(tx, endpoint, seq);
    });
  }

  private async edit(
    id: string,
    caller: Caller,
    { by, what }: { by: Actor; what: string },
    change: (endpoint: WebhookEndpoint) => void,
  ): Promise<void> {
    const { before, after } = await this.transactions.run(async (tx) => {
      const seq = await holdNumbers(tx);
      const [endpoint] = await hold(tx, id);
      const mayEdit = endpoint && (caller.role === 'admin' || endpoint.ownerId === caller.id);
      if (!mayEdit || endpoint.disabledReason === 'gone') throw noSuchEndpoint(id);
      const known = shownInAudit(endpoint);
      change(endpoint);
      await this.save(tx, endpoint, seq);
      return { before: known, after: shownInAudit(endpoint) };
    });
    this.record(what, by, id, before, after);
  }

  /** The endpoint and the numbers are locked. */
  private async save(tx: Tx, endpoint: WebhookEndpoint, seq: bigint): Promise<void> {
    updateRows(
      tx,
      WebhookEndpoint,
      [endpoint],
      [
        ...(['url', 'description', 'types', 'state', 'disabledReason', 'secret', 'oldSecret'] as const),
        ...(['oldSecretUntil', 'failingSince', 'failingTold'] as const),
      ],
    );
    if (endpoint.state !== 'enabled') {
      await tx.query(
        `UPDATE webhook_deliveries SET state = 'dropped', next_attempt_at = NULL, ended_at = $2
         WHERE endpoint_id = $1 AND state = 'waiting'`,
        [endpoint.id, this.clock.now()],
      );
    }
    await this.resubscribe(tx, endpoint, seq);
  }

  /** Ends what the endpoint was due up to the last number, and begins what it is due from the next one on. */
  private async resubscribe(tx: Tx, endpoint: WebhookEndpoint, seq: bigint): Promise<void> {
    const { id: endpointId, types, state } = endpoint;
    const [open] = await openOf(tx, endpointId);
    if (open && state === 'enabled' && sameTypes(open.types, types)) return;
    if (open) {
      // Where nothing came in between, it was due nothing.
      const values = [endpointId, seq.toString()];
      await tx.query(
        'DELETE FROM webhook_subscriptions WHERE endpoint_id = $1 AND until_seq IS NULL AND after_seq = $2',
        values,
      );
      await tx.query(
        'UPDATE webhook_subscriptions SET until_seq = $2 WHERE endpoint_id = $1 AND until_seq IS NULL',
        values,
      );
    }
    if (state !== 'enabled') return;
    insertRows(tx, WebhookSubscription, [{ endpointId, afterSeq: seq, untilSeq: null, types }]);
  }

  private async assertSafe(text: string): Promise<void> {
    const rules = { production: this.config.production, allowPrivate: this.config.webhooks.allowPrivate };
    try {
      await assertSafeHost(safeUrl(text, rules), rules);
    } catch (error) {
      if (!(error instanceof UnsafeAddress)) throw error;
      throw new DomainError(
        'endpoint_url_refused',
        `The platform does not send to this url. ${error.message}`,
        {
          why: error.why,
        },
      );
    }
  }

  private record(what: string, by: Actor, id: string, before: object, after: object): void {
    this.audit.record({
      action: `webhook_endpoint.${what}`,
      by,
      on: { type: 'webhook_endpoint', id },
      before,
      after,
    });
  }
}

export function noSuchEndpoint(id: string): DomainError {
  return new DomainError('endpoint_not_found', `There is no webhook endpoint ${id}.`);
}

function off(endpoint: WebhookEndpoint, reason: DisabledReason): void {
  Object.assign(endpoint, { state: reason === 'gone' ? 'gone' : 'disabled', disabledReason: reason });
}

function sameTypes(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((type) => other.includes(type));
}

async function assertRoom(tx: Tx, ownerId: string | null): Promise<void> {
  const [row]: { count: number }[] = await tx.query(
    `SELECT count(*)::int AS count FROM webhook_endpoints
     WHERE owner_id IS NOT DISTINCT FROM $1 AND state <> 'gone'`,
    [ownerId],
  );
  if ((row?.count ?? 0) < MOST_OF_ONE) return;
  throw new DomainError(
    'too_many_endpoints',
    `There are ${String(MOST_OF_ONE)} endpoints already. Delete one first.`,
  );
}

function shownInAudit({ url, description, types, state, oldSecretUntil }: WebhookEndpoint): object {
  return {
    url,
    description,
    types: types.join(),
    state,
    old_secret_until: oldSecretUntil?.toISOString() ?? null,
  };
}
