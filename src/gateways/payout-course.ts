import { mayFollow, type Stands, type TransferState } from '../transfers/transfer-states.js';
import type { Seen, SeenState } from './gateway.js';

/** What the books say of money that goes out: it has to leave yet, it has left, or it is where it came from. */
export type PayoutStands = Extract<Stands, 'promised' | 'gone' | 'nothing'>;

/** What a gateway's word means for money that goes out. That it took the order is not that it has paid. */
const MEANS: Record<SeenState, TransferState | null> = {
  pending: 'sent',
  succeeded: 'sent',
  settled: 'paid',
  failed: 'failed',
  returned: 'returned',
  reinstated: null,
  review: 'review',
};

/** Where a look leads, and what the books say then. */
export interface PayoutCourse {
  state: TransferState;
  stands: PayoutStands;
  /** Why somebody has to look at it. */
  why?: Seen['failure'];
}

/**
 * Where an outgoing transfer goes when its gateway says this of it. What the books say follows from what is seen, not
 * from the way there; a review leaves it as it was. Null: nothing is new.
 */
export function payoutCourseOf(
  known: { state: TransferState; stands: Stands },
  seen: Seen,
): PayoutCourse | null {
  const stands = payoutStandsIn(known.stands);
  const next = MEANS[seen.state];
  if (known.state === 'review' || next === known.state) return null;
  if (next === 'review') {
    const why = seen.failure ?? { code: 'unexpected_state', text: 'The gateway asks to look at it.' };
    return { state: 'review', stands, why };
  }
  if (next === null || !mayFollow('out', known.state, next)) {
    const text = `The gateway says ${seen.state}, after ${known.state}.`;
    return { state: 'review', stands, why: { code: 'unexpected_state', text } };
  }
  return { state: next, stands: next === 'paid' ? 'gone' : next === 'sent' ? 'promised' : 'nothing' };
}

/**
 * What is seen of money that is taken from a payout to the bank: until the line of that payout is read, none of it has left,
 * and what a line has taken is gone until another one brings it back.
 */
export function untilItLeaves({ stands }: { stands: Stands }, seen: Seen): Seen {
  if (seen.state !== 'settled' && seen.state !== 'returned') return seen;
  if (stands === 'gone') return { ...seen, state: 'settled' };
  return stands === 'promised' ? { ...seen, state: 'succeeded' } : seen;
}

export function payoutStandsIn(stands: Stands): PayoutStands {
  if (stands === 'promised' || stands === 'gone' || stands === 'nothing') return stands;
  throw new Error(`${stands} is not said of money that goes out`);
}
