/**
 * A named invariant in SQL: one statement that lists subjects with what the journal (or the facts) say and what is
 * stored. It holds when the two are equal for every subject. Parameters: $1 = as-of business date or null,
 * $2 = one provider's id or null.
 */
export interface SqlCheck {
  name: string;
  promise: string;
  /** Rows (subject text, expected numeric, actual numeric) in minor units. */
  sql: string;
  /** False: compares with what is stored now, so it says nothing about a past date. */
  past: boolean;
  /** True: can be narrowed to one provider. */
  ofProvider: boolean;
}

/** A row that takes another back counts against it. */
const NET = 'CASE WHEN j.reverses_id IS NULL THEN j.amount ELSE -j.amount END';
const REVERSED = 'EXISTS (SELECT FROM payment_reversals v WHERE v.payment_id = y.id)';
const POSTED = '($1::date IS NULL OR j.business_date <= $1)';
const OF_PROVIDER = '($2::uuid IS NULL OR j.provider_id = $2)';

const SHARES = "'principal_share', 'interest_share', 'penalty_share', 'recovery_share'";
const sums = (components: readonly string[]) =>
  components
    .map((component) => `sum(CASE WHEN j.kind = '${component}_share' THEN ${NET} ELSE 0 END) AS ${component}`)
    .join(', ');

/** A provider's summary column against its account in the journal. */
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
    sql: `
      SELECT p.id::text AS subject, coalesce(b.balance, 0) AS expected, p.${column}::numeric AS actual
      FROM (SELECT id, ${column} FROM providers WHERE $2::uuid IS NULL OR id = $2) p
      FULL JOIN (
        SELECT j.provider_id, sum(CASE WHEN j.${plus}_account = '${account}' THEN j.amount ELSE 0 END)
                            - sum(CASE WHEN j.${minus}_account = '${account}' THEN j.amount ELSE 0 END) AS balance
        FROM journal j WHERE j.provider_id IS NOT NULL AND ${OF_PROVIDER} GROUP BY j.provider_id
      ) b ON b.provider_id = p.id`,
  };
}

