import { Injectable } from '@nestjs/common';
import type { Caller } from '../auth/access.js';
import { Clock } from '../database/clock.js';
import { newId } from '../runtime/ids.js';
import type { WebhookTestResponse } from './webhook-endpoints.dto.js';
import { testBody } from './webhook-message.js';
import { WebhookSender } from './webhook-sender.js';
import { WebhooksQueries } from './webhooks.queries.js';

/** Messages that somebody sends to see whether they arrive. */
@Injectable()
export class WebhookTests {
  constructor(
    private readonly queries: WebhooksQueries,
    private readonly sender: WebhookSender,
    private readonly clock: Clock,
  ) {}

  /** Sends one now and waits for what comes back. Throws `endpoint_not_found`. */
  async send(endpointId: string, caller: Caller): Promise<WebhookTestResponse> {
    const to = await this.queries.getAddressee(endpointId, caller);
    const id = newId();
    const { status, ms, error, answer } = await this.sender.send(to, {
      id,
      body: testBody(id, this.clock.now()),
    });
    return { delivered: error === null, status, ms, error, answer };
  }
}
