import { Inject, Injectable } from '@nestjs/common';
import { APP_CONFIG, type AppConfig } from '../config.js';
import { Retention } from '../database/retention.js';
import { EventHolds } from '../events/event-holds.js';
import { Metrics } from '../runtime/metrics.js';
import { WebhooksQueries } from './webhooks.queries.js';

const ATTEMPTS_KEPT_DAYS = 30;

/** How long deliveries are kept, and what operators see of those that wait. */
@Injectable()
export class WebhookUpkeep {
  constructor(
    retention: Retention,
    metrics: Metrics,
    holds: EventHolds,
    queries: WebhooksQueries,
    @Inject(APP_CONFIG) { eventsKeepDays }: Pick<AppConfig, 'eventsKeepDays'>,
  ) {
    const olderThan = (days: number) => `now() - interval '${String(days)} days'`;
    retention.forget('attempts to deliver webhooks', {
      table: 'webhook_attempts',
      where: `at < ${olderThan(ATTEMPTS_KEPT_DAYS)}`,
    });
    // As long as there are events, each has its deliveries.
    retention.forget('webhook deliveries', {
      table: 'webhook_deliveries',
      where: `created_at < ${olderThan(eventsKeepDays + 1)}`,
    });
    holds.register(
      'webhook deliveries that wait',
      "SELECT count(*) FROM webhook_deliveries WHERE state = 'waiting' AND event_id >= $1 AND event_id < $2",
    );
    metrics.gauge(
      'webhook_deliveries_waiting',
      'Webhook deliveries that wait',
      async () => (await queries.backlog()).waiting,
    );
    metrics.gauge(
      'webhook_delivery_age_seconds',
      'For how long the webhook delivery that is longest overdue has been due',
      async () => (await queries.backlog()).oldestSeconds,
    );
  }
}
