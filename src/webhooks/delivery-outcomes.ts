import { Injectable } from '@nestjs/common';
import { LeasedWork, type Leased } from '../commands/leased-work.js';
import { Clock } from '../database/clock.js';
import { rowsOf } from '../database/entity-columns.js';
import { insertRows, updateRows } from '../database/rows.js';
import { Transactions, type Tx } from '../database/transactions.js';
import { Outbox } from '../events/outbox.js';
import { newId } from '../runtime/ids.js';
import { waitAfter } from './retry-plan.js';
import { WebhookAttempt } from './webhook-attempt.entity.js';
import { WebhookDelivery } from './webhook-delivery.entity.js';
import { WebhookEndpoint, type DisabledReason } from './webhook-endpoint.entity.js';
import type { Sent } from './webhook-sender.js';
import { WebhookEndpoints } from './webhook-endpoints.service.js';

/** An endpoint that one worker alone sends to, until its lease is over. */
export interface LeasedEndpoint extends Leased {
  url: string;
  secret: string;
  old_secret: string | null;
  old_secret_until: Date | null;
}

/** A delivery that was sent, and what came of it. */
export interface Attempted {
  delivery: WebhookDelivery;
  sent: Sent;
}

/** Longer than what is sent together may take (ms), with time to write it down. */
const LEASE_MS = 90_000;

const DAY_MS = 86_400_000;
/** After so many days of nothing but failures an endpoint is switched off. */
const GIVEN_UP_AFTER_DAYS = 5;
/** On these days of failing it is told. */
const TOLD_ON = [1, 3, GIVEN_UP_AFTER_DAYS];
const GONE = 410;

const hold = rowsOf(WebhookEndpoint, 'e', 'WHERE e.id = $1 AND e.lease = $2 FOR UPDATE');

/** Endpoints that have something due, shared by all workers; what came of attempts, and what follows for their endpoint. */
@Injectable()
export class DeliveryOutcomes {
  readonly work: LeasedWork<LeasedEndpoint>;

  constructor(
    private readonly transactions: Transactions,
    private readonly endpoints: WebhookEndpoints,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {
    this.work = new LeasedWork(transactions, {
      name: 'webhook_endpoints',
      where: "state = 'enabled'",
      leaseMs: LEASE_MS,
    });
  }

  /**
   * Writes them all, and when the endpoint's next delivery is due. `goesOn`: the lease is prolonged; answers whether it
   * is. Nothing is written when the lease is not held any more, or the endpoint was switched off meanwhile: what was sent
   * may be sent again, and its receiver knows it by its id.
   */
  async write(leased: LeasedEndpoint, attempted: readonly Attempted[], goesOn: boolean): Promise<boolean> {
    const { held, reason } = await this.transactions.run(async (tx) => {
      const [endpoint] = await hold(tx, leased.id, leased.lease);
      if (endpoint?.state !== 'enabled') return { held: false, reason: null };
      const now = this.clock.now();
      this.keep(tx, attempted, now);
      const found = this.judge(tx, endpoint, attempted, now);
      await rest(tx, endpoint.id, goesOn && found === null);
      return { held: true, reason: found };
    });
    if (reason !== null) await this.endpoints.switchOff(leased.id, reason);
    return held && goesOn && reason === null;
  }

  private keep(tx: Tx, attempted: readonly Attempted[], now: Date): void {
    const deliveries = attempted.map(({ delivery, sent }) => afterAttempt(delivery, sent, now));
    updateRows(tx, WebhookDelivery, deliveries, [
      'state',
      'attempts',
      'nextAttemptAt',
      'lastStatus',
      'lastError',
      'endedAt',
    ]);
    insertRows(
      tx,
      WebhookAttempt,
      attempted.map(({ delivery, sent: { status, ms, error, answer } }) => ({
        id: newId(),
        deliveryId: delivery.id,
        at: new Date(now.getTime() - ms),
        status,
        ms,
        error,
        answer,
      })),
    );
  }

  /** Whether the endpoint has to be switched off, and why. Changes since when it fails. */
  private judge(
    tx: Tx,
    endpoint: WebhookEndpoint,
    attempted: readonly Attempted[],
    now: Date,
  ): DisabledReason | null {
    if (attempted.length === 0) return null;
    if (attempted.some(({ sent }) => sent.status === GONE)) return 'gone';
    const hasWorked = attempted.some(({ sent }) => sent.error === null);
    const failingSince = hasWorked ? null : (endpoint.failingSince ?? now);
    const days = failingSince === null ? 0 : Math.floor((now.getTime() - failingSince.getTime()) / DAY_MS);
    const told = TOLD_ON.findLast((day) => day <= days) ?? 0;
    if (told > endpoint.failingTold) {
      this.outbox.add(tx, [
        {
          type: 'endpoint.failing',
          subjectId: endpoint.id,
          providerId: endpoint.ownerId,
          data: { days: told, disabled: days >= GIVEN_UP_AFTER_DAYS },
        },
      ]);
    }
    if (failingSince?.getTime() !== endpoint.failingSince?.getTime() || told !== endpoint.failingTold) {
      const failing = { id: endpoint.id, failingSince, failingTold: told };
      updateRows(tx, WebhookEndpoint, [failing], ['failingSince', 'failingTold']);
    }
    return days >= GIVEN_UP_AFTER_DAYS ? 'failing' : null;
  }
}

function afterAttempt(delivery: WebhookDelivery, sent: Sent, now: Date): WebhookDelivery {
  const attempts = delivery.attempts + 1;
  const known = { ...delivery, attempts, lastStatus: sent.status, lastError: sent.error };
  const over = { nextAttemptAt: null, endedAt: now };
  if (sent.error === null) return { ...known, ...over, state: 'delivered' };
  const wait = sent.status === GONE ? null : waitAfter(attempts, Math.random(), sent.retryAfterMs);
  if (wait === null) return { ...known, ...over, state: 'failed' };
  return { ...known, nextAttemptAt: new Date(now.getTime() + wait) };
}

/** The endpoint is locked, so nothing becomes due that this does not see. */
async function rest(tx: Tx, endpointId: string, goesOn: boolean): Promise<void> {
  await tx.query(
    `UPDATE webhook_endpoints SET next_attempt_at = (
         SELECT min(d.next_attempt_at) FROM webhook_deliveries d WHERE d.endpoint_id = $1 AND d.state = 'waiting'),
       lease = CASE WHEN $2 THEN lease END, leased_until = CASE WHEN $2 THEN now() + $3 * interval '1 ms' END
     WHERE id = $1`,
    [endpointId, goesOn, LEASE_MS],
  );
}
