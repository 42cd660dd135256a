import { BEFORE_ALL_IDS } from '../database/chunks-by-id.js';
import type { Tx } from '../database/transactions.js';
import { IS_OPEN } from '../loans/loan.entity.js';

/** The thresholds of portfolio at risk: PAR(30) is the principal of loans that are more than 30 days past due. */
export const PAR_DAYS = [30, 60, 90] as const;

/**
 * Records how the portfolio stands at the end of a business date, in one scan: open loans, their outstanding principal
 * and how much of it is at risk. Minor units. Existing records are kept; with `madeSince`, a further record holds what
 * the loans made since that id add.
 */
export async function recordPortfolioDay(
  tx: Tx,
  date: string,
  at: Date,
  madeSince: string | null,
): Promise<void> {
  await tx.query(
    `INSERT INTO portfolio_days (business_date, loans, gross_outstanding, par30_principal, par60_principal,
                                 par90_principal, recorded_at, made_since)
     SELECT $1::date, count(*), coalesce(sum(l.principal_outstanding), 0),
       ${PAR_DAYS.map(
         (days) =>
           `coalesce(sum(l.principal_outstanding) FILTER (WHERE $1::date - l.next_due_on > ${String(days)}), 0)`,
       ).join(', ')}, $2, $3::uuid
     FROM loans l WHERE ${IS_OPEN} AND l.start_on <= $1::date AND l.id > $3::uuid
     ON CONFLICT (business_date, made_since) DO NOTHING`,
    [date, at, madeSince ?? BEFORE_ALL_IDS],
  );
}
