import { Injectable } from '@nestjs/common';
import type { Caller } from '../auth/access.js';
import { BankConfigQueries } from '../bank-config/bank-config.queries.js';
import { Clock } from '../database/clock.js';
import { asBank } from '../database/person.js';
import { Replicas } from '../database/replicas.js';
import { invalidFields } from '../http/validation.js';
import type { PostingKind } from '../ledger/postings.js';
import { addDays, daysBetween } from '../lending/dates.js';
import { currencyDecimals, formatMoney } from '../lending/money.js';
import { nearestPart } from '../lending/split.js';
import { providerReturns, type ProviderReturn } from '../lending/provider-returns.js';
import { ProvidersQueries } from '../providers/providers.queries.js';
import { shownShortNumber } from '../runtime/short-number.js';
import {
  MOST_MOVEMENTS,
  type BalancesResponse,
  type ReturnsResponse,
  type StatementQuery,
  type StatementResponse,
} from './provider-statements.dto.js';

const MOST_DAYS = 366;

/** What a journal row adds to each of a provider's balances. */
export const EFFECTS = `
  CASE 'provider_fund' WHEN j.credit_account THEN j.amount WHEN j.debit_account THEN -j.amount ELSE 0 END AS fund,
  CASE 'provider_wallet' WHEN j.credit_account THEN j.amount WHEN j.debit_account THEN -j.amount ELSE 0 END AS wallet,
  CASE 'provider_claim' WHEN j.credit_account THEN j.amount WHEN j.debit_account THEN -j.amount ELSE 0 END AS lent,
  CASE 'receivable' WHEN j.debit_account THEN j.amount WHEN j.credit_account THEN -j.amount ELSE 0 END AS receivable`;
export const ACCOUNTS = ['fund', 'wallet', 'lent', 'receivable'] as const;
export type Balances = Record<(typeof ACCOUNTS)[number], bigint>;
export type BalanceRow = Record<(typeof ACCOUNTS)[number], string>;

/**
 * The interest of the payment of `j`, as it was booked then: the bank's commission, and what the providers got. A
 * reversing row reports what the reversed row (`o`) did. Uses the index on a payment's own postings.
 */
export const COMMISSION = `
  SELECT coalesce(sum(i.amount) FILTER (WHERE i.kind = 'commission'), 0) AS commission,
    sum(i.amount) FILTER (WHERE i.kind = 'interest_share') AS net_interest
  FROM journal i
  WHERE j.kind = 'interest_share' AND i.payment_id = j.payment_id AND i.reverses_id IS NULL
    AND i.revision = coalesce(o.revision, j.revision) AND i.kind IN ('commission', 'interest_share')`;

/** The loans of a provider that were undone: their money was never out, and earned nothing. */
const UNDONE = `ARRAY(SELECT f.loan_id FROM fundings f WHERE f.provider_id = $1 AND f.undone_at IS NOT NULL)`;

/** With what the period added to each balance up to and with this movement. */
interface MovementRow extends BalanceRow {
  /** How many movements the period has. */
  movements: string;
  business_date: string;
  kind: PostingKind;
  loan_id: string | null;
  loan_number: number | null;
  amount: string;
  reversal: boolean;
  /** For an interest share: its payment's figures, see `COMMISSION`. */
  commission: string;
  net_interest: string | null;
}

/**
 * What a provider's money did: every movement, and its returns. Both come from the journal, so the figures prove
 * themselves.
 */
@Injectable()
export class ProviderStatements {
  constructor(
    private readonly db: Replicas,
    private readonly bankConfig: BankConfigQueries,
    private readonly providers: ProvidersQueries,
    private readonly clock: Clock,
  ) {}

  /**
   * Covers at most a year, and ten thousand movements unless only the newest are asked for; a larger request is refused
   * with advice.
   */
  async statement(query: StatementQuery, caller: Caller): Promise<StatementResponse> {
    const provider = await this.providers.idOf(query.provider, caller);
    const to = query.to ?? (await this.clock.businessDate(this.db));
    const from = query.from ?? addDays(to, -30);
    if (from > to) throw period(`from must not be after to, ${to}.`);
    if (daysBetween(from, to) > MOST_DAYS) {
      throw period(`from must be up to ${String(MOST_DAYS)} days before to.`);
    }
    const money = await this.money();
    const opening = await balancesBefore(this.db, provider, from);
    // The commission of a share is a part of the whole payment's, of which other lenders have shares too.
    const rows: MovementRow[] = await asBank(() =>
      this.db.query(
        `SELECT j.movements, j.business_date, j.kind, j.loan_id, l.number AS loan_number, j.amount,
           j.reverses_id IS NOT NULL AS reversal, ${ACCOUNTS.map((account) => `j.${account}`).join(', ')},
           c.commission, c.net_interest
         FROM (
           SELECT m.entry_no, m.business_date, m.kind, m.loan_id, m.payment_id, m.revision, m.reverses_id, m.amount,
             count(*) OVER () AS movements,
             ${ACCOUNTS.map((account) => `sum(m.${account}) OVER in_order AS ${account}`).join(', ')}
           FROM (
             SELECT j.*, ${EFFECTS} FROM journal j
             WHERE j.provider_id = $1 AND j.business_date BETWEEN $2 AND $3) m
           WINDOW in_order AS (ORDER BY m.business_date, m.entry_no ROWS UNBOUNDED PRECEDING)
           ORDER BY m.business_date DESC, m.entry_no DESC LIMIT $4) j
         LEFT JOIN journal o ON o.id = j.reverses_id LEFT JOIN loans l ON l.id = j.loan_id
         CROSS JOIN LATERAL (${COMMISSION}) c
         ORDER BY j.business_date, j.entry_no`,
        [provider, from, to, query.newest ?? MOST_MOVEMENTS],
      ),
    );
    const count = Number(rows[0]?.movements ?? 0);
    if (query.newest === undefined && count > MOST_MOVEMENTS) {
      throw period(
        `There are more than ${String(MOST_MOVEMENTS)} movements: ask for a shorter period, or with newest= for the ` +
          'newest of them.',
      );
    }
    const after = (row: BalanceRow | undefined) => {
      const added = toBalances(row);
      const sums = ACCOUNTS.map((account) => [account, opening[account] + added[account]]);
      return toBalancesResponse(Object.fromEntries(sums) as Balances, money.format);
    };
    const movements = rows.map((row) => ({
      business_date: row.business_date,
      kind: row.kind,
      reversal: row.reversal,
      loan: row.loan_id,
      loan_number: shownShortNumber(row.loan_number),
      amount: money.format(BigInt(row.amount)),
      commission: row.net_interest === null ? null : money.format(commissionOf(row)),
      balances: after(row),
    }));
    return {
      provider,
      from,
      to,
      currency: money.currency,
      opening: toBalancesResponse(opening, money.format),
      movement_count: count,
      movements,
      closing: after(rows.at(-1)),
    };
  }

