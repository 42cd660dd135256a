import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { isStaff, type Caller } from '../auth/access.js';
import { BEFORE_ALL_IDS } from '../database/chunks-by-id.js';
import { shownName } from '../http/filters.js';
import { linkFrom, placeIn } from '../http/cursors.js';
import { asBank } from '../database/person.js';
import { DomainError } from '../runtime/problems.js';
import { currencyDecimals, formatMoney } from '../lending/money.js';
import { AllocationRun } from './allocation-run.entity.js';
import { receiptOf, toRow, type Receipt } from './receipt.js';
import type { AllocationReceiptResponse, ConsideredProvider, ReceiptQuery, Reason } from './receipts.dto.js';
import type { LoanToFund } from './capacity.js';

interface LoanRow {
  run_id: string | null;
  amount: string;
  currency: string;
  undone_on: string | null;
}

/** A provider outside the ranking, as it was at that time. Amounts in minor units. */
interface UnrankedRow {
  id: string;
  fund: string;
  total: string;
  owed: string;
  paused: boolean | null;
  disabled: boolean;
  reserve_amount: string | null;
  max_per_loan: string | null;
  borrower_cap: string | null;
  lowest_score_band: string | null;
  longest_term_months: number | null;
}

/** Why a loan has its lenders: every provider that could have lent, and what each did. */
@Injectable()
export class ReceiptsQueries {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  /**
   * Staff see all providers, a provider its own row if it was ranked. Throws `loan_not_found`, and `receipt_not_found`
   * for a loan that is not funded or was funded before receipts were kept.
   */
  async ofLoan(
    loanId: string,
    { limit, cursor }: ReceiptQuery,
    url: string,
    caller: Caller,
  ): Promise<AllocationReceiptResponse> {
    const from = readCursor(cursor);
    // A run is over all providers; those it passed over ask why, and see their own row.
    const { loan, run, minimumShare } = await asBank(() => this.find(loanId, caller));
    const receipt = receiptOf(run, loanId, { minimumShare, currency: loan.currency });
    const money = (minor: bigint) => formatMoney(minor, currencyDecimals(loan.currency));
    const page = isStaff(caller)
      ? await this.page(receipt, { run, currency: loan.currency, limit, from })
      : { results: receipt.rows.filter(({ provider }) => provider === caller.id), next: null };
    const names = isStaff(caller) ? await this.names(page.results) : new Map<string, string>();
    return {
      loan: loanId,
      amount: money(BigInt(loan.amount)),
      currency: loan.currency,
      policy: run.policy,
      minimum_share: run.policy === 'pro_rata' ? money(minimumShare) : null,
      config_version: run.configVersion,
      allocated_at: run.createdAt.toISOString(),
      ...(loan.undone_on !== null && { undone_on: loan.undone_on }),
      ranked: receipt.rows.length,
      taken: receipt.rows.filter(({ outcome }) => outcome === 'taken').length,
      next: page.next === null ? null : linkFrom(url, page.next),
      results: page.results.map((row) => ({ ...row, provider_name: names.get(row.provider) ?? null })),
    };
  }

  private async find(loanId: string, caller: Caller) {
    const [loan]: LoanRow[] = await this.db.query(
      `SELECT l.allocation_run_id AS run_id, l.amount, l.currency, l.undone_on FROM loans l
       LEFT JOIN allocation_runs r ON r.id = l.allocation_run_id
       WHERE l.id = $1 AND ($2 OR $3 = ANY (r.provider_ids))`,
      [loanId, isStaff(caller), caller.id],
    );
    if (!loan) throw new DomainError('loan_not_found', `There is no loan ${loanId}.`);
    if (loan.run_id === null) {
      const detail = 'This loan is not funded, or was funded before receipts were kept.';
      throw new DomainError('receipt_not_found', detail);
    }
    const run = await this.db.manager.findOneByOrFail(AllocationRun, { id: loan.run_id });
    const [config]: { minimum_share: string }[] = await this.db.query(
      'SELECT minimum_share FROM bank_configurations WHERE version = $1',
      [run.configVersion],
    );
    return { loan, run, minimumShare: BigInt(config?.minimum_share ?? '1') };
  }

  private async names(rows: readonly ConsideredProvider[]): Promise<Map<string, string>> {
    const named: { id: string; name: string }[] = await this.db.query(
      `SELECT u.id, ${shownName('u')} AS name FROM users u WHERE u.id = ANY ($1)`,
      [rows.map(({ provider }) => provider)],
    );
    return new Map(named.map(({ id, name }) => [id, name]));
  }

