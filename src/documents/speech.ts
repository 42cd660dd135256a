import type { Language } from '../auth/languages.js';
import type { Direction } from './typesetter.js';
import { WORDS, type Key, type ValuesOf, type Words } from './words.js';

/** Puts what is filled in apart, line by line, so that a Latin name in an Arabic sentence orders nothing beside it. */
export const apart = (value: string) => value.replaceAll(/[^\n]+/g, '\u2068$&\u2069');

/** The words, amounts and dates of one language. */
export interface Speech {
  language: Language;
  direction: Direction;
  /** A message with what it says filled in. */
  word: <K extends Key>(key: K, ...values: ValuesOf<K>) => string;
  pick: (words: Words) => string;
  /** "1,050.00", from the API's "1050.00", to the last digit. */
  amount: (text: string) => string;
  /** With the code of its currency. */
  money: (text: string, currency: string) => string;
  /** "5 %", from "0.05". */
  percent: (rate: string) => string;
  /** A business date. */
  date: (date: string) => string;
  /** A month, from "2026-11". */
  month: (month: string) => string;
  instant: (instant: string, timeZone: string) => string;
}

export function speechOf(language: Language): Speech {
  const kept = new Map<string, Intl.NumberFormat>();
  const format = (key: string, options: Intl.NumberFormatOptions) => {
    const known = kept.get(key) ?? new Intl.NumberFormat(language, options);
    kept.set(key, known);
    return known;
  };
  /** Text is formatted as it is; a number would round long amounts. */
  const exactly = (formatter: Intl.NumberFormat, text: string) => formatter.format(text as `${number}`);
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' });
  const monthly = new Intl.DateTimeFormat(language, { year: 'numeric', month: 'long', timeZone: 'UTC' });
  const digitsOf = (text: string) => (text.split('.')[1] ?? '').length;
  return {
    language,
    direction: language === 'ar' ? 'rtl' : 'ltr',
    word: (key, ...[values]) =>
      WORDS[key][language].replaceAll(/\{(\w+)\}/g, (_, name: string) =>
        apart((values as Record<string, string> | undefined)?.[name] ?? ''),
      ),
    pick: (words) => words[language],
    amount: (text) => {
      const digits = digitsOf(text);
      return exactly(
        format(`amount ${String(digits)}`, { minimumFractionDigits: digits, maximumFractionDigits: digits }),
        text,
      );
    },
    money: (text, currency) =>
      exactly(format(`money ${currency}`, { style: 'currency', currency, currencyDisplay: 'code' }), text),
    percent: (rate) => exactly(format('percent', { style: 'percent', maximumFractionDigits: 6 }), rate),
    date: (date) => day.format(new Date(`${date}T00:00:00Z`)),
    month: (month) => monthly.format(new Date(`${month}-01T00:00:00Z`)),
    instant: (instant, timeZone) =>
      new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(
        new Date(instant),
      ),
  };
}