export const SQL_CHECKS: readonly SqlCheck[] = [
  {
    name: 'journal_immutable',
    promise:
      'Every loan, participation and payment is posted exactly once, with its amount, nothing else is, and the guards are on.',
    past: false,
    ofProvider: false,
    sql: `
      SELECT coalesce(f.subject, j.subject) AS subject, coalesce(f.amount, 0) AS expected,
             coalesce(j.amount, 0) AS actual
      FROM (
        SELECT 'loan ' || l.id AS subject, l.amount::numeric AS amount FROM loans l
          WHERE l.status NOT IN ('queued', 'cancelled')
        UNION ALL
        SELECT 'funding ' || f.loan_id || ' by ' || f.provider_id, f.amount FROM fundings f
        UNION ALL
        SELECT 'payment ' || y.id, CASE WHEN ${REVERSED} THEN 0 ELSE y.amount END FROM payments y
        UNION ALL
        SELECT 'write-off ' || f.loan_id || ' by ' || f.provider_id, f.principal_lost FROM fundings f
          WHERE f.principal_lost > 0
      ) f
      FULL JOIN (
        SELECT CASE j.kind WHEN 'disbursement' THEN 'loan ' || j.loan_id
                           WHEN 'funding' THEN 'funding ' || j.loan_id || ' by ' || j.credit_owner
                           WHEN 'write_off' THEN 'write-off ' || j.loan_id || ' by ' || j.provider_id
                           ELSE 'payment ' || j.payment_id END AS subject, sum(${NET}) AS amount
        FROM journal j
        WHERE j.kind IN ('disbursement', 'funding', 'write_off', 'principal_repayment', 'interest_repayment',
                         'penalty_repayment', 'recovery')
        GROUP BY 1
      ) j ON j.subject = f.subject
      WHERE f.subject IS NOT NULL OR j.amount <> 0
      UNION ALL
      SELECT 'reversal ' || r.id, o.amount, r.amount
      FROM journal r LEFT JOIN journal o ON o.id = r.reverses_id AND o.debit_account = r.credit_account
        AND o.credit_account = r.debit_account
        AND o.debit_owner IS NOT DISTINCT FROM r.credit_owner AND o.credit_owner IS NOT DISTINCT FROM r.debit_owner
        AND o.kind = r.kind WHERE r.reverses_id IS NOT NULL
      UNION ALL
      SELECT 'guard ' || g.name, 0, 1 - count(t.oid)
      FROM (VALUES ('journal_is_append_only'), ('payments_are_kept'), ('fundings_are_kept'), ('loans_are_kept'),
                   ('bank_configurations_are_kept'), ('loans_fully_funded'), ('payment_reversals_are_kept'),
                   ('write_offs_are_kept'), ('loan_events_are_kept')) AS g(name)
      LEFT JOIN pg_trigger t ON t.tgname = g.name AND t.tgenabled = 'O' GROUP BY g.name`,
  },
  {
    name: 'trial_balance',
    promise:
      'Cash, principal out and receivables equal what is owed to the providers (funds, wallets, claims) and commission.',
    past: false,
    ofProvider: false,
    sql: `
      SELECT 'bank' AS subject,
        (SELECT coalesce(sum(CASE WHEN j.debit_account IN ('cash', 'loan_principal', 'receivable') THEN j.amount ELSE 0 END), 0)
              - coalesce(sum(CASE WHEN j.credit_account IN ('cash', 'loan_principal', 'receivable') THEN j.amount ELSE 0 END), 0)
         FROM journal j) AS expected,
        (SELECT coalesce(sum(p.fund_amount + p.wallet_amount + p.lent_amount), 0) FROM providers p)
        + (SELECT coalesce(sum(y.commission), 0) FROM payments y WHERE NOT ${REVERSED}) AS actual`,
  },
  {
    name: 'books_balance',
    promise: 'Debits equal credits over all accounts of the plan.',
    past: true,
    ofProvider: false,
    sql: `
      SELECT 'assets' AS subject,
        coalesce(sum(CASE WHEN j.credit_account LIKE 'provider%' OR j.credit_account IN ('collections', 'commission')
                          THEN j.amount ELSE 0 END), 0)
        - coalesce(sum(CASE WHEN j.debit_account LIKE 'provider%' OR j.debit_account IN ('collections', 'commission')
                          THEN j.amount ELSE 0 END), 0) AS expected,
        coalesce(sum(CASE WHEN j.debit_account IN ('cash', 'loan_principal', 'receivable') THEN j.amount ELSE 0 END), 0)
        - coalesce(sum(CASE WHEN j.credit_account IN ('cash', 'loan_principal', 'receivable') THEN j.amount ELSE 0 END), 0)
        AS actual
      FROM journal j WHERE ${POSTED}`,
  },
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
  {
    name: 'no_negative_balance',
    promise: 'No fund, wallet, claim, receivable or loan account is below zero.',
    past: true,
    ofProvider: true,
    sql: `
      SELECT a.account || ' ' || a.owner AS subject, greatest(sum(a.amount), 0) AS expected, sum(a.amount) AS actual
      FROM (
        SELECT j.credit_account AS account, j.credit_owner AS owner, j.amount FROM journal j
          WHERE j.credit_account LIKE 'provider%' AND ${POSTED} AND ${OF_PROVIDER}
        UNION ALL
        SELECT j.debit_account, j.debit_owner, -j.amount FROM journal j
          WHERE j.debit_account LIKE 'provider%' AND ${POSTED} AND ${OF_PROVIDER}
        UNION ALL
        SELECT j.debit_account, j.debit_owner, j.amount FROM journal j
          WHERE j.debit_account IN ('loan_principal', 'receivable') AND ${POSTED} AND $2::uuid IS NULL
        UNION ALL
        SELECT j.credit_account, j.credit_owner, -j.amount FROM journal j
          WHERE j.credit_account IN ('loan_principal', 'receivable') AND ${POSTED} AND $2::uuid IS NULL
      ) a GROUP BY a.account, a.owner`,
  },
  {
    name: 'loan_fully_funded',
    promise: 'The participations of each loan add up to its amount, to the last unit.',
    past: false,
    ofProvider: false,
    sql: `
      SELECT coalesce(l.id, f.loan_id)::text AS subject, l.amount::numeric AS expected, f.amount AS actual
      FROM (SELECT id, amount FROM loans WHERE status NOT IN ('queued', 'cancelled')) l
      FULL JOIN (SELECT loan_id, sum(amount) AS amount FROM fundings GROUP BY loan_id) f
        ON f.loan_id = l.id`,
  },
  {
    name: 'claims_match_principal',
    promise: "The providers' claims on each loan add up to the principal that it owes.",
    past: true,
    ofProvider: false,
    sql: `
      SELECT j.loan_id::text AS subject,
        coalesce(sum(CASE WHEN j.debit_account = 'loan_principal' THEN j.amount ELSE 0 END), 0)
        - coalesce(sum(CASE WHEN j.credit_account = 'loan_principal' THEN j.amount ELSE 0 END), 0) AS expected,
        coalesce(sum(CASE WHEN j.credit_account = 'provider_claim' THEN j.amount ELSE 0 END), 0)
        - coalesce(sum(CASE WHEN j.debit_account = 'provider_claim' THEN j.amount ELSE 0 END), 0) AS actual
      FROM journal j WHERE j.loan_id IS NOT NULL AND ${POSTED} GROUP BY j.loan_id`,
  },
  {
    name: 'collections_empty',
    promise: 'No money is left between borrower and providers.',
    past: true,
    ofProvider: false,
    sql: `
      SELECT j.loan_id::text AS subject, 0::numeric AS expected,
        coalesce(sum(CASE WHEN j.credit_account = 'collections' THEN j.amount ELSE 0 END), 0)
        - coalesce(sum(CASE WHEN j.debit_account = 'collections' THEN j.amount ELSE 0 END), 0) AS actual
      FROM journal j WHERE j.payment_id IS NOT NULL AND ${POSTED} GROUP BY j.loan_id`,
  },
  {
    name: 'payment_fully_split',
    promise: "Commission and the providers' parts of each payment add up to it, component by component.",
    past: false,
    ofProvider: false,
    sql: `
      SELECT coalesce(y.id, j.payment_id) || v.part AS subject, v.expected, v.actual
      FROM (SELECT id, principal, interest - commission AS interest, penalty, recovery, commission,
                   ${REVERSED} AS reversed FROM payments y) y
      FULL JOIN (
        SELECT j.payment_id, ${sums(['principal', 'interest', 'penalty', 'recovery'])},
          sum(CASE WHEN j.kind = 'commission' THEN ${NET} ELSE 0 END) AS commission
        FROM journal j WHERE j.kind IN (${SHARES}, 'commission') GROUP BY j.payment_id
      ) j ON j.payment_id = y.id
      CROSS JOIN LATERAL (VALUES
        (', principal', CASE WHEN y.reversed THEN 0 ELSE y.principal END::numeric, coalesce(j.principal, 0)),
        (', interest', CASE WHEN y.reversed THEN 0 ELSE y.interest END, coalesce(j.interest, 0)),
        (', penalty', CASE WHEN y.reversed THEN 0 ELSE y.penalty END, coalesce(j.penalty, 0)),
        (', recovery', CASE WHEN y.reversed THEN 0 ELSE y.recovery END, coalesce(j.recovery, 0)),
        (', commission', CASE WHEN y.reversed THEN 0 ELSE y.commission END, coalesce(j.commission, 0))
      ) AS v(part, expected, actual)`,
  },
  {
    name: 'shares_within_one_unit',
    promise: 'What each provider got of each component is within one minor unit of its entitlement to it.',
    past: false,
    ofProvider: true,
    sql: `
      SELECT f.loan_id || ' by ' || f.provider_id AS subject, 0::numeric AS expected,
        greatest(0, ceil(abs(f.principal_returned - t.principal * f.amount / t.amount)) - 1)
        + greatest(0, ceil(abs(f.interest_earned - t.interest * f.amount / t.amount)) - 1)
        + greatest(0, ceil(abs(f.penalty_earned - t.penalty * f.amount / t.amount)) - 1)
        + greatest(0, ceil(abs(f.recovered - t.recovered * f.amount / t.amount)) - 1) AS actual
      FROM fundings f JOIN (
        SELECT loan_id, sum(principal_returned) AS principal, sum(interest_earned) AS interest,
               sum(penalty_earned) AS penalty, sum(recovered) AS recovered, sum(amount) AS amount FROM fundings GROUP BY loan_id
      ) t ON t.loan_id = f.loan_id
      WHERE $2::uuid IS NULL OR f.provider_id = $2`,
  },
  {
    name: 'participation_summary',
    promise: 'What each participation got back and lost equals its shares in the journal.',
    past: false,
    ofProvider: true,
    sql: `
      SELECT coalesce(f.loan_id, j.loan_id) || ' by ' || coalesce(f.provider_id, j.provider_id) || v.part
               AS subject, v.expected, v.actual
      FROM (SELECT * FROM fundings WHERE $2::uuid IS NULL OR provider_id = $2) f
      FULL JOIN (
        SELECT j.loan_id, j.provider_id, ${sums(['principal', 'interest', 'penalty', 'recovery'])},
               sum(CASE WHEN j.kind = 'write_off' THEN ${NET} ELSE 0 END) AS lost
        FROM journal j WHERE j.kind IN (${SHARES}, 'write_off') AND ${OF_PROVIDER}
        GROUP BY j.loan_id, j.provider_id
      ) j ON j.loan_id = f.loan_id AND j.provider_id = f.provider_id
      CROSS JOIN LATERAL (VALUES
        (', principal', coalesce(j.principal, 0), f.principal_returned::numeric),
        (', interest', coalesce(j.interest, 0), f.interest_earned),
        (', penalty', coalesce(j.penalty, 0), f.penalty_earned),
        (', recovery', coalesce(j.recovery, 0), f.recovered),
        (', written off', coalesce(j.lost, 0), f.principal_lost)) AS v(part, expected, actual)`,
  },
  {
    name: 'commission_matches',
    promise: 'The commission on each loan is its rate of the interest that was paid, rounded down.',
    past: false,
    ofProvider: false,
    sql: `
      SELECT l.id::text AS subject, floor(y.interest * l.commission_rate) AS expected, y.commission AS actual
      FROM (SELECT loan_id, sum(interest) AS interest, sum(commission) AS commission
            FROM payments y WHERE NOT ${REVERSED} GROUP BY loan_id) y
      JOIN loans l ON l.id = y.loan_id`,
  },
  {
    name: 'late_interest_booked',
    promise: "What was booked of late interest, day by day, adds up to each loan's late interest.",
    past: false,
    ofProvider: false,
    sql: `
      SELECT coalesce(l.id, i.loan_id)::text AS subject, coalesce(i.amount, 0) AS expected,
             l.late_interest::numeric AS actual
      FROM (SELECT id, late_interest FROM loans) l
      FULL JOIN (SELECT loan_id, sum(amount) AS amount FROM late_interest GROUP BY loan_id) i
        ON i.loan_id = l.id`,
  },
  {
    name: 'no_overpayment',
    promise: 'No loan has been paid more than it owes.',
    past: false,
    ofProvider: false,
    sql: `
      SELECT l.id::text AS subject, least(y.paid, l.amount_due) AS expected, y.paid AS actual
      FROM (SELECT loan_id, sum(amount) AS paid FROM payments y WHERE NOT ${REVERSED} GROUP BY loan_id) y
      JOIN loans l ON l.id = y.loan_id`,
  },
];
