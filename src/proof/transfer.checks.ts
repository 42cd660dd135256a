import { STANDS_ALLOWED, type Direction } from '../transfers/transfer-states.js';
import { NET, REVERSED, type SqlCheck } from './check.js';
import type { Rows } from './check.js';
import type { Ids } from './rows.js';

/** The row of a loan's pay-out belongs to the transfer that stands, whichever that is by now. */
const PAID_OUT = `
  SELECT t.id, t.direction, j.debit_account, j.credit_account, j.kind, j.amount, j.reverses_id
  FROM transfers t JOIN journal j ON j.loan_id = t.loan_id
  WHERE t.purpose = 'disbursement' AND t.stands <> 'nothing' AND j.kind = 'disbursement' AND j.payment_id IS NULL`;

/**
 * Rows of the journal that belong to a transfer: of its payments, of its movements, and those it caused itself. The row of
 * a loan's pay-out belongs to the transfer that stands, whichever that is by now.
 */
const MOVED = `
  SELECT y.transfer_id, j.debit_account, j.credit_account, j.kind, j.amount, j.reverses_id
  FROM payments y JOIN journal j ON j.payment_id = y.id
  UNION ALL
  SELECT m.transfer_id, j.debit_account, j.credit_account, j.kind, j.amount, j.reverses_id
  FROM fund_movements m JOIN journal j ON j.cause_id = m.id
  UNION ALL
  SELECT t.id, j.debit_account, j.credit_account, j.kind, j.amount, j.reverses_id
  FROM transfers t JOIN journal j ON j.cause_id = t.id
  UNION ALL
  SELECT p.id, p.debit_account, p.credit_account, p.kind, p.amount, p.reverses_id FROM (${PAID_OUT}) p`;

const balance = (account: string, grows: 'debit' | 'credit') => {
  const sum = (side: 'debit' | 'credit') =>
    `coalesce(sum(j.amount) FILTER (WHERE j.${side}_account = '${account}'), 0)`;
  return grows === 'debit' ? `${sum('debit')} - ${sum('credit')}` : `${sum('credit')} - ${sum('debit')}`;
};

/** What stands on clearing for a transfer, and on payouts. */
const ON_CLEARING = `CASE t.stands WHEN 'credited' THEN t.amount WHEN 'owed_back' THEN -t.amount ELSE 0 END`;
const ON_PAYOUTS = `CASE t.stands WHEN 'promised' THEN t.amount ELSE 0 END`;

const POSTED = {
  name: 'transfers_posted',
  promise: 'On clearing and payouts stands what each transfer is short of, and nothing else.',
  past: false,
  ofProvider: false,
};

const ALLOWED = (Object.keys(STANDS_ALLOWED) as Direction[])
  .flatMap((direction) =>
    Object.entries(STANDS_ALLOWED[direction]).flatMap(([state, all]) =>
      all.map((stands) => `('${direction}', '${state}', '${stands}')`),
    ),
  )
  .join(', ');

const netOf = (kinds: string) => `coalesce(sum(${NET}) FILTER (WHERE j.kind IN (${kinds})), 0)`;

/** Checks of transfers, which are run on some at a time, with `rowsOfTransfers`. */
export const TRANSFER_CHECKS: readonly SqlCheck[] = [
  {
    ...POSTED,
    items: `
      SELECT t.id, ${ON_CLEARING}::numeric AS clearing, coalesce(j.clearing, 0) AS on_clearing,
        ${ON_PAYOUTS}::numeric AS payouts, coalesce(j.payouts, 0) AS on_payouts
      FROM transfers t LEFT JOIN (
        SELECT j.transfer_id, ${balance('clearing', 'debit')} AS clearing, ${balance('payouts', 'credit')} AS payouts
        FROM (${MOVED}) j GROUP BY j.transfer_id) j ON j.transfer_id = t.id`,
    subject: 'i.id::text',
    pairs: [
      [', clearing', 'i.clearing', 'i.on_clearing'],
      [', payouts', 'i.payouts', 'i.on_payouts'],
    ],
  },
  {
    name: 'transfer_credited_once',
    promise:
      'Each transfer that counts counts once: on its loan, in credit or in a fund, or taken from what it pays out; its steps lead where it is.',
    past: false,
    ofProvider: false,
    items: `
      SELECT t.id, CASE WHEN t.stands IN ('credited', 'settled', 'promised', 'gone') THEN t.amount ELSE 0 END::numeric AS counts,
        coalesce(y.amount, 0) + coalesce(m.amount, 0) + coalesce(c.amount, 0) AS counted,
        CASE WHEN (t.direction, t.state, t.stands) IN (${ALLOWED}) THEN 1 ELSE 0 END::numeric AS allowed,
        CASE WHEN s.to_state = t.state AND s.stands = t.stands THEN 1 ELSE 0 END::numeric AS stepped
      FROM transfers t
      LEFT JOIN (SELECT y.transfer_id, sum(y.amount) AS amount FROM payments y WHERE NOT ${REVERSED}
                 GROUP BY y.transfer_id) y ON y.transfer_id = t.id
      LEFT JOIN (SELECT m.transfer_id, sum(CASE WHEN m.kind IN ('deposit', 'withdrawal') THEN m.amount
                   WHEN m.kind IN ('deposit_return', 'withdrawal_return') THEN -m.amount ELSE 0 END) AS amount
                 FROM fund_movements m GROUP BY m.transfer_id) m ON m.transfer_id = t.id
      LEFT JOIN (SELECT j.id, j.direction, CASE j.direction WHEN 'in'
                     THEN ${netOf("'overpayment', 'credit_kept'")} - ${netOf("'credit_return', 'customer_receivable'")}
                     ELSE ${netOf("'credit_refund', 'customer_receivable', 'receipt_return', 'disbursement'")} END AS amount
                 FROM (SELECT t.id, t.direction, j.debit_account, j.credit_account, j.kind, j.amount, j.reverses_id
                       FROM transfers t JOIN journal j ON j.cause_id = t.id
                       UNION ALL ${PAID_OUT}) j
                 GROUP BY j.id, j.direction) c ON c.id = t.id
      LEFT JOIN (SELECT DISTINCT ON (s.transfer_id) s.transfer_id, s.to_state, s.stands FROM transfer_steps s
                 ORDER BY s.transfer_id, s.entry_no DESC) s ON s.transfer_id = t.id`,
    subject: 'i.id::text',
    pairs: [
      ['', 'i.counts', 'i.counted'],
      [', stands', '1', 'i.allowed'],
      [', steps', '1', 'i.stepped'],
    ],
  },
];

