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

/** Writes events together, as the outbox does: $1 is the list, each with the columns of `events` as fields. */
export const TELL = `INSERT INTO outbox (count, business_date, events)
  SELECT json_array_length($1::json), current_date, $1::json`;

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
