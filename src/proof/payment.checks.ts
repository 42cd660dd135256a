import { COMPONENTS } from '../lending/components.js';
import { REVERSED, type SqlCheck } from './check.js';

export const PAYMENT_CHECKS: readonly SqlCheck[] = [
  {
    name: 'payment_fully_split',
    promise: "Commission and the providers' parts of each payment add up to it, component by component.",
    past: false,
    ofProvider: false,
    items: `
      SELECT coalesce(y.id, j.payment_id) AS payment_id, y.reversed,
        ${[...COMPONENTS, 'commission'].map((of) => `y.${of} AS y_${of}, j.${of} AS j_${of}`).join(', ')}
      FROM (SELECT id, ${COMPONENTS.map((of) => (of === 'interest' ? 'interest - commission AS interest' : of)).join(', ')}, commission,
                   ${REVERSED} AS reversed FROM payments y) y
      FULL JOIN (SELECT * FROM payment_sums WHERE has_parts) j ON j.payment_id = y.id`,
    subject: 'i.payment_id::text',
    pairs: [...COMPONENTS, 'commission'].map((of) => [
      `, ${of}`,
      // A row of the journal without its payment has no value there, and so differs.
      `CASE WHEN i.reversed THEN 0 ELSE i.y_${of} END`,
      `coalesce(i.j_${of}, 0)`,
    ]),
  },
];
