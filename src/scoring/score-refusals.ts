import type { BankConfiguration } from '../bank-config/bank-configuration.entity.js';
import type { Outcome } from '../commands/batcher.js';
import { DomainError } from '../runtime/problems.js';
import type { Tx } from '../database/transactions.js';
import { reasonsAgainst } from './score-explanations.js';
import { storedScores } from './scores.queries.js';

/** Refuses to lend to a customer whose score is below the lowest band. */
export function scoreTooLow(score: number, { scoreBands }: BankConfiguration): DomainError {
  const lowest = scoreBands.at(-1);
  if (!lowest) throw new Error('no score is too low without bands');
  return new DomainError(
    'score_too_low',
    `Your credit score is ${String(score)}; the bank lends from ${String(lowest.minScore)} up (band "${lowest.name}").`,
    { credit_score: score, score_band: null, lowest_band: lowest.name, lowest_score: lowest.minScore },
  );
}

/** What a customer is told about a request. */
interface Answered<T> {
  customerId: string;
  outcome: Outcome<T>;
}

/** Adds to refusals that come from a score what costs the customer the most points, in words. One query for all. */
export async function explainRefusals<T, A extends Answered<T>>(
  tx: Tx,
  answered: readonly A[],
): Promise<void> {
  const ofScore = answered.filter(({ outcome }) => isOfScore(outcome));
  if (ofScore.length === 0) return;
  const scores = await storedScores(
    tx,
    ofScore.map(({ customerId }) => customerId),
  );
  const reasons = new Map(scores.map(({ id, contributions }) => [id, reasonsAgainst(contributions)]));
  for (const each of ofScore) {
    if (!isOfScore(each.outcome)) continue;
    const { code, message, facts } = each.outcome.refusal;
    const explained = { ...facts, reasons: reasons.get(each.customerId) ?? [] };
    each.outcome = { refusal: new DomainError(code, message, explained) };
  }
}

function isOfScore(outcome: Outcome<unknown>): outcome is { refusal: DomainError } {
  return 'refusal' in outcome && 'credit_score' in outcome.refusal.facts;
}
