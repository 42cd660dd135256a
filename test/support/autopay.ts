import type { TestDatabase } from './database.js';
import type { Answer } from './http.js';
import { must, type Actor } from './make.js';

/** Three instalments of 300.00 in thirty days, and 0.1 % a day when late, from the fourth day on. */
export const THREE = {
  interest_rate: '0',
  installments: 3,
  every: 10,
  unit: 'days',
  late_interest_rate: '0.365',
  grace_days: 3,
  default_after_days: 60,
  reminder_days: 0,
};

export function putAutopay(
  actor: Actor,
  loan: { id: string },
  instrument: string,
  leadDays = 0,
): Promise<Answer> {
  return actor.api.send('PUT', `/api/loans/${loan.id}/autopay/`, { instrument, lead_days: leadDays });
}

/** Lets a loan be collected by itself; answers what is shown of it. */
export async function autopay(
  actor: Actor,
  loan: { id: string },
  instrument: string,
  leadDays = 0,
): Promise<Record<string, unknown>> {
  return must(200, await putAutopay(actor, loan, instrument, leadDays));
}

interface DebitRow {
  id: string;
  due: number;
  attempt: number;
  amount: string;
  state: string;
  stands: string;
  counts_from: number;
  opened: number;
}

/** The debits of a loan that came by themselves, with dates in days after a first date. */
export function debitsOf(database: TestDatabase, loan: { id: string }, from: string): Promise<DebitRow[]> {
  return database.rows<DebitRow>(
    `SELECT t.id, t.autopay_due_on - $2::date AS due, t.attempt, t.amount, t.state, t.stands,
       t.counts_from - $2::date AS counts_from
     FROM transfers t WHERE t.loan_id = $1 AND t.autopay_due_on IS NOT NULL ORDER BY t.autopay_due_on, t.attempt`,
    [loan.id, from],
  );
}

/** What the history of a loan says of autopay, in order. */
export async function toldOf(actor: Actor, loan: { id: string }): Promise<[string, string][]> {
  const { results } = must(
    200,
    await actor.api.get(`/api/loans/${loan.id}/history/?limit=100&ordering=created_at`),
  ) as { results: { kind: string; detail: string }[] };
  return results.flatMap(({ kind, detail }) => (kind.startsWith('autopay_') ? [[kind, detail]] : []));
}
