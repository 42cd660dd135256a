import type { ValueTransformer } from 'typeorm';
import type { Tx } from '../database/transactions.js';

/** What money is collected from. */
type HoldKind = 'card' | 'bank_debit' | 'wallet';

/**
 * For how many business dates after it succeeded money of each kind is held: as long it does not count if it could still
 * be refused, and is not paid out. Null: until it has settled, and no longer.
 */
export type HoldDays = Record<HoldKind, number | null>;

const NONE: HoldDays = { card: null, bank_debit: null, wallet: null };

/** As `jsonb`, with the kinds that are held. */
export const holdDaysColumn: ValueTransformer = {
  to: (days: HoldDays | undefined): Partial<HoldDays> | undefined =>
    days && Object.fromEntries(Object.entries(days).filter(([, value]) => value !== null)),
  from: (stored: Partial<HoldDays>): HoldDays => ({ ...NONE, ...stored }),
};

/** For how many days the line of a statement is waited for, by the configuration in force. */
export async function bankWaitDays(tx: Tx): Promise<number> {
  const [row]: { days: number }[] = await tx.query(
    'SELECT b.bank_wait_days AS days FROM bank_configurations b ORDER BY b.version DESC LIMIT 1',
    [],
  );
  if (!row) throw new Error('there is no bank configuration');
  return row.days;
}

/** The days by the configuration in force; a kind that is not held, or that nothing is collected from, is missing. */
export async function holdDaysInForce(tx: Tx): Promise<Partial<Record<string, number>>> {
  const [row]: { days: Partial<Record<string, number>> }[] = await tx.query(
    'SELECT b.hold_days AS days FROM bank_configurations b ORDER BY b.version DESC LIMIT 1',
    [],
  );
  return row?.days ?? {};
}
