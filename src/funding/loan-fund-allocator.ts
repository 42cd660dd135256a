import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { BankConfiguration } from '../bank-config/bank-configuration.entity.js';
import { Clock } from '../database/clock.js';
import { newId } from '../runtime/ids.js';
import { RestartTransaction, type Tx } from '../database/transactions.js';
import type { ProviderPart } from '../ledger/postings.js';
import { wholeShares } from '../lending/split.js';
import { Allocator, MoreCandidatesNeeded } from './allocation.js';
import { toRecord } from './allocation-record.js';
import type { AllocationRun } from './allocation-run.entity.js';
import { beyondAll, lendable, lockCandidates, marketFor, readCandidates, type Market } from './candidates.js';
import { compareBy, POLICIES } from './policies.js';
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

/** The first `window` candidates of a market. */
export interface Candidates {
  market: Market;
  window: number;
  candidates: Candidate[];
}

/** What loans asked of the market, from which the next ones' market is guessed. */
interface Asked extends Pick<Market, 'policy' | 'term'> {
  version: number;
  bands: ReadonlySet<string>;
}

/** The loans ask for other candidates than those that were locked ahead. */
class OtherMarket extends RestartTransaction {}

const FEWEST_CANDIDATES = 8;
/** With fewer candidates than this, more are looked at before the money of all providers is added up, which is a scan. */
const ENOUGH_TO_SUM_UP = 256;
/** The factor by which the window grows when it is too small. */
const MORE = 8;
const MOST_AT_FIRST = 4096;

/** Decides whose money a loan takes (LoanFundAllocator). */
@Injectable()
export class LoanFundAllocator {
  /** How many candidates the next transaction locks. It follows what the last ones needed. */
  private window = FEWEST_CANDIDATES;
  /** What the last loans asked for; null when the next ones' candidates cannot be guessed from it. */
  private asked: Asked | null = null;
  /**
   * Only these providers lend; null means everybody may. Set while demo data is made, since its past loans must not
   * take other providers' money.
   */
  lenders: readonly string[] | null = null;

  constructor(private readonly clock: Clock) {}

  /**
   * Locks the candidates for loans to these borrowers, ascending by id, before the loans are known: it can be sent with
   * the first statements of a transaction, after the locks of customers and quotes. Guesses the market from the last
   * loans; answers null where it cannot.
   */
  async lockAhead(tx: Tx, borrowers: readonly string[]): Promise<Candidates | null> {
    if (this.asked === null) return null;
    const { policy, term, bands } = this.asked;
    const { lenders, window } = this;
    const market = { policy, lenders, borrowers: [...new Set(borrowers)], term, bands: [...bands] };
    return { market, window, candidates: await lockCandidates(tx, market, window) };
  }

  /**
   * Funds loans in order, each wholly or not at all, by the policy of the configuration and within the providers'
   * mandates. Decides on the candidates that were locked ahead, or locks them here, once, ascending by id. The
   * disbursement takes the money and stores the record. Restarts the transaction when it needs more or other candidates.
   */
  async allocate(
    tx: Tx,
    loans: readonly LoanToFund[],
    config: AllocationTerms,
    ahead: Candidates | null = null,
  ): Promise<Allocations> {
    if (loans.length === 0) return { allocations: new Map(), run: null };
    const market = marketFor(loans, { policy: config.allocationPolicy, lenders: this.lenders });
    this.learn(loans, market, config);
    if (ahead !== null && !covers(ahead.market, market)) throw new OtherMarket();
    const window = ahead?.window ?? windowFor(loans, config, this.window);
    const found = ahead ?? { market, window, candidates: await lockCandidates(tx, market, window) };
    let allocations: Map<string, Allocation>;
    try {
      allocations = await this.decide(tx, loans, config, found);
    } catch (error) {
      if (error instanceof MoreCandidatesNeeded) this.window = window * MORE;
      throw error;
    }
    const parts = [...allocations.values()].flatMap((allocation) => allocation.parts ?? []);
    if (parts.length === 0) return { allocations, run: null };
    const lenders = new Set(parts.map(({ providerId }) => providerId));
    this.window = windowOf(2 * lastOf(lenders, found));
    return { allocations, run: this.record(found.candidates, loans, config) };
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
    const market = marketFor(loans, { policy: config.allocationPolicy, lenders: this.lenders });
    for (let window = windowFor(loans, config, FEWEST_CANDIDATES); ; window *= MORE) {
      try {
        const candidates = await readCandidates(manager, market, window);
        const allocations = await this.decide(manager, loans, config, { market, window, candidates });
        return allocations.get(loan.id)?.parts != null;
      } catch (error) {
        if (!(error instanceof MoreCandidatesNeeded)) throw error;
      }
    }
  }

