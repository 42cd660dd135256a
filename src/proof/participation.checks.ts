import { COMPONENTS } from '../lending/components.js';
import { KEPT, type SqlCheck } from './check.js';

export const PARTICIPATION_CHECKS: readonly SqlCheck[] = [
  {
    name: 'shares_within_one_unit',
    promise: "Each provider's share of each component is within one minor unit of its entitlement.",
    past: false,
    ofProvider: true,
    items: `
      SELECT f.loan_id, f.provider_id, 0::numeric AS expected,
        ${COMPONENTS.map(
          (of) =>
            // Most have nothing of most components, and nearly all are right: divisions cost more than all else.
            `CASE WHEN f.${KEPT[of]} = 0 AND t.${of} = 0 OR abs(f.${KEPT[of]} * t.amount - t.${of} * f.amount) <= t.amount THEN 0
             ELSE ceil(abs(f.${KEPT[of]} - t.${of} * f.amount / t.amount)) - 1 END`,
        ).join(' + ')} AS actual
      FROM fundings f JOIN funding_sums t ON t.loan_id = f.loan_id
      -- Without it, each difference would be computed wherever it is mentioned.
      WHERE $2::uuid IS NULL OR f.provider_id = $2 OFFSET 0`,
    subject: `i.loan_id || ' by ' || i.provider_id`,
  },
  {
    name: 'participation_summary',
    promise: 'The amounts returned and lost on each participation equal its shares in the journal.',
    past: false,
    ofProvider: true,
    items: `
      SELECT coalesce(f.loan_id, j.loan_id) AS loan_id, coalesce(f.provider_id, j.provider_id) AS provider_id,
        ${COMPONENTS.map((of) => `j.${of} AS j_${of}, f.${KEPT[of]} AS f_${of}`).join(', ')}, j.lost AS j_lost, f.principal_lost AS f_lost
      FROM (SELECT * FROM fundings WHERE $2::uuid IS NULL OR provider_id = $2) f
      FULL JOIN (SELECT * FROM participation_sums WHERE has_shares) j
        ON j.loan_id = f.loan_id AND j.provider_id = f.provider_id`,
    subject: `i.loan_id || ' by ' || i.provider_id`,
    pairs: [
      ...COMPONENTS.map((of) => [`, ${of}`, `coalesce(i.j_${of}, 0)`, `i.f_${of}::numeric`] as const),
      [', written off', 'coalesce(i.j_lost, 0)', 'i.f_lost::numeric'],
    ],
  },
];
