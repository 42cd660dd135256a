import { currencyDecimals, formatMoney } from '../lending/money.js';
import { replayAllocation } from './allocation-record.js';
import type { AllocationRun } from './allocation-run.entity.js';
import { idleShare } from './policies.js';
import type { ConsideredProvider, Reason } from './receipts.dto.js';
import { capacityFor, type Candidate, type LoanToFund } from './capacity.js';

/** The part of an allocation that concerns one loan, found by replaying the allocation. */
export interface Receipt {
  loan: LoanToFund;
  /** All providers that were ranked, in rank order. */
  rows: ConsideredProvider[];
}

/** The receipt of a loan from its run. Throws when the run does not name the loan. */
export function receiptOf(
  run: AllocationRun,
  loanId: string,
  { minimumShare, currency }: { minimumShare: bigint; currency: string },
): Receipt {
  let met: { loan: LoanToFund; ranking: Candidate[] } | undefined;
  const parts = replayAllocation(run, minimumShare, (loan, ranking) => {
    // Later loans change what the candidates have left, so their state at this loan is copied.
    if (loan.id !== loanId) return;
    met = { loan, ranking: ranking.map((candidate) => ({ ...candidate, limits: copy(candidate) })) };
  });
  const taken = parts.get(loanId);
  if (met === undefined || !taken) throw new Error(`allocation ${run.id} does not fund loan ${loanId}`);
  const { loan, ranking } = met;
  const partOf = new Map(taken.map((part) => [part.providerId, part]));
  const shown = (candidate: Candidate, rank: number | null) => {
    const part = partOf.get(candidate.id);
    return toRow(candidate, { loan, currency, rank, policy: run.policy, part: part ?? null });
  };
  const rows = ranking.map((candidate, index) => shown(candidate, index + 1));
  const ranked = new Set(ranking.map(({ id }) => id));
  // Earlier loans in the same run took all that these had, or it was reserved for a loan that waits.
  const before = run.loans.slice(
    0,
    run.loans.findIndex(({ id }) => id === loanId),
  );
  const isKept = before.some(({ id, holds_line }) => holds_line && parts.get(id) === null);
  const reason: Reason = isKept ? 'kept_for_queue' : 'no_free_funds';
  const gone = run.providerIds.filter((id) => !ranked.has(id));
  rows.push(
    ...gone.map((id, index) => ({
      ...shown({ id, available: 0n, total: 1n, limits: null }, ranking.length + index + 1),
      reason,
    })),
  );
  return { loan, rows };
}

/** What a provider lent, or why not; `part` is null when it lent nothing. */
export function toRow(
  candidate: Candidate,
  {
    loan,
    currency,
    rank,
    policy,
    part,
  }: {
    loan: LoanToFund;
    currency: string;
    rank: number | null;
    policy: AllocationRun['policy'];
    part: { amount: bigint; extraUnit: boolean } | null;
  },
): ConsideredProvider {
  const money = (minor: bigint) => formatMoney(minor, currencyDecimals(currency));
  const { capacity, limit } = capacityFor(candidate, loan);
  const isLimited = limit !== null && (part === null ? capacity === 0n : part.amount === capacity);
  return {
    rank,
    provider: candidate.id,
    ranking_key: rank === null ? null : rankingKey(candidate, policy, money),
    free_amount: money(candidate.available),
    room: money(capacity),
    outcome: part === null ? 'skipped' : 'taken',
    amount: money(part?.amount ?? 0n),
    reason: isLimited ? limit : part === null ? 'not_needed' : null,
    remainder_unit: part?.extraUnit ?? false,
  };
}

function rankingKey(
  candidate: Candidate,
  policy: AllocationRun['policy'],
  money: (minor: bigint) => string,
): string | null {
  if (policy === 'oldest_first') return null;
  return policy === 'idle_share' ? formatMoney(idleShare(candidate), 6) : money(candidate.available);
}

function copy({ limits }: Candidate): Candidate['limits'] {
  return limits && { ...limits, owed: new Map(limits.owed) };
}