  /** Throws `MoreCandidatesNeeded`. */
  private async decide(
    manager: EntityManager,
    loans: readonly LoanToFund[],
    { minimumShare }: AllocationTerms,
    { market, window, candidates }: Candidates,
  ): Promise<Map<string, Allocation>> {
    const complete = candidates.length < window;
    const allocator = new Allocator(candidates, POLICIES[market.policy], { minimumShare, complete });
    const allocations = new Map<string, Allocation>();
    for (const loan of loans) {
      const parts = allocator.take(loan);
      allocations.set(loan.id, { parts, available: parts ? loan.principal : allocator.available(loan) });
    }
    if (!complete) await this.assertHopeless(manager, loans, allocations, window);
    return allocations;
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
    window: number,
  ): Promise<void> {
    const unfunded = loans.flatMap((loan) => {
      const allocation = allocations.get(loan.id);
      return allocation?.parts === null && loan.reserved !== true ? [{ loan, allocation }] : [];
    });
    if (unfunded.length === 0) return;
    if (window < ENOUGH_TO_SUM_UP) throw new MoreCandidatesNeeded();
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

  /** A guess must find every lender of the next loans, so it widens while the configuration stays the same. */
  private learn(loans: readonly LoanToFund[], market: Market, { version }: AllocationTerms): void {
    const { policy, term, bands } = market;
    // How many lenders a split in proportion needs depends on the amounts, and reservations on their borrowers.
    if (POLICIES[policy].inProportion || loans.some(({ reserved }) => reserved === true)) {
      this.asked = null;
      return;
    }
    const known = this.asked?.version === version ? this.asked : null;
    this.asked = {
      version,
      policy,
      term: Math.min(term, known?.term ?? term),
      bands: new Set([...(known?.bands ?? []), ...bands]),
    };
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
  if (!POLICIES[allocationPolicy].inProportion) return least;
  return Math.max(least, windowOf(lendersWanted(loans, minimumShare)));
}

/** The window for so many candidates: a power of two (see candidates.ts). */
function windowOf(candidates: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(FEWEST_CANDIDATES, candidates)));
}

/** Whether every lender of one market is in the other. */
function covers(guessed: Market, { policy, lenders, borrowers, term, bands }: Market): boolean {
  return (
    guessed.policy === policy &&
    guessed.lenders === lenders &&
    guessed.term <= term &&
    bands.every((band) => guessed.bands.includes(band)) &&
    borrowers.every((borrower) => guessed.borrowers.includes(borrower))
  );
}

/** The place in the ranking, from 1, of the last of these lenders. */
function lastOf(lenders: ReadonlySet<string>, { market, candidates }: Candidates): number {
  const ranked = [...candidates].sort(compareBy(POLICIES[market.policy]));
  return ranked.findLastIndex(({ id }) => lenders.has(id)) + 1;
}

/** How many providers a split in proportion may use for these loans. */
function lendersWanted(loans: readonly LoanToFund[], minimumShare: bigint): number {
  const wanted = loans.reduce((sum, { principal }) => sum + wholeShares(principal, minimumShare) + 2n, 0n);
  return wanted > BigInt(MOST_AT_FIRST) ? MOST_AT_FIRST : Number(wanted);
}
