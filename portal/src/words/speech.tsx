import type { MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import { IntlMessageFormat } from 'intl-messageformat';
import { createContext, use, useEffect, useMemo, useState, type ReactNode } from 'react';
import type borrower from './borrower.json';
import type common from './common.json';
import type lender from './lender.json';
import type open from './open.json';
import type problems from './problems.json';

export const LANGUAGES = ['en', 'es', 'fr', 'ar'] as const;
export type Language = (typeof LANGUAGES)[number];
/** Each in its own words. */
export const LANGUAGE_NAMES: Record<Language, string> = {
  en: 'English',
  es: 'Español',
  fr: 'Français',
  ar: 'العربية',
};

type Words = typeof borrower & typeof common & typeof lender & typeof open & typeof problems;
export type Key = keyof Words;
type Values = Record<string, string | number>;
type Catalogue = Record<string, string | MessageFormatElement[]>;

const CATALOGUES: Record<Language, () => Promise<{ default: Catalogue }>> = {
  en: () => import('virtual:words/en'),
  es: () => import('virtual:words/es'),
  fr: () => import('virtual:words/fr'),
  ar: () => import('virtual:words/ar'),
};
const KEPT = 'portal.language';

/** What was chosen here, else what the browser asks for, else English. */
export function firstLanguage(): Language {
  const wanted = [localStorage.getItem(KEPT) ?? '', ...navigator.languages];
  const known = wanted.map((tag) =>
    LANGUAGES.find((language) => tag.toLowerCase().split('-')[0] === language),
  );
  return known.find((language) => language !== undefined) ?? 'en';
}

export async function loadCatalogue(language: Language): Promise<Catalogue> {
  return (await CATALOGUES[language]()).default;
}

/** How the page speaks: words, amounts, rates and dates of one language. */
export interface Speech {
  language: Language;
  say: (key: Key, values?: Values) => string;
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
const leftToRight = (shown: string) => `\u2066${shown.replace(/[\u200e\u200f\u061c]/g, '')}\u2069`;

function speechOf(language: Language, catalogue: Catalogue): Speech {
  const parsed = new Map<string, IntlMessageFormat>();
  const formats = new Map<string, Intl.NumberFormat>();
  const format = (name: string, options: Intl.NumberFormatOptions) => {
    const known = formats.get(name) ?? new Intl.NumberFormat(language, options);
    formats.set(name, known);
    return known;
  };
  const onDate = (date: string, form: keyof typeof DATE_FORMS) =>
    new Intl.DateTimeFormat(language, { ...DATE_FORMS[form], timeZone: 'UTC' }).format(
      new Date(`${date}T00:00:00Z`),
    );
  return {
    language,
    say: (key, values) => {
      const message = catalogue[key] ?? key;
      if (typeof message === 'string') return message;
      const known = parsed.get(key) ?? new IntlMessageFormat(message, language);
      parsed.set(key, known);
      return String(known.format(values));
    },
    has: (key): key is Key => key in catalogue,
    money: (amount, currency) => {
      const options = { style: 'currency', currency, currencyDisplay: 'narrowSymbol' } as const;
      const shown = exactly(format(`money ${currency}`, options), amount);
      return language === 'ar' ? leftToRight(shown) : shown;
    },
    number: (value, digits = 0) =>
      exactly(format(`number ${String(digits)}`, { maximumFractionDigits: digits }), value),
    percent: (rate) => exactly(format('percent', { style: 'percent', maximumFractionDigits: 2 }), rate),
    date: (date, form) => onDate(date, form ?? 'medium'),
    instant: (instant) =>
      new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(
        new Date(instant),
      ),
    relativeDays: (days) => new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(days, 'day'),
  };
}

interface Voice extends Speech {
  change: (language: Language) => Promise<void>;
}

const Context = createContext<Voice | null>(null);

export function useSpeech(): Voice {
  const voice = use(Context);
  if (!voice) throw new Error('nobody speaks here');
  return voice;
}

interface SpeechProviderProps {
  first: { language: Language; catalogue: Catalogue };
  children: ReactNode;
}

export function SpeechProvider({ first, children }: SpeechProviderProps) {
  const [{ language, catalogue }, speak] = useState(first);
  useEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.dir = language === 'ar' ? 'rtl' : 'ltr';
  }, [language]);
  const voice = useMemo<Voice>(
    () => ({
      ...speechOf(language, catalogue),
      change: async (wanted) => {
        speak({ language: wanted, catalogue: await loadCatalogue(wanted) });
        localStorage.setItem(KEPT, wanted);
      },
    }),
    [language, catalogue],
  );
  return <Context value={voice}>{children}</Context>;
}
