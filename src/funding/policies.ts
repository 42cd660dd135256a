import type { AllocationPolicy } from '../bank-config/bank-configuration.entity.js';
import type { Candidate } from './capacity.js';

/**
 * A policy is a ranking: who lends first, by a key and then by id (ids are UUIDv7, so the lower id is the older
 * provider). `orderBy` is the same ranking in SQL, served by an index. With `inProportion`, the first in the ranking
 * lend together, otherwise one after the other.
 */
export interface Policy {
  orderBy: string;
  /** The lowest key ranks first. */
  key: (candidate: Candidate) => bigint;
  /** Which of two providers with the same key comes first. */
  tie: 'older' | 'younger';
  inProportion: boolean;
}

const MILLION = 1_000_000n;

/** The free part of all its money, in millionths, rounded down. */
export function idleShare({ available, total }: Candidate): bigint {
  return (available * MILLION) / total;
}

const largestFirst: Policy = {
  orderBy: 'c.free_amount DESC, c.id DESC',
  key: ({ available }) => -available,
  tie: 'younger',
  inProportion: false,
};

export const POLICIES: Record<AllocationPolicy, Policy> = {
  smallest_first: {
    orderBy: 'c.free_amount, c.id',
    key: ({ available }) => available,
    tie: 'older',
    inProportion: false,
  },
  oldest_first: { orderBy: 'c.id', key: () => 0n, tie: 'older', inProportion: false },
  largest_first: largestFirst,
  idle_share: {
    orderBy: 'c.idle_ppm DESC, c.id',
    key: (candidate) => -idleShare(candidate),
    tie: 'older',
    inProportion: false,
  },
  pro_rata: { ...largestFirst, inProportion: true },
};

/** Negative when `a` lends before `b`. */
export function compareBy({ key, tie }: Policy): (a: Candidate, b: Candidate) => number {
  const sign = tie === 'older' ? 1 : -1;
  return (a, b) => order(key(a), key(b)) || sign * order(a.id, b.id);
}

function order<T extends bigint | string>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
