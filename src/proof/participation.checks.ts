import { NET, OF_PROVIDER, SHARES, sqlCheck, sums, type Check } from './check.js';

export const PARTICIPATION_CHECKS: readonly Check[] = [
  sqlCheck({
    name: 'shares_within_one_unit',
    promise: "Each provider's share of each component is within one minor unit of its entitlement.",
    past: false,
    ofProvider: true,
    sql: `
      SELECT f.loan_id || ' by ' || f.provider_id AS subject, 0::numeric AS expected,
        greatest(0, ceil(abs(f.principal_returned - t.principal * f.amount / t.amount)) - 1)
        + greatest(0, ceil(abs(f.interest_earned - t.interest * f.amount / t.amount)) - 1)
        + greatest(0, ceil(abs(f.penalty_earned - t.penalty * f.amount / t.amount)) - 1)
        + greatest(0, ceil(abs(f.recovered - t.recovered * f.amount / t.amount)) - 1) AS actual
      FROM fundings f JOIN (
        SELECT loan_id, sum(principal_returned) AS principal, sum(interest_earned) AS interest,
               sum(penalty_earned) AS penalty, sum(recovered) AS recovered, sum(amount) AS amount FROM fundings GROUP BY loan_id
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
        SELECT j.loan_id, j.provider_id, ${sums(['principal', 'interest', 'penalty', 'recovery'])},
               sum(CASE WHEN j.kind = 'write_off' THEN ${NET} ELSE 0 END) AS lost
        FROM journal j WHERE j.kind IN (${SHARES}, 'write_off') AND ${OF_PROVIDER}
        GROUP BY j.loan_id, j.provider_id
      ) j ON j.loan_id = f.loan_id AND j.provider_id = f.provider_id
      CROSS JOIN LATERAL (VALUES
        (', principal', coalesce(j.principal, 0), f.principal_returned::numeric),
        (', interest', coalesce(j.interest, 0), f.interest_earned),
        (', penalty', coalesce(j.penalty, 0), f.penalty_earned),
        (', recovery', coalesce(j.recovery, 0), f.recovered),
        (', written off', coalesce(j.lost, 0), f.principal_lost)) AS v(part, expected, actual)`,
  }),
];
