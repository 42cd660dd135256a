import type { Tx } from '../database/transactions.js';

/**
 * The last number that was given; none is given until this transaction ends. Who is told of what changes only then, so
 * that it is known for every number. Locks the row of the sequencer, before all other rows.
 */
export async function holdNumbers(tx: Tx): Promise<bigint> {
  const [row]: { last_seq: string }[] = await tx.query('SELECT last_seq FROM event_sequencer FOR UPDATE', []);
  return BigInt(row?.last_seq ?? 0);
}
