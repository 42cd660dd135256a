import { Injectable } from '@nestjs/common';
import { BUSINESS_DATE, Clock } from '../database/clock.js';
import { pipelined, Transactions } from '../database/transactions.js';
import { DomainError } from '../runtime/problems.js';
import type { AssignedResponse } from './cases.dto.js';

/** Who works on which late loan. */
@Injectable()
export class Assignments {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /**
   * Gives a late loan to a member of staff, or to nobody. A loan that no close has seen late yet gets its case now.
   * Throws `loan_not_found`, `loan_not_late` and `not_staff`. Locks the case.
   */
  assign(loanId: string, userId: string | null): Promise<AssignedResponse> {
    return this.transactions.run(async (tx) => {
      const [today, [loan], [user]] = await pipelined([
        this.clock.today(tx),
        tx.query<{ is_late: boolean }[]>(
          `SELECT l.status IN ('overdue', 'defaulted') OR (l.status = 'active'
             AND ${BUSINESS_DATE} - l.next_due_on > l.grace_days) AS is_late
           FROM loans l WHERE l.id = $1`,
          [loanId],
        ),
        tx.query<unknown[]>(
          "SELECT FROM users u WHERE u.id = $1 AND u.is_active AND u.role IN ('staff', 'admin')",
          [userId],
        ),
      ]);
      if (!loan) throw new DomainError('loan_not_found', `There is no loan ${loanId}.`);
      if (!loan.is_late)
        throw new DomainError('loan_not_late', 'Nobody has to work on a loan that is not late.');
      if (userId !== null && !user) {
        throw new DomainError('not_staff', `${userId} is no member of staff who may sign in.`);
      }
      await tx.query(
        `INSERT INTO collection_cases AS c (loan_id, opened_on, assigned_to) VALUES ($1, $2, $3)
         ON CONFLICT (loan_id) WHERE closed_on IS NULL DO UPDATE SET assigned_to = excluded.assigned_to`,
        [loanId, today, userId],
      );
      return { loan: loanId, assigned_to: userId };
    });
  }
}
