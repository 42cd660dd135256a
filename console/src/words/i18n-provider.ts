import type { I18nProvider } from 'react-admin';
import type { Values } from '../../../web/speech';
import { currentLanguage, has, say } from './say';

/**
 * What react-admin itself says, from the same words. Labels of pages come translated, and are passed on. Another language
 * loads the page anew (LanguageMenu), so here it never changes.
 */
export const i18nProvider: I18nProvider = {
  translate(key: string, options: Record<string, unknown> = {}) {
    if (has(key)) return say(key, options as Values);
    // Words that are missing here are a fault of this page, which its tests see.
    if (key.startsWith('ra.')) console.error(`There are no words for ${key}.`);
    return typeof options._ === 'string' ? options._ : key;
  },
  changeLocale: () => Promise.resolve(),
  getLocale: () => currentLanguage(),
};
