import { RestartTransaction } from '../database/transactions.js';
import type { ProviderPart } from '../ledger/postings.js';
import { splitInProportion, wholeShares } from '../lending/split.js';
import { compareBy, type Policy } from './policies.js';
import { capacityFor, type Candidate, type LoanToFund } from './capacity.js';

/**
 * The locked candidates do not decide the loans, and there are more providers. Locking those too would be a second lock
 * statement in one transaction, which can deadlock: the transaction must end and start again.
 */
export class MoreCandidatesNeeded extends RestartTransaction {}

/** A provider's part of a loan; `extraUnit` is the left-over unit of a split in proportion. */
export interface AllocatedPart extends ProviderPart {
  extraUnit: boolean;
}

interface Taken {
  candidate: Candidate;
  amount: bigint;
  extraUnit: boolean;
}

/**
 * Takes money for loans, one after the other, from ranked candidates. A loan is funded to the last unit or not at all.
 * After each step the provider is ranked again by what it has left. Pure: the same candidates, loans and policy give
 * the same parts.
 */
export class Allocator {
  private ranked: Candidate[];
  private readonly compare: (a: Candidate, b: Candidate) => number;
  /** No provider outside the candidates ranks before this one; null when there is no provider outside. */
  private readonly horizon: Candidate | null;

  /**
   * `complete` means that there are no other candidates; without it, `take` throws `MoreCandidatesNeeded` as soon as
   * another one could rank before a provider it would choose. `minimumShare` (minor units, above zero) is for policies
   * that split in proportion.
   */
  constructor(
    candidates: readonly Candidate[],
    private readonly policy: Policy,
    private readonly options: { minimumShare: bigint; complete: boolean },
  ) {
    this.compare = compareBy(policy);
    this.ranked = candidates
      .filter(({ available }) => available > 0n)
      .map((candidate) => ({ ...candidate, limits: copyLimits(candidate) }))
      .sort(this.compare);
    const last = this.ranked.at(-1);
    this.horizon = options.complete || last === undefined ? null : { ...last };
  }

  /** The candidates with money left, in their current order. */
  get ranking(): readonly Candidate[] {
    return this.ranked;
  }

  /** What all candidates together may lend on a loan, in minor units. */
  available(loan: LoanToFund): bigint {
    return this.ranked.reduce((sum, candidate) => sum + capacityFor(candidate, loan).capacity, 0n);
  }

  /**
   * The parts that fund a loan, in ranking order; null, with nothing taken, when the candidates may not lend that much.
   * If an unfunded loan has a reservation, what it could have used is kept from the loans after it.
   */
  take(loan: LoanToFund): AllocatedPart[] | null {
    const taken = this.policy.inProportion ? this.inProportion(loan) : this.inTurn(loan);
    if (taken === null) {
      if (loan.hasReservation === true) this.setAside(loan);
      return null;
    }
    for (const { candidate, amount } of taken) {
      candidate.available -= amount;
      if (loan.reserved === true) continue;
      const owed = candidate.limits?.owed;
      owed?.set(loan.customerId, (owed.get(loan.customerId) ?? 0n) + amount);
    }
    this.rankAgain(taken.map(({ candidate }) => candidate));
    if (loan.reserved === true) return null;
    return taken.map(({ candidate, amount, extraUnit }) => ({ providerId: candidate.id, amount, extraUnit }));
  }

  private inTurn(loan: LoanToFund): Taken[] | null {
    const taken: Taken[] = [];
    let missing = loan.principal;
    for (const candidate of this.ranked) {
      if (missing === 0n) break;
      const { capacity } = capacityFor(candidate, loan);
      if (capacity === 0n) continue;
      if (this.horizon !== null && this.compare(candidate, this.horizon) > 0)
        throw new MoreCandidatesNeeded();
      const amount = capacity < missing ? capacity : missing;
      taken.push({ candidate, amount, extraUnit: false });
      missing -= amount;
    }
    return missing === 0n ? taken : null;
  }

  /**
   * Splits in proportion to what each may lend on the loan, among as many as get the minimum share, largest capacity
   * first. When those cannot cover the loan, more lenders take part with less each.
   */
  private inProportion({ principal, ...loan }: LoanToFund): Taken[] | null {
    const capacities = this.largestCapacities({ principal, ...loan });
    let sum = 0n;
    let count = 0;
    for (const { capacity } of capacities) {
      // The last part is the smallest.
      if (sum >= principal && principal * capacity < this.options.minimumShare * (sum + capacity)) break;
      sum += capacity;
      count++;
    }
    if (sum < principal) return null;
    const lenders = capacities.slice(0, count);
    const last = lenders.at(-1);
    const others = this.horizon?.available ?? 0n;
    if (!this.options.complete && (count === capacities.length || (last?.capacity ?? 0n) < others)) {
      throw new MoreCandidatesNeeded();
    }
    const { parts, extra } = splitInProportion(
      lenders.map(({ capacity }) => capacity),
      principal,
    );
    const withExtra = new Set(extra);
    return lenders.map(({ candidate }, index) => ({
      candidate,
      amount: parts[index] as bigint,
      extraUnit: withExtra.has(index),
    }));
  }

  /**
   * Candidates with the most capacity for the loan first; if possible, at least as many as can get the minimum share.
   */
  private largestCapacities(loan: LoanToFund): { candidate: Candidate; capacity: bigint }[] {
    const most = wholeShares(loan.principal, this.options.minimumShare) + 2n;
    const capacities: { candidate: Candidate; capacity: bigint }[] = [];
    let unlimited = 0n;
    let sum = 0n;
    for (const candidate of this.ranked) {
      // Candidates are ranked by free funds: after enough of them without a limit, no later one can have more capacity.
      if (unlimited >= most && sum >= loan.principal) break;
      const { capacity } = capacityFor(candidate, loan);
      if (capacity === 0n) continue;
      capacities.push({ candidate, capacity });
      if (capacity === candidate.available) {
        unlimited++;
        sum += capacity;
      }
    }
    return capacities.sort((a, b) => (a.capacity > b.capacity ? -1 : a.capacity < b.capacity ? 1 : 0));
  }

  private setAside(loan: LoanToFund): void {
    const touched: Candidate[] = [];
    for (const candidate of this.ranked) {
      const { capacity } = capacityFor(candidate, loan);
      if (capacity === 0n) continue;
      candidate.available -= capacity;
      touched.push(candidate);
    }
    this.rankAgain(touched);
  }

  private rankAgain(changed: readonly Candidate[]): void {
    const moved = new Set(changed);
    const kept = this.ranked.filter((candidate) => !moved.has(candidate));
    const again = changed.filter(({ available }) => available > 0n).sort(this.compare);
    this.ranked = merge(kept, again, this.compare);
  }
}

function copyLimits({ limits }: Candidate): Candidate['limits'] {
  return limits === null ? null : { ...limits, owed: new Map(limits.owed) };
}

function merge<T>(a: readonly T[], b: readonly T[], compare: (a: T, b: T) => number): T[] {
  const merged: T[] = [];
  let i = 0;
  for (const next of b) {
    while (i < a.length && compare(a[i] as T, next) < 0) merged.push(a[i++] as T);
    merged.push(next);
  }
  while (i < a.length) merged.push(a[i++] as T);
  return merged;
}
