import { EVERYTHING, runChecks, type Finding, type SqlCheck } from './check.js';
import { islandsOf } from '../events/kept-events.js';
import { WAITING } from '../events/waiting.js';
import type { Work } from './snapshots.js';

/** What is kept, and how each is told. Events of other types have no fact of their own here. */
const FACTS = `
  SELECT 'loan' AS what, j.loan_id AS id, j.posted_at AS at FROM journal j
  WHERE j.entry_no > (SELECT k.entry FROM kept k) AND j.kind = 'disbursement' AND j.reverses_id IS NULL
  UNION ALL SELECT 'payment', y.id, y.created_at FROM payments y WHERE y.entry_no > (SELECT k.entry FROM kept k)
  UNION ALL SELECT 'reversal', v.payment_id, v.created_at FROM payment_reversals v
  UNION ALL SELECT 'write-off', w.loan_id, w.created_at FROM write_offs w
  UNION ALL SELECT 'movement', m.id, m.created_at FROM fund_movements m WHERE m.entry_no > (SELECT k.entry FROM kept k)`;
const MOVEMENTS = ['deposited', 'withdrew', 'reinvested', 'deposit_returned', 'withdrawal_returned']
  .map((what) => `'provider.${what}'`)
  .join(', ');
const TOLD = `
  SELECT CASE e.type WHEN 'loan.disbursed' THEN 'loan' WHEN 'payment.reversed' THEN 'reversal'
      WHEN 'loan.written_off' THEN 'write-off' WHEN 'payment.received' THEN 'payment'
      WHEN 'payment.recovered' THEN 'payment' ELSE 'movement' END AS what,
    CASE WHEN e.type IN (${MOVEMENTS}) THEN (e.data->>'movement')::uuid ELSE e.subject_id END AS id,
    e.occurred_at AS at
  FROM (SELECT type, subject_id, data, occurred_at FROM events WHERE id > (SELECT k.first_id FROM kept k)
        UNION ALL SELECT w.type, w.subject_id, w.data, w.occurred_at FROM outbox o, ${WAITING}) e
  WHERE e.type IN ('loan.disbursed', 'payment.received', 'payment.recovered', 'payment.reversed', 'loan.written_off',
    ${MOVEMENTS})`;

/** A fact and its event are of one transaction; their instants differ a little. */
const COUNTED = (rows: string) => `
  SELECT r.what, r.id, count(*) AS count, bool_or(r.at >= k.since) AS is_inside FROM (${rows}) r, kept k
  WHERE r.at >= k.since - interval '1 hour' GROUP BY r.what, r.id`;

/** Numbers that follow each other, in words. */
const named = (range: string) => `'numbers ' || lower(${range}) || ' to ' || (upper(${range}) - 1)`;

const eventsComplete: SqlCheck = {
  name: 'events_complete',
  promise:
    'Every loan paid out, payment, reversal, write-off and movement of money since events began has its event, and none of these events is without, as long as events are kept; each number is at one event, here or in an archive.',
  past: false,
  ofProvider: false,
  items: `
    SELECT coalesce(f.what, t.what) AS what, coalesce(f.id, t.id) AS id,
      coalesce(f.count, 0)::numeric AS expected, coalesce(t.count, 0)::numeric AS actual
    FROM (${COUNTED(FACTS)}) f FULL JOIN (${COUNTED(TOLD)}) t ON t.what = f.what AND t.id = f.id
    WHERE f.is_inside OR t.is_inside
    UNION ALL SELECT 'number ' || e.seq, NULL, 1, count(*) FROM events e
    WHERE e.id > (SELECT k.first_id FROM kept k) GROUP BY e.seq HAVING count(*) > 1
    UNION ALL SELECT ${named('r')} || ' nowhere', NULL, upper(r) - lower(r), 0
    FROM numbers n, unnest(n.due - n.here - n.archived) r
    UNION ALL SELECT ${named('r')} || ' here and in an archive', NULL, upper(r) - lower(r), 2 * (upper(r) - lower(r))
    FROM numbers n, unnest(n.here * n.archived) r`,
  subject: `concat_ws(' ', i.what, i.id)`,
};

const deliveriesComplete: SqlCheck = {
  name: 'deliveries_complete',
  promise: 'Each event has one delivery for each webhook endpoint that was due it.',
  past: false,
  ofProvider: false,
  items: `
    SELECT e.seq, s.endpoint_id, 1::numeric AS expected, count(d.id)::numeric AS actual
    FROM kept k
    JOIN events e ON e.occurred_at >= k.since AND e.id > (SELECT k.first_id FROM kept k)
    JOIN webhook_subscriptions s ON e.seq > s.after_seq AND e.seq <= coalesce(s.until_seq, e.seq)
      AND ('*' = ANY (s.types) OR e.type = ANY (s.types))
    JOIN webhook_endpoints p ON p.id = s.endpoint_id AND (p.owner_id IS NULL OR p.owner_id = e.provider_id)
    LEFT JOIN webhook_deliveries d ON d.event_id = e.id AND d.endpoint_id = s.endpoint_id
    GROUP BY e.seq, s.endpoint_id`,
  subject: `'event ' || i.seq || ' for ' || i.endpoint_id`,
};

export const OF_EVENTS: readonly SqlCheck[] = [eventsComplete, deliveriesComplete];

/** How far back a proof looks that only reads what is new. */
export const NEWEST_DAYS = 2;

/**
 * What numbers are at events that are here, as ranges: of all that should be here or in an archive, or (`$4`) of those
 * after the newest event that is too old to be among the recent ones.
 */
const NUMBERS = `
    numbers AS MATERIALIZED (
      SELECT int8multirange(int8range(b.low, greatest(b.low, b.high))) AS due,
        coalesce((
          SELECT range_agg(int8range(i.first, i.last, '[]'))
          FROM (${islandsOf('events e WHERE e.seq >= b.low AND e.id > b.after_id')}) i), '{}') AS here,
        coalesce((SELECT range_agg(a.numbers) FROM event_archives a), '{}') AS archived
      FROM (
        SELECT q.last_seq + 1 AS high, n.after_id, greatest(q.first_seq, (
          SELECT e.seq + 1 FROM events e WHERE e.id <= n.after_id ORDER BY e.seq DESC LIMIT 1)) AS low
        FROM event_sequencer q,
          (SELECT CASE WHEN $4::boolean THEN k.first_id ELSE '00000000-0000-0000-0000-000000000000' END AS after_id FROM kept k) n
      ) b)`;

/**
 * What happened in the last days, since events began: older events may be forgotten. `entry` and `first_id` lead to these
 * rows by index; both lie before all of them, by more than clocks differ. `numbers`: look for those of recent events
 * only, or for all.
 */
export function eventPart(days: number, numbers: 'all' | 'recent'): Work<Finding[]> {
  const tables = `
    recent AS (SELECT greatest(q.began_at, now() - $3::integer * interval '1 day') AS since FROM event_sequencer q),
    kept AS MATERIALIZED (
      SELECT r.since,
        coalesce((SELECT max(d.entries_before) FROM business_dates d WHERE d.began_at <= r.since - interval '2 hours'), 0)
          AS entry,
        (lpad(to_hex(floor(extract(epoch FROM r.since - interval '2 hours') * 1000)::bigint), 12, '0')
          || '70008000000000000000')::uuid AS first_id
      FROM recent r),
    ${NUMBERS}`;
  const values = [days, numbers === 'recent'];
  return (manager) => runChecks(manager, OF_EVENTS, EVERYTHING, { tables, values });
}
