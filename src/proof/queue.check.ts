import type { SqlCheck } from './check.js';

/** A queued loan is funded at most once, and queue and loans agree. */
export const queueFundedOnce: SqlCheck = {
  name: 'queue_funded_once',
  promise:
    'A loan that waits, or left the queue unfunded, has no lender and no pay-out; a funded one has one pay-out, unless undone.',
  past: false,
  ofProvider: false,
  items: `
    SELECT coalesce(l.id, q.loan_id) AS id, l.status, q.state, (q.state IS NOT DISTINCT FROM 'funded')::int AS expected,
      coalesce(paid.out, 0) AS actual,
      coalesce(CASE
        WHEN q.state = 'waiting' THEN l.status = 'queued' AND coalesce(paid.out, 0) = 0 AND lent.loan_id IS NULL
        WHEN q.state = 'funded' AND l.status NOT IN ('queued', 'cancelled') THEN paid.out = 1 AND lent.loan_id IS NOT NULL
        -- A pay-out that was undone: the loan is cancelled, whether it once waited or not.
        WHEN q.state IS NULL OR q.state = 'funded' THEN l.status = 'cancelled' AND l.undone_on IS NOT NULL
          AND paid.out = 0 AND paid.undone > 0 AND lent.loan_id IS NULL
        ELSE l.status = 'cancelled' AND l.undone_on IS NULL AND coalesce(paid.out, 0) = 0 AND lent.loan_id IS NULL
        END, false) AS holds
    FROM funding_queue q FULL JOIN loans l ON l.id = q.loan_id
    LEFT JOIN (
      SELECT j.loan_id, count(*) FILTER (WHERE r.id IS NULL) AS out, count(r.id) AS undone
      FROM journal j LEFT JOIN journal r ON r.reverses_id = j.id
      WHERE j.kind = 'disbursement' AND j.payment_id IS NULL AND j.reverses_id IS NULL GROUP BY j.loan_id
    ) paid ON paid.loan_id = l.id
    LEFT JOIN (SELECT DISTINCT f.loan_id FROM fundings f WHERE f.undone_at IS NULL) lent ON lent.loan_id = l.id
    WHERE q.loan_id IS NOT NULL OR l.status IN ('queued', 'cancelled')`,
  subject: `concat(i.id, ' ', i.status, ', in the queue ', coalesce(i.state, 'never'))`,
  broken: 'NOT i.holds',
};
