import { NET, REVERSED, SHARES, sqlCheck, sums, type Check } from './check.js';

export const PAYMENT_CHECKS: readonly Check[] = [
  sqlCheck({
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
  }),
];
