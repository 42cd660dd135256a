import { addMonthsClipped } from '../../src/lending/dates.js';
import type { Tampering, World } from './tamperings.js';

const customer = (change: string) => (w: World) =>
  `UPDATE customers SET ${change} WHERE id = '${w.customer}'`;
const scoreRecord = (change: string, which: 'min' | 'max') => (w: World) =>
  `UPDATE credit_scores SET ${change}
   WHERE id = (SELECT ${which}(id::text)::uuid FROM credit_scores WHERE customer_id = '${w.customer}')`;

/** One year from now: the loans begin today. */
const nextYear = () => addMonthsClipped(new Date().toISOString().slice(0, 10), 12);

/** What someone with access to the server could do to scores, and exactly which checks then name which row. */
export const SCORE_TAMPERINGS: Tampering[] = [
  [
    'a credit score',
    customer('credit_score = 850'),
    { credit_score_history: () => undefined, credit_score: () => undefined },
  ],
  [
    'the date on which a score changes with time',
    customer('score_changes_on = NULL'),
    { credit_score: (w) => `${w.customer} score_changes_on null should be ${nextYear()}` },
  ],
  [
    'the newest score of a history',
    scoreRecord('score = 850', 'max'),
    {
      credit_score_history: (w) => `${w.customer} credit_score ${w.score} should be 850`,
      credit_score: () => undefined,
    },
  ],
  [
    'the points of a contribution',
    scoreRecord(`contributions = jsonb_set(contributions, '{0,points}', '100')`, 'max'),
    { credit_score_history: () => undefined, credit_score: () => undefined },
  ],
  ['a score of the past', scoreRecord('score = score + 1', 'min'), { credit_score_history: () => undefined }],
  [
    'the figures that a score follows from',
    scoreRecord(`contributions = jsonb_set(contributions, '{6,inputs,loans}', '1')`, 'max'),
    { credit_score: () => undefined },
  ],
  [
    'the guard of the scores',
    () => 'ALTER TABLE credit_scores DISABLE TRIGGER credit_scores_are_kept',
    { credit_score_history: () => 'guard credit_scores_are_kept' },
  ],
];
