import type { I18nProvider } from 'react-admin';
import { LANGUAGE_NAMES, LANGUAGES, type Language, type Values } from '../../../web/speech';
import { changeLanguage, currentLanguage, has, say } from './say';

/** What react-admin itself says, from the same words. Labels of pages come translated, and are passed on. */
export const i18nProvider: I18nProvider = {
  translate(key: string, options: Record<string, unknown> = {}) {
    if (has(key)) return say(key, options as Values);
    // Words that are missing here are a fault of this page, which its tests see.
    if (key.startsWith('ra.')) console.error(`There are no words for ${key}.`);
    return typeof options._ === 'string' ? options._ : key;
  },
  changeLocale: (locale: string) => {
    changeLanguage(locale as Language);
    return Promise.resolve();
  },
  getLocale: () => currentLanguage(),
  getLocales: () => LANGUAGES.map((locale) => ({ locale, name: LANGUAGE_NAMES[locale] })),
};
