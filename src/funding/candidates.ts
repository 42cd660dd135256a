import type { EntityManager } from 'typeorm';
import type { AllocationPolicy } from '../bank-config/bank-configuration.entity.js';
import { compiledQuery } from '../database/compiled-query.js';
import type { Tx } from '../database/transactions.js';
import { Provider } from '../providers/provider.entity.js';
import { POLICIES } from './policies.js';
import type { Candidate, Limits, LoanToFund } from './capacity.js';

/** Whether provider `c` may lend on a loan with one of these terms, bands and borrowers. */
const ELIGIBLE = `c.free_amount > 0
  AND (c.longest_term_months IS NULL OR c.longest_term_months >= :term)
  AND (c.lowest_score_band IS NULL OR c.lowest_score_band = ANY (:bands))
  AND (c.borrower_cap IS NULL OR c.borrower_cap > (
    SELECT min(owed_to_provider(c.id, b.id)) FROM unnest(:borrowers::uuid[]) AS b(id)))`;

interface CandidateRow {
  id: string;
  available: string;
  total: string;
  max_per_loan: string | null;
  borrower_cap: string | null;
  lowest_score_band: string | null;
  longest_term_months: number | null;
}

/** What decides the text of the query. */
interface Ranking {
  policy: AllocationPolicy;
  /** Whether it locks what it finds. */
  locks: boolean;
  /** Whether only some providers lend. */
  ofSome: boolean;
  window: number;
}

/**
 * Reads or locks the first eligible providers of a ranking, ascending by id. What could be a parameter and changes the
 * plan is in its text, so that PostgreSQL keeps the plan: to make it takes longer than to run it.
 */
const ranked = ({ policy, locks, ofSome, window }: Ranking) =>
  compiledQuery<CandidateRow>((manager) => {
    const eligible = ofSome ? `c.id = ANY (:lenders::uuid[]) AND ${ELIGIBLE}` : ELIGIBLE;
    const query = manager
      .createQueryBuilder(Provider, 'p')
      .select('p.id', 'id')
      .addSelect('p.free_amount', 'available')
      .addSelect('p.fund_amount + p.wallet_amount + p.lent_amount', 'total')
      .addSelect('p.max_per_loan', 'max_per_loan')
      .addSelect('p.borrower_cap', 'borrower_cap')
      .addSelect('p.lowest_score_band', 'lowest_score_band')
      .addSelect('p.longest_term_months', 'longest_term_months')
      .where(
        `p.id = ANY (ARRAY (SELECT c.id FROM providers c WHERE ${eligible}
           ORDER BY ${POLICIES[policy].orderBy} LIMIT ${String(window)}))`,
        { lenders: [], term: 0, bands: [], borrowers: [] },
      )
      .orderBy('p.id');
    return locks ? query.setLock('for_no_key_update') : query;
  });

/** By ranking. A window is a power of two, so there are few. */
const queries = new Map<string, ReturnType<typeof ranked>>();

function queryFor(ranking: Ranking): ReturnType<typeof ranked> {
  const { policy, locks, ofSome, window } = ranking;
  const key = `${policy} ${String(locks)} ${String(ofSome)} ${String(window)}`;
  let query = queries.get(key);
  if (query === undefined) queries.set(key, (query = ranked(ranking)));
  return query;
}

/** Who may lend on at least one of some loans. */
export interface Market {
  policy: AllocationPolicy;
  /** Only these providers lend; null means everybody may. */
  lenders: readonly string[] | null;
  borrowers: readonly string[];
  /** The shortest term among the loans, in months. */
  term: number;
  /** The lowest score bands of mandates that one of the loans satisfies. */
  bands: readonly string[];
}

/** The market for these loans. */
export function marketFor(
  loans: readonly LoanToFund[],
  { policy, lenders }: Pick<Market, 'policy' | 'lenders'>,
): Market {
  return {
    policy,
    lenders,
    borrowers: [...new Set(loans.map(({ customerId }) => customerId))],
    term: Math.min(...loans.map(({ termMonths }) => termMonths)),
    bands: [...new Set(loans.flatMap(({ bands }) => bands))],
  };
}

/**
 * Locks the first `window` (a power of two) providers, in the policy's ranking, that may lend on at least one of the loans. Answers
 * their current funds and limits. A provider that was paused or lent its last money during the wait for the lock has
 * nothing available.
 */
export function lockCandidates(tx: Tx, market: Market, window: number): Promise<Candidate[]> {
  return candidates(tx, market, { locks: true, window });
}

