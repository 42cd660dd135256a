import { COMPONENTS, type Component } from '../lending/components.js';
import { NET, OF_PROVIDER, SHARES, sqlCheck, SUMS, type Check } from './check.js';

/** Where participations keep what they got of each component. */
const KEPT: Record<Component, string> = {
  principal: 'principal_returned',
  interest: 'interest_earned',
  penalty: 'penalty_earned',
  recovery: 'recovered',
};

export const PARTICIPATION_CHECKS: readonly Check[] = [
  sqlCheck({
    name: 'shares_within_one_unit',
    promise: "Each provider's share of each component is within one minor unit of its entitlement.",
    past: false,
    ofProvider: true,
    sql: `
      SELECT f.loan_id || ' by ' || f.provider_id AS subject, 0::numeric AS expected,
        ${COMPONENTS.map(
          (of) => `greatest(0, ceil(abs(f.${KEPT[of]} - t.${of} * f.amount / t.amount)) - 1)`,
        ).join(' + ')} AS actual
      FROM fundings f JOIN (
        SELECT loan_id, ${COMPONENTS.map((of) => `sum(${KEPT[of]}) AS ${of}`).join(', ')}, sum(amount) AS amount
        FROM fundings GROUP BY loan_id
      ) t ON t.loan_id = f.loan_id
      WHERE $2::uuid IS NULL OR f.provider_id = $2`,
  }),
  sqlCheck({
    name: 'participation_summary',
    promise: 'The amounts returned and lost on each participation equal its shares in the journal.',
    past: false,
    ofProvider: true,
    sql: `
      SELECT coalesce(f.loan_id, j.loan_id) || ' by ' || coalesce(f.provider_id, j.provider_id) || v.part
               AS subject, v.expected, v.actual
      FROM (SELECT * FROM fundings WHERE $2::uuid IS NULL OR provider_id = $2) f
      FULL JOIN (
        SELECT j.loan_id, j.provider_id, ${SUMS},
               sum(CASE WHEN j.kind = 'write_off' THEN ${NET} ELSE 0 END) AS lost
        FROM journal j WHERE j.kind IN (${SHARES}, 'write_off') AND ${OF_PROVIDER}
        GROUP BY j.loan_id, j.provider_id
      ) j ON j.loan_id = f.loan_id AND j.provider_id = f.provider_id
      CROSS JOIN LATERAL (VALUES
        ${COMPONENTS.map((of) => `(', ${of}', coalesce(j.${of}, 0), f.${KEPT[of]}::numeric)`).join(', ')},
        (', written off', coalesce(j.lost, 0), f.principal_lost)) AS v(part, expected, actual)`,
  }),
];
