import type { Tx } from '../database/transactions.js';
import { groupBy } from '../runtime/group-by.js';
import type { TransferState } from '../transfers/transfer-states.js';

/** An incoming transfer that brought money into its customer's credit. Minor units. */
export interface CreditSource {
  transferId: string;
  customerId: string;
  state: TransferState;
  instrumentId: string | null;
  /** Whether it was collected from a card, to which it has to go back. */
  byCard: boolean;
  /** Until when it cannot be paid out; null: no such date. */
  holdUntil: string | null;
  /** What it brought, without what was refunded of it. */
  left: bigint;
  /** Whether its gateway could not send it back. */
  refundFailed: boolean;
}

/** What of a customer's credit may be paid out, and where to. Minor units. */
export interface Refundable {
  credit: bigint;
  /** Of transfers that may still be taken back. */
  held: bigint;
  heldUntil: string | null;
  /** What may go to a bank account: the rest has to go back to cards. */
  toAccount: bigint;
  /** The transfers of each card that may be refunded to it, and how much, the largest first. */
  toCard: (instrumentId: string) => { transferId: string; amount: bigint }[];
}

/** The transfers that brought credit to these customers, which are locked. */
export async function creditSources(
  tx: Tx,
  customerIds: readonly string[],
): Promise<Map<string, CreditSource[]>> {
  const rows: (Omit<CreditSource, 'left'> & { left: string })[] = await tx.query(
    `SELECT t.id AS "transferId", t.party_id AS "customerId", t.state, t.instrument_id AS "instrumentId",
       coalesce(i.kind = 'card', false) AS "byCard", t.hold_until::text AS "holdUntil",
       (b.brought - r.refunded)::text AS left, r.failed AS "refundFailed"
     FROM transfers t
     LEFT JOIN instruments i ON i.id = t.instrument_id
     CROSS JOIN LATERAL (
       SELECT coalesce(sum(CASE WHEN j.kind IN ('overpayment', 'credit_kept') THEN j.amount
           WHEN j.kind IN ('credit_return', 'customer_receivable') THEN -j.amount ELSE 0 END), 0) AS brought
       FROM journal j WHERE j.cause_id = t.id AND j.loan_id IS NULL AND j.payment_id IS NULL
         AND j.reverses_id IS NULL) b
     CROSS JOIN LATERAL (
       SELECT coalesce(sum(o.amount) FILTER (WHERE o.stands IN ('promised', 'gone')), 0) AS refunded,
         coalesce(bool_or(o.state IN ('failed', 'returned')), false) AS failed
       FROM transfers o WHERE o.refund_of_id = t.id) r
     WHERE t.party_id = ANY ($1) AND t.direction = 'in' AND b.brought > r.refunded`,
    [customerIds],
  );
  const sources = rows.map((row): CreditSource => ({ ...row, left: BigInt(row.left) }));
  return groupBy(sources, ({ customerId }) => customerId);
}

/**
 * What may be paid out of a credit. What was spent of it counts as spent from what may be paid out anywhere, so the rest
 * is never more than what is left. Money by card goes back to its card: paid elsewhere, it could still be charged back. A
 * card that could not be refunded binds nothing any more.
 */
export function refundableOf(credit: bigint, sources: readonly CreditSource[], today: string): Refundable {
  const sum = (some: readonly CreditSource[]) => some.reduce((total, { left }) => total + left, 0n);
  const isHeld = ({ state, holdUntil }: CreditSource) =>
    state !== 'settled' || (holdUntil !== null && holdUntil > today);
  const heldSources = sources.filter(isHeld);
  const free = sources.filter((source) => !isHeld(source));
  const cards = free.filter(({ byCard, refundFailed }) => byCard && !refundFailed);
  const held = least(sum(heldSources), credit);
  const dates = heldSources.flatMap(({ holdUntil }) => holdUntil ?? []).sort();
  const rest = credit - held;
  return {
    credit,
    held,
    heldUntil: dates.at(-1) ?? null,
    toAccount: rest - least(sum(cards), rest),
    toCard: (instrumentId) =>
      cards
        .filter((source) => source.instrumentId === instrumentId)
        .map(({ transferId, left }) => ({ transferId, amount: least(left, rest) }))
        .sort((a, b) => (a.amount < b.amount ? 1 : -1)),
  };
}

function least(one: bigint, other: bigint): bigint {
  return one < other ? one : other;
}
