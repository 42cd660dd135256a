import { inSentence, words } from '../parts/words';
import { listed, say } from '../words/say';

export const CONTACTS = ['call', 'visit', 'letter', 'message'] as const;
export const NOTE_KINDS = [...CONTACTS, 'decision', 'other'] as const;
export const OUTCOMES = ['reached', 'no_answer', 'wrong_number', 'refused', 'promised', 'paid'] as const;

/** What to do about a late loan. */
export const ACTIONS: Record<string, string> = {
  broken_promise: say('Broken promise: call'),
  wait_for_promise: say('Wait for the promise'),
  remind: say('Remind'),
  call: say('action.call'),
  visit_or_letter: say('Visit or write'),
  default_notice: say('Send default notice'),
  write_off_review: say('Review for write-off'),
};

/** "Call, no answer". */
export const contactWords = (kind: string, outcome: string | null): string =>
  outcome === null ? words(kind) : listed([words(kind), inSentence(outcome)]);
