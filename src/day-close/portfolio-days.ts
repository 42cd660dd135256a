import { BEFORE_ALL_IDS } from '../database/chunks-by-id.js';
import type { Tx } from '../database/transactions.js';
import { PORTFOLIO, VINTAGES } from '../loans/loan-figures.js';
import { IS_OPEN } from '../loans/loan.entity.js';

/** The thresholds of portfolio at risk: PAR(30) is the principal of loans that are more than 30 days past due. */
export const PAR_DAYS = [30, 60, 90] as const;

/** Open loans that began up to the date $1, by the kept figures: no loan that begins later can be past due by then. */
const OF_ALL = `SELECT l.next_due_on, l.loans, l.principal FROM ${PORTFOLIO} l WHERE ${IS_OPEN}
  UNION ALL SELECT NULL, -v.open_loans, -v.outstanding FROM ${VINTAGES} v WHERE v.start_on > $1::date`;
const OF_NEW = `SELECT l.next_due_on, 1 AS loans, l.principal_outstanding AS principal FROM loans l
  WHERE ${IS_OPEN} AND l.start_on <= $1::date AND l.id > $3::uuid`;

/**
 * Records how the portfolio stands at the end of a business date: open loans, their outstanding principal and how much of
 * it is at risk. Minor units. Existing records are kept; with `madeSince`, a further record holds what the loans made
 * since that id add.
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
     SELECT $1::date, coalesce(sum(l.loans), 0), coalesce(sum(l.principal), 0),
       ${PAR_DAYS.map(
         (days) => `coalesce(sum(l.principal) FILTER (WHERE $1::date - l.next_due_on > ${String(days)}), 0)`,
       ).join(', ')}, $2, $3::uuid
     FROM (${madeSince === null ? OF_ALL : OF_NEW}) l
     ON CONFLICT (business_date, made_since) DO NOTHING`,
    [date, at, madeSince ?? BEFORE_ALL_IDS],
  );
}
