import { asBank } from '../database/person.js';
import { Injectable } from '@nestjs/common';
import { BankConfigQueries } from '../bank-config/bank-config.queries.js';
import type { BankConfiguration } from '../bank-config/bank-configuration.entity.js';
import { Clock } from '../database/clock.js';
import { Replicas } from '../database/replicas.js';
import { currencyDecimals, formatMoney } from '../lending/money.js';
import { idleShare } from '../funding/policies.js';
import { copyTerms, termMonths } from '../loans/loan-terms.js';
import type { MandateRules } from '../providers/mandates.service.js';
import type { IdleMoneyResponse, IdleResponse } from './idle.dto.js';

interface Row {
  fund_amount: string;
  wallet_amount: string;
  lent_amount: string;
  reserve_amount: string;
  paused: boolean;
  account_disabled: boolean;
  lowest_score_band: string | null;
  longest_term_months: number | null;
  last_lent_at: Date | null;
  allocations: number;
  ranked: number;
  lent: number;
}

const EXPLANATIONS: Record<IdleMoneyResponse['reason'], string> = {
  in_wallet: 'Repaid by loans and not reinvested; auto_reinvest of the mandate reinvests automatically.',
  account_disabled: 'The account is disabled by the bank: none of its money is lent.',
  paused: 'Lending is paused by the mandate.',
  reserve: 'Kept in the fund by reserve_amount of the mandate.',
  band_is_gone:
    'Cannot be lent: lowest_score_band of the mandate names a band that the bank no longer has. Choose another.',
  term_too_short:
    "The bank's loans run longer than longest_term_months of the mandate; only shorter loans, which customers can " +
    'request by quote, could use it.',
  not_needed_yet:
    'Free to lend: the loans so far used money of providers that rank higher, or the mandate did not allow them.',
};

/** How much of a provider's money earns nothing, and why. */
@Injectable()
export class IdleQueries {
  constructor(
    private readonly db: Replicas,
    private readonly bankConfig: BankConfigQueries,
    private readonly clock: Clock,
  ) {}

  /** The provider must exist. `rules`: as if it had that mandate. */
  async idle(provider: string, rules?: MandateRules): Promise<IdleResponse> {
    const [config, on] = await Promise.all([this.bankConfig.inForce(), this.clock.businessDate(this.db)]);
    // Looks at runs over all providers, and at how much of them was lent by this one.
    const [found]: Row[] = await asBank(() =>
      this.db.query(
        `SELECT p.fund_amount, p.wallet_amount, p.lent_amount, p.reserve_amount, p.paused, p.account_disabled,
         p.lowest_score_band, p.longest_term_months,
         (SELECT f.created_at FROM fundings f WHERE f.provider_id = p.id AND f.undone_at IS NULL
          ORDER BY f.id DESC LIMIT 1) AS last_lent_at,
         r.allocations, r.ranked, r.lent
       FROM providers p CROSS JOIN LATERAL (
         SELECT count(*)::int AS allocations, count(*) FILTER (WHERE p.id = ANY (a.provider_ids))::int AS ranked,
           count(*) FILTER (WHERE EXISTS (
             SELECT FROM jsonb_array_elements(a.loans) l
             JOIN fundings f ON f.loan_id = (l ->> 'id')::uuid AND f.provider_id = p.id AND f.undone_at IS NULL))::int AS lent
         FROM (SELECT * FROM allocation_runs ORDER BY id DESC LIMIT 100) a) r
       WHERE p.id = $1`,
        [provider],
      ),
    );
    if (!found) throw new Error(`provider ${provider} does not exist`);
    const row: Row = { ...found, ...(rules && asColumns(rules)) };
    const { currency } = config;
    const money = (minor: bigint) => formatMoney(minor, currencyDecimals(currency));
    const fund = BigInt(row.fund_amount);
    const wallet = BigInt(row.wallet_amount);
    const idle = fund + wallet;
    const total = idle + BigInt(row.lent_amount);
    const reserve = BigInt(row.reserve_amount) < fund ? BigInt(row.reserve_amount) : fund;
    const amounts: [IdleMoneyResponse['reason'], bigint][] =
      row.account_disabled || row.paused
        ? [
            ['in_wallet', wallet],
            [row.account_disabled ? 'account_disabled' : 'paused', fund],
          ]
        : [
            ['in_wallet', wallet],
            ['reserve', reserve],
            [whyFree(row, config, on), fund - reserve],
          ];
    return {
      provider,
      as_of: on,
      currency,
      idle_amount: money(idle),
      idle_share:
        total === 0n
          ? null
          : formatMoney(idleShare({ id: provider, available: idle, total, limits: null }), 6),
      reasons: amounts
        .filter(([, amount]) => amount > 0n)
        .map(([reason, amount]) => ({ reason, amount: money(amount), explanation: EXPLANATIONS[reason] })),
      last_lent_at: row.last_lent_at?.toISOString() ?? null,
      recent: { allocations: row.allocations, ranked: row.ranked, lent: row.lent },
    };
  }
}

function asColumns(rules: MandateRules): Partial<Row> {
  return {
    paused: rules.paused,
    reserve_amount: String(rules.reserveAmount),
    lowest_score_band: rules.lowestScoreBand,
    longest_term_months: rules.longestTermMonths,
  };
}

/** Why money is idle although the mandate neither reserves nor pauses it. */
function whyFree(
  { lowest_score_band: band, longest_term_months: longest }: Row,
  config: BankConfiguration,
  today: string,
): IdleMoneyResponse['reason'] {
  if (band !== null && !config.scoreBands.some(({ name }) => name === band)) return 'band_is_gone';
  if (longest !== null && termMonths(copyTerms(config), today) > longest) return 'term_too_short';
  return 'not_needed_yet';
}
