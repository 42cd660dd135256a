import { Injectable } from '@nestjs/common';
import type { Caller } from '../auth/access.js';
import { shownRowsOf, type RowOf } from '../database/entity-columns.js';
import { Replicas } from '../database/replicas.js';
import { conditions, readPage, type Page } from '../http/paging.js';
import { COMPONENTS, componentsIn, ofEach, type Component, type Components } from '../lending/components.js';
import { currencyDecimals, formatMoney } from '../lending/money.js';
import { nearestPart } from '../lending/split.js';
import { LoansQueries } from '../loans/loans.queries.js';
import { Payment } from '../payments/payment.entity.js';
import { ProvidersQueries } from '../providers/providers.queries.js';
import type { ShareOfPaymentResponse, ShareOfPaymentsQuery } from './share-of-payments.dto.js';

const payments = shownRowsOf(Payment, 'y', [
  'id',
  'currency',
  'interest',
  'commission',
  'valueDate',
  'createdAt',
]).and<{ reversedAt: Date | null }>(
  { reversedAt: 'r.created_at' },
  'LEFT JOIN payment_reversals r ON r.payment_id = y.id',
);

interface ShareRow extends Record<Component, string> {
  payment_id: string;
}

const NOTHING: Components = ofEach(() => 0n);

/** What each payment on a loan brought a provider, from the postings that stand. */
@Injectable()
export class ShareOfPayments {
  constructor(
    private readonly db: Replicas,
    private readonly loans: LoansQueries,
    private readonly providers: ProvidersQueries,
  ) {}

  /** Newest first. Throws `provider_not_found`, and `loan_not_found`, also for a loan that the provider has no part of. */
  async list(
    query: ShareOfPaymentsQuery,
    url: string,
    caller: Caller,
  ): Promise<Page<ShareOfPaymentResponse>> {
    const provider = await this.providers.idOf(query.provider, caller);
    await this.loans.getWholeLoan(query.loan, { ...caller, id: provider, role: 'provider' });
    const page = await readPage(
      this.db,
      payments,
      { where: conditions({ 'y.loan_id = $?': query.loan }), query, url, exactCount: true, indexed: true },
      (row) => row,
    );
    const shares = await this.sharesIn(
      provider,
      page.results.map(({ id }) => id),
    );
    return { ...page, results: page.results.map((row) => toShare(row, shares.get(row.id) ?? NOTHING)) };
  }

  /** By the index on a payment's own postings. Minor units. */
  private async sharesIn(provider: string, ids: readonly string[]): Promise<Map<string, Components>> {
    const rows: ShareRow[] = await this.db.query(
      `SELECT j.payment_id, ${COMPONENTS.map(
        (component) =>
          `coalesce(sum(j.amount) FILTER (WHERE j.kind = '${component}_share'), 0) AS ${component}`,
      ).join(', ')}
       FROM journal j
       WHERE j.payment_id = ANY ($1) AND j.provider_id = $2 AND j.kind LIKE '%share' AND j.reverses_id IS NULL
         AND NOT EXISTS (SELECT FROM journal r WHERE r.reverses_id = j.id)
       GROUP BY j.payment_id`,
      [ids, provider],
    );
    return new Map(rows.map((row) => [row.payment_id, componentsIn(row)]));
  }
}

function toShare(row: RowOf<typeof payments>, share: Components): ShareOfPaymentResponse {
  const money = (minor: bigint) => formatMoney(minor, currencyDecimals(row.currency));
  const [interest, commission] = [BigInt(row.interest), BigInt(row.commission)];
  const taken = share.interest === 0n ? 0n : nearestPart(commission, share.interest, interest - commission);
  return {
    value_date: row.valueDate,
    amount: money(COMPONENTS.reduce((sum, component) => sum + share[component], 0n)),
    ...ofEach((component) => money(share[component])),
    commission: money(taken),
    currency: row.currency,
    reversed_at: row.reversedAt?.toISOString() ?? null,
    created_at: row.createdAt,
  };
}