  private async page(
    { loan, rows }: Receipt,
    {
      run,
      currency,
      limit,
      from,
    }: { run: AllocationRun; currency: string; limit: number; from: { rank: number } | { after: string } },
  ): Promise<{ results: ConsideredProvider[]; next: string | null }> {
    const ranked = 'rank' in from ? rows.slice(from.rank, from.rank + limit) : [];
    const reached = 'rank' in from ? from.rank + ranked.length : rows.length;
    if (reached < rows.length) return { results: ranked, next: `r:${String(reached)}` };
    const after = 'after' in from ? from.after : BEFORE_ALL_IDS;
    const wanted = limit - ranked.length;
    const unranked = await this.unranked(run, loan, after, wanted + 1);
    const shown = unranked.slice(0, wanted);
    const last = shown.at(-1)?.id ?? after;
    return {
      results: [...ranked, ...shown.map((row) => toUnranked(row, loan, run, currency))],
      next: unranked.length > wanted ? `p:${last}` : null,
    };
  }

  /** The providers that were not ranked, by id, with their balances and mandates when the run began. */
  private unranked(
    run: AllocationRun,
    loan: LoanToFund,
    after: string,
    count: number,
  ): Promise<UnrankedRow[]> {
    return this.db.query(
      `WITH asked AS (
         SELECT * FROM providers WHERE id > $1 AND created_at <= $2 AND id <> ALL ($3) ORDER BY id LIMIT $4)
       SELECT p.id, p.fund_amount - since.fund AS fund, owed.amount AS owed,
         p.fund_amount + p.wallet_amount + p.lent_amount - since.total AS total,
         m.paused, EXISTS (
           SELECT FROM disabled_accounts d
           WHERE d.user_id = p.id AND d.disabled_at <= $2 AND (d.enabled_at IS NULL OR d.enabled_at > $2)) AS disabled,
         m.reserve_amount, m.max_per_loan, m.lowest_score_band, m.longest_term_months,
         least(m.max_per_borrower, floor(m.max_per_borrower_share * (
           p.fund_amount + p.wallet_amount + p.lent_amount - since.total))::bigint) AS borrower_cap
       FROM asked p
       LEFT JOIN LATERAL (SELECT * FROM provider_mandates v WHERE v.provider_id = p.id AND v.created_at <= $2
                          ORDER BY v.version DESC LIMIT 1) m ON true
       CROSS JOIN LATERAL (
         SELECT coalesce(sum(CASE 'provider_fund' WHEN j.credit_account THEN j.amount
                                  WHEN j.debit_account THEN -j.amount END), 0) AS fund,
           coalesce(sum(CASE WHEN j.credit_account LIKE 'provider_%' THEN j.amount ELSE 0 END)
                  - sum(CASE WHEN j.debit_account LIKE 'provider_%' THEN j.amount ELSE 0 END), 0) AS total
         FROM journal j WHERE j.provider_id = p.id AND j.id >= $5) since
       CROSS JOIN LATERAL (
         SELECT coalesce(sum(CASE 'provider_claim' WHEN j.credit_account THEN j.amount
                                  WHEN j.debit_account THEN -j.amount END), 0) AS amount
         FROM journal j JOIN loans l ON l.id = j.loan_id
         WHERE m.provider_id IS NOT NULL AND j.provider_id = p.id AND j.id < $5 AND l.customer_id = $6) owed
       ORDER BY p.id`,
      [after, run.createdAt, run.providerIds, count, run.id, loan.customerId],
    );
  }
}

function toUnranked(
  row: UnrankedRow,
  loan: LoanToFund,
  run: AllocationRun,
  currency: string,
): ConsideredProvider {
  const amount = (text: string | null) => (text === null ? null : BigInt(text));
  const fund = BigInt(row.fund);
  const reserve = amount(row.reserve_amount) ?? 0n;
  const isPaused = row.paused === true;
  const shown = toRow(
    {
      id: row.id,
      available: row.disabled || isPaused || fund <= reserve ? 0n : fund - reserve,
      total: BigInt(row.total),
      limits: {
        maxPerLoan: amount(row.max_per_loan),
        borrowerCap: amount(row.borrower_cap),
        lowestBand: row.lowest_score_band,
        longestTermMonths: row.longest_term_months,
        owed: new Map([[loan.customerId, BigInt(row.owed)]]),
      },
    },
    { loan, currency, rank: null, policy: run.policy, part: null },
  );
  let reason: Reason | null = shown.reason;
  if (fund === 0n) reason = 'no_free_funds';
  else if (row.disabled) reason = 'account_disabled';
  else if (isPaused) reason = 'paused';
  else if (fund <= reserve) reason = 'below_reserve';
  return { ...shown, reason };
}

/** A rank, or the id of a provider that is not ranked. */
const PLACES = /^(?:r:(\d{1,9})|p:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}))$/;

function readCursor(cursor: string | undefined): { rank: number } | { after: string } {
  if (cursor === undefined) return { rank: 0 };
  const [rank, after] = placeIn(cursor, PLACES, 'next of an earlier answer');
  return rank ? { rank: Number.parseInt(rank, 10) } : { after: after ?? '' };
}
