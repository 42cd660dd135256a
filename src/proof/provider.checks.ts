import { NET, OF_PROVIDER, type SqlCheck } from './check.js';

/** Compares a provider's summary column with its account in the journal. */
function providerSummary(
  name: string,
  account: string,
  column: string,
  promise: string,
  nature: 'liability' | 'asset' = 'liability',
): SqlCheck {
  const [plus, minus] = nature === 'liability' ? ['credit', 'debit'] : ['debit', 'credit'];
  return {
    name,
    promise,
    past: false,
    ofProvider: true,
    items: `
      SELECT coalesce(p.id, b.provider_id) AS id, coalesce(b.balance, 0) AS expected, p.${column}::numeric AS actual
      FROM (SELECT id, ${column} FROM providers WHERE $2::uuid IS NULL OR id = $2) p
      FULL JOIN (
        SELECT j.provider_id, sum(CASE WHEN j.${plus}_account = '${account}' THEN j.amount ELSE 0 END)
                            - sum(CASE WHEN j.${minus}_account = '${account}' THEN j.amount ELSE 0 END) AS balance
        FROM journal j WHERE j.provider_id IS NOT NULL AND ${OF_PROVIDER} GROUP BY j.provider_id
      ) b ON b.provider_id = p.id`,
    subject: 'i.id::text',
  };
}

const FIELDS = [
  'paused',
  'reserve_amount',
  'max_per_loan',
  'max_per_borrower',
  'max_per_borrower_share',
  'lowest_score_band',
  'longest_term_months',
  'auto_reinvest',
];
const fieldsOf = (row: string) => `row(${FIELDS.map((field) => `${row}.${field}`).join(', ')})`;

const mandatesInForce: SqlCheck = {
  name: 'mandates_in_force',
  promise: "Each provider's mandate in force is its latest version.",
  past: false,
  ofProvider: true,
  items: `
    SELECT p.id, coalesce(m.version, 0) AS expected, p.mandate_version AS actual,
      ${fieldsOf('p')} IS DISTINCT FROM CASE
        WHEN m.version IS NOT NULL THEN ${fieldsOf('m')}
        ELSE row(false, 0::bigint, NULL::bigint, NULL::bigint, NULL::numeric, NULL::text, NULL::integer, false) END
        AS differs
    FROM providers p
    LEFT JOIN LATERAL (SELECT * FROM provider_mandates v WHERE v.provider_id = p.id
                       ORDER BY v.version DESC LIMIT 1) m ON true
    WHERE $2::uuid IS NULL OR p.id = $2`,
  subject: 'i.id::text',
  broken: 'i.differs OR i.expected <> i.actual',
};

export const fundMovementsPosted: SqlCheck = {
  name: 'fund_movements_posted',
  promise: 'Every deposit, withdrawal and reinvestment is posted once, with its amount; none lacks its fact.',
  past: false,
  ofProvider: true,
  items: `
      SELECT coalesce(m.kind, j.kind) AS kind, coalesce(m.id, j.cause_id, j.id) AS id,
        coalesce(m.amount, 0)::numeric AS expected, coalesce(j.amount, 0) AS actual
      FROM (SELECT * FROM fund_movements WHERE $2::uuid IS NULL OR provider_id = $2) m
      FULL JOIN (
        SELECT j.cause_id, (array_agg(j.id))[1] AS id, j.kind, j.provider_id, sum(${NET}) AS amount FROM journal j
        WHERE j.kind IN ('deposit', 'withdrawal', 'reinvestment', 'deposit_return', 'withdrawal_return') AND ${OF_PROVIDER}
          AND (j.cause_id IS NOT NULL OR j.kind <> 'reinvestment')
        GROUP BY j.cause_id, j.kind, j.provider_id
      ) j ON j.cause_id = m.id AND j.kind = m.kind AND j.provider_id = m.provider_id`,
  subject: `i.kind || ' ' || i.id`,
};

export const PROVIDER_CHECKS: readonly SqlCheck[] = [
  providerSummary('provider_fund', 'provider_fund', 'fund_amount', 'Each fund equals its journal account.'),
  providerSummary(
    'provider_wallet',
    'provider_wallet',
    'wallet_amount',
    'Each wallet equals its journal account.',
  ),
  providerSummary(
    'provider_lent',
    'provider_claim',
    'lent_amount',
    'What each provider has lent equals its claims.',
  ),
  providerSummary(
    'provider_receivable',
    'receivable',
    'receivable_amount',
    'What each provider owes to the bank equals its journal account.',
    'asset',
  ),
  mandatesInForce,
];
