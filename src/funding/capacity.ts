/**
 * So many of the loans that have waited for long have money kept for them, in order; the others are only served before
 * those behind them.
 */
export const MOST_HOLDERS = 50;

/** A loan that wants money: minor units. */
export interface LoanToFund {
  id: string;
  customerId: string;
  principal: bigint;
  /** Months from its start to its last instalment, rounded up. */
  termMonths: number;
  /** The lowest score bands of mandates that it satisfies: its own and those below. */
  bands: readonly string[];
  /** It waits in the queue for so long that what it could use is kept for it while it cannot be funded. */
  hasReservation?: boolean;
  /** It is not funded here: what it will take, or else all that it could use, is kept from the loans after it. */
  reserved?: boolean;
}

/** What a provider's mandate allows on one loan; minor units, null is no limit. */
export interface Limits {
  maxPerLoan: bigint | null;
  borrowerCap: bigint | null;
  lowestBand: string | null;
  longestTermMonths: number | null;
  /** What the borrowers of this allocation owe it already, by customer. */
  owed: Map<string, bigint>;
}

/** A provider that could lend: its free funds and all its money (fund, wallet and lent), minor units. */
export interface Candidate {
  id: string;
  available: bigint;
  total: bigint;
  limits: Limits | null;
}

/** Why a provider lends nothing, or not all it has. */
export type Limit = 'score_band' | 'longest_term' | 'cap_per_loan' | 'cap_per_borrower';

/** What a candidate may lend on a loan, minor units, and which limit of its mandate keeps it from lending more. */
export function capacityFor(
  { available, limits }: Candidate,
  { customerId, termMonths, bands }: LoanToFund,
): { capacity: bigint; limit: Limit | null } {
  if (limits === null) return { capacity: available, limit: null };
  const { maxPerLoan, borrowerCap, lowestBand, longestTermMonths, owed } = limits;
  if (longestTermMonths !== null && termMonths > longestTermMonths)
    return { capacity: 0n, limit: 'longest_term' };
  if (lowestBand !== null && !bands.includes(lowestBand)) return { capacity: 0n, limit: 'score_band' };
  let capacity = available;
  let limit: Limit | null = null;
  if (maxPerLoan !== null && maxPerLoan < capacity) {
    capacity = maxPerLoan;
    limit = 'cap_per_loan';
  }
  if (borrowerCap !== null) {
    const left = borrowerCap - (owed.get(customerId) ?? 0n);
    if (left < capacity) {
      capacity = left > 0n ? left : 0n;
      limit = 'cap_per_borrower';
    }
  }
  return { capacity, limit };
}
