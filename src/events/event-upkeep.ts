import { Inject, Injectable } from '@nestjs/common';
import { APP_CONFIG, type AppConfig } from '../config.js';
import { Retention } from '../database/retention.js';
import type { Tx } from '../database/transactions.js';
import { Metrics } from '../runtime/metrics.js';
import { EventHolds } from './event-holds.js';
import { EventsQueries } from './events.queries.js';
import { WAITING } from './waiting.js';

/** How long events are kept, and what operators see of those that wait. */
@Injectable()
export class EventUpkeep {
  constructor(
    retention: Retention,
    metrics: Metrics,
    queries: EventsQueries,
    holds: EventHolds,
    @Inject(APP_CONFIG)
    { eventsKeepDays, eventsArchive }: Pick<AppConfig, 'eventsKeepDays' | 'eventsArchive'>,
  ) {
    if (!eventsArchive) retention.forget('events', (tx) => forgetEvents(tx, eventsKeepDays));
    holds.register(
      'events without a number',
      `SELECT count(*) FROM outbox o, ${WAITING} WHERE w.id >= $1 AND w.id < $2`,
    );
    metrics.gauge('events_unsequenced', 'Committed events without a number', () => queries.countWaiting());
  }
}

/** The sequencer's row is locked at the end only, since no event is numbered meanwhile. */
async function forgetEvents(tx: Tx, days: number): Promise<void> {
  const [gone]: { last: string | null }[] = await tx.query(
    `WITH gone AS (DELETE FROM events WHERE occurred_at < now() - interval '${String(days)} days' RETURNING seq)
     SELECT max(seq) AS last FROM gone`,
  );
  if (!gone?.last) return;
  await tx.query('UPDATE event_sequencer SET first_seq = greatest(first_seq, $1::bigint + 1)', [gone.last]);
}