/** Compares a customer's column with its account in the journal. */
function customerSummary(
  name: 'customer_credit' | 'customer_receivable',
  column: string,
  grows: 'debit' | 'credit',
  promise: string,
): SqlCheck {
  const shrinks = grows === 'debit' ? 'credit' : 'debit';
  return {
    name,
    promise,
    past: false,
    ofProvider: false,
    items: `
      SELECT coalesce(c.id, b.owner) AS id, coalesce(b.balance, 0) AS expected, coalesce(c.${column}, 0)::numeric AS actual
      FROM (SELECT id, ${column} FROM customers WHERE ${column} <> 0) c
      FULL JOIN (
        SELECT a.owner, sum(a.amount) AS balance FROM (
          SELECT j.${grows}_owner AS owner, j.amount FROM journal j WHERE j.${grows}_account = '${name}'
          UNION ALL
          SELECT j.${shrinks}_owner, -j.amount FROM journal j WHERE j.${shrinks}_account = '${name}') a
        GROUP BY a.owner) b ON b.owner = c.id`,
    subject: 'i.id::text',
  };
}

/** Checks of balances, which may be run on balances at some moment and the rows after it. */
export const TRANSFER_BALANCE_CHECKS: readonly SqlCheck[] = [
  {
    ...POSTED,
    items: `
      SELECT 'clearing' AS account, (SELECT coalesce(sum(${ON_CLEARING}), 0)::numeric FROM transfers t
        WHERE t.stands IN ('credited', 'owed_back')) AS expected,
        (SELECT ${balance('clearing', 'debit')} FROM journal j) AS actual
      UNION ALL
      SELECT 'payouts', (SELECT coalesce(sum(t.amount), 0)::numeric FROM transfers t WHERE t.stands = 'promised'),
        (SELECT ${balance('payouts', 'credit')} FROM journal j)`,
    subject: 'i.account',
  },
  customerSummary(
    'customer_credit',
    'credit_amount',
    'credit',
    "Each customer's credit equals its journal account.",
  ),
  customerSummary(
    'customer_receivable',
    'receivable_amount',
    'debit',
    'What each customer owes beside its loans equals its journal account.',
  ),
];

export const paymentReceivedIn: SqlCheck = {
  name: 'payment_received_in',
  promise: 'Each payment is posted to the account that it came into.',
  past: false,
  ofProvider: false,
  items: `
    SELECT y.id, 0::numeric AS expected, count(*) FILTER (WHERE j.debit_account <> y.received_in OR j.debit_owner
      IS DISTINCT FROM CASE WHEN y.received_in = 'customer_credit' THEN y.customer_id END)::numeric AS actual
    FROM payments y JOIN journal j ON j.payment_id = y.id AND j.reverses_id IS NULL
      AND j.kind IN ('principal_repayment', 'interest_repayment', 'penalty_repayment', 'recovery')
    GROUP BY y.id`,
  subject: 'i.id::text',
};

/** Some transfers with everything that belongs to them, under the names of the tables, each row found by index. */
export function rowsOfTransfers({ where, values }: Ids): Rows {
  return {
    tables: `
      transfers AS MATERIALIZED (SELECT * FROM transfers t WHERE ${where('t.id')}),
      transfer_steps AS MATERIALIZED (SELECT * FROM transfer_steps s WHERE ${where('s.transfer_id')}),
      payments AS MATERIALIZED (SELECT * FROM payments y WHERE ${where('y.transfer_id')}),
      fund_movements AS MATERIALIZED (SELECT * FROM fund_movements m WHERE ${where('m.transfer_id')}),
      posted AS MATERIALIZED (
        SELECT j.* FROM journal j
        WHERE j.payment_id = ANY (ARRAY(SELECT y.id FROM payments y)) AND j.reverses_id IS NULL
        UNION ALL
        SELECT j.* FROM journal j WHERE j.cause_id = ANY (ARRAY(
            SELECT t.id FROM transfers t UNION ALL SELECT m.id FROM fund_movements m))
          AND j.loan_id IS NULL AND j.payment_id IS NULL AND j.reverses_id IS NULL
        UNION ALL
        SELECT j.* FROM journal j WHERE j.loan_id = ANY (ARRAY(
            SELECT t.loan_id FROM transfers t WHERE t.purpose = 'disbursement' AND t.stands <> 'nothing'))
          AND j.kind = 'disbursement' AND j.payment_id IS NULL AND j.reverses_id IS NULL
      ),
      journal AS MATERIALIZED (
        SELECT * FROM posted
        UNION ALL
        SELECT r.* FROM journal r WHERE r.reverses_id = ANY (ARRAY(SELECT p.id FROM posted p))
      )`,
    values,
  };
}
