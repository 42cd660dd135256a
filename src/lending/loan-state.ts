export type LoanState = 'queued' | 'active' | 'overdue' | 'defaulted' | 'paid' | 'written_off' | 'cancelled';

/** What a disbursed loan's state follows from; amounts are minor units. */
export interface StateFacts {
  outstanding: bigint;
  daysPastDue: number;
  graceDays: number;
  defaultAfterDays: number;
}

/**
 * The state of a loan that was in `state` (rule 15): overdue more than `graceDays` past due, defaulted from
 * `defaultAfterDays` on and until it is cleared, paid when nothing is outstanding. A loan not yet disbursed,
 * cancelled or written off stays so.
 */
export function nextLoanState(state: LoanState, facts: StateFacts): LoanState {
  if (state === 'queued' || state === 'cancelled' || state === 'written_off') return state;
  if (facts.outstanding === 0n) return 'paid';
  if (state === 'defaulted' || facts.daysPastDue >= facts.defaultAfterDays) return 'defaulted';
  return facts.daysPastDue > facts.graceDays ? 'overdue' : 'active';
}
