import type { EntityManager } from 'typeorm';
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

const CHUNK = 5000;
const HAS_HISTORY = `l.interest_method <> 'flat' OR l.prepayment_rebate OR l.late_interest_rate > 0
  OR l.late_interest <> 0 OR l.worst_days_past_due <> 0 OR l.status NOT IN ('active', 'paid') OR l.next_due_on < greatest(l.assessed_on, :closedOn::date)
  OR EXISTS (SELECT FROM loan_events e WHERE e.loan_id = l.id AND e.kind IN ('overdue', 'defaulted', 'written_off'))`;

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
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const { entities, raw } = await manager
      .createQueryBuilder(Loan, 'l')
      .addSelect(
        `(SELECT coalesce(sum(y.amount), 0) FROM payments y WHERE y.loan_id = l.id AND ${NOT_REVERSED})`,
        'paid',
      )
      .addSelect(
        `(SELECT coalesce(sum(y.principal), 0) FROM payments y WHERE y.loan_id = l.id AND ${NOT_REVERSED})`,
        'principal_paid',
      )
      .addSelect(HAS_HISTORY, 'has_history')
      .setParameter('closedOn', closedOn)
      .addSelect('(SELECT w.business_date FROM write_offs w WHERE w.loan_id = l.id)', 'write_off_on')
      .where('l.id > :after', { after })
      .orderBy('l.id')
      .limit(CHUNK)
      .getRawAndEntities<Sums>();
    const withHistory = entities.filter((_, index) => (raw[index] as Sums).has_history);
    const payments = await paymentsOf(manager, withHistory);
    for (const [index, loan] of entities.entries()) {
      const sums = raw[index] as Sums;
      yield {
        loan,
        paid: BigInt(sums.paid),
        principalPaid: BigInt(sums.principal_paid),
        payments: sums.has_history ? (payments.get(loan.id) ?? []) : null,
        writtenOffOn: sums.write_off_on,
      };
    }
    const last = entities.at(-1);
    if (!last || entities.length < CHUNK) return;
    after = last.id;
  }
}
