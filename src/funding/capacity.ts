/**
 * At most this many of the loans that have waited too long have money reserved, in order. The others are only served
 * before those behind them.
 */
export const MOST_HOLDERS = 50;

/** A loan to fund. Minor units. */
export interface LoanToFund {
  id: string;
  customerId: string;
  principal: bigint;
  /** Months from its start to its last instalment, rounded up. */
  termMonths: number;
  /** The lowest score bands of mandates that it satisfies: its own and those below. */
  bands: readonly string[];
  /** It has waited so long in the queue that what it could use is reserved for it until it can be funded. */
  hasReservation?: boolean;
  /** It is not funded here: what it will take, or else all that it could use, is kept from the loans after it. */
  reserved?: boolean;
}

/** What a provider's mandate allows on one loan. Minor units; null means no limit. */
export interface Limits {
  maxPerLoan: bigint | null;
  borrowerCap: bigint | null;
  lowestBand: string | null;
  longestTermMonths: number | null;
  /** What the borrowers of this allocation already owe the provider, by customer. */
  owed: Map<string, bigint>;
}

/** A provider that could lend, with its free funds and all its money (fund, wallet and lent). Minor units. */
export interface Candidate {
  id: string;
  available: bigint;
  total: bigint;
  limits: Limits | null;
}

/** Why a provider lends nothing, or less than it has free. */
export type Limit = 'score_band' | 'longest_term' | 'cap_per_loan' | 'cap_per_borrower';

/**
 * What a candidate may lend on a loan, in minor units, and the limit of its mandate that keeps it from lending more.
 */
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
