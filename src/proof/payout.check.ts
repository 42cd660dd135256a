import { NET, type SqlCheck } from './check.js';

/**
 * The money of a loan that is paid out by transfer never has two homes, and never none. What left after the loan was
 * undone is owed by its borrower, as `transfer_credited_once` proves.
 */
export const oneLivePayout: SqlCheck = {
  name: 'one_live_payout',
  promise:
    'A loan that is paid out by transfer has one pay-out that is promised or gone, of its amount; one that was undone has none but those that its borrower owes.',
  past: false,
  ofProvider: false,
  items: `
    SELECT coalesce(l.loan_id, t.loan_id) AS loan_id, coalesce(l.amount, 0) AS owed, coalesce(t.amount, 0) AS live,
      coalesce(t.live, 0)::numeric AS transfers
    FROM (SELECT j.loan_id, sum(${NET}) AS amount FROM journal j
          WHERE j.kind = 'disbursement' AND 'payouts' IN (j.debit_account, j.credit_account) GROUP BY j.loan_id) l
    FULL JOIN (SELECT t.loan_id, sum(t.amount) AS amount, count(*) AS live FROM transfers t
               JOIN loans l ON l.id = t.loan_id
               WHERE t.purpose = 'disbursement' AND (t.stands = 'promised' OR (t.stands = 'gone' AND l.undone_on IS NULL))
               GROUP BY t.loan_id) t
      ON t.loan_id = l.loan_id`,
  subject: 'i.loan_id::text',
  pairs: [
    ['', 'i.owed', 'i.live'],
    [', transfers', 'CASE WHEN i.owed = 0 THEN 0 ELSE 1 END::numeric', 'i.transfers'],
  ],
};
