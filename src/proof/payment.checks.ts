import { COMPONENTS } from '../lending/components.js';
import { NET, REVERSED, SHARES, sqlCheck, SUMS, type Check } from './check.js';

export const PAYMENT_CHECKS: readonly Check[] = [
  sqlCheck({
    name: 'payment_fully_split',
    promise: "Commission and the providers' parts of each payment add up to it, component by component.",
    past: false,
    ofProvider: false,
    sql: `
      SELECT coalesce(y.id, j.payment_id) || v.part AS subject, v.expected, v.actual
      FROM (SELECT id, ${COMPONENTS.map((of) => (of === 'interest' ? 'interest - commission AS interest' : of)).join(', ')}, commission,
                   ${REVERSED} AS reversed FROM payments y) y
      FULL JOIN (
        SELECT j.payment_id, ${SUMS},
          sum(CASE WHEN j.kind = 'commission' THEN ${NET} ELSE 0 END) AS commission
        FROM journal j WHERE j.kind IN (${SHARES}, 'commission') GROUP BY j.payment_id
      ) j ON j.payment_id = y.id
      CROSS JOIN LATERAL (VALUES
        ${[...COMPONENTS, 'commission']
          .map(
            (of) =>
              `(', ${of}', CASE WHEN y.reversed THEN 0 ELSE y.${of} END::numeric, coalesce(j.${of}, 0))`,
          )
          .join(', ')}
      ) AS v(part, expected, actual)`,
  }),
];