  /** The three returns of rule 19, today. */
  async returns(asked: string | undefined, caller: Caller): Promise<ReturnsResponse> {
    const provider = await this.providers.idOf(asked, caller);
    const on = await this.clock.businessDate(this.db);
    const money = await this.money();
    const flows: { on: string; loans: string; outside: string }[] = await this.db.query(
      `SELECT j.business_date AS on,
         coalesce(sum(CASE WHEN j.kind = 'funding' THEN CASE WHEN j.reverses_id IS NULL THEN -j.amount ELSE j.amount END
           WHEN j.kind LIKE '%share' THEN CASE WHEN j.reverses_id IS NULL THEN j.amount ELSE -j.amount END
           END), 0) AS loans,
         coalesce(sum(CASE WHEN j.kind IN ('deposit', 'withdrawal_return') THEN -j.amount
           WHEN j.kind IN ('withdrawal', 'deposit_return') THEN j.amount END), 0) AS outside
       FROM journal j WHERE j.provider_id = $1 AND (j.loan_id = ANY (${UNDONE})) IS NOT TRUE
       GROUP BY j.business_date ORDER BY j.business_date`,
      [provider],
    );
    const [left]: { claims: string; past_due: string; idle: string }[] = await this.db.query(
      `SELECT p.lent_amount AS claims, p.fund_amount + p.wallet_amount - p.receivable_amount AS idle,
         (SELECT coalesce(sum(f.amount - f.principal_returned - f.principal_lost), 0)
          FROM fundings f JOIN loans l ON l.id = f.loan_id
          WHERE f.provider_id = p.id AND l.next_due_on < $2) AS past_due
       FROM providers p WHERE p.id = $1`,
      [provider, on],
    );
    const made = (of: 'loans' | 'outside') =>
      flows.flatMap((row) => (row[of] === '0' ? [] : [{ on: row.on, amount: BigInt(row[of]) }]));
    const figures = providerReturns(
      {
        loans: made('loans'),
        outside: made('outside'),
        claims: BigInt(left?.claims ?? '0'),
        claimsPastDue: BigInt(left?.past_due ?? '0'),
        idle: BigInt(left?.idle ?? '0'),
      },
      on,
    );
    const shown = ({ rate, reason, equallyGood, flows: used }: ProviderReturn) => ({
      rate,
      reason,
      equally_good: [...equallyGood],
      cash_flows: used.map((flow) => ({ date: flow.on, amount: money.format(flow.amount) })),
    });
    return {
      provider,
      as_of: on,
      currency: money.currency,
      realised: shown(figures.realised),
      conservative: shown(figures.conservative),
      all_money: shown(figures.allMoney),
    };
  }

  private async money(): Promise<{ currency: string; format: (minor: bigint) => string }> {
    const { currency } = await this.bankConfig.inForce();
    const decimals = currencyDecimals(currency);
    return { currency, format: (minor) => formatMoney(minor, decimals) };
  }
}

/** A provider's balances at the beginning of a business date. Minor units. */
export async function balancesBefore(
  db: Pick<Replicas, 'query'>,
  provider: string,
  date: string,
): Promise<Balances> {
  const [row]: BalanceRow[] = await db.query(
    `SELECT ${ACCOUNTS.map((account) => `coalesce(sum(m.${account}), 0) AS ${account}`).join(', ')}
     FROM (SELECT ${EFFECTS} FROM journal j WHERE j.provider_id = $1 AND j.business_date < $2) m`,
    [provider, date],
  );
  return toBalances(row);
}

/** The provider's part of the commission on an interest share: rounded to the nearest unit. */
export function commissionOf({
  amount,
  commission,
  net_interest: net,
}: Pick<MovementRow, 'amount' | 'commission' | 'net_interest'>): bigint {
  return nearestPart(BigInt(commission), BigInt(amount), BigInt(net ?? amount));
}

function toBalances(row: BalanceRow | undefined): Balances {
  const of = (account: keyof Balances) => BigInt(row?.[account] ?? '0');
  return { fund: of('fund'), wallet: of('wallet'), lent: of('lent'), receivable: of('receivable') };
}

export function toBalancesResponse(balances: Balances, format: (minor: bigint) => string): BalancesResponse {
  return {
    fund: format(balances.fund),
    wallet: format(balances.wallet),
    lent: format(balances.lent),
    receivable: format(balances.receivable),
  };
}

function period(message: string) {
  return invalidFields([{ field: 'from', code: 'period', message }]);
}
