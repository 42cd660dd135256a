import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { BackgroundLoops } from '../database/background-loops.js';
import { DatabaseState } from '../database/database-state.js';
import { DeliveryOutcomes, type Attempted, type LeasedEndpoint } from './delivery-outcomes.js';
import type { WebhookDelivery } from './webhook-delivery.entity.js';
import { WebhookEndpoints } from './webhook-endpoints.service.js';
import { WebhookSender } from './webhook-sender.js';
import { WebhooksQueries } from './webhooks.queries.js';

const REST_MS = 200;
/** So many messages are on their way to an endpoint at once. */
const LANES = 4;
/** So many are read, and written down, together: where they go well, that costs a fraction of one by one. */
const TOGETHER = 40;
/** Slow answers are written down after so long (ms), and failures at once. */
const ROUND_MS = 3000;
/** So many endpoints does one instance serve at once. Dead ones only wait, so they may be many. */
const MOST_ENDPOINTS = 100;

/**
 * Sends what is due to endpoints. Any number of instances share them: an endpoint is leased by one at a time, so that
 * never more than four messages are on their way to it, and a dead one delays nobody else.
 */
@Injectable()
export class WebhookWorker implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(WebhookWorker.name);
  private readonly serving = new Set<Promise<void>>();

  constructor(
    private readonly queries: WebhooksQueries,
    private readonly outcomes: DeliveryOutcomes,
    private readonly endpoints: WebhookEndpoints,
    private readonly sender: WebhookSender,
    private readonly loops: BackgroundLoops,
    private readonly database: DatabaseState,
  ) {}

  onApplicationBootstrap(): void {
    this.loops.start({
      restMs: REST_MS,
      failure: 'webhooks could not be sent',
      logger: this.logger,
      work: (isEnding) => this.look(isEnding),
    });
  }

  async onModuleDestroy(): Promise<void> {
    this.sender.abort();
    await Promise.all(this.serving);
  }

  private async look(isEnding: () => boolean): Promise<void> {
    const free = MOST_ENDPOINTS - this.serving.size;
    if (free === 0 || !(await this.outcomes.work.isAnyDue(this.queries.db))) return;
    for (const id of await this.queries.orphaned()) await this.endpoints.switchOff(id, 'owner');
    for (const leased of await this.outcomes.work.claim(free)) {
      const served = this.serve(leased, isEnding)
        .catch((error: unknown) => {
          this.database.report(
            this.logger,
            { msg: 'webhooks could not be sent', endpoint: leased.id },
            error,
          );
        })
        .finally(() => this.serving.delete(served));
      this.serving.add(served);
    }
  }

  /** Sends what is due to an endpoint until there is nothing, or something failed: then others come first. */
  private async serve(leased: LeasedEndpoint, isEnding: () => boolean): Promise<void> {
    for (let goesOn = true; goesOn;) {
      const due = isEnding() ? [] : await this.queries.due(leased.id, TOGETHER);
      const attempted = await this.sendSome(leased, due, isEnding);
      const works = attempted.length > 0 && attempted.every(({ sent }) => sent.error === null);
      goesOn = await this.outcomes.write(leased, attempted, works && !isEnding());
    }
  }

  private async sendSome(
    leased: LeasedEndpoint,
    due: readonly WebhookDelivery[],
    isEnding: () => boolean,
  ): Promise<Attempted[]> {
    const attempted: Attempted[] = [];
    const until = performance.now() + ROUND_MS;
    const left = due.values();
    let goesOn = true;
    const lane = async () => {
      // The lanes share what is left, so each takes the next one.
      for (const delivery of left) {
        const sent = await this.sender.send(toAddressee(leased), {
          id: delivery.eventId,
          body: delivery.body,
        });
        // What was ended by the end of this process was not refused by its receiver.
        if (isEnding() && sent.status === null) return;
        attempted.push({ delivery, sent });
        goesOn &&= sent.error === null && performance.now() < until;
        if (!goesOn) return;
      }
    };
    await Promise.all(Array.from({ length: LANES }, lane));
    return attempted;
  }
}

function toAddressee({ id, url, secret, old_secret, old_secret_until }: LeasedEndpoint) {
  return { id, url, secret, oldSecret: old_secret, oldSecretUntil: old_secret_until };
}
