import type { Language } from '../auth/languages.js';

/** One text in every language: without one of them it does not compile. */
export type Words = Record<Language, string>;

export const words = (en: string, es: string, fr: string, ar: string): Words => ({ en, es, fr, ar });

/** What a letter says, before its values are filled in. */
export interface LetterWords {
  subject: Words;
  /** Between greeting and signature. */
  text: Words;
}

export const AMOUNT = '{{ amount | money: currency }}';
export const DATE = '{{ date | date }}';

/** What is said by the word that a value is. */
export const cases = (value: string, of: Readonly<Record<string, string>>): string =>
  `{% case ${value} %}${Object.entries(of)
    .map(([name, text]) => `{% when '${name}' %}${text}`)
    .join('')}{% endcase %}`;
