import type { SqlCheck } from './check.js';

/** What staff entered and has to have a receipt: not before receipts existed, nor what moved no money. */
const ENTERED = 'entered_by IS NOT NULL AND entry_no > receipts_since()';

export const receiptsWithoutGap: SqlCheck = {
  name: 'receipts_without_gap',
  promise:
    'The receipts of each teller and date are numbered from 1 to the last without a gap; each payment, deposit and withdrawal that staff entered has exactly one, with its amount.',
  past: false,
  ofProvider: false,
  items: `
    SELECT concat_ws(' ', coalesce(s.business_date, t.business_date), coalesce(s.user_id, t.user_id)) AS what,
      coalesce(s.last, 0)::numeric AS expected,
      CASE WHEN t.count = s.last THEN t.highest ELSE coalesce(t.count, 0) END::numeric AS actual
    FROM receipt_series s
    FULL JOIN (SELECT t.business_date, t.user_id, count(*) AS count, max(t.nr) AS highest FROM till_receipts t
               GROUP BY t.business_date, t.user_id) t ON t.business_date = s.business_date AND t.user_id = s.user_id
    UNION ALL
    SELECT 'payment ' || y.id, y.amount, coalesce(t.amount, 0)
    FROM (SELECT * FROM payments y WHERE y.${ENTERED.replace(' AND ', ' AND y.')} AND y.received_in <> 'customer_credit') y
    LEFT JOIN till_receipts t ON t.payment_id = y.id
    UNION ALL
    SELECT m.kind || ' ' || m.id, m.amount, coalesce(t.amount, 0)
    FROM (SELECT * FROM fund_movements m WHERE m.${ENTERED.replace(' AND ', ' AND m.')} AND m.kind IN ('deposit', 'withdrawal')) m
    LEFT JOIN till_receipts t ON t.movement_id = m.id`,
  subject: 'i.what',
  broken: 'i.expected <> i.actual',
};
