import type { SqlCheck } from './check.js';

/** Lines of bank statements that nobody has explained, and those that are the house's own money. */
export const OPEN_LINES = "(SELECT coalesce(sum(l.amount), 0) FROM statement_lines l WHERE l.state = 'open')";
export const OUTSIDE_LINES =
  "(SELECT coalesce(sum(l.amount), 0) FROM statement_lines l WHERE l.state = 'outside')";

const balanceOf = (account: 'unidentified' | 'own_funds') => `
  coalesce(sum(j.amount) FILTER (WHERE j.credit_account = '${account}'), 0)
  - coalesce(sum(j.amount) FILTER (WHERE j.debit_account = '${account}'), 0)`;

export const linesBooked: SqlCheck = {
  name: 'lines_booked',
  promise:
    'The cash of each bank account is its opening balance and the lines of its statements; what is not identified is the open lines, and own funds are those of the house.',
  past: false,
  ofProvider: false,
  items: `
    SELECT coalesce(a.what, j.what) AS what, coalesce(a.amount, 0)::numeric AS expected, coalesce(j.amount, 0) AS actual
    FROM (
      SELECT b.id::text AS what, b.opening_balance + coalesce(
        (SELECT sum(l.amount) FROM statement_lines l WHERE l.account_id = b.id), 0) AS amount
      FROM bank_accounts b
      UNION ALL SELECT 'unidentified', ${OPEN_LINES}
      UNION ALL SELECT 'own_funds', ${OUTSIDE_LINES}
    ) a
    FULL JOIN (
      SELECT v.owner::text AS what, sum(v.amount) AS amount
      FROM journal j CROSS JOIN LATERAL (VALUES
        (j.debit_account, j.debit_owner, j.amount), (j.credit_account, j.credit_owner, -j.amount)) AS v(account, owner, amount)
      WHERE v.account = 'cash' AND v.owner IS NOT NULL GROUP BY v.owner
      UNION ALL SELECT 'unidentified', ${balanceOf('unidentified')} FROM journal j
      UNION ALL SELECT 'own_funds', ${balanceOf('own_funds')} FROM journal j
    ) j ON j.what = a.what`,
  subject: 'i.what',
};

export const linesExplained: SqlCheck = {
  name: 'lines_explained',
  promise: 'What explains a line of a bank statement adds up to it; a line that is open has nothing.',
  past: false,
  ofProvider: false,
  items: `
    SELECT l.id, CASE WHEN l.state = 'open' THEN 0 ELSE l.amount END::numeric AS expected, coalesce(m.amount, 0) AS actual
    FROM statement_lines l
    LEFT JOIN (SELECT m.line_id, m.revision, sum(m.amount) AS amount FROM line_matches m GROUP BY m.line_id, m.revision) m
      ON m.line_id = l.id AND m.revision = l.revision`,
  subject: 'i.id::text',
};
