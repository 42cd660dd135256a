import { NET, OF_PROVIDER, sqlCheck, violationsCheck, type Check } from './check.js';

/** Compares a provider's summary column with its account in the journal. */
function providerSummary(
  name: string,
  account: string,
  column: string,
  promise: string,
  nature: 'liability' | 'asset' = 'liability',
): Check {
  const [plus, minus] = nature === 'liability' ? ['credit', 'debit'] : ['debit', 'credit'];
  return sqlCheck({
    name,
    promise,
    past: false,
    ofProvider: true,
    sql: `
      SELECT p.id::text AS subject, coalesce(b.balance, 0) AS expected, p.${column}::numeric AS actual
      FROM (SELECT id, ${column} FROM providers WHERE $2::uuid IS NULL OR id = $2) p
      FULL JOIN (
        SELECT j.provider_id, sum(CASE WHEN j.${plus}_account = '${account}' THEN j.amount ELSE 0 END)
                            - sum(CASE WHEN j.${minus}_account = '${account}' THEN j.amount ELSE 0 END) AS balance
        FROM journal j WHERE j.provider_id IS NOT NULL AND ${OF_PROVIDER} GROUP BY j.provider_id
      ) b ON b.provider_id = p.id`,
  });
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

const mandatesInForce = violationsCheck({
  name: 'mandates_in_force',
  promise: "Each provider's mandate in force is its latest version.",
  ofProvider: true,
  count: 'SELECT count(*)::int AS count FROM providers WHERE $1::uuid IS NULL OR id = $1',
  violations: `
    SELECT p.id::text AS subject, coalesce(m.version, 0) AS expected, p.mandate_version AS actual
    FROM providers p
    LEFT JOIN LATERAL (SELECT * FROM provider_mandates v WHERE v.provider_id = p.id
                       ORDER BY v.version DESC LIMIT 1) m ON true
    WHERE ($1::uuid IS NULL OR p.id = $1) AND (p.mandate_version <> coalesce(m.version, 0)
      OR ${fieldsOf('p')} IS DISTINCT FROM CASE
        WHEN m.version IS NOT NULL THEN ${fieldsOf('m')}
        ELSE row(false, 0::bigint, NULL::bigint, NULL::bigint, NULL::numeric, NULL::text, NULL::integer, false) END)`,
});

export const PROVIDER_CHECKS: readonly Check[] = [
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
  sqlCheck({
    name: 'fund_movements_posted',
    promise:
      'Every deposit, withdrawal and reinvestment is posted once, with its amount; none lacks its fact.',
    past: false,
    ofProvider: true,
    sql: `
      SELECT coalesce(m.kind, j.kind) || ' ' || coalesce(m.id::text, j.cause_id::text, j.id) AS subject,
        coalesce(m.amount, 0)::numeric AS expected, coalesce(j.amount, 0) AS actual
      FROM (SELECT * FROM fund_movements WHERE $2::uuid IS NULL OR provider_id = $2) m
      FULL JOIN (
        SELECT j.cause_id, min(j.id::text) AS id, j.kind, j.provider_id, sum(${NET}) AS amount FROM journal j
        WHERE j.kind IN ('deposit', 'withdrawal', 'reinvestment') AND ${OF_PROVIDER}
          AND (j.cause_id IS NOT NULL OR j.kind <> 'reinvestment')
        GROUP BY j.cause_id, j.kind, j.provider_id
      ) j ON j.cause_id = m.id AND j.kind = m.kind AND j.provider_id = m.provider_id`,
  }),
  mandatesInForce,
];
