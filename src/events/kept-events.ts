import type { Tx } from '../database/transactions.js';
import { DomainError } from '../runtime/problems.js';

/** The first number from which every event is in the table: what came before is forgotten, or partly in archives. */
export const FIRST_SEQ = `SELECT greatest(q.first_seq, (SELECT max(upper(a.numbers)) FROM event_archives a)) AS first
  FROM event_sequencer q`;

/** Numbers of events (`e`, after FROM) that follow each other, and how many events they are at. */
export const islandsOf = (events: string): string => `
  SELECT count(*) AS events, min(n.seq) AS first, max(n.seq) AS last FROM (
    SELECT e.seq, e.seq - dense_rank() OVER (ORDER BY e.seq) AS island FROM ${events}
  ) n GROUP BY n.island`;

/**
 * Throws `events_gone` when some of the events from one number to another are forgotten or in an archive. To be asked after
 * they were read, so that nothing can have left in between.
 */
export async function assertKept(tx: Tx, from: number, to: number): Promise<void> {
  const [row]: { first: string; forgotten: boolean; months: string | null }[] = await tx.query(
    `SELECT q.first_seq AS first, q.first_seq > $1 AS forgotten, (
       SELECT string_agg(DISTINCT to_char(a.month, 'YYYY-MM'), ', ') FROM event_archives a
       WHERE a.numbers && int8range($1, $2, '[]')) AS months
     FROM event_sequencer q`,
    [from, to],
  );
  if (row?.forgotten === true) {
    const text = `Events before number ${row.first} are not kept any more. Begin with ${row.first} or later.`;
    throw new DomainError('events_gone', text, { first_seq: Number(row.first) });
  }
  if (!row?.months) return;
  const text = `Events of these numbers are in archives (${row.months}): restore them first, or ask for other numbers.`;
  throw new DomainError('events_gone', text, { archived: row.months.split(', ') });
}
