import type { Language } from '../auth/languages.js';
import type { SENT_BY } from './notification.entity.js';

/** A letter as it goes out. */
export interface OutgoingLetter {
  id: string;
  to: string;
  /** The name that it comes from; empty: none. */
  from: string;
  subject: string;
  body: string;
  language: Language;
  messageId: string;
  /** Where a mail program turns such letters off; null: nobody can. */
  unsubscribeUrl: string | null;
}

/** What became of handing a letter over. */
export type Handover =
  | { outcome: 'sent'; by: (typeof SENT_BY)[number] }
  /** It may work later; what was said. `isUnknown`: it may have gone all the same. */
  | { outcome: 'later'; detail: string; isUnknown: boolean }
  /** It will never work; because of the address, or of the letter. */
  | { outcome: 'refused'; detail: string; isBadAddress: boolean };

/** A way for letters to reach people. It throws nothing. */
export interface Channel {
  send(letter: OutgoingLetter): Promise<Handover>;
  close(): void;
}

/** What was said, short enough to be kept. */
export function detailOf(text: string): string {
  return text.replaceAll(/\s+/g, ' ').slice(0, 300).toWellFormed();
}
