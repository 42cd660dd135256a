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

/** The days of a kind by the configuration in force; null where none is held, and for what nothing is collected from. */
export async function holdDaysFor(tx: Tx, kind: string): Promise<number | null> {
  const [row]: { days: number | null }[] = await tx.query(
    `SELECT (b.hold_days ->> $1)::int AS days FROM bank_configurations b ORDER BY b.version DESC LIMIT 1`,
    [kind],
  );
  return row?.days ?? null;
}
