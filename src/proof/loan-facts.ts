import type { EntityManager } from 'typeorm';
import { chunksById } from '../database/chunks-by-id.js';
import { columnsOf } from '../database/entity-columns.js';
import { NOT_REVERSED, paymentsOf, type PaymentFact } from '../loans/loan-payments.js';
import { Loan } from '../loans/loan.entity.js';

/** What the proof needs to know about a loan. Minor units; reversed payments are left out. */
export interface LoanFacts {
  loan: Loan;
  paid: bigint;
  principalPaid: bigint;
  /** By value date and entry; null for a flat loan that was never late, which needs only `paid`. */
  payments: PaymentFact[] | null;
  writtenOffOn: string | null;
}

const columns = columnsOf(Loan, 'l');
const CHUNK = 5000;
const HAS_HISTORY = `(l.interest_method <> 'flat' OR l.prepayment_rebate OR l.late_interest_rate > 0
  OR l.late_interest <> 0 OR l.worst_days_past_due <> 0 OR l.status NOT IN ('active', 'paid') OR l.next_due_on < greatest(l.assessed_on, $2::date)
  OR EXISTS (SELECT FROM loan_events e WHERE e.loan_id = l.id AND e.kind IN ('overdue', 'defaulted', 'written_off')))`;

interface Sums {
  paid: string;
  principal_paid: string;
  has_history: boolean;
  write_off_on: string | null;
}

/** All loans by id, in chunks; `closedOn` is the last business date that was closed. */
export async function* readLoanFacts(
  manager: EntityManager,
  closedOn: string | null,
): AsyncGenerator<LoanFacts> {
  const { select, table, read } = columns(manager.dataSource);
  const sum = (of: string) =>
    `(SELECT coalesce(sum(y.${of}), 0) FROM payments y WHERE y.loan_id = l.id AND ${NOT_REVERSED})`;
  const chunks = chunksById(CHUNK, async (after) => {
    const rows: (Sums & { id: string })[] = await manager.query(
      `SELECT ${select}, ${sum('amount')} AS paid, ${sum('principal')} AS principal_paid, ${HAS_HISTORY} AS has_history,
         (SELECT w.business_date FROM write_offs w WHERE w.loan_id = l.id) AS write_off_on
       FROM ${table} l WHERE l.id > $1 ORDER BY l.id LIMIT $3`,
      [after, closedOn, CHUNK],
    );
    return rows.map(read);
  });
  for await (const chunk of chunks) {
    const withHistory = chunk.filter((loan) => loan.has_history);
    const payments = await paymentsOf(manager, withHistory);
    for (const loan of chunk) {
      yield {
        loan,
        paid: BigInt(loan.paid),
        principalPaid: BigInt(loan.principal_paid),
        payments: loan.has_history ? (payments.get(loan.id) ?? []) : null,
        writtenOffOn: loan.write_off_on,
      };
    }
  }
}
