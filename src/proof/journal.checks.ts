import { accountsWith, type Account } from '../ledger/accounts.js';
import { NET, OF_PROVIDER, POSTED, REVERSED, sqlCheck, type Check } from './check.js';

const ASSETS = accountsWith({ side: 'asset' });
const LIABILITIES = accountsWith({ side: 'liability' });
/** `collections` has a check of its own: it must be empty. */
const NEVER_NEGATIVE = accountsWith({ mayBeNegative: false }).filter((account) => account !== 'collections');

const OF_PROVIDERS = accountsWith({ owner: 'provider' });

const inSql = (accounts: readonly Account[]) => accounts.map((account) => `'${account}'`).join(', ');
const sumOf = (side: 'debit' | 'credit', accounts: readonly Account[]) =>
  `coalesce(sum(j.amount) FILTER (WHERE j.${side}_account IN (${inSql(accounts)})), 0)`;

/** The total of these accounts, counted on the side on which they grow. */
const balance = (accounts: readonly Account[], grows: 'debit' | 'credit') =>
  `${sumOf(grows, accounts)} - ${sumOf(grows === 'debit' ? 'credit' : 'debit', accounts)}`;

/** One side of all rows of accounts that must not be negative, with what it adds to the account or takes from it. */
const movements = (side: 'debit' | 'credit', grows: readonly Account[]) => `
  SELECT j.${side}_account AS account, j.${side}_owner AS owner,
    CASE WHEN j.${side}_account IN (${inSql(grows)}) THEN j.amount ELSE -j.amount END AS amount
  FROM journal j WHERE j.${side}_account IN (${inSql(NEVER_NEGATIVE)}) AND ${POSTED}
    AND ($2::uuid IS NULL OR j.${side}_account IN (${inSql(OF_PROVIDERS)}) AND ${OF_PROVIDER})`;

export const JOURNAL_CHECKS: readonly Check[] = [
  sqlCheck({
    name: 'journal_immutable',
    promise:
      'Every loan, participation and payment is posted exactly once, with its amount; nothing else is posted; the guards are on.',
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
                   ('write_offs_are_kept'), ('loan_events_are_kept'), ('fund_movements_are_kept'), ('notes_are_kept'),
                   ('notes_are_only_redacted')) AS g(name)
      LEFT JOIN pg_trigger t ON t.tgname = g.name AND t.tgenabled = 'O' GROUP BY g.name`,
  }),
  sqlCheck({
    name: 'trial_balance',
    promise:
      'Cash, outstanding principal and receivables equal the funds, wallets and claims of the providers plus commission.',
    past: false,
    ofProvider: false,
    sql: `
      SELECT 'bank' AS subject,
        (SELECT ${balance(ASSETS, 'debit')} FROM journal j) AS expected,
        (SELECT coalesce(sum(p.fund_amount + p.wallet_amount + p.lent_amount), 0) FROM providers p)
        + (SELECT coalesce(sum(y.commission), 0) FROM payments y WHERE NOT ${REVERSED}) AS actual`,
  }),
  sqlCheck({
    name: 'books_balance',
    promise: 'Debits equal credits over all accounts of the plan.',
    past: true,
    ofProvider: false,
    sql: `
      SELECT 'assets' AS subject, ${balance(LIABILITIES, 'credit')} AS expected,
        ${balance(ASSETS, 'debit')} AS actual
      FROM journal j WHERE ${POSTED}`,
  }),
  sqlCheck({
    name: 'no_negative_balance',
    promise: 'No account but cash is below zero.',
    past: true,
    ofProvider: true,
    sql: `
      SELECT concat_ws(' ', a.account, a.owner) AS subject, greatest(sum(a.amount), 0) AS expected,
        sum(a.amount) AS actual
      FROM (
        ${movements('debit', ASSETS)} UNION ALL ${movements('credit', LIABILITIES)}
      ) a GROUP BY a.account, a.owner`,
  }),
  sqlCheck({
    name: 'collections_empty',
    promise: 'No money is left between borrower and providers.',
    past: true,
    ofProvider: false,
    sql: `
      SELECT j.loan_id::text AS subject, 0::numeric AS expected,
        coalesce(sum(CASE WHEN j.credit_account = 'collections' THEN j.amount ELSE 0 END), 0)
        - coalesce(sum(CASE WHEN j.debit_account = 'collections' THEN j.amount ELSE 0 END), 0) AS actual
      FROM journal j WHERE j.payment_id IS NOT NULL AND ${POSTED} GROUP BY j.loan_id`,
  }),
];
