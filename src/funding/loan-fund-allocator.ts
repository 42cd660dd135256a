import { Injectable } from '@nestjs/common';
import type { BankConfiguration } from '../bank-config/bank-configuration.entity.js';
import { builtOnce } from '../common/built-once.js';
import { StartOver, type Tx } from '../common/transactions.js';
import type { ProviderPart } from '../ledger/postings.js';
import { Provider } from '../providers/provider.entity.js';
import { Allocator, POLICIES, type Candidate } from './allocation.js';

/** A loan that wants money: minor units. */
export interface LoanToFund {
  id: string;
  customerId: string;
  principal: bigint;
}

/** How one loan is funded; `parts` is null when the providers cannot, and `available` says what they had. */
export interface Allocation {
  parts: ProviderPart[] | null;
  available: bigint;
}

const FEWEST_CANDIDATES = 32;

/**
 * The candidates that were locked do not cover the loans, but there are more. Locking those as well would be a
 * second lock statement in one transaction, which can deadlock: the transaction must end and start again.
 */
class MoreCandidatesNeeded extends StartOver {}

const rankedLock = (orderBy: string) =>
  builtOnce<{ id: string; available: string }>((manager) =>
    manager
      .createQueryBuilder(Provider, 'p')
      .select('p.id', 'id')
      .addSelect('p.fund_amount', 'available')
      .where(
        `p.id = ANY (ARRAY (SELECT c.id FROM providers c WHERE c.fund_amount > 0
                            ORDER BY ${orderBy} LIMIT :window))`,
        { window: 0 },
      )
      .orderBy('p.id')
      .setLock('pessimistic_write'),
  );

/** For each policy: locks the first so many providers of its ranking, ascending by id. */
const lockRanked = {
  smallest_first: rankedLock(POLICIES.smallest_first.orderBy),
  oldest_first: rankedLock(POLICIES.oldest_first.orderBy),
  largest_first: rankedLock(POLICIES.largest_first.orderBy),
};

/** Decides whose money a loan takes (LoanFundAllocator). */
@Injectable()
export class LoanFundAllocator {
  /** How many candidates the next transaction locks: follows what the last ones needed. */
  private window = FEWEST_CANDIDATES;

  /**
   * Funds loans in order, each wholly or not at all, by the policy of the configuration.
   * Locks candidates once, ascending by id, and decides on what they hold then; taking the money is the
   * disbursement's. Starts the transaction over when more candidates are needed.
   */
  async allocate(
    tx: Tx,
    loans: readonly LoanToFund[],
    { allocationPolicy: policy }: Pick<BankConfiguration, 'allocationPolicy'>,
  ): Promise<Allocation[]> {
    if (loans.length === 0) return [];
    const window = this.window;
    const candidates = await this.lockCandidates(tx, policy, window);
    const allocator = new Allocator(candidates, POLICIES[policy].compare);
    const allocations = loans.map(({ principal }): Allocation => {
      const { available } = allocator;
      return { parts: allocator.take(principal), available };
    });
    if (candidates.length === window && allocations.some(({ parts }) => parts === null)) {
      this.window = window * 8;
      throw new MoreCandidatesNeeded();
    }
    const lenders = new Set(
      allocations.flatMap(({ parts }) => parts?.map(({ providerId }) => providerId) ?? []),
    );
    this.window = Math.max(FEWEST_CANDIDATES, lenders.size * 2);
    return allocations;
  }

  private async lockCandidates(
    tx: Tx,
    policy: BankConfiguration['allocationPolicy'],
    window: number,
  ): Promise<Candidate[]> {
    const rows = await lockRanked[policy](tx, window);
    return rows.map(({ id, available }) => ({ id, available: BigInt(available) }));
  }
}
