// The words of the portal, four languages side by side in src/words/*.json, as one module a language. They are parsed
// here, so that the browser needs no parser; a word that one language lacks fails the build.
import { parse, TYPE } from '@formatjs/icu-messageformat-parser';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const FOLDER = fileURLToPath(new URL('src/words/', import.meta.url));
const MODULE = 'virtual:words/';

export const LANGUAGES = ['en', 'es', 'fr', 'ar'];

/** All words by key, each by language. */
export function readWords(folder = FOLDER) {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return Object.assign({}, ...files.map((name) => JSON.parse(readFileSync(`${folder}${name}`, 'utf8'))));
}

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

/** One language, ready for the browser: text where nothing is filled in, else the parsed message. */
function catalogue(words, language) {
  const entries = Object.entries(words).map(([key, { [language]: text }]) => {
    const parsed = parse(text);
    const [first] = parsed;
    const isPlain = parsed.length === 1 && first.type === TYPE.literal;
    return [key, isPlain ? first.value : parsed];
  });
  return Object.fromEntries(entries);
}

/** Vite's plugin. */
export function wordsOf(folder = FOLDER) {
  return {
    name: 'words',
    resolveId: (id) => (id.startsWith(MODULE) ? `\0${id}` : null),
    load(id) {
      if (!id.startsWith(`\0${MODULE}`)) return null;
      for (const name of readdirSync(folder)) this.addWatchFile(`${folder}${name}`);
      const words = readWords(folder);
      const faults = faultsIn(words);
      if (faults.length > 0) this.error(`The words of the portal are not complete:\n${faults.join('\n')}`);
      return `export default JSON.parse(${JSON.stringify(JSON.stringify(catalogue(words, id.slice(MODULE.length + 1))))})`;
    },
  };
}
