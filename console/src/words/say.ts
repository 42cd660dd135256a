import { createElement, Fragment, type ReactNode } from 'react';
import {
  chooseLanguage,
  directionOf,
  leftToRight,
  loadCatalogue,
  notationOf,
  speechOf,
  type Catalogue,
  type Language,
  type Speech,
  type Values,
} from '../../../web/speech';
import type common from '../../../web/words/common.json';
import type problems from '../../../web/words/problems.json';
import type bank from './bank.json';
import type care from './care.json';
import type codes from './codes.json';
import type configuration from './configuration.json';
import type counter from './counter.json';
import type customers from './customers.json';
import type dashboard from './dashboard.json';
import type events from './events.json';
import type frame from './frame.json';
import type letters from './letters.json';
import type loans from './loans.json';
import type operations from './operations.json';
import type payments from './payments.json';
import type promises from './promises.json';
import type providers from './providers.json';
import type queue from './queue.json';
import type transfers from './transfers.json';
import type users from './users.json';
import type reactAdmin from './react-admin.json';

/**
 * The words of the console. A text is its own key: `say('Sign in')`, and words/*.json have its other languages. A text
 * that is missing there does not compile; one that lacks a language fails the build.
 */
type Words = typeof bank &
  typeof care &
  typeof codes &
  typeof common &
  typeof configuration &
  typeof counter &
  typeof customers &
  typeof dashboard &
  typeof events &
  typeof frame &
  typeof letters &
  typeof loans &
  typeof operations &
  typeof payments &
  typeof problems &
  typeof promises &
  typeof providers &
  typeof queue &
  typeof reactAdmin &
  typeof transfers &
  typeof users;
export type Key = keyof Words;

/** Until a language is loaded, texts are said as they stand. */
let speech: Speech<Key> = speechOf('en', {});
let locale: string | undefined;

/**
 * Has everything said in that language from now on, numbers and dates as in `notation`, by default as in the browser.
 * Labels are said when a page is loaded, so this comes first.
 */
export function speak(language: Language, catalogue: Catalogue, notation?: string): void {
  speech = speechOf(language, catalogue);
  locale = notation;
}

/** Speaks in the language and sets the page up for it. */
export async function speakIn(language: Language): Promise<void> {
  speak(language, await loadCatalogue(language), notationOf(language));
  document.documentElement.lang = language;
  document.documentElement.dir = directionOf(language);
  document.title = say('Loan administration');
}

/** The page is loaded anew in that language. */
export function changeLanguage(language: Language): void {
  chooseLanguage(language);
  window.location.reload();
}

/** Somebody with a language of their own has it at every desk. */
export function suit(wanted: Language | null): void {
  if (wanted !== null && wanted !== speech.language) changeLanguage(wanted);
}

/** For `Intl`; undefined, before a language is loaded: the browser's. */
export const currentLocale = (): string | undefined => locale;
export const currentLanguage = (): Language => speech.language;
export const direction = (): 'ltr' | 'rtl' => directionOf(speech.language);

export const say = (key: Key, values?: Values): string => speech.say(key, values);
export const has = (key: string): key is Key => speech.has(key);

/** What is said with something else within, such as a link: `sayWith('Of {customer}', { customer: <Ref … /> })`. */
export const sayWith = (key: Key, values: Record<string, ReactNode>): ReactNode =>
  createElement(Fragment, null, ...speech.parts(key, values));

/** What somebody else wrote, each line of it in the order of its own language. */
export const apart = (written: string): string =>
  direction() === 'rtl' ? written.replaceAll(/.+/g, '\u2068$&\u2069') : written;

/** What stays together beside a name from left to right, such as a date. */
export const together = (shown: string): string => (direction() === 'rtl' ? `\u2067${shown}\u2069` : shown);

/** A figure that stays together in a line from right to left. */
export const figure = (shown: string): string => (direction() === 'rtl' ? leftToRight(shown) : shown);

/** One after the other, with the comma of the language. */
export const listed = (texts: readonly string[]): string => texts.join(direction() === 'rtl' ? '، ' : ', ');

/** As `listed`, of what has commas itself. */
export const listedApart = (texts: readonly string[]): string =>
  texts.join({ en: '; ', es: '; ', fr: '\u00a0; ', ar: '؛ ' }[speech.language]);

/** What something is called, and what it is. */
export const pair = (label: string, value: string): string => say('pair', { label, value });

/** From what was before to what is now, as the line is read. */
export const arrow = (): string => (direction() === 'rtl' ? '←' : '→');