/** Like `lockCandidates`, but locks nothing: the money may be gone a moment later. */
export function readCandidates(manager: EntityManager, market: Market, window: number): Promise<Candidate[]> {
  return candidates(manager, market, { locks: false, window });
}

async function candidates(
  manager: EntityManager,
  { policy, lenders, borrowers, term, bands }: Market,
  how: Pick<Ranking, 'locks' | 'window'>,
): Promise<Candidate[]> {
  const query = queryFor({ policy, ofSome: lenders !== null, ...how });
  const rows = await query(manager, ...(lenders === null ? [] : [lenders]), term, bands, borrowers);
  const capped = rows.filter(({ borrower_cap: cap }) => cap !== null).map(({ id }) => id);
  // Read after the lock: whoever lends to the same borrower must lock the same provider first.
  const owed =
    capped.length === 0 ? new Map<string, Map<string, bigint>>() : await readOwed(manager, borrowers, capped);
  return rows.map((row) => ({
    id: row.id,
    available: BigInt(row.available),
    total: BigInt(row.total),
    limits: limitsOf(row, owed.get(row.id)),
  }));
}

function limitsOf(row: CandidateRow, owed: Map<string, bigint> | undefined): Limits | null {
  const { max_per_loan, borrower_cap, lowest_score_band: lowestBand, longest_term_months } = row;
  if (max_per_loan === null && borrower_cap === null && lowestBand === null && longest_term_months === null) {
    return null;
  }
  return {
    maxPerLoan: max_per_loan === null ? null : BigInt(max_per_loan),
    borrowerCap: borrower_cap === null ? null : BigInt(borrower_cap),
    lowestBand,
    longestTermMonths: longest_term_months,
    owed: owed ?? new Map<string, bigint>(),
  };
}

async function readOwed(
  manager: EntityManager,
  borrowers: readonly string[],
  providers: readonly string[],
): Promise<Map<string, Map<string, bigint>>> {
  const rows: { provider_id: string; customer_id: string; owed: string }[] = await manager.query(
    `SELECT f.provider_id, l.customer_id, sum(f.amount - f.principal_returned - f.principal_lost) AS owed
     FROM loans l JOIN fundings f ON f.loan_id = l.id
     WHERE l.customer_id = ANY ($1) AND l.principal_outstanding > 0 AND f.provider_id = ANY ($2)
     GROUP BY f.provider_id, l.customer_id`,
    [borrowers, providers],
  );
  const owed = new Map<string, Map<string, bigint>>();
  for (const row of rows) {
    const ofProvider = owed.get(row.provider_id) ?? new Map<string, bigint>();
    owed.set(row.provider_id, ofProvider.set(row.customer_id, BigInt(row.owed)));
  }
  return owed;
}

/** What provider `c` may lend on a loan, a row with `borrower`, `term` and `bands`. */
const roomFor = (loan: string) => `CASE
    WHEN c.longest_term_months < ${loan}.term
      OR c.lowest_score_band IS NOT NULL AND c.lowest_score_band <> ALL (${loan}.bands) THEN 0
    ELSE greatest(0, least(c.free_amount, c.max_per_loan, c.borrower_cap - CASE
      WHEN c.borrower_cap IS NOT NULL THEN owed_to_provider(c.id, ${loan}.borrower) END)) END`;

/** The loans of a JSON parameter, in its order, with their numbers as `nr`. */
const loansOf = (parameter: string) => `SELECT h.nr, h.borrower, h.term,
      ARRAY (SELECT json_array_elements_text(h.bands)) AS bands
    FROM ROWS FROM (json_to_recordset(${parameter}::json) AS (borrower uuid, term int, bands json))
      WITH ORDINALITY AS h(borrower, term, bands, nr)`;

const asJson = (loans: readonly LoanToFund[]) =>
  JSON.stringify(
    loans.map((loan) => ({ borrower: loan.customerId, term: loan.termMonths, bands: loan.bands })),
  );

/** Which of these loans all providers together could not fund now, even if each were the only loan. Locks nothing. */
export async function beyondAll(
  manager: EntityManager,
  loans: readonly LoanToFund[],
  lenders: Market['lenders'],
): Promise<LoanToFund[]> {
  if (loans.length === 0) return [];
  const rows: { lendable: string }[] = await manager.query(
    `WITH loan AS (${loansOf('$1')})
     SELECT coalesce(sum(${roomFor('loan')}), 0) AS lendable
     FROM loan LEFT JOIN providers c ON c.free_amount > 0 AND ($2::uuid[] IS NULL OR c.id = ANY ($2::uuid[]))
     GROUP BY loan.nr ORDER BY loan.nr`,
    [asJson(loans), lenders],
  );
  return loans.filter(({ principal }, index) => BigInt(rows[index]?.lendable ?? '0') < principal);
}

