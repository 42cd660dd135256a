import { Injectable } from '@nestjs/common';
import { isStaff, type Caller } from '../auth/access.js';
import { BankConfigQueries } from '../bank-config/bank-config.queries.js';
import { Clock } from '../database/clock.js';
import { shownRowsOf } from '../database/entity-columns.js';
import { conditions, readPage, type Page } from '../http/paging.js';
import { Replicas } from '../database/replicas.js';
import { daysPastDue } from '../lending/days-past-due.js';
import { currencyDecimals, formatMoney } from '../lending/money.js';
import { nearestPart, partOf } from '../lending/split.js';
import { Funding } from '../funding/funding.entity.js';
import { AGES, ageOn } from '../loans/ages.js';
import type { LoanStatus } from '../loans/loan.entity.js';
import { ProvidersQueries } from '../providers/providers.queries.js';
import { shownShortNumber } from '../runtime/short-number.js';
import { Accruals, shareOf, type LoanEarnings } from './accruals.queries.js';
import {
  type AgeResponse,
  type BandShareResponse,
  type PortfolioLoanResponse,
  type PortfolioLoansQuery,
  type PortfolioResponse,
  type ShareFigures,
} from './portfolio.dto.js';

const OUTSTANDING = 'f.amount - f.principal_returned - f.principal_lost';
const SHARE_DECIMALS = 6;
/** A loan that was undone was never lent. */
const IN_FORCE = 'f.undone_at IS NULL';

/** What a provider has in loans, minor units; the names are those of the answers. */
type Amounts = Record<keyof ShareFigures, bigint>;
/** The figures that participations keep as summaries, with their SQL. */
const KEPT = {
  lent: 'f.amount',
  principal_outstanding: OUTSTANDING,
  principal_returned: 'f.principal_returned',
  interest_earned: 'f.interest_earned',
  penalty_earned: 'f.penalty_earned',
  principal_lost: 'f.principal_lost',
  recovered: 'f.recovered',
} as const;
const NAMES = Object.keys(KEPT) as (keyof typeof KEPT)[];
type KeptRow = Record<keyof typeof KEPT, string>;

const shares = shownRowsOf(Funding, 'f', ['id', 'loanId', 'createdAt']).and<KeptRow>(KEPT);

const BAND_FIGURES = ['lent', 'principal_outstanding', 'past_due', 'principal_lost'] as const;
const NOTHING = { interest: 0n, penalty: 0n };

/** A provider's loans: its part of each, and of all of them. */
@Injectable()
export class PortfolioQueries {
  constructor(
    private readonly db: Replicas,
    private readonly bankConfig: BankConfigQueries,
    private readonly providers: ProvidersQueries,
    private readonly accruals: Accruals,
    private readonly clock: Clock,
  ) {}

  /** The provider's shares in loans: in total, by status and by how late they are. */
  async portfolio(asked: string | undefined, caller: Caller): Promise<PortfolioResponse> {
    const provider = await this.providers.idOf(asked, caller);
    const [{ currency }, on] = await Promise.all([
      this.bankConfig.inForce(),
      this.clock.businessDate(this.db),
    ]);
    const [rows, accrued, bands, ageing] = await Promise.all([
      this.db.query<(KeptRow & { status: LoanStatus; loans: number })[]>(
        `SELECT l.status, count(*)::int AS loans, ${NAMES.map((name) => `sum(${KEPT[name]}) AS ${name}`).join(', ')}
         FROM fundings f JOIN loans l ON l.id = f.loan_id WHERE f.provider_id = $1 AND ${IN_FORCE}
         GROUP BY l.status ORDER BY l.status`,
        [provider],
      ),
      this.accruals.ofProvider(provider, on),
      this.byBand(provider, on, currency),
      this.ageing(provider, on, currency),
    ]);
    const byStatus = rows.map(({ status, loans, ...row }) => ({
      status,
      loans,
      amounts: amountsOf(row, accrued.get(status) ?? NOTHING),
    }));
    const total = amountsOf(undefined, NOTHING);
    for (const { amounts } of byStatus) {
      for (const name of Object.keys(total) as (keyof Amounts)[]) total[name] += amounts[name];
    }
    return {
      provider,
      as_of: on,
      currency,
      total: {
        loans: byStatus.reduce((sum, { loans }) => sum + loans, 0),
        ...toFigures(total, currency),
      },
      by_status: byStatus.map(({ status, loans, amounts }) => ({
        status,
        loans,
        ...toFigures(amounts, currency),
      })),
      by_band: bands,
      ageing,
    };
  }

