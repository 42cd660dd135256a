import type { Tx } from '../database/transactions.js';

/** Entries of a business date that are providers' shares of payments; those that take shares back have the kind of them. */
const SHARES = `FROM journal j WHERE j.business_date = $1 AND j.provider_id IS NOT NULL
  AND j.kind IN ('principal_share', 'interest_share', 'penalty_share', 'recovery_share')`;

/** The providers who got a share of a payment on a date, or gave one back. */
export async function lendersOfDay(tx: Tx, date: string): Promise<string[]> {
  const rows: { provider_id: string }[] = await tx.query(`SELECT DISTINCT j.provider_id ${SHARES}`, [date]);
  return rows.map(({ provider_id: id }) => id);
}

/** What a provider's loans brought in on a date, in minor units, less what was taken back; null: nothing. */
export async function sharesOfDay(
  tx: Tx,
  date: string,
  providerId: string,
): Promise<{ amount: bigint; currency: string } | null> {
  const [got]: { amount: string | null; currency: string | null }[] = await tx.query(
    `SELECT sum(CASE WHEN j.reverses_id IS NULL THEN j.amount ELSE -j.amount END) AS amount,
       min(j.currency) AS currency ${SHARES} AND j.provider_id = $2`,
    [date, providerId],
  );
  const amount = BigInt(got?.amount ?? 0);
  return got?.currency && amount > 0n ? { amount, currency: got.currency } : null;
}