/**
 * What all providers together may lend on a loan now, in minor units, less what the loans with a reservation before it
 * could use. Without a customer, no cap per borrower counts as used. Locks nothing, so it is an estimate while others
 * lend and borrow.
 */
export async function lendable(
  manager: EntityManager,
  { customerId, termMonths, bands }: Pick<LoanToFund, 'termMonths' | 'bands'> & { customerId: string | null },
  { holders, lenders }: { holders: readonly LoanToFund[]; lenders: readonly string[] | null },
): Promise<bigint> {
  const [row]: { lendable: string }[] = await manager.query(
    `WITH loan AS (SELECT $1::uuid AS borrower, $2::int AS term, $3::text[] AS bands),
       holders AS (${loansOf('$4')})
     SELECT coalesce(sum(greatest(0, least(${roomFor('loan')}, c.free_amount - coalesce(
       (SELECT sum(${roomFor('holders')}) FROM holders), 0)))), 0) AS lendable
     FROM providers c, loan WHERE c.free_amount > 0 AND ($5::uuid[] IS NULL OR c.id = ANY ($5::uuid[]))`,
    [customerId, termMonths, bands, asJson(holders), lenders],
  );
  return BigInt(row?.lendable ?? '0');
}

/** Limits as a mandate writes them. Minor units. */
export type MandateLimits = Pick<
  Provider,
  | 'paused'
  | 'reserveAmount'
  | 'maxPerLoan'
  | 'maxPerBorrower'
  | 'maxPerBorrowerShare'
  | 'lowestScoreBand'
  | 'longestTermMonths'
>;

/**
 * To how many of these loans a provider's money could go under each of some mandates, and how much of it, each loan by
 * itself and never more than is free. Minor units. Locks nothing.
 */
export async function lendableUnder(
  manager: Pick<EntityManager, 'query'>,
  provider: string,
  mandates: readonly MandateLimits[],
  loans: readonly LoanToFund[],
): Promise<{ loans: number; amount: bigint }[]> {
  const rows: { loans: number; amount: string }[] = await manager.query(
    `WITH loan AS (SELECT h.*, p.principal FROM (${loansOf('$3')}) h
         JOIN unnest($4::bigint[]) WITH ORDINALITY AS p(principal, nr) USING (nr)),
       -- The columns of a provider, as the database would write them.
       mandate AS (
         SELECT m.nr, p.id, m.max_per_loan, m.lowest_score_band, m.longest_term_months,
           CASE WHEN p.account_disabled OR m.paused THEN 0 ELSE greatest(p.fund_amount - m.reserve_amount, 0) END
             AS free_amount,
           least(m.max_per_borrower,
             floor((p.fund_amount::numeric + p.wallet_amount + p.lent_amount) * m.max_per_borrower_share)::bigint)
             AS borrower_cap
         FROM providers p, json_to_recordset($2::json) AS m(nr int, paused boolean, reserve_amount bigint,
           max_per_loan bigint, max_per_borrower bigint, max_per_borrower_share numeric, lowest_score_band text,
           longest_term_months int)
         WHERE p.id = $1),
       room AS (SELECT c.nr, c.free_amount, least(${roomFor('loan')}, loan.principal) AS amount FROM mandate c, loan)
     SELECT m.nr, count(r.nr) FILTER (WHERE r.amount > 0)::int AS loans,
       coalesce(least(m.free_amount, sum(r.amount)), 0)::bigint AS amount
     FROM mandate m LEFT JOIN room r USING (nr) GROUP BY m.nr, m.free_amount ORDER BY m.nr`,
    [
      provider,
      JSON.stringify(mandates.map(asRecord)),
      asJson(loans),
      loans.map(({ principal }) => principal),
    ],
  );
  return rows.map(({ loans: count, amount }) => ({ loans: count, amount: BigInt(amount) }));
}

function asRecord(mandate: MandateLimits, nr: number): object {
  return {
    nr,
    paused: mandate.paused,
    reserve_amount: String(mandate.reserveAmount),
    max_per_loan: mandate.maxPerLoan?.toString() ?? null,
    max_per_borrower: mandate.maxPerBorrower?.toString() ?? null,
    max_per_borrower_share: mandate.maxPerBorrowerShare,
    lowest_score_band: mandate.lowestScoreBand,
    longest_term_months: mandate.longestTermMonths,
  };
}
