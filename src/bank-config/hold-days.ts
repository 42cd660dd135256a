import type { ValueTransformer } from 'typeorm';

/** What money is collected from. */
export const HOLD_KINDS = ['card', 'bank_debit', 'wallet'] as const;
type HoldKind = (typeof HOLD_KINDS)[number];

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

/** The days of a kind; null for one that nothing is collected from. */
export function holdDaysOf(days: HoldDays, kind: string): number | null {
  const known = HOLD_KINDS.find((name) => name === kind);
  return known === undefined ? null : days[known];
}
