export const DIRECTIONS = ['in', 'out'] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** `customer_credit`: money of a customer for no loan in particular. */
export const IN_PURPOSES = ['repayment', 'provider_deposit', 'customer_credit'] as const;
export const OUT_PURPOSES = [
  'disbursement',
  'provider_withdrawal',
  'credit_refund',
  'receipt_return',
] as const;
export type Purpose = (typeof IN_PURPOSES)[number] | (typeof OUT_PURPOSES)[number];

/** The states of a transfer into the platform, and those that follow each at once; `review` follows any but `created`. */
const IN = {
  created: ['submitted', 'cancelled'],
  submitted: ['pending', 'failed', 'unknown'],
  unknown: ['pending', 'failed'],
  pending: ['succeeded', 'failed'],
  succeeded: ['settled', 'returned'],
  settled: ['returned'],
  returned: ['reinstated'],
  reinstated: ['settled', 'returned'],
  failed: [],
  cancelled: [],
  review: [],
} as const;

/** The same for a transfer out of it. One that has nobody to go to any more is reviewed before it is sent. */
const OUT = {
  reserved: ['submitted', 'cancelled'],
  submitted: ['sent', 'failed', 'unknown'],
  unknown: ['sent', 'failed'],
  sent: ['paid', 'failed'],
  paid: ['returned'],
  failed: [],
  returned: [],
  cancelled: [],
  review: [],
} as const;

export const IN_STATES = Object.keys(IN) as (keyof typeof IN)[];
export const OUT_STATES = Object.keys(OUT) as (keyof typeof OUT)[];
export type TransferState = keyof typeof IN | keyof typeof OUT;
export const TRANSFER_STATES = [...new Set<TransferState>([...IN_STATES, ...OUT_STATES])];

/** What the books say of a transfer. */
export const STANDS = ['nothing', 'credited', 'settled', 'owed_back', 'promised', 'gone'] as const;
export type Stands = (typeof STANDS)[number];

const FIRST: Record<Direction, TransferState> = { in: 'created', out: 'reserved' };
const NEXT: Record<Direction, Partial<Record<TransferState, readonly TransferState[]>>> = {
  in: IN,
  out: OUT,
};

/** Whether money comes in or goes out, by what it is for. */
export function directionOf(purpose: Purpose): Direction {
  return IN_PURPOSES.some((one) => one === purpose) ? 'in' : 'out';
}

/** The states in which nothing more is expected of a transfer, though a gateway may still take it back. */
export const OVER = [
  'settled',
  'paid',
  'failed',
  'cancelled',
  'returned',
] as const satisfies readonly TransferState[];

/** Whether money of it is on its way: it is neither where it should be nor known to stay where it was. */
export function isUnderWay(state: TransferState): boolean {
  return !OVER.some((over) => over === state);
}

/** The state of a transfer that is opened, and what the books say of it then. */
export function opened(direction: Direction): { state: TransferState; stands: Stands } {
  return { state: FIRST[direction], stands: direction === 'in' ? 'nothing' : 'promised' };
}

/**
 * Whether one state may follow another. A gateway is looked at now and then, so what lay between may have been missed:
 * every state that can be reached is allowed. `cancelled` comes from here alone, at once. Nothing leaves `review` by
 * itself, and whatever is not allowed must go there.
 */
export function mayFollow(direction: Direction, from: TransferState, to: TransferState): boolean {
  if (to === 'review') return from !== 'created' && from !== 'review';
  if (to === 'cancelled') return from === FIRST[direction];
  // Nothing is heard of what was never sent.
  if (from === FIRST[direction]) return to === 'submitted';
  return to !== from && reachable(direction, from).has(to);
}

function reachable(direction: Direction, from: TransferState): Set<TransferState> {
  const found = new Set<TransferState>();
  const left: TransferState[] = [from];
  for (let state = left.pop(); state !== undefined; state = left.pop()) {
    for (const next of NEXT[direction][state] ?? []) {
      if (found.has(next)) continue;
      found.add(next);
      left.push(next);
    }
  }
  return found;
}

/** What the books may say in each state; the proof asks this of every transfer. */
export const STANDS_ALLOWED: Record<Direction, Partial<Record<TransferState, readonly Stands[]>>> = {
  in: {
    created: ['nothing'],
    cancelled: ['nothing'],
    submitted: ['nothing'],
    pending: ['nothing'],
    failed: ['nothing'],
    // A debit that can still be refused counts once it has settled.
    succeeded: ['nothing', 'credited'],
    settled: ['settled'],
    returned: ['nothing', 'owed_back'],
    reinstated: ['credited', 'settled'],
    unknown: ['nothing'],
    review: ['nothing', 'credited', 'settled', 'owed_back'],
  },
  out: {
    reserved: ['promised'],
    cancelled: ['nothing'],
    submitted: ['promised'],
    sent: ['promised'],
    unknown: ['promised'],
    failed: ['nothing'],
    paid: ['gone'],
    returned: ['nothing'],
    review: ['nothing', 'promised', 'gone'],
  },
};
