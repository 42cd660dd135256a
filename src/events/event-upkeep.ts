import { Inject, Injectable } from '@nestjs/common';
import { APP_CONFIG, type AppConfig } from '../config.js';
import { Retention } from '../database/retention.js';
import { Metrics } from '../runtime/metrics.js';
import { EventsQueries } from './events.queries.js';

/** How long events are kept, and what operators see of those that wait. */
@Injectable()
export class EventUpkeep {
  constructor(
    retention: Retention,
    metrics: Metrics,
    queries: EventsQueries,
    @Inject(APP_CONFIG) { eventsKeepDays }: Pick<AppConfig, 'eventsKeepDays'>,
  ) {
    retention.forget(
      'events',
      `DELETE FROM events WHERE occurred_at < now() - interval '${String(eventsKeepDays)} days'`,
    );
    metrics.gauge('events_unsequenced', 'Committed events without a number', () => queries.countWaiting());
  }
}
