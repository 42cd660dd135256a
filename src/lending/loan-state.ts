export type LoanState = 'queued' | 'active' | 'overdue' | 'defaulted' | 'paid' | 'written_off' | 'cancelled';

/** The facts that decide the state of a disbursed loan; amounts are minor units. */
export interface StateFacts {
  outstanding: bigint;
  daysPastDue: number;
  graceDays: number;
  defaultAfterDays: number;
}

/**
 * The next state of a loan in `state` (rule 15): overdue when more than `graceDays` past due, defaulted from
 * `defaultAfterDays` on until it is cleared, paid when nothing is outstanding. A loan that is not yet disbursed,
 * cancelled or written off keeps its state.
 */
export function nextLoanState(state: LoanState, facts: StateFacts): LoanState {
  if (state === 'queued' || state === 'cancelled' || state === 'written_off') return state;
  if (facts.outstanding === 0n) return 'paid';
  if (state === 'defaulted' || facts.daysPastDue >= facts.defaultAfterDays) return 'defaulted';
  return facts.daysPastDue > facts.graceDays ? 'overdue' : 'active';
}
