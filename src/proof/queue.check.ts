import { violationsCheck } from './check.js';

/** A queued loan is funded at most once, and queue and loans agree. */
export const queueFundedOnce = violationsCheck({
  name: 'queue_funded_once',
  promise:
    'A loan that waits, or left the queue unfunded, has no lender and no pay-out; a funded one has one pay-out, unless undone.',
  count: 'SELECT count(*)::int AS count FROM funding_queue',
  violations: `
    SELECT l.id || ' ' || l.status || ', in the queue ' || coalesce(q.state, 'never') AS subject,
      CASE WHEN q.state = 'funded' THEN 1 ELSE 0 END AS expected, paid.out AS actual
    FROM funding_queue q FULL JOIN loans l ON l.id = q.loan_id
    CROSS JOIN LATERAL (
      -- As the index on a loan's events has them: without it each loan reads the whole journal.
      SELECT count(*) FILTER (WHERE NOT u.reversed) AS out, count(*) FILTER (WHERE u.reversed) AS undone
      FROM journal j
      CROSS JOIN LATERAL (SELECT EXISTS (SELECT FROM journal r WHERE r.reverses_id = j.id) AS reversed) u
      WHERE j.loan_id = l.id AND j.kind = 'disbursement' AND j.payment_id IS NULL AND j.reverses_id IS NULL) paid
    CROSS JOIN LATERAL (SELECT EXISTS (SELECT FROM fundings f WHERE f.loan_id = l.id) AS by_somebody) lent
    WHERE (q.loan_id IS NOT NULL OR l.status IN ('queued', 'cancelled')) AND NOT CASE
      WHEN q.state = 'waiting' THEN l.status = 'queued' AND paid.out = 0 AND NOT lent.by_somebody
      WHEN q.state = 'funded' AND l.status NOT IN ('queued', 'cancelled') THEN paid.out = 1 AND lent.by_somebody
      -- A pay-out that was undone: the loan is cancelled, whether it once waited or not.
      WHEN q.state IS NULL OR q.state = 'funded' THEN l.status = 'cancelled' AND paid.out = 0 AND paid.undone > 0
      ELSE l.status = 'cancelled' AND paid.out = 0 AND NOT lent.by_somebody END`,
});
