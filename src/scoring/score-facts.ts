import type { EntityManager } from 'typeorm';
import { DEFAULT_MONTHS, LATE_MONTHS, type Contribution, type ScoreFacts } from '../lending/credit-score.js';

/** A customer as its score knows it: what is stored, and the facts to compute it again. */
export interface Scored {
  customerId: string;
  score: number;
  scoredOn: string | null;
  changesOn: string | null;
  /** The newest row of its history. */
  newest: { score: number; contributions: Contribution[] } | null;
  facts: ScoreFacts;
  /** The business date that the facts are as of. */
  on: string;
}

interface Row {
  id: string;
  credit_score: number;
  scored_on: string | null;
  score_changes_on: string | null;
  newest_score: number | null;
  contributions: Contribution[] | null;
  on: string;
  first_loan_on: string | null;
  repaid_on_time: number;
  repaid_late: number;
  days_late: number;
  late_until: string | null;
  days_past_due: number;
  defaults: number;
  write_offs: number;
  default_until: string | null;
  open_loans: number;
  principal_outstanding: string;
  principal_lent: string;
}

/**
 * A loan's days past due are what is stored, up to the day when it was last looked at, or today's when it is past due
 * today. A window counts its last day.
 */
const query = (on: string, customers: string) => `
  SELECT c.id, c.credit_score, c.scored_on, c.score_changes_on, d.on, f.*, h.score AS newest_score, h.contributions
  FROM customers c
  CROSS JOIN LATERAL (SELECT ${on} AS on) d
  CROSS JOIN LATERAL (
    SELECT min(l.start_on) AS first_loan_on,
      count(*) FILTER (WHERE l.status = 'paid' AND NOT l.late)::int AS repaid_on_time,
      count(*) FILTER (WHERE l.status = 'paid' AND l.late)::int AS repaid_late,
      coalesce(sum(l.worst) FILTER (WHERE l.counts_late), 0)::int AS days_late,
      min(l.until) FILTER (WHERE l.counts_late) AS late_until,
      coalesce(max(l.days) FILTER (WHERE l.days > l.grace_days), 0)::int AS days_past_due,
      count(*) FILTER (WHERE l.counts_default AND NOT l.lost)::int AS defaults,
      count(*) FILTER (WHERE l.counts_default AND l.lost)::int AS write_offs,
      min(l.until) FILTER (WHERE l.counts_default) AS default_until,
      count(*) FILTER (WHERE l.open)::int AS open_loans,
      coalesce(sum(l.principal_outstanding), 0)::text AS principal_outstanding,
      coalesce(sum(l.amount), 0)::text AS principal_lent
    FROM (
      SELECT l.*, l.worst > l.grace_days AS late,
        l.worst > l.grace_days AND l.until + interval '${String(LATE_MONTHS)} months' >= d.on AS counts_late,
        l.worst >= l.default_after_days AND l.until + interval '${String(DEFAULT_MONTHS)} months' >= d.on
          AS counts_default
      FROM (
        SELECT l.*, greatest(l.worst_days_past_due, l.days) AS worst,
          CASE WHEN l.days > 0 THEN d.on ELSE l.past_due_until END AS until
        FROM (
          SELECT l.status, l.start_on, l.amount, l.principal_outstanding, l.grace_days, l.default_after_days,
            l.worst_days_past_due, l.past_due_until,
            l.status IN ('active', 'overdue', 'defaulted') AS open,
            l.status = 'written_off' AND l.total_paid < l.amount_due AS lost,
            CASE WHEN l.status IN ('active', 'overdue', 'defaulted') THEN greatest(0, d.on - l.next_due_on)
                 ELSE 0 END AS days
          FROM loans l WHERE l.customer_id = c.id AND l.status NOT IN ('queued', 'cancelled')
        ) l
      ) l
    ) l
  ) f
  LEFT JOIN LATERAL (
    SELECT s.score, s.contributions FROM credit_scores s WHERE s.customer_id = c.id ORDER BY s.id DESC LIMIT 1
  ) h ON true
  WHERE ${customers} ORDER BY c.id`;

/** A score never goes back in time, whichever instance is behind. */
const OF_CUSTOMERS = query('greatest(c.scored_on, $1::date)', 'c.id = ANY ($2::uuid[])');

const CHUNK = 2000;
const AS_SCORED = `${query(
  'coalesce(c.scored_on, $1::date)',
  'c.id > $2::uuid AND NOT EXISTS (SELECT FROM score_due q WHERE q.customer_id = c.id)',
)} LIMIT ${String(CHUNK)}`;

/** What is known of customers on a business date, or on the later one that they were scored on. Nothing is locked. */
export async function factsOf(
  manager: Pick<EntityManager, 'query'>,
  customerIds: readonly string[],
  today: string,
): Promise<Scored[]> {
  const rows: Row[] = await manager.query(OF_CUSTOMERS, [today, customerIds]);
  return rows.map(toScored);
}

/** All customers whose score is not due, by id, each as of the date it was scored on (or else today). */
export async function* scoredCustomers(
  manager: Pick<EntityManager, 'query'>,
  today: string,
): AsyncGenerator<Scored> {
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const rows: Row[] = await manager.query(AS_SCORED, [today, after]);
    yield* rows.map(toScored);
    const last = rows.at(-1);
    if (!last || rows.length < CHUNK) return;
    after = last.id;
  }
}

function toScored(row: Row): Scored {
  return {
    customerId: row.id,
    score: row.credit_score,
    scoredOn: row.scored_on,
    changesOn: row.score_changes_on,
    newest:
      row.newest_score === null || row.contributions === null
        ? null
        : { score: row.newest_score, contributions: row.contributions },
    on: row.on,
    facts: {
      firstLoanOn: row.first_loan_on,
      repaidOnTime: row.repaid_on_time,
      repaidLate: row.repaid_late,
      daysLate: row.days_late,
      lateUntil: row.late_until,
      daysPastDue: row.days_past_due,
      defaults: row.defaults,
      writeOffs: row.write_offs,
      defaultUntil: row.default_until,
      openLoans: row.open_loans,
      principalOutstanding: BigInt(row.principal_outstanding),
      principalLent: BigInt(row.principal_lent),
    },
  };
}
