import type { MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import { IntlMessageFormat } from 'intl-messageformat';

export const LANGUAGES = ['en', 'es', 'fr', 'ar'] as const;
export type Language = (typeof LANGUAGES)[number];
/** Each in its own words. */
export const LANGUAGE_NAMES: Record<Language, string> = {
  en: 'English',
  es: 'Español',
  fr: 'Français',
  ar: 'العربية',
};
export const directionOf = (language: Language): 'ltr' | 'rtl' => (language === 'ar' ? 'rtl' : 'ltr');

export type Values = Record<string, string | number>;
export type Catalogue = Record<string, string | MessageFormatElement[]>;

/** Each page has its own words there, and those of `words/`, which all have. */
const CATALOGUES: Record<Language, () => Promise<{ default: Catalogue }>> = {
  en: () => import('virtual:words/en'),
  es: () => import('virtual:words/es'),
  fr: () => import('virtual:words/fr'),
  ar: () => import('virtual:words/ar'),
};
const KEPT = 'portal.language';

/** What was chosen in this browser. */
const chosenLanguage = (): Language | null => known(localStorage.getItem(KEPT) ?? '');

export function chooseLanguage(language: Language): void {
  localStorage.setItem(KEPT, language);
}

/** What was chosen here, else what the browser asks for, else English. */
export function firstLanguage(): Language {
  const asked = navigator.languages.map(known).find((language) => language !== null);
  return chosenLanguage() ?? asked ?? 'en';
}

function known(tag: string): Language | null {
  return LANGUAGES.find((language) => tag.toLowerCase().split('-')[0] === language) ?? null;
}

/**
 * As the region of the browser writes numbers and dates, where it speaks the language: 21 Nov 2026 in en-GB. A browser on
 * Linux may name a region that is none, such as en-US@posix, which `Intl` would throw at.
 */
export const notationOf = (language: Language): string =>
  navigator.languages.find((tag) => known(tag) === language && isTag(tag)) ?? language;

function isTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

export async function loadCatalogue(language: Language): Promise<Catalogue> {
  return (await CATALOGUES[language]()).default;
}

/** How the page speaks: words, amounts, rates and dates of one language. */
export interface Speech<Key extends string> {
  language: Language;
  /** The language as a region writes its numbers and dates, for `Intl`. */
  notation: string;
  say: (key: Key, values?: Values) => string;
  /** What is said with something else within, such as a link: in parts, in the order of the language. */
  parts: <T>(key: Key, values: Record<string, T>) => (T | string)[];
  /** Whether there are words for it: codes of the API may be newer than this page. */
  has: (key: string) => key is Key;
  money: (amount: string, currency: string) => string;
  number: (value: number | string, digits?: number) => string;
  /** A rate such as "0.05". */
  percent: (rate: string) => string;
  /** A calendar date such as 2026-11-23; `short` without the year. */
  date: (date: string, form?: 'long' | 'short' | 'month') => string;
  instant: (instant: string) => string;
  relativeDays: (days: number) => string;
}

const DATE_FORMS: Record<'medium' | 'long' | 'short' | 'month', Intl.DateTimeFormatOptions> = {
  medium: { day: 'numeric', month: 'short', year: 'numeric' },
  long: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  short: { day: 'numeric', month: 'short' },
  month: { month: 'long', year: 'numeric' },
};

/** Decimal text is formatted exactly; the types know numbers alone. */
const exactly = (format: Intl.NumberFormat, decimal: string | number) => format.format(decimal as number);

/** Amounts keep together in a line from right to left: else the sign of the currency is turned around. */
export const leftToRight = (shown: string): string =>
  `\u2066${shown.replace(/[\u200e\u200f\u061c]/g, '')}\u2069`;

/** What has no words in the catalogue is said as its key: without one, a page speaks in its keys. */
export function speechOf<Key extends string>(
  language: Language,
  catalogue: Catalogue,
  notation: string = language,
): Speech<Key> {
  const parsed = new Map<string, IntlMessageFormat>();
  const formats = new Map<string, Intl.NumberFormat>();
  const format = (name: string, options: Intl.NumberFormatOptions) => {
    const made = formats.get(name) ?? new Intl.NumberFormat(notation, options);
    formats.set(name, made);
    return made;
  };
  const messageOf = (key: string): IntlMessageFormat | string => {
    const message = catalogue[key] ?? key;
    if (typeof message === 'string') return message;
    const made = parsed.get(key) ?? new IntlMessageFormat(message, language);
    parsed.set(key, made);
    return made;
  };
  const onDate = (date: string, form: keyof typeof DATE_FORMS) => {
    const shown = new Intl.DateTimeFormat(notation, { ...DATE_FORMS[form], timeZone: 'UTC' }).format(
      new Date(`${date}T00:00:00Z`),
    );
    // A short date does not go on in the next line.
    return form === 'long' ? shown : shown.replaceAll(' ', '\u00a0');
  };
  return {
    language,
    notation,
    say: (key, values) => {
      const message = messageOf(key);
      return typeof message === 'string' ? message : String(message.format(values));
    },
    parts: (key, values) => {
      const message = messageOf(key);
      if (typeof message === 'string') return [message];
      const said = message.format(values);
      return Array.isArray(said) ? said : [said];
    },
    has: (key): key is Key => key in catalogue,
    money: (amount, currency) => {
      const options = { style: 'currency', currency, currencyDisplay: 'narrowSymbol' } as const;
      const shown = exactly(format(`money ${currency}`, options), amount);
      return language === 'ar' ? leftToRight(shown) : shown;
    },
    number: (value, digits = 0) =>
      exactly(format(`number ${String(digits)}`, { maximumFractionDigits: digits }), value),
    percent: (rate) => {
      const shown = exactly(format('percent', { style: 'percent', maximumFractionDigits: 2 }), rate);
      return language === 'ar' ? leftToRight(shown) : shown;
    },
    date: (date, form) => onDate(date, form ?? 'medium'),
    instant: (instant) =>
      new Intl.DateTimeFormat(notation, {
        ...DATE_FORMS.medium,
        hour: 'numeric',
        minute: '2-digit',
      }).format(new Date(instant)),
    relativeDays: (days) => new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(days, 'day'),
  };
}