  /** One page of the provider's loans, newest first; computes only the loans on the page. */
  async loans(query: PortfolioLoansQuery, url: string, caller: Caller): Promise<Page<PortfolioLoanResponse>> {
    const provider = await this.providers.idOf(query.provider, caller);
    const on = await this.clock.businessDate(this.db);
    const page = await readPage(
      this.db,
      shares,
      {
        where: conditions({ [`f.provider_id = $? AND ${IN_FORCE}`]: provider }),
        query,
        url,
        exactCount: !isStaff(caller) || query.count === 'exact',
      },
      (row) => row,
    );
    const earnings = await this.accruals.ofLoans(
      page.results.map((row) => row.loanId),
      on,
    );
    return {
      ...page,
      results: page.results.map((row) =>
        toLoan(row, row.createdAt, earnings.get(row.loanId) as LoanEarnings, on),
      ),
    };
  }

  private async byBand(provider: string, on: string, currency: string): Promise<BandShareResponse[]> {
    const bands: ({ score_band: string | null; loans: number } & Record<
      (typeof BAND_FIGURES)[number],
      string
    >)[] = await this.db.query(
      `SELECT l.score_band, count(*)::int AS loans, sum(f.amount) AS lent, sum(${OUTSTANDING}) AS principal_outstanding,
           coalesce(sum(${OUTSTANDING}) FILTER (WHERE l.next_due_on < $2::date), 0) AS past_due,
           sum(f.principal_lost) AS principal_lost
         FROM fundings f JOIN loans l ON l.id = f.loan_id WHERE f.provider_id = $1 AND ${IN_FORCE}
         GROUP BY l.score_band ORDER BY l.score_band NULLS LAST`,
      [provider, on],
    );
    return bands.map((row) => ({
      score_band: row.score_band,
      loans: row.loans,
      ...(Object.fromEntries(
        BAND_FIGURES.map((name) => [name, formatMoney(BigInt(row[name]), currencyDecimals(currency))]),
      ) as Record<(typeof BAND_FIGURES)[number], string>),
    }));
  }

  private async ageing(provider: string, on: string, currency: string): Promise<AgeResponse[]> {
    const ages: { age: number; loans: number; outstanding: string }[] = await this.db.query(
      `SELECT ${ageOn('$2')} AS age,
         count(*)::int AS loans, sum(${OUTSTANDING}) AS outstanding
       FROM fundings f JOIN loans l ON l.id = f.loan_id
       WHERE f.provider_id = $1 AND l.next_due_on IS NOT NULL GROUP BY 1`,
      [provider, on],
    );
    return AGES.map(({ name }, index) => {
      const found = ages.find((row) => row.age === index);
      return {
        days_past_due: name,
        loans: found?.loans ?? 0,
        principal_outstanding: formatMoney(BigInt(found?.outstanding ?? '0'), currencyDecimals(currency)),
      };
    });
  }
}

function amountsOf(row: KeptRow | undefined, accrued: { interest: bigint; penalty: bigint }): Amounts {
  const kept = Object.fromEntries(NAMES.map((name) => [name, BigInt(row?.[name] ?? '0')]));
  return {
    ...(kept as Record<keyof typeof KEPT, bigint>),
    accrued_interest: accrued.interest,
    accrued_penalty: accrued.penalty,
  };
}

function toFigures(amounts: Amounts, currency: string): ShareFigures {
  const decimals = currencyDecimals(currency);
  const shown = Object.entries(amounts).map(([name, amount]) => [name, formatMoney(amount, decimals)]);
  return Object.fromEntries(shown) as Record<keyof ShareFigures, string>;
}

function toLoan(
  row: KeptRow,
  createdAt: string,
  { loan, accrued, commission }: LoanEarnings,
  on: string,
): PortfolioLoanResponse {
  const money = (minor: bigint) => formatMoney(minor, currencyDecimals(loan.currency));
  const part = BigInt(row.lent);
  const taken = nearestPart(commission, part, loan.amount);
  const amounts = amountsOf(row, shareOf(accrued, part, loan));
  return {
    loan: loan.id,
    loan_number: shownShortNumber(loan.number),
    status: loan.status,
    share: formatMoney(partOf(10n ** BigInt(SHARE_DECIMALS), part, loan.amount), SHARE_DECIMALS),
    ...toFigures(amounts, loan.currency),
    gross_interest: money(amounts.interest_earned + taken),
    commission: money(taken),
    next_due_date: loan.nextDueOn,
    days_past_due: daysPastDue(loan.nextDueOn, on),
    currency: loan.currency,
    created_at: createdAt,
  };
}
