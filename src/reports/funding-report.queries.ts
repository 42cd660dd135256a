import { Injectable } from '@nestjs/common';
import { BankConfigQueries } from '../bank-config/bank-config.queries.js';
import { Clock } from '../database/clock.js';
import { shownName } from '../http/filters.js';
import { Replicas } from '../database/replicas.js';
import { currencyDecimals, formatMoney } from '../lending/money.js';
import { PORTFOLIO } from '../loans/loan-figures.js';
import { IS_OPEN } from '../loans/loan.entity.js';
import type { ConcentrationResponse, FundingReportResponse } from './funding-report.dto.js';
import { ratioOf } from './ratio.js';

const TOP = 10;

interface FundingRow {
  providers: number;
  idle: string;
  committed: string;
  reserved: string;
  lent: string;
  wallets: string;
  receivable: string;
  waiting: number;
  waiting_amount: string;
  oldest_queued_at: Date | null;
  oldest_wait_days: number | null;
}

interface LargeRow {
  id: string;
  name: string;
  username: string;
  loans: number;
  principal: string;
}

/** Where the providers' money is, and who depends on it most. */
@Injectable()
export class FundingReports {
  constructor(
    private readonly db: Replicas,
    private readonly bankConfig: BankConfigQueries,
    private readonly clock: Clock,
  ) {}

  async funding(): Promise<FundingReportResponse> {
    const [{ currency }, on] = await Promise.all([
      this.bankConfig.inForce(),
      this.clock.businessDate(this.db),
    ]);
    const [row]: FundingRow[] = await this.db.query(
      `SELECT p.*, q.waiting, q.waiting_amount, q.oldest_queued_at, least(p.idle, q.holding) AS committed,
         $1::date - (SELECT e.business_date FROM loan_events e WHERE e.loan_id = q.oldest AND e.kind = 'queued'
                     ORDER BY e.entry_no LIMIT 1) AS oldest_wait_days
       FROM (
         SELECT count(*)::int AS providers, coalesce(sum(fund_amount), 0) AS idle,
           coalesce(sum(fund_amount - free_amount), 0) AS reserved, coalesce(sum(lent_amount), 0) AS lent,
           coalesce(sum(wallet_amount), 0) AS wallets, coalesce(sum(receivable_amount), 0) AS receivable
         FROM providers) p,
       (SELECT count(*)::int AS waiting, coalesce(sum(amount), 0) AS waiting_amount, min(queued_at) AS oldest_queued_at,
           (array_agg(loan_id ORDER BY entry_no))[1] AS oldest,
           coalesce(sum(amount) FILTER (WHERE holds_on <= $1::date AND expires_on >= $1::date), 0) AS holding
         FROM funding_queue WHERE state = 'waiting') q`,
      [on],
    );
    if (!row) throw new Error('an aggregate gave no row');
    const money = (minor: string) => formatMoney(BigInt(minor), currencyDecimals(currency));
    return {
      as_of: on,
      currency,
      providers: row.providers,
      idle: money(row.idle),
      committed: money(row.committed),
      reserved: money(row.reserved),
      lent: money(row.lent),
      wallets: money(row.wallets),
      receivable: money(row.receivable),
      queue: {
        loans: row.waiting,
        amount: money(row.waiting_amount),
        oldest_queued_at: row.oldest_queued_at?.toISOString() ?? null,
        oldest_wait_days: row.oldest_wait_days ?? 0,
      },
    };
  }

  async concentration(): Promise<ConcentrationResponse> {
    const { currency } = await this.bankConfig.inForce();
    const [borrowers, providers] = await Promise.all([this.largestBorrowers(), this.largestProviders()]);
    const gross = BigInt(borrowers[0]?.gross ?? '0');
    const shown = ({ name, username, loans, principal }: LargeRow) => ({
      name,
      username,
      loans,
      principal_outstanding: formatMoney(BigInt(principal), currencyDecimals(currency)),
      ratio: ratioOf(BigInt(principal), gross),
    });
    return {
      currency,
      gross_outstanding: formatMoney(gross, currencyDecimals(currency)),
      borrowers: borrowers.map((row) => ({ customer: row.id, ...shown(row) })),
      providers: providers.map((row) => ({ provider: row.id, ...shown(row) })),
    };
  }

  /** Borrowers whose loans changed since the figures were added up are compared with the largest of the others. */
  private largestBorrowers(): Promise<(LargeRow & { gross: string })[]> {
    return this.db.query(
      `WITH changed AS (
         SELECT l.customer_id, sum(l.loans) AS loans, sum(l.loans * l.principal) AS principal
         FROM loan_changes l WHERE ${IS_OPEN} GROUP BY 1
       ), borrowers AS (
         SELECT c.customer_id AS id, coalesce(k.loans, 0) + c.loans AS loans, coalesce(k.principal, 0) + c.principal AS principal
         FROM changed c LEFT JOIN borrower_figures k ON k.customer_id = c.customer_id
         UNION ALL (
           SELECT k.customer_id, k.loans, k.principal FROM borrower_figures k
           WHERE k.customer_id NOT IN (SELECT customer_id FROM changed)
           ORDER BY k.principal DESC, k.customer_id LIMIT ${String(TOP)})
       )
       SELECT b.id, b.loans::int AS loans, b.principal, ${shownName('u')} AS name, u.username,
         (SELECT sum(l.principal) FROM ${PORTFOLIO} l WHERE ${IS_OPEN}) AS gross
       FROM (SELECT * FROM borrowers WHERE principal > 0 ORDER BY principal DESC, id LIMIT ${String(TOP)}) b
       JOIN users u ON u.id = b.id ORDER BY b.principal DESC, b.id`,
    );
  }

  private largestProviders(): Promise<LargeRow[]> {
    return this.db.query(
      `SELECT p.id, p.lent_amount AS principal, ${shownName('u')} AS name, u.username,
         (coalesce((SELECT k.participations FROM provider_figures k WHERE k.provider_id = p.id), 0)
          + coalesce((SELECT sum(c.participations) FROM participation_changes c WHERE c.provider_id = p.id), 0)
         )::int AS loans
       FROM (SELECT id, lent_amount FROM providers WHERE lent_amount > 0
             ORDER BY lent_amount DESC, id LIMIT ${String(TOP)}) p
       JOIN users u ON u.id = p.id ORDER BY p.lent_amount DESC, p.id`,
    );
  }
}
