import { mayFollow, type Stands, type TransferState } from '../transfers/transfer-states.js';
import type { Seen } from './gateway.js';

/** What the books say of an incoming transfer: does it count, and has its money arrived in the bank? */
export interface Booked {
  counts: boolean;
  arrived: boolean;
}

const BOOKED: Partial<Record<Stands, Booked>> = {
  nothing: { counts: false, arrived: false },
  credited: { counts: true, arrived: false },
  settled: { counts: true, arrived: true },
  owed_back: { counts: false, arrived: true },
};

export function bookedOf(stands: Stands): Booked {
  const booked = BOOKED[stands];
  if (!booked) throw new Error(`${stands} is not said of money that comes in`);
  return booked;
}

export function standsOf({ counts, arrived }: Booked): Stands {
  if (counts) return arrived ? 'settled' : 'credited';
  return arrived ? 'owed_back' : 'nothing';
}

interface Known {
  state: TransferState;
  stands: Stands;
}

/** Where a look leads, and what has to be booked for it. */
export interface Course {
  state: TransferState;
  booked: Booked;
  /** Why somebody has to look at it. */
  why?: Seen['failure'];
}

/**
 * Where an incoming transfer goes when its gateway says this of it. What is booked follows from what is seen and what
 * stands, not from the way there, so that a look that missed something ends in the same books. Null: nothing is new.
 */
export function courseOf(known: Known, seen: Seen, creditsOn: 'succeeded' | 'settled'): Course | null {
  const before = bookedOf(known.stands);
  if (known.state === 'review') return null;
  if (seen.state !== known.state && !mayFollow('in', known.state, seen.state)) {
    const text = `The gateway says ${seen.state}, after ${known.state}.`;
    return { state: 'review', booked: before, why: { code: 'unexpected_state', text } };
  }
  if (seen.state === 'review') {
    const why = seen.failure ?? { code: 'unexpected_state', text: 'The gateway asks to look at it.' };
    return { state: 'review', booked: before, why };
  }
  const booked = bookedWhen(before, seen, creditsOn);
  if (seen.state === known.state && standsOf(booked) === known.stands) return null;
  return { state: seen.state, booked };
}

/**
 * The same for a transfer whose money comes and leaves by lines of a bank statement: until its line is read, a payout that
 * the gateway names is no money in the bank, and what a line has brought stays there until another one takes it.
 */
export function untilItsLine(known: Known, seen: Seen): Seen {
  const { state, ref, fee, failure, action } = seen;
  const said: Seen = {
    state,
    ref,
    ...(fee !== undefined && { fee }),
    ...(failure && { failure }),
    ...(action && { action }),
  };
  const { arrived } = bookedOf(known.stands);
  const wasBack = known.state === 'returned' || known.state === 'reinstated';
  if (state === 'settled' && (!arrived || known.state === 'returned')) {
    return { ...said, state: wasBack ? 'reinstated' : 'succeeded' };
  }
  if (state === 'succeeded' && arrived) return { ...said, state: 'settled' };
  return said;
}

function bookedWhen(before: Booked, seen: Seen, creditsOn: 'succeeded' | 'settled'): Booked {
  const arrived = (before.arrived || seen.settledIn !== undefined) && seen.taken === undefined;
  switch (seen.state) {
    case 'succeeded':
      return { counts: before.counts || creditsOn === 'succeeded', arrived: before.arrived };
    case 'settled':
      return { counts: true, arrived: true };
    case 'reinstated':
      return { counts: true, arrived };
    case 'returned':
      return { counts: false, arrived };
    case 'pending':
    case 'failed':
    case 'review':
      return { counts: false, arrived: false };
  }
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** After so long without a clear word, somebody has to look at it. */
const PATIENCE = 8 * DAY;

/**
 * When to look again at a transfer that has been in its state for so long (ms). Null: not by itself, only when its
 * gateway says so. What is unclear is looked at soon, and then less and less often.
 */
export function restAfter({ state, stands }: Known, sinceMs: number): number | null {
  switch (state) {
    case 'created':
    case 'reserved':
    case 'submitted':
    case 'unknown':
      if (sinceMs < 10 * SECOND) return 10 * SECOND;
      return sinceMs < 10 * MINUTE ? 5 * MINUTE : sinceMs < 3 * HOUR ? HOUR : DAY;
    case 'pending':
    case 'sent':
      return sinceMs < 2 * HOUR ? HOUR : DAY;
    case 'succeeded':
    case 'reinstated':
      return DAY;
    case 'returned':
      return stands === 'owed_back' ? DAY : null;
    default:
      return null;
  }
}

/** Whether nobody knows what became of it for so long that somebody has to find out. */
export function isLost({ state }: Known, sinceMs: number): boolean {
  return (state === 'submitted' || state === 'unknown') && sinceMs > PATIENCE;
}
