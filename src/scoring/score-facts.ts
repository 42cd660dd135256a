import type { EntityManager } from 'typeorm';
import { DEFAULT_MONTHS, LATE_MONTHS, type Contribution, type ScoreFacts } from '../lending/credit-score.js';

/** A customer's stored score, and the facts to compute it again. */
export interface Scored {
  customerId: string;
  score: number;
  scoredOn: string | null;
  changesOn: string | null;
  /** The newest row of its history. */
  newest: { score: number; contributions: Contribution[] } | null;
  facts: ScoreFacts;
  /** The business date of the facts. */
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
  repaid: number;
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

/** Loans past due now or at some time. The rest, nearly all, need no further look. */
const TROUBLE = '(l.worst_days_past_due > 0 OR l.next_due_on < d.on)';
const DAYS = '(d.on - l.next_due_on)';
/** The stored figures are as of the day when the loan was last assessed. */
const WORST = `greatest(l.worst_days_past_due, ${DAYS})`;
const UNTIL = 'CASE WHEN l.next_due_on < d.on THEN d.on ELSE l.past_due_until END';
/** The last day of a window counts. */
const within = (months: number) => `(${UNTIL}) + interval '${String(months)} months' >= d.on`;
const LATE = `${TROUBLE} AND ${WORST} > l.grace_days AND ${within(LATE_MONTHS)}`;
const DEFAULT = `${TROUBLE} AND ${WORST} >= l.default_after_days AND ${within(DEFAULT_MONTHS)}`;
const LOST = `(l.status = 'written_off' AND l.total_paid < l.amount_due)`;

/** Open loans, and only they, have a next due date. */
const query = (on: string, customers: string) => `
  SELECT c.id, c.credit_score, c.scored_on, c.score_changes_on, d.on, f.*, h.score AS newest_score, h.contributions
  FROM customers c
  CROSS JOIN LATERAL (SELECT ${on} AS on) d
  CROSS JOIN LATERAL (
    SELECT min(l.start_on) AS first_loan_on,
      (count(*) FILTER (WHERE l.status = 'paid'))::int AS repaid,
      (count(*) FILTER (WHERE l.status = 'paid' AND l.worst_days_past_due > l.grace_days))::int AS repaid_late,
      coalesce(sum(${WORST}) FILTER (WHERE ${LATE}), 0)::int AS days_late,
      min(${UNTIL}) FILTER (WHERE ${LATE}) AS late_until,
      coalesce(max(${DAYS}) FILTER (WHERE l.next_due_on < d.on AND ${DAYS} > l.grace_days), 0)::int
        AS days_past_due,
      (count(*) FILTER (WHERE ${DEFAULT} AND NOT ${LOST}))::int AS defaults,
      (count(*) FILTER (WHERE ${DEFAULT} AND ${LOST}))::int AS write_offs,
      min(${UNTIL}) FILTER (WHERE ${DEFAULT}) AS default_until,
      count(l.next_due_on)::int AS open_loans,
      coalesce(sum(l.principal_outstanding), 0)::text AS principal_outstanding,
      coalesce(sum(l.amount), 0)::text AS principal_lent
    FROM loans l WHERE l.customer_id = c.id AND l.status <> 'queued' AND l.status <> 'cancelled'
  ) f
  LEFT JOIN LATERAL (
    SELECT s.score, s.contributions FROM credit_scores s WHERE s.customer_id = c.id ORDER BY s.entry_no DESC LIMIT 1
  ) h ON true
  WHERE ${customers} ORDER BY c.id`;

/** A score never goes back in time, even when an instance is behind. */
const OF_CUSTOMERS = query('greatest(c.scored_on, $1::date)', 'c.id = ANY ($2::uuid[])');

const AS_SCORED = (customers: string) =>
  query(
    'coalesce(c.scored_on, $1::date)',
    `${customers} AND NOT EXISTS (SELECT FROM score_due q WHERE q.customer_id = c.id)`,
  );

/** The facts about customers on a business date, or on the later date when they were scored. Locks nothing. */
export async function factsOf(
  manager: Pick<EntityManager, 'query'>,
  customerIds: readonly string[],
  today: string,
): Promise<Scored[]> {
  const rows: Row[] = await manager.query(OF_CUSTOMERS, [today, customerIds]);
  return rows.map(toScored);
}

/**
 * Customers whose score is not due, by id, each as of the date it was scored on (or else today). `customers` is a
 * condition on `c.id`, whose parameters begin at $2.
 */
export async function scoredCustomers(
  manager: Pick<EntityManager, 'query'>,
  today: string,
  customers: string,
  values: readonly unknown[],
): Promise<Scored[]> {
  const rows: Row[] = await manager.query(AS_SCORED(customers), [today, ...values]);
  return rows.map(toScored);
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
      repaidOnTime: row.repaid - row.repaid_late,
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
