import { POLICIES } from './policies.js';
import { Allocator, type AllocatedPart } from './allocation.js';
import type { AllocationRun, StoredLimits } from './allocation-run.entity.js';
import type { Candidate, Limits, LoanToFund } from './capacity.js';

type Recorded = Pick<AllocationRun, 'providerIds' | 'freeAmounts' | 'totalAmounts' | 'limits' | 'loans'>;

/** What to store of an allocation so that it can be replayed. */
export function toRecord(candidates: readonly Candidate[], loans: readonly LoanToFund[]): Recorded {
  return {
    providerIds: candidates.map(({ id }) => id),
    freeAmounts: candidates.map(({ available }) => available.toString()),
    totalAmounts: candidates.map(({ total }) => total.toString()),
    limits: Object.fromEntries(
      candidates.flatMap(({ id, limits }) => (limits === null ? [] : [[id, storedLimits(limits)]])),
    ),
    loans: loans.map(({ id, customerId, principal, termMonths, bands, hasReservation, reserved }) => ({
      id,
      customer: customerId,
      principal: principal.toString(),
      term_months: termMonths,
      ...(bands.length === 0 ? {} : { bands }),
      ...(hasReservation === true ? { holds_line: true } : {}),
      ...(reserved === true ? { aside: true } : {}),
    })),
  };
}

function storedLimits({
  maxPerLoan,
  borrowerCap,
  lowestBand,
  longestTermMonths,
  owed,
}: Limits): StoredLimits {
  return {
    ...(maxPerLoan === null ? {} : { max_per_loan: maxPerLoan.toString() }),
    ...(borrowerCap === null ? {} : { borrower_cap: borrowerCap.toString() }),
    ...(lowestBand === null ? {} : { lowest_band: lowestBand }),
    ...(longestTermMonths === null ? {} : { longest_term_months: longestTermMonths }),
    ...(owed.size === 0
      ? {}
      : { owed: Object.fromEntries([...owed].map(([id, amount]) => [id, amount.toString()])) }),
  };
}

/** The candidates of a run as it found them, in the stored order. */
export function candidatesOf({ providerIds, freeAmounts, totalAmounts, limits }: Recorded): Candidate[] {
  return providerIds.map((id, index) => {
    const stored = limits[id];
    return {
      id,
      available: BigInt(freeAmounts[index] as string),
      total: BigInt(totalAmounts[index] as string),
      limits: stored === undefined ? null : limitsOf(stored),
    };
  });
}

function limitsOf(stored: StoredLimits): Limits {
  const amount = (text: string | undefined) => (text === undefined ? null : BigInt(text));
  return {
    maxPerLoan: amount(stored.max_per_loan),
    borrowerCap: amount(stored.borrower_cap),
    lowestBand: stored.lowest_band ?? null,
    longestTermMonths: stored.longest_term_months ?? null,
    owed: new Map(Object.entries(stored.owed ?? {}).map(([id, text]) => [id, BigInt(text)])),
  };
}

export function loansOf({ loans }: Recorded): LoanToFund[] {
  return loans.map((loan) => ({
    id: loan.id,
    customerId: loan.customer,
    principal: BigInt(loan.principal),
    termMonths: loan.term_months,
    bands: loan.bands ?? [],
    ...(loan.holds_line ? { hasReservation: true } : {}),
    ...(loan.aside ? { reserved: true } : {}),
  }));
}

/**
 * Runs an allocation again on its recorded input. `before` is called ahead of each loan, with the current ranking and
 * what the candidates had at the start. Answers the same parts of each loan as then (null: not funded).
 */
export function replayAllocation(
  run: Recorded & Pick<AllocationRun, 'policy'>,
  minimumShare: bigint,
  before: (loan: LoanToFund, ranking: readonly Candidate[]) => void = () => undefined,
): Map<string, AllocatedPart[] | null> {
  const allocator = new Allocator(candidatesOf(run), POLICIES[run.policy], { minimumShare, complete: true });
  return new Map(
    loansOf(run).map((loan) => {
      before(loan, allocator.ranking);
      return [loan.id, allocator.take(loan)];
    }),
  );
}
