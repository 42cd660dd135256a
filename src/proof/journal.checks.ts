import { inSql } from '../database/in-sql.js';
import { accountsWith, type Account } from '../ledger/accounts.js';
import { OPEN_LINES, OUTSIDE_LINES } from './line.checks.js';
import { OF_PROVIDER, POSTED, REVERSED, type SqlCheck } from './check.js';

const ASSETS = accountsWith({ side: 'asset' });
const LIABILITIES = accountsWith({ side: 'liability' });
/** `collections` has a check of its own: it must be empty. */
const NEVER_NEGATIVE = accountsWith({ mayBeNegative: false }).filter((account) => account !== 'collections');

const OF_LOANS = accountsWith({ owner: 'loan' });
const OF_PROVIDERS = accountsWith({ owner: 'provider' });

const sumOf = (side: 'debit' | 'credit', accounts: readonly Account[]) =>
  `coalesce(sum(j.amount) FILTER (WHERE j.${side}_account IN (${inSql(accounts)})), 0)`;

/** The total of these accounts, counted on the side on which they grow. */
const balance = (accounts: readonly Account[], grows: 'debit' | 'credit') =>
  `${sumOf(grows, accounts)} - ${sumOf(grows === 'debit' ? 'credit' : 'debit', accounts)}`;

/** One side of all rows of these accounts, with what it adds to the account or takes from it. */
const movements = (side: 'debit' | 'credit', accounts: readonly Account[], more: string) => `
  SELECT j.${side}_account AS account, j.${side}_owner AS owner,
    CASE WHEN j.${side}_account IN (${inSql(side === 'debit' ? ASSETS : LIABILITIES)}) THEN j.amount ELSE -j.amount END AS amount
    ${more}
  FROM journal j WHERE j.${side}_account IN (${inSql(accounts)}) AND ${POSTED}
    AND ($2::uuid IS NULL OR j.${side}_account IN (${inSql(OF_PROVIDERS)}) AND ${OF_PROVIDER})`;

const changesOf = (accounts: readonly Account[], more = '') =>
  `${movements('debit', accounts, more)} UNION ALL ${movements('credit', accounts, more)}`;

/** What is added to accounts of loans that must not be negative, and taken from them, with its entry. */
export const CHANGES_OF_LOANS = changesOf(
  NEVER_NEGATIVE.filter((account) => OF_LOANS.includes(account)),
  ', j.entry_no',
);

const noNegativeBalance = (balances: string): SqlCheck => ({
  name: 'no_negative_balance',
  promise: 'No account is below zero but cash, clearing, unidentified and own_funds.',
  past: true,
  ofProvider: true,
  items: `SELECT b.account, b.owner, greatest(b.amount, 0) AS expected, b.amount AS actual FROM ${balances} b`,
  subject: `concat_ws(' ', i.account, i.owner)`,
});

const IMMUTABLE = {
  name: 'journal_immutable',
  promise:
    'Every loan, participation and payment is posted exactly once, with its amount; nothing else is posted; the guards are on.',
  past: false,
  ofProvider: false,
};

/** Facts of one kind with what is posted of them; a posting of nothing that adds up to nothing is none. */
const posted = (what: string, facts: string, keys: readonly string[], postings: string) => `
  SELECT '${what}' AS what, ${keys.map((key) => `coalesce(f.${key}, j.${key}) AS ${key === 'loan_id' || key === 'payment_id' ? 'id' : 'by'}`).join(', ')}
    ${keys.length === 1 ? ', NULL::uuid AS by' : ''}, coalesce(f.amount, 0)::numeric AS expected, coalesce(j.amount, 0) AS actual
  FROM (${facts}) f
  FULL JOIN (${postings}) j ON ${keys.map((key) => `j.${key} = f.${key}`).join(' AND ')}
  WHERE f.${keys[0] ?? ''} IS NOT NULL OR j.amount <> 0`;

