import { Injectable } from '@nestjs/common';
import type { BankConfiguration } from '../bank-config/bank-configuration.entity.js';
import { Clock } from '../common/clock.js';
import { newId } from '../common/ids.js';
import type { Tx } from '../common/transactions.js';
import type { ProviderPart } from '../ledger/postings.js';
import { wholeShares } from '../lending/split.js';
import { Allocator, MoreCandidatesNeeded } from './allocation.js';
import { toRecord } from './allocation-record.js';
import type { AllocationRun } from './allocation-run.entity.js';
import { lendable, lockCandidates } from './candidates.js';
import { POLICIES } from './policies.js';
import type { LoanToFund } from './room.js';

/** How one loan is funded; `parts` is null when the providers cannot, and `available` says what they could lend on it. */
export interface Allocation {
  parts: ProviderPart[] | null;
  available: bigint;
}

/** What was decided, and what it was decided on: the receipt of each of the loans. */
export interface Allocations {
  allocations: Allocation[];
  run: AllocationRun | null;
}

const FEWEST_CANDIDATES = 32;
const MOST_AT_FIRST = 4096;
/** So many loans that hold the line are looked at when all providers are asked. */
const MOST_HOLDERS = 50;

/** Decides whose money a loan takes (LoanFundAllocator). */
@Injectable()
export class LoanFundAllocator {
  /** How many candidates the next transaction locks: follows what the last ones needed. */
  private window = FEWEST_CANDIDATES;

  constructor(private readonly clock: Clock) {}

  /**
   * Funds loans in order, each wholly or not at all, by the policy of the configuration and within the mandates of
   * the providers. Locks candidates once, ascending by id, and decides on what they hold then; taking the money and
   * keeping the receipt is the disbursement's. Starts the transaction over when more candidates are needed.
   */
  async allocate(
    tx: Tx,
    loans: readonly LoanToFund[],
    config: Pick<BankConfiguration, 'version' | 'allocationPolicy' | 'minimumShare'>,
  ): Promise<Allocations> {
    if (loans.length === 0) return { allocations: [], run: null };
    const policy = POLICIES[config.allocationPolicy];
    const window = Math.max(this.window, policy.inProportion ? lendersWanted(loans, config.minimumShare) : 0);
    const candidates = await lockCandidates(tx, config.allocationPolicy, loans, window);
    const complete = candidates.length < window;
    const allocator = new Allocator(candidates, policy, { minimumShare: config.minimumShare, complete });
    const allocations: Allocation[] = [];
    try {
      for (const loan of loans) {
        const parts = allocator.take(loan);
        allocations.push({ parts, available: parts ? loan.principal : allocator.available(loan) });
      }
      if (!complete) await this.assertHopeless(tx, loans, allocations);
    } catch (error) {
      if (error instanceof MoreCandidatesNeeded) this.window = window * 8;
      throw error;
    }
    const lenders = new Set(allocations.flatMap(({ parts }) => parts?.map((part) => part.providerId) ?? []));
    this.window = Math.max(FEWEST_CANDIDATES, lenders.size * 2);
    return { allocations, run: lenders.size === 0 ? null : this.record(candidates, loans, config) };
  }

  /** Loans that these candidates cannot fund, all providers together must not be able to fund either. */
  private async assertHopeless(
    tx: Tx,
    loans: readonly LoanToFund[],
    allocations: readonly Allocation[],
  ): Promise<void> {
    const holders: LoanToFund[] = [];
    // Most loans want the same of a mandate, but for their borrowers: what anyone could have is asked once.
    const atMost = new Map<string, bigint>();
    for (const [index, loan] of loans.entries()) {
      const allocation = allocations[index] as Allocation;
      if (allocation.parts !== null) continue;
      if (loan.aside === true) {
        holders.push(loan);
        continue;
      }
      const key = JSON.stringify([loan.termMonths, loan.bands, holders.length]);
      let available = atMost.get(key) ?? (await lendable(tx, { ...loan, customerId: null }, holders));
      atMost.set(key, available);
      if (available >= loan.principal) available = await lendable(tx, loan, holders);
      if (available >= loan.principal) throw new MoreCandidatesNeeded();
      allocation.available = available;
      if (loan.holdsLine === true && holders.length < MOST_HOLDERS) holders.push(loan);
    }
  }

  private record(
    candidates: Parameters<typeof toRecord>[0],
    loans: readonly LoanToFund[],
    config: Pick<BankConfiguration, 'version' | 'allocationPolicy'>,
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

/** How many providers a split in proportion can want for loans. */
function lendersWanted(loans: readonly LoanToFund[], minimumShare: bigint): number {
  const wanted = loans.reduce((sum, { principal }) => sum + wholeShares(principal, minimumShare) + 2n, 0n);
  return wanted > BigInt(MOST_AT_FIRST) ? MOST_AT_FIRST : Number(wanted);
}
