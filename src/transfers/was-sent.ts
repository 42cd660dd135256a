import type { Tx } from '../database/transactions.js';

/** Whether a transfer may have reached its gateway. */
export async function wasSent(tx: Tx, transferId: string): Promise<boolean> {
  const steps: object[] = await tx.query(
    "SELECT 1 FROM transfer_steps s WHERE s.transfer_id = $1 AND s.to_state = 'submitted' LIMIT 1",
    [transferId],
  );
  return steps.length > 0;
}
