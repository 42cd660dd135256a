import { businessDate } from '../database/clock.js';
import { creditScore, SCORE } from '../lending/credit-score.js';
import { scoredCustomers } from '../scoring/score-facts.js';
import { isChanged } from '../scoring/scorer.service.js';
import { SHOWN_VIOLATIONS, violationsCheck, type Check, type Violation } from './check.js';

const SUM = `${String(SCORE.base)} + (SELECT coalesce(sum((e->>'points')::int), 0)
  FROM jsonb_array_elements(s.contributions) e)`;
const NEWEST = `coalesce((SELECT s.score FROM credit_scores s WHERE s.customer_id = c.id ORDER BY s.entry_no DESC LIMIT 1),
  ${String(SCORE.base)})`;

/**
 * Compares stored scores with their history. Differences are put in words, because the proof shows expected and actual
 * values as amounts.
 */
const history = violationsCheck({
  name: 'credit_score_history',
  promise:
    "Each customer's score is that of the newest row in its history; base and points add up to each score.",
  count: `SELECT (SELECT count(*) FROM customers)::int + (SELECT count(*) FROM credit_scores)::int AS count`,
  violations: `
    SELECT c.id || ' credit_score ' || c.credit_score || ' should be ' || h.score AS subject, 0 AS expected, 0 AS actual
    FROM customers c CROSS JOIN LATERAL (SELECT ${NEWEST} AS score) h WHERE c.credit_score <> h.score
    UNION ALL
    SELECT s.id || ' score ' || s.score || ' should be ' || a.sum, 0, 0
    FROM credit_scores s CROSS JOIN LATERAL (SELECT ${SUM} AS sum) a WHERE s.score <> a.sum
    UNION ALL
    SELECT 'guard credit_scores_are_kept', 0, 0
    WHERE NOT EXISTS (SELECT FROM pg_trigger t WHERE t.tgname = 'credit_scores_are_kept' AND t.tgenabled = 'O')`,
});

/** The score follows from the loans, for every customer who is not about to be scored. */
const derived: Check = async (manager, { asOf, providerId }) => {
  const today = await businessDate(manager);
  if (asOf !== null || providerId !== null) return null;
  const found = { checked: 0, violationCount: 0, violations: [] as Violation[] };
  for await (const scored of scoredCustomers(manager, today)) {
    found.checked++;
    const { score, contributions, changesOn } = creditScore(scored.facts, scored.on);
    const differs =
      scored.score !== score
        ? `credit_score ${String(scored.score)} should be ${String(score)}`
        : scored.changesOn !== changesOn
          ? `score_changes_on ${String(scored.changesOn)} should be ${String(changesOn)}`
          : isChanged(scored, { score, contributions, changesOn })
            ? `contributions should be ${JSON.stringify(contributions)}`
            : null;
    if (differs === null) continue;
    found.violationCount++;
    if (found.violations.length < SHOWN_VIOLATIONS) {
      found.violations.push({ subject: `${scored.customerId} ${differs}`, expected: '0', actual: '0' });
    }
  }
  return {
    name: 'credit_score',
    promise: "Each customer's score and its contributions follow from the customer's loans.",
    ok: found.violationCount === 0,
    expected: '0',
    actual: '0',
    ...found,
  };
};

export const SCORE_CHECKS: readonly Check[] = [history, derived];
