import type { BankConfiguration } from '../bank-config/bank-configuration.entity.js';
import type { Outcome } from '../common/batcher.js';
import { DomainError } from '../common/problems.js';
import type { Tx } from '../common/transactions.js';
import { reasonsAgainst } from './score-words.js';
import { storedScores } from './scores.queries.js';

/** Refuses to lend to somebody whose score is below the lowest band. */
export function scoreTooLow(score: number, { scoreBands }: BankConfiguration): DomainError {
  const lowest = scoreBands.at(-1);
  if (!lowest) throw new Error('without bands no score is too low');
  return new DomainError(
    'score_too_low',
    `Your credit score is ${String(score)}; the bank lends from ${String(lowest.minScore)} on, the band "${lowest.name}".`,
    { credit_score: score, score_band: null, lowest_band: lowest.name, lowest_score: lowest.minScore },
  );
}

/** Adds to refusals that come from a score what costs its customer the most points, in words: one query for all. */
export async function explainRefusals<T>(
  tx: Tx,
  outcomes: readonly Outcome<T>[],
  customerOf: (index: number) => string,
): Promise<Outcome<T>[]> {
  const ids = outcomes.flatMap((outcome, index) => (isOfScore(outcome) ? [customerOf(index)] : []));
  if (ids.length === 0) return [...outcomes];
  const reasons = new Map(
    (await storedScores(tx, ids)).map(({ id, contributions }) => [id, reasonsAgainst(contributions)]),
  );
  return outcomes.map((outcome, index) => {
    if (!isOfScore(outcome)) return outcome;
    const { code, message, facts } = outcome.refusal;
    return {
      refusal: new DomainError(code, message, { ...facts, reasons: reasons.get(customerOf(index)) ?? [] }),
    };
  });
}

function isOfScore(outcome: Outcome<unknown>): outcome is { refusal: DomainError } {
  return 'refusal' in outcome && 'credit_score' in outcome.refusal.facts;
}
