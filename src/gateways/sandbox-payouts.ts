import type { Tx } from '../database/transactions.js';
import type { GatewayPayout, GatewayPayoutEntry } from './gateway.js';
import { chargeAfter, type SandboxToken } from './sandbox-plans.js';

const PAYOUT = /\bpayout_[a-z0-9_-]+/;
const OF_CHARGE = /^payout_(paid|lost|again|refund)_([0-9a-f-]{36})$/;
/** By then, all that the sandbox does has happened. */
const FOR_EVER = 1_000_000;

interface Row {
  id: string;
  token: SandboxToken;
  amount: string;
  currency: string;
  truth: { settledIn?: string; fee?: string; taken?: string; takenFee?: string } | null;
}

/** The payout that a text names. */
export function sandboxPayoutIn(text: string): string | null {
  return PAYOUT.exec(text.toLowerCase())?.[0] ?? null;
}

/** A payout by its name: one for each charge, unless the sandbox was told otherwise. Null when it has none of that name. */
export async function findSandboxPayout(tx: Tx, ref: string): Promise<GatewayPayout | null> {
  const [, what, charge] = OF_CHARGE.exec(ref) ?? [];
  const rows: Row[] = await tx.query(
    `SELECT c.id, c.token, c.amount::text, c.currency, c.truth FROM sandbox_charges c
     WHERE c.id = $1::uuid OR c.truth ->> 'settledIn' = $2 OR c.truth ->> 'taken' = $2 ORDER BY c.id`,
    [charge ?? null, ref],
  );
  const [first] = rows;
  if (!first) return null;
  const entries = rows.flatMap((row) =>
    row.truth === null ? planned(row, what) : told(row, row.truth, ref),
  );
  const amount = entries.reduce((sum, entry) => sum + entry.amount - entry.fee, 0n);
  return { gateway: 'sandbox', ref, amount, currency: first.currency, entries };
}

function planned({ id, token, amount: minor }: Row, what: string | undefined): GatewayPayoutEntry[] {
  const amount = BigInt(minor);
  const { fee = 0n, takenFee = 0n } = chargeAfter({ id, token, kind: 'card', amount }, FOR_EVER);
  const entry = { transferId: id, isFee: false };
  if (what === 'refund') return [{ ...entry, amount: -amount, fee: 0n }];
  if (what === 'lost') return [{ ...entry, amount: -amount, fee: takenFee }];
  return [{ ...entry, amount, fee: what === 'paid' ? fee : 0n }];
}

function told(
  { id, amount: minor }: Row,
  truth: NonNullable<Row['truth']>,
  ref: string,
): GatewayPayoutEntry[] {
  const amount = BigInt(minor);
  const entry = { transferId: id, isFee: false };
  return [
    ...(truth.settledIn === ref ? [{ ...entry, amount, fee: BigInt(truth.fee ?? '0') }] : []),
    ...(truth.taken === ref ? [{ ...entry, amount: -amount, fee: BigInt(truth.takenFee ?? '0') }] : []),
  ];
}
