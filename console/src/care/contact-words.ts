import { words } from '../parts/words';

export const CONTACTS = ['call', 'visit', 'letter', 'message'] as const;
export const NOTE_KINDS = [...CONTACTS, 'decision', 'other'] as const;
export const OUTCOMES = ['reached', 'no_answer', 'wrong_number', 'refused', 'promised', 'paid'] as const;

/** What to do about a late loan. */
export const ACTIONS: Record<string, string> = {
  broken_promise: 'Broken promise: call',
  wait_for_promise: 'Wait for the promise',
  remind: 'Remind',
  call: 'Call',
  visit_or_letter: 'Visit or write',
  default_notice: 'Send default notice',
  write_off_review: 'Review for write-off',
};

/** "Call, no answer". */
export const contactWords = (kind: string, outcome: string | null): string =>
  outcome === null ? words(kind) : `${words(kind)}, ${words(outcome).toLowerCase()}`;
