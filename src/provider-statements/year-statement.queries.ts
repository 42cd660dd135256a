import { Injectable } from '@nestjs/common';
import type { Caller } from '../auth/access.js';
import { BankConfigQueries } from '../bank-config/bank-config.queries.js';
import { Clock } from '../database/clock.js';
import { asBank } from '../database/person.js';
import { Replicas } from '../database/replicas.js';
import { invalidFields } from '../http/validation.js';
import type { PostingKind } from '../ledger/postings.js';
import { currencyDecimals, formatMoney } from '../lending/money.js';
import { ProvidersQueries } from '../providers/providers.queries.js';
import {
  ACCOUNTS,
  balancesBefore,
  COMMISSION,
  commissionOf,
  EFFECTS,
  toBalancesResponse,
  type BalanceRow,
} from './provider-statements.queries.js';
import type { YearFiguresResponse, YearStatementResponse } from './year-statement.dto.js';

type Figure = keyof YearFiguresResponse;
type Figures = Record<Figure, bigint>;

const FIGURES = [
  'deposited',
  'withdrawn',
  'lent',
  'principal',
  'interest',
  'commission',
  'late_interest',
  'recovered',
  'lost',
] as const satisfies Figure[];

/** What a kind of posting adds to, and with which sign. Others move money between the provider's own balances. */
const ADDS: Partial<Record<PostingKind, [Figure, 1n | -1n]>> = {
  deposit: ['deposited', 1n],
  deposit_return: ['deposited', -1n],
  withdrawal: ['withdrawn', 1n],
  withdrawal_return: ['withdrawn', -1n],
  funding: ['lent', 1n],
  principal_share: ['principal', 1n],
  interest_share: ['interest', 1n],
  penalty_share: ['late_interest', 1n],
  recovery_share: ['recovered', 1n],
  write_off: ['lost', 1n],
};

/** Movements of one kind in a month; those of interest apart by what decides their commission. */
interface Group extends BalanceRow {
  month: string;
  kind: PostingKind;
  reversal: boolean;
  amount: string;
  times: string;
  /** The amount of each, where it is a share of interest. */
  each: string | null;
  commission: string;
  net_interest: string | null;
}

/** A provider's year by months, from the journal: any number of movements. */
@Injectable()
export class YearStatements {
  constructor(
    private readonly db: Replicas,
    private readonly bankConfig: BankConfigQueries,
    private readonly providers: ProvidersQueries,
    private readonly clock: Clock,
  ) {}

  /** Throws `provider_not_found`, and `validation_failed` for a year that has not begun. */
  async of(
    asked: number | undefined,
    ofProvider: string | undefined,
    caller: Caller,
  ): Promise<YearStatementResponse> {
    const provider = await this.providers.idOf(ofProvider, caller);
    const today = await this.clock.businessDate(this.db);
    const thisYear = Number.parseInt(today, 10);
    const year = asked ?? thisYear;
    if (year > thisYear) throw notBegun(thisYear);
    const from = `${String(year)}-01-01`;
    const to = year === thisYear ? today : `${String(year)}-12-31`;
    const { currency } = await this.bankConfig.inForce();
    const money = (minor: bigint) => formatMoney(minor, currencyDecimals(currency));
    const opening = await balancesBefore(this.db, provider, from);
    // Commission is of whole payments, as in the statement.
    const groups: Group[] = await asBank(() =>
      this.db.query(
        `SELECT m.month, m.kind, m.reversal, m.each, m.commission, m.net_interest, count(*) AS times,
         sum(m.amount) AS amount, ${ACCOUNTS.map((account) => `sum(m.${account}) AS ${account}`).join(', ')}
       FROM (
         SELECT to_char(j.business_date, 'YYYY-MM') AS month, j.kind, j.reverses_id IS NOT NULL AS reversal, j.amount,
           CASE j.kind WHEN 'interest_share' THEN j.amount END AS each, c.commission, c.net_interest, ${EFFECTS}
         FROM journal j LEFT JOIN journal o ON o.id = j.reverses_id CROSS JOIN LATERAL (${COMMISSION}) c
         WHERE j.provider_id = $1 AND j.business_date BETWEEN $2 AND $3) m
       GROUP BY m.month, m.kind, m.reversal, m.each, m.commission, m.net_interest ORDER BY m.month`,
        [provider, from, to],
      ),
    );
    const closing = { ...opening };
    const totals = nothing();
    const months = new Map<string, Figures>();
    for (const group of groups) {
      for (const account of ACCOUNTS) closing[account] += BigInt(group[account]);
      const month = months.get(group.month) ?? nothing();
      months.set(group.month, month);
      for (const figures of [totals, month]) add(figures, group);
    }
    const shown = (figures: Figures) =>
      Object.fromEntries(FIGURES.map((name) => [name, money(figures[name])])) as Record<Figure, string>;
    return {
      provider,
      year,
      from,
      to,
      currency,
      opening: toBalancesResponse(opening, money),
      months: [...months].map(([month, figures]) => ({ month, ...shown(figures) })),
      totals: shown(totals),
      closing: toBalancesResponse(closing, money),
    };
  }
}

function nothing(): Figures {
  return Object.fromEntries(FIGURES.map((name) => [name, 0n])) as Figures;
}

function add(figures: Figures, group: Group): void {
  const [figure, sign] = ADDS[group.kind] ?? [];
  if (figure === undefined || sign === undefined) return;
  const counts = group.reversal ? -sign : sign;
  figures[figure] += counts * BigInt(group.amount);
  if (group.each === null) return;
  const commission = commissionOf({ ...group, amount: group.each });
  figures.commission += counts * commission * BigInt(group.times);
}

function notBegun(thisYear: number) {
  const message = `year must not be after ${String(thisYear)}.`;
  return invalidFields([{ field: 'year', code: 'range', message }]);
}
