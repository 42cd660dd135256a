import type { EntityManager } from 'typeorm';
import { payoffOn } from '../lending/loan-position.js';
import type { Payment } from '../lending/repayment.js';
import type { LoanTerms } from '../lending/terms.js';
import { groupBy } from '../runtime/group-by.js';

/** A payment after its loan's write-off is a recovery: on a later date, or entered later on the same date. */
export interface PaymentFact extends Payment {
  id: string;
  isRecovery: boolean;
}

export const NOT_REVERSED = 'NOT EXISTS (SELECT FROM payment_reversals r WHERE r.payment_id = y.id)';

/** The payments on loans that were not reversed, by value date and order of entry. */
export async function paymentsOf(
  manager: Pick<EntityManager, 'query'>,
  loans: readonly { id: string }[],
): Promise<Map<string, PaymentFact[]>> {
  if (loans.length === 0) return new Map();
  const rows: { loan_id: string; id: string; on: string; amount: string; is_recovery: boolean }[] =
    await manager.query(
      `SELECT y.loan_id, y.id, y.value_date AS on, y.amount,
       coalesce((y.value_date, y.entry_no) > (w.business_date, w.entry_no), false) AS is_recovery
     FROM payments y LEFT JOIN write_offs w ON w.loan_id = y.loan_id
     WHERE y.loan_id = ANY($1) AND ${NOT_REVERSED} ORDER BY y.loan_id, y.value_date, y.entry_no`,
      [loans.map(({ id }) => id)],
    );
  const payments = rows.map(({ loan_id: loanId, id, on, amount, is_recovery: isRecovery }) => ({
    loanId,
    id,
    on,
    amount: BigInt(amount),
    isRecovery,
  }));
  return groupBy(payments, ({ loanId }) => loanId);
}

/** Whether a payment came after the write-off of its loan, by the same rule as in `paymentsOf`. */
export function isRecovery(
  payment: { on: string; entryNo: bigint },
  writtenOffOn: string | null,
  writeOffNo: bigint | null,
): boolean {
  if (writtenOffOn === null || payment.on < writtenOffOn) return false;
  return payment.on > writtenOffOn || payment.entryNo > (writeOffNo ?? 0n);
}

/** Splits payments into those that the schedule counts and those after the write-off. */
export function aroundWriteOff<T extends { isRecovery: boolean }>(
  payments: readonly T[],
): { before: T[]; after: T[] } {
  return {
    before: payments.filter((payment) => !payment.isRecovery),
    after: payments.filter((payment) => payment.isRecovery),
  };
}

/** What was owed at a write-off, by the payments before it; zero when there was none. Minor units. */
export function claimAt(terms: LoanTerms, before: readonly Payment[], writtenOffOn: string | null): bigint {
  return writtenOffOn === null ? 0n : payoffOn(terms, before, writtenOffOn).total;
}

/** `aroundWriteOff` for one loan. */
export async function paymentsAround(
  manager: Pick<EntityManager, 'query'>,
  loan: { id: string },
): Promise<{ before: PaymentFact[]; after: PaymentFact[] }> {
  return aroundWriteOff((await paymentsOf(manager, [loan])).get(loan.id) ?? []);
}
