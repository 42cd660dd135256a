import type { AllocationPolicy } from '../bank-config/bank-configuration.entity.js';
import type { ProviderPart } from '../ledger/postings.js';

/** A provider that could lend: its free funds in minor units. */
export interface Candidate {
  id: string;
  available: bigint;
}

/**
 * A policy is a ranking: who lends first. Ties go to the lower id (ids are UUIDv7, so the older provider).
 * `orderBy` is the same ranking in SQL, served by an index.
 */
export const POLICIES: Record<
  AllocationPolicy,
  { orderBy: string; compare: (a: Candidate, b: Candidate) => number }
> = {
  smallest_first: {
    orderBy: 'c.fund_amount, c.id',
    compare: (a, b) => order(a.available, b.available) || order(a.id, b.id),
  },
  oldest_first: { orderBy: 'c.id', compare: (a, b) => order(a.id, b.id) },
  largest_first: {
    orderBy: 'c.fund_amount DESC, c.id DESC',
    compare: (a, b) => order(b.available, a.available) || order(b.id, a.id),
  },
};

function order<T extends bigint | string>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * Takes money for loans one after the other from ranked candidates. A loan is funded to the last unit or not
 * at all. After each taking the provider is ranked again by what it has left.
 */
export class Allocator {
  private readonly ranked: Candidate[];
  private total: bigint;

  constructor(
    candidates: readonly Candidate[],
    private readonly compare: (a: Candidate, b: Candidate) => number,
  ) {
    this.ranked = candidates.filter(({ available }) => available > 0n).sort(compare);
    this.total = this.ranked.reduce((sum, { available }) => sum + available, 0n);
  }

  /** What all candidates together have left, in minor units. */
  get available(): bigint {
    return this.total;
  }

  /** The parts that fund `principal`, in ranking order; null (and nothing is taken) when it is too much. */
  take(principal: bigint): ProviderPart[] | null {
    if (principal > this.total) return null;
    const parts: ProviderPart[] = [];
    let missing = principal;
    while (missing > 0n) {
      const first = this.ranked.shift();
      if (!first) throw new Error('the ranked candidates hold less than their total');
      const amount = first.available < missing ? first.available : missing;
      parts.push({ providerId: first.id, amount });
      missing -= amount;
      if (first.available > amount) this.insert({ id: first.id, available: first.available - amount });
    }
    this.total -= principal;
    return parts;
  }

  private insert(candidate: Candidate): void {
    let low = 0;
    let high = this.ranked.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.compare(this.ranked[middle] as Candidate, candidate) < 0) low = middle + 1;
      else high = middle;
    }
    this.ranked.splice(low, 0, candidate);
  }
}
