import type { EntityManager } from 'typeorm';
import { businessDate } from '../database/clock.js';
import { creditScore, SCORE } from '../lending/credit-score.js';
import { scoredCustomers } from '../scoring/score-facts.js';
import { isChanged } from '../scoring/scorer.service.js';
import { Tally, type Finding, type SqlCheck } from './check.js';
import type { Ids } from './rows.js';

const SUM = `${String(SCORE.base)} + (SELECT coalesce(sum((e->>'points')::int), 0)
  FROM jsonb_array_elements(s.contributions) e)`;

/**
 * Compares stored scores with their history. Differences are put in words, because the proof shows expected and actual
 * values as amounts.
 */
export const creditScoreHistory: SqlCheck = {
  name: 'credit_score_history',
  promise:
    "Each customer's score is that of the newest row in its history; base and points add up to each score.",
  past: false,
  ofProvider: false,
  items: `
    SELECT c.id, 'credit_score' AS of, c.credit_score AS is, coalesce(s.score, ${String(SCORE.base)}) AS should, 0 AS expected, 0 AS actual
    FROM customers c LEFT JOIN (
      SELECT DISTINCT ON (s.customer_id) s.customer_id, s.score FROM credit_scores s
      ORDER BY s.customer_id, s.entry_no DESC) s ON s.customer_id = c.id
    UNION ALL
    SELECT s.id, 'score', s.score, ${SUM}, 0, 0 FROM credit_scores s`,
  subject: `concat_ws(' ', i.id, i.of, i.is, 'should be', i.should)`,
  broken: 'i.is <> i.should',
};

export const scoresAreGuarded: SqlCheck = {
  ...creditScoreHistory,
  items: `
    SELECT 0 AS expected, 0 AS actual
    WHERE NOT EXISTS (SELECT FROM pg_trigger t WHERE t.tgname = 'credit_scores_are_kept' AND t.tgenabled = 'O')`,
  subject: `'guard credit_scores_are_kept'`,
  broken: 'true',
};

/** The score follows from the loans, for each of these customers who is not about to be scored. On one snapshot. */
export async function creditScoresFollow(manager: EntityManager, { where, values }: Ids): Promise<Finding> {
  const tally = new Tally(
    'credit_score',
    "Each customer's score and its contributions follow from the customer's loans.",
  );
  const today = await businessDate(manager);
  for (const scored of await scoredCustomers(manager, today, where('c.id', 2), values)) {
    tally.count();
    const { score, contributions, changesOn } = creditScore(scored.facts, scored.on);
    const differs =
      scored.score !== score
        ? `credit_score ${String(scored.score)} should be ${String(score)}`
        : scored.changesOn !== changesOn
          ? `score_changes_on ${String(scored.changesOn)} should be ${String(changesOn)}`
          : isChanged(scored, { score, contributions, changesOn })
            ? `contributions should be ${JSON.stringify(contributions)}`
            : null;
    if (differs !== null) tally.violates(`${scored.customerId} ${differs}`);
  }
  return tally.finding;
}