/** Checks of what belongs to loans, which may be run on some loans only. */
export const LOAN_JOURNAL_CHECKS: readonly SqlCheck[] = [
  {
    ...IMMUTABLE,
    items: [
      posted(
        'loan',
        `SELECT l.id AS loan_id, l.amount FROM loans l WHERE l.status NOT IN ('queued', 'cancelled')`,
        ['loan_id'],
        'SELECT s.loan_id, s.disbursed AS amount FROM loan_sums s WHERE s.disbursed IS NOT NULL',
      ),
      posted(
        'funding',
        'SELECT f.loan_id, f.provider_id, f.amount FROM fundings f WHERE f.undone_at IS NULL',
        ['loan_id', 'provider_id'],
        'SELECT s.loan_id, s.provider_id, s.funded AS amount FROM participation_sums s WHERE s.funded IS NOT NULL',
      ),
      posted(
        'payment',
        `SELECT y.id AS payment_id, CASE WHEN ${REVERSED} THEN 0 ELSE y.amount END AS amount FROM payments y`,
        ['payment_id'],
        'SELECT s.payment_id, s.paid AS amount FROM payment_sums s WHERE s.paid IS NOT NULL',
      ),
      posted(
        'write-off',
        `SELECT f.loan_id, f.provider_id, f.principal_lost AS amount FROM fundings f WHERE f.principal_lost > 0`,
        ['loan_id', 'provider_id'],
        'SELECT s.loan_id, s.provider_id, s.lost AS amount FROM participation_sums s WHERE s.lost IS NOT NULL',
      ),
      `SELECT 'reversal', r.id, NULL, o.amount, r.amount
       FROM journal r LEFT JOIN journal o ON o.id = r.reverses_id AND o.debit_account = r.credit_account
         AND o.credit_account = r.debit_account
         AND o.debit_owner IS NOT DISTINCT FROM r.credit_owner AND o.credit_owner IS NOT DISTINCT FROM r.debit_owner
         AND o.kind = r.kind WHERE r.reverses_id IS NOT NULL`,
    ].join(' UNION ALL '),
    subject: `i.what || ' ' || i.id || coalesce(' by ' || i.by, '')`,
  },
  noNegativeBalance('owed_sums'),
  {
    name: 'collections_empty',
    promise: 'No money is left between borrower and providers.',
    past: true,
    ofProvider: false,
    items: `
      SELECT s.loan_id, 0::numeric AS expected, coalesce(s.collections, 0) AS actual
      FROM loan_sums s WHERE s.has_payments`,
    subject: 'i.loan_id::text',
  },
];

/** Checks of balances, which may be run on balances at some moment and the rows after it. */
export const BALANCE_CHECKS: readonly SqlCheck[] = [
  {
    ...IMMUTABLE,
    items: `
      SELECT g.name, 0 AS expected, 1 - count(t.oid) AS actual
      FROM (VALUES ('journal_is_append_only'), ('payments_are_kept'), ('fundings_are_kept'), ('loans_are_kept'),
                   ('bank_configurations_are_kept'), ('loans_fully_funded'), ('payment_reversals_are_kept'),
                   ('write_offs_are_kept'), ('loan_events_are_kept'), ('fund_movements_are_kept'), ('notes_are_kept'),
                   ('notes_are_only_redacted'), ('seals_are_kept'), ('sealed_balances_are_kept'),
                   ('transfers_are_kept'), ('transfer_steps_are_kept'), ('bank_accounts_are_kept'),
                   ('loans_stay_undone'), ('fundings_stay_undone'), ('real_money_is_kept'),
                   ('bank_statements_are_kept'), ('statement_lines_are_kept'), ('line_matches_are_kept'),
                   ('proposals_are_kept'), ('payout_files_are_kept')) AS g(name)
      LEFT JOIN pg_trigger t ON t.tgname = g.name AND t.tgenabled = 'O' GROUP BY g.name`,
    subject: `'guard ' || i.name`,
  },
  {
    name: 'trial_balance',
    promise:
      'What the bank has, and has spent, equals the funds, wallets and claims of the providers, the credit of customers, what is promised, what nobody has explained, the money of the house, and commission.',
    past: false,
    ofProvider: false,
    items: `
      SELECT (SELECT ${balance(ASSETS, 'debit')} FROM journal j) AS expected,
        (SELECT coalesce(sum(p.fund_amount + p.wallet_amount + p.lent_amount), 0) FROM providers p)
        + (SELECT coalesce(sum(y.commission), 0) FROM payments y WHERE NOT ${REVERSED})
        + (SELECT coalesce(sum(c.credit_amount), 0) FROM customers c WHERE c.credit_amount > 0)
        + (SELECT coalesce(sum(t.amount), 0) FROM transfers t WHERE t.stands = 'promised')
        + ${OPEN_LINES} + ${OUTSIDE_LINES}
          AS actual`,
    subject: `'bank'`,
  },
  {
    name: 'books_balance',
    promise: 'Debits equal credits over all accounts of the plan.',
    past: true,
    ofProvider: false,
    items: `
      SELECT ${balance(LIABILITIES, 'credit')} AS expected, ${balance(ASSETS, 'debit')} AS actual
      FROM journal j WHERE ${POSTED}`,
    subject: `'assets'`,
  },
  noNegativeBalance(`(
    SELECT m.account, m.owner, sum(m.amount) AS amount
    FROM (${changesOf(NEVER_NEGATIVE.filter((account) => !OF_LOANS.includes(account)))}) m GROUP BY m.account, m.owner)`),
];
