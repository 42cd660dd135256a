import { arrayLiteral } from '../database/rows.js';

/** What an event has of its own, by the list of the outbox that it is in: its column of `events`, and the type. */
const LISTS = {
  ids: { column: 'id', type: 'uuid' },
  types: { column: 'type', type: 'text' },
  business_dates: { column: 'business_date', type: 'date' },
  subject_ids: { column: 'subject_id', type: 'uuid' },
  loan_ids: { column: 'loan_id', type: 'uuid' },
  customer_ids: { column: 'customer_id', type: 'uuid' },
  provider_ids: { column: 'provider_id', type: 'uuid' },
  actor_ids: { column: 'actor_id', type: 'uuid' },
} as const;

type ListName = keyof typeof LISTS;
export const LIST_NAMES = Object.keys(LISTS) as ListName[];

/** An event of the outbox; null: it has none, or for its date that of the row. */
export type Waiting = Record<(typeof LISTS)[ListName]['column'], string | null>;

/** The columns of `events` that come from the outbox. */
export const WAITING_COLUMNS = [
  ...Object.values(LISTS).map(({ column }) => column),
  'occurred_at',
  'data',
] as const;

/** The values of a list in the order of the events; null where none has any: an empty list costs nothing. */
export function listOf(name: ListName, events: readonly Waiting[]): string | null {
  const { column } = LISTS[name];
  const values = events.map((event) => event[column]);
  return values.some((value) => value !== null) ? arrayLiteral(values) : null;
}

/** A list as a parameter of a statement. */
export const listParameter = (name: ListName, place: number) => `$${String(place)}::${LISTS[name].type}[]`;

/**
 * An item of FROM: the events of a row `o` of the outbox, one by one, with their columns and their `place` in the row.
 * The lists are read in step; one that is not there gives nulls.
 */
export const WAITING = `LATERAL (
  SELECT ${Object.entries(LISTS)
    .map(([list, { column }]) => `unnest(o.${list}) AS ${column}`)
    .join(', ')},
    o.occurred_at, json_array_elements(o.data)::jsonb AS data, generate_series(1, o.count) AS place) w`;
