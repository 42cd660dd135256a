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
    if (!eventsArchive) retention.forget('events', (tx, most) => forgetEvents(tx, most, eventsKeepDays));
    holds.register(
      'events without a number',
      `SELECT count(*) FROM outbox o, ${WAITING} WHERE w.id >= $1 AND w.id < $2`,
    );
    metrics.gauge('events_unsequenced', 'Committed events without a number', () => queries.countWaiting());
  }
}

/**
 * Looks at the first events that there are: their numbers follow their time. The sequencer's row is locked at the end only,
 * since no event is numbered meanwhile.
 */
async function forgetEvents(tx: Tx, most: number, days: number): Promise<number> {
  const [gone]: { last: string | null; count: number }[] = await tx.query(
    `WITH first AS MATERIALIZED (
       SELECT seq FROM events WHERE seq >= (SELECT first_seq FROM event_sequencer) ORDER BY seq LIMIT $1
     ), gone AS (
       DELETE FROM events e USING first f WHERE e.seq = f.seq AND e.occurred_at < now() - $2 * interval '1 day'
       RETURNING e.seq
     )
     SELECT max(seq) AS last, count(*)::int AS count FROM gone`,
    [most, days],
  );
  if (!gone?.last) return 0;
  await tx.query('UPDATE event_sequencer SET first_seq = greatest(first_seq, $1::bigint + 1)', [gone.last]);
  return gone.count;
}
