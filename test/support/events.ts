import type { TestApp } from './app.js';
import type { TestDatabase } from './database.js';
import { must, type Actor } from './make.js';
import { until } from './until.js';

export interface ToldEvent {
  seq: number;
  id: string;
  type: string;
  business_date: string;
  subject: { type: string; id: string | null };
  loan: string | null;
  customer: string | null;
  provider: string | null;
  actor: string | null;
  data: Record<string, unknown>;
}

/** Writes events together, as the outbox does: $1 is a list of them, each with the columns of `events` as fields. */
export const TELL = `INSERT INTO outbox (count, business_date, occurred_at, ids, types, business_dates, subject_ids, loan_ids,
    customer_ids, provider_ids, actor_ids, data)
  SELECT count(*), current_date, max(w.occurred_at), array_agg(w.id), array_agg(w.type), array_agg(w.business_date),
    array_agg(w.subject_id), array_agg(w.loan_id), array_agg(w.customer_id), array_agg(w.provider_id),
    array_agg(w.actor_id), json_agg(w.data)
  FROM json_to_recordset($1::json) AS w (id uuid, type text, occurred_at timestamptz, business_date date, subject_id uuid,
    loan_id uuid, customer_id uuid, provider_id uuid, actor_id uuid, data json)`;

/** Waits until every committed event has its number. */
export const eventsAreNumbered = (database: TestDatabase) =>
  until(async () => (await database.rows('SELECT FROM outbox LIMIT 1')).length === 0);

/** Everything after a number, as one who follows reads it: page by page, each after the last number of the one before. */
export async function follow(reader: Actor, after = 0, filter = ''): Promise<ToldEvent[]> {
  const all: ToldEvent[] = [];
  for (let last = after; ;) {
    const query = `?after_seq=${String(last)}&limit=100${filter}`;
    const { results } = must(200, await reader.api.get(`/api/events/${query}`)) as unknown as {
      results: ToldEvent[];
    };
    all.push(...results);
    const end = results.at(-1);
    if (end === undefined) return all;
    last = end.seq;
  }
}

/** The events that work causes, numbered, without those of scores: they are computed at some moment beside it. */
export async function eventsOf(
  app: TestApp,
  reader: Actor,
  work: () => Promise<unknown>,
): Promise<ToldEvent[]> {
  await eventsAreNumbered(app.database);
  const before = (await follow(reader)).at(-1)?.seq ?? 0;
  await work();
  await eventsAreNumbered(app.database);
  return (await follow(reader, before)).filter(({ type }) => type !== 'customer.score_changed');
}

/** An id of UUIDv7 with this time. */
export const idAt = (at: string, last = '1') =>
  `${Date.parse(at)
    .toString(16)
    .padStart(12, '0')
    .replace(/^(.{8})/, '$1-')}-7000-8000-${last.padStart(12, '0')}`;

/** A month some months ago, YYYY-MM. */
export function monthsAgo(count: number): string {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - count, 1)).toISOString().slice(0, 7);
}

/** Numbered events of a month (YYYY-MM), an hour apart, as if they had been written then. Answers their first number. */
export async function fillMonth(database: TestDatabase, month: string, count: number): Promise<number> {
  const [found] = await database.rows('SELECT to_regclass($1) AS made', [
    `events_${month.replace('-', '_')}`,
  ]);
  if (!found?.made)
    await database.rows('SELECT new_event_month($1), attach_event_month($1)', [`${month}-01`]);
  const [filled] = await database.rows<{ first: string }>(
    `WITH given AS (UPDATE event_sequencer SET last_seq = last_seq + $2 RETURNING last_seq - $2 AS before), filled AS (
       INSERT INTO events (seq, id, type, occurred_at, business_date, subject_id, loan_id, data, entry_no)
       SELECT g.before + n, (lpad(to_hex((extract(epoch FROM t.at) * 1000)::bigint), 12, '0') || '70008000'
           || lpad(to_hex(g.before + n), 12, '0'))::uuid, 'loan.requested', t.at, t.at::date, l.id, l.id,
         jsonb_build_object('amount', '1000.00', 'currency', 'USD'), g.before + n
       FROM given g, generate_series(1, $2::bigint) n,
         LATERAL (SELECT $1::date + n % 600 * interval '1 hour' AS at) t,
         LATERAL (SELECT gen_random_uuid() AS id WHERE n > 0) l)
     SELECT before + 1 AS first FROM given`,
    [`${month}-01`, count],
  );
  return Number(filled?.first);
}
