import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { BankConfiguration } from '../bank-config/bank-configuration.entity.js';
import { Clock } from '../database/clock.js';
import { newId } from '../runtime/ids.js';
import type { Tx } from '../database/transactions.js';
import type { ProviderPart } from '../ledger/postings.js';
import { wholeShares } from '../lending/split.js';
import { Allocator, MoreCandidatesNeeded } from './allocation.js';
import { toRecord } from './allocation-record.js';
import type { AllocationRun } from './allocation-run.entity.js';
import { beyondAll, lendable, lockCandidates, readCandidates, type Market } from './candidates.js';
import { POLICIES } from './policies.js';
import { MOST_HOLDERS, type Candidate, type LoanToFund } from './capacity.js';

/**
 * How one loan is funded. `parts` is null when the providers cannot fund it; `available` is what they could lend on it.
 */
export interface Allocation {
  parts: ProviderPart[] | null;
  available: bigint;
}

/** The decisions, by loan id, and the record they were made on, which is the receipt of each loan. */
export interface Allocations {
  allocations: Map<string, Allocation>;
  run: AllocationRun | null;
}

type AllocationTerms = Pick<BankConfiguration, 'version' | 'allocationPolicy' | 'minimumShare'>;

/** The decisions, and the candidates they were made on. */
interface Decided {
  allocations: Map<string, Allocation>;
  candidates: Candidate[];
}

const FEWEST_CANDIDATES = 32;
/** The factor by which the window grows when it is too small. */
const MORE = 8;
const MOST_AT_FIRST = 4096;

/** Decides whose money a loan takes (LoanFundAllocator). */
@Injectable()
export class LoanFundAllocator {
  /** How many candidates the next transaction locks. It follows what the last ones needed. */
  private window = FEWEST_CANDIDATES;
  /**
   * Only these providers lend; null means everybody may. Set while demo data is made, since its past loans must not
   * take other providers' money.
   */
  lenders: readonly string[] | null = null;

  constructor(private readonly clock: Clock) {}

  /**
   * Funds loans in order, each wholly or not at all, by the policy of the configuration and within the providers'
   * mandates. Locks candidates once, ascending by id, and decides on what they hold then. The disbursement takes the
   * money and stores the record. Restarts the transaction when more candidates are needed.
   */
  async allocate(tx: Tx, loans: readonly LoanToFund[], config: AllocationTerms): Promise<Allocations> {
    if (loans.length === 0) return { allocations: new Map(), run: null };
    const window = windowFor(loans, config, this.window);
    let decided: Decided;
    try {
      decided = await this.decide(tx, loans, config, { window, read: lockCandidates });
    } catch (error) {
      if (error instanceof MoreCandidatesNeeded) this.window = window * MORE;
      throw error;
    }
    const { allocations, candidates } = decided;
    const parts = [...allocations.values()].flatMap((allocation) => allocation.parts ?? []);
    const lenders = new Set(parts.map(({ providerId }) => providerId));
    this.window = Math.max(FEWEST_CANDIDATES, lenders.size * 2);
    return { allocations, run: lenders.size === 0 ? null : this.record(candidates, loans, config) };
  }

  /**
   * Whether `allocate` would fund this loan now, behind the loans `ahead` of it. Locks nothing, so the answer may
   * change a moment later.
   */
  async canFund(
    manager: EntityManager,
    loan: LoanToFund,
    ahead: readonly LoanToFund[],
    config: AllocationTerms,
  ): Promise<boolean> {
    const loans = [...ahead, loan];
    for (let window = windowFor(loans, config, FEWEST_CANDIDATES); ; window *= MORE) {
      try {
        const { allocations } = await this.decide(manager, loans, config, { window, read: readCandidates });
        return allocations.get(loan.id)?.parts != null;
      } catch (error) {
        if (!(error instanceof MoreCandidatesNeeded)) throw error;
      }
    }
  }

  /** Throws `MoreCandidatesNeeded`. */
  private async decide<M extends EntityManager>(
    manager: M,
    loans: readonly LoanToFund[],
    { allocationPolicy, minimumShare }: AllocationTerms,
    {
      window,
      read,
    }: { window: number; read: (manager: M, market: Market, window: number) => Promise<Candidate[]> },
  ): Promise<Decided> {
    const policy = POLICIES[allocationPolicy];
    const market = { policy: allocationPolicy, loans, lenders: this.lenders };
    const candidates = await read(manager, market, window);
    const complete = candidates.length < window;
    const allocator = new Allocator(candidates, policy, { minimumShare, complete });
    const allocations = new Map<string, Allocation>();
    for (const loan of loans) {
      const parts = allocator.take(loan);
      allocations.set(loan.id, { parts, available: parts ? loan.principal : allocator.available(loan) });
    }
    if (!complete) await this.assertHopeless(manager, loans, allocations);
    return { allocations, candidates };
  }

  /**
   * Throws `MoreCandidatesNeeded` if all providers together might fund a loan that these candidates cannot. Of the
   * loans ahead, only those count that nobody could fund, with all that they could use. What the others take is known
   * only with all providers.
   */
  private async assertHopeless(
    manager: EntityManager,
    loans: readonly LoanToFund[],
    allocations: ReadonlyMap<string, Allocation>,
  ): Promise<void> {
    const unfunded = loans.flatMap((loan) => {
      const allocation = allocations.get(loan.id);
      return allocation?.parts === null && loan.reserved !== true ? [{ loan, allocation }] : [];
    });
    if (unfunded.length === 0) return;
    const holders = await beyondAll(
      manager,
      loans.filter(({ reserved }) => reserved === true),
      this.lenders,
    );
    const among = { holders, lenders: this.lenders };
    // Most loans differ only in their borrowers: the amount that any borrower could have is read once for all of them.
    const atMost = new Map<string, bigint>();
    for (const { loan, allocation } of unfunded) {
      const key = JSON.stringify([loan.termMonths, loan.bands, holders.length]);
      let available = atMost.get(key) ?? (await lendable(manager, { ...loan, customerId: null }, among));
      atMost.set(key, available);
      if (available >= loan.principal) available = await lendable(manager, loan, among);
      if (available >= loan.principal) throw new MoreCandidatesNeeded();
      allocation.available = available;
      if (loan.hasReservation === true && holders.length < MOST_HOLDERS) holders.push(loan);
    }
  }

  private record(
    candidates: readonly Candidate[],
    loans: readonly LoanToFund[],
    config: AllocationTerms,
  ): AllocationRun {
    return {
      id: newId(),
      createdAt: this.clock.now(),
      configVersion: config.version,
      policy: config.allocationPolicy,
      ...toRecord(candidates, loans),
    };
  }
}

/** How many candidates to ask for: at least `least`, and as many as a split in proportion may use. */
function windowFor(
  loans: readonly LoanToFund[],
  { allocationPolicy, minimumShare }: AllocationTerms,
  least: number,
): number {
  return Math.max(least, POLICIES[allocationPolicy].inProportion ? lendersWanted(loans, minimumShare) : 0);
}

/** How many providers a split in proportion may use for these loans. */
function lendersWanted(loans: readonly LoanToFund[], minimumShare: bigint): number {
  const wanted = loans.reduce((sum, { principal }) => sum + wholeShares(principal, minimumShare) + 2n, 0n);
  return wanted > BigInt(MOST_AT_FIRST) ? MOST_AT_FIRST : Number(wanted);
}
