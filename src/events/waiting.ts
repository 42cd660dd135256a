const COLUMNS = {
  id: 'uuid',
  type: 'text',
  occurred_at: 'timestamptz',
  business_date: 'date',
  subject_id: 'uuid',
  loan_id: 'uuid',
  customer_id: 'uuid',
  provider_id: 'uuid',
  actor_id: 'uuid',
  data: 'jsonb',
};

/** A column of `events` that the outbox has as a field of each event. */
export type WaitingColumn = keyof typeof COLUMNS;
export const WAITING_COLUMNS = Object.keys(COLUMNS) as WaitingColumn[];

const TYPED = Object.entries(COLUMNS).map(([name, type]) => `${name} ${type}`);

/** An item of FROM: the events of a row `o` of the outbox, one by one, with their columns and their `place` in the row. */
export const WAITING = `LATERAL ROWS FROM (json_to_recordset(o.events) AS (${TYPED.join(', ')}))
  WITH ORDINALITY AS w (${WAITING_COLUMNS.join(', ')}, place)`;
