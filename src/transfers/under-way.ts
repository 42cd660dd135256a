import type { EntityManager } from 'typeorm';

/** A repayment that was asked for and does not count on its loan yet, of a row `t` of transfers. */
export const IN_TRANSIT = `t.purpose = 'repayment' AND t.stands = 'nothing'
  AND t.state IN ('created', 'submitted', 'unknown', 'pending', 'succeeded', 'review')`;

/** What is in transit to each of these loans, minor units; loans without are missing. */
export async function inTransitTo(
  manager: Pick<EntityManager, 'query'>,
  loanIds: readonly string[],
): Promise<Map<string, bigint>> {
  if (loanIds.length === 0) return new Map();
  const rows: { loan_id: string; amount: string }[] = await manager.query(
    `SELECT t.loan_id, sum(t.amount) AS amount FROM transfers t
     WHERE t.loan_id = ANY ($1) AND ${IN_TRANSIT} GROUP BY t.loan_id`,
    [loanIds],
  );
  return new Map(rows.map(({ loan_id, amount }) => [loan_id, BigInt(amount)]));
}
