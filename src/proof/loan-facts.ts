import type { EntityManager } from 'typeorm';
import { entityRowsOf } from '../database/entity-columns.js';
import { NOT_REVERSED, paymentsOf, type PaymentFact } from '../loans/loan-payments.js';
import { Loan } from '../loans/loan.entity.js';
import { SHOWN_VIOLATIONS } from './check.js';
import type { Ids } from './rows.js';

/** What a loan row says that follows from something, and what it follows from. */
const COMPARED = [
  'amount',
  'interestRate',
  'interestMethod',
  'interestRounding',
  'dayCount',
  'periodInterest',
  'installments',
  'every',
  'unit',
  'startOn',
  'allocationOrder',
  'prepaymentRebate',
  'graceDays',
  'lateInterestRate',
  'defaultAfterDays',
  'status',
  'amountDue',
  'totalPaid',
  'principalOutstanding',
  'nextDueOn',
  'nextDueAmount',
  'lateInterest',
  'worstDaysPastDue',
  'pastDueUntil',
] as const satisfies readonly (keyof Loan)[];

/** What the proof needs to know about a loan, or about several that differ in nothing of it. Minor units. */
export interface LoanFacts {
  loan: Pick<Loan, (typeof COMPARED)[number]>;
  /** How many loans they are, and the first ids of them. */
  alike: number;
  ids: string[];
  /** Without reversed payments. */
  paid: bigint;
  principalPaid: bigint;
  /** By value date and entry; null for a flat loan that was never late, which needs only `paid`. */
  payments: PaymentFact[] | null;
  /** When it was last assessed; null where payments are. */
  assessedOn: string | null;
  writtenOffOn: string | null;
}

const comparedLoans = entityRowsOf(Loan, 'l', COMPARED);
const HAS_HISTORY = `(l.interest_method <> 'flat' OR l.prepayment_rebate OR l.late_interest_rate > 0
  OR l.late_interest <> 0 OR l.worst_days_past_due <> 0 OR l.status NOT IN ('active', 'paid') OR l.next_due_on < greatest(l.assessed_on, $1::date)
  OR e.loan_id IS NOT NULL)`;

interface Row {
  own: string | null;
  ids: string;
  alike: number;
  paid: string | null;
  principal_paid: string | null;
  assessed_on: string | null;
  write_off_on: string | null;
}

/**
 * Some loans with their facts; `closedOn` is the last business date that was closed. On one snapshot. Loans of the same
 * amount, terms and dates with as much paid, which most banks have many of, are read and computed once: that takes a
 * tenth of the time where a day's loans have a few hundred different amounts, and costs nothing where all differ.
 */
export async function readLoanFacts(
  manager: EntityManager,
  { where, values }: Ids,
  closedOn: string | null,
): Promise<LoanFacts[]> {
  const { select, from, read } = comparedLoans.in(manager.dataSource);
  const of = (column: string) => where(column, 2);
  const rows: Row[] = await manager.query(
    `SELECT array_to_string((array_agg(l.id))[1:${String(SHOWN_VIOLATIONS)}], ' ') AS ids, count(*)::int AS alike, ${select}, s.paid, s.principal_paid,
       CASE WHEN ${HAS_HISTORY} THEN l.id END AS own, CASE WHEN ${HAS_HISTORY} THEN l.assessed_on END AS assessed_on,
       w.business_date AS write_off_on
     FROM ${from}
     LEFT JOIN (SELECT y.loan_id, sum(y.amount) AS paid, sum(y.principal) AS principal_paid FROM payments y
                WHERE ${of('y.loan_id')} AND ${NOT_REVERSED} GROUP BY y.loan_id) s ON s.loan_id = l.id
     LEFT JOIN (SELECT DISTINCT e.loan_id FROM loan_events e
                WHERE ${of('e.loan_id')} AND e.kind IN ('overdue', 'defaulted', 'written_off')) e ON e.loan_id = l.id
     LEFT JOIN (SELECT w.loan_id, w.business_date FROM write_offs w WHERE ${of('w.loan_id')}) w ON w.loan_id = l.id
     WHERE ${of('l.id')}
     GROUP BY ${COMPARED.map((property) => `"${property}"`).join(', ')}, s.paid, s.principal_paid, own, 
       CASE WHEN ${HAS_HISTORY} THEN l.assessed_on END, w.business_date`,
    [closedOn, ...values],
  );
  const payments = await paymentsOf(
    manager,
    rows.flatMap(({ own: id }) => (id === null ? [] : [{ id }])),
  );
  return rows.map(read).map((row) => ({
    loan: row,
    alike: row.alike,
    // As one text, because the driver reads arrays letter by letter, which took a third of this process's time.
    ids: row.ids.split(' '),
    paid: BigInt(row.paid ?? 0),
    principalPaid: BigInt(row.principal_paid ?? 0),
    payments: row.own === null ? null : (payments.get(row.own) ?? []),
    assessedOn: row.assessed_on,
    writtenOffOn: row.write_off_on,
  }));
}
