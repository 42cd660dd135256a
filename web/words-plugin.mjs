// The words of a page, four languages side by side in its src/words/*.json and in web/words/*.json, as one module a
// language. They are parsed here, so that the browser needs no parser; a word that one language lacks fails the build.
// A key is a name such as "signIn", or the English text itself, which then needs no "en".
import { parse, TYPE } from '@formatjs/icu-messageformat-parser';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** What portal and console both say. */
export const SHARED = fileURLToPath(new URL('words/', import.meta.url));
const MODULE = 'virtual:words/';

export const LANGUAGES = ['en', 'es', 'fr', 'ar'];

/** All words by key, each by language. */
export function readWords(...folders) {
  const files = folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .map((name) => JSON.parse(readFileSync(`${folder}${name}`, 'utf8'))),
  );
  const words = Object.entries(Object.assign({}, ...files));
  return Object.fromEntries(
    words.map(([key, byLanguage]) => [key, isName(key) ? byLanguage : { en: key, ...byLanguage }]),
  );
}

/** Whether it is a name, as in code; else it is the English text. */
const isName = (key) => /^[a-z][\w.-]*$/.test(key);

/** What is wrong with them: a language that lacks a word, a message that cannot be read, other arguments. */
export function faultsIn(words) {
  return Object.entries(words).flatMap(([key, byLanguage]) => {
    const unknown = Object.keys(byLanguage).filter((language) => !LANGUAGES.includes(language));
    const faults = unknown.map((language) => `${key}: ${language} is none of the languages`);
    const inEnglish = argumentsOf(byLanguage.en);
    for (const language of LANGUAGES) {
      const text = byLanguage[language];
      const names = argumentsOf(text);
      if (typeof text !== 'string' || text.trim() === '') faults.push(`${key}: ${language} is missing`);
      else if (names === null) faults.push(`${key}: ${language} is not ICU MessageFormat`);
      else if (names !== inEnglish)
        faults.push(`${key}: ${language} has the arguments "${names}", en has "${inEnglish}"`);
    }
    return faults;
  });
}

/** The names of a message's arguments, sorted; null when it cannot be read. */
function argumentsOf(text) {
  try {
    const names = new Set();
    const look = (elements) => {
      for (const element of elements) {
        if (element.type !== TYPE.literal && element.type !== TYPE.pound) names.add(element.value);
        for (const option of Object.values(element.options ?? {})) look(option.value);
      }
    };
    look(parse(text));
    return [...names].sort().join(', ');
  } catch {
    return null;
  }
}

/** French has a space before some marks, at which no line may end. Words are written with one that can be seen. */
const FRENCH_SPACE = / (?=[:;?!»])|(?<=«) /g;
/** A number and its sign keep together in every language. */
const BEFORE_SIGN = / (?=%)/g;

/** One language, ready for the browser: text where nothing is filled in, else the parsed message. */
export function catalogueOf(words, language) {
  const entries = Object.entries(words).map(([key, { [language]: text }]) => {
    const whole = text.replace(BEFORE_SIGN, '\u00a0');
    const parsed = parse(language === 'fr' ? whole.replace(FRENCH_SPACE, '\u00a0') : whole);
    const [first] = parsed;
    const isPlain = parsed.length === 1 && first.type === TYPE.literal;
    return [key, isPlain ? first.value : parsed];
  });
  return Object.fromEntries(entries);
}

/** Vite's plugin: the words of a page in `folder`, with those that all pages have. */
export function wordsOf(folder) {
  const folders = [SHARED, folder];
  return {
    name: 'words',
    // Messages come parsed, so the parser stays at home.
    config: () => ({
      resolve: {
        alias: {
          '@formatjs/icu-messageformat-parser': '@formatjs/icu-messageformat-parser/no-parser.js',
        },
      },
    }),
    resolveId: (id) => (id.startsWith(MODULE) ? `\0${id}` : null),
    load(id) {
      if (!id.startsWith(`\0${MODULE}`)) return null;
      for (const each of folders) {
        for (const name of readdirSync(each)) this.addWatchFile(`${each}${name}`);
      }
      const words = readWords(...folders);
      const faults = faultsIn(words);
      if (faults.length > 0) this.error(`The words of the page are not complete:\n${faults.join('\n')}`);
      const catalogue = catalogueOf(words, id.slice(MODULE.length + 1));
      return `export default JSON.parse(${JSON.stringify(JSON.stringify(catalogue))})`;
    },
  };
}
