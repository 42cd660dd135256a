import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { catalogueOf, faultsIn, LANGUAGES, readWords, SHARED } from '../../web/words-plugin.mjs';
import { LANGUAGES as OF_USERS } from '../../src/auth/languages.js';
import { PROBLEMS } from '../../src/runtime/problems.js';

const folder = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const words = readWords(SHARED, folder('portal/src/words/'));

describe('the words of the portal', () => {
  it('are there in every language that a user may choose', () => {
    expect(LANGUAGES).toEqual([...OF_USERS]);
    expect(faultsIn(words)).toEqual([]);
  });

  it('are missed when they are missing: the build fails', () => {
    const hello = { en: 'Hello, {name}', es: 'Hola, {name}', fr: 'Bonjour {name}', ar: 'مرحباً {name}' };
    expect(faultsIn({ hello })).toEqual([]);
    const { ar, ...others } = hello;
    expect(ar).toContain('name');
    expect(faultsIn({ hello: others })).toEqual(['hello: ar is missing']);
    expect(faultsIn({ hello: { ...hello, fr: ' ' } })).toEqual(['hello: fr is missing']);
    expect(faultsIn({ hello: { ...hello, es: 'Hola' } })[0]).toContain('es has the arguments');
    expect(faultsIn({ hello: { ...hello, es: 'Hola, {name' } })).toEqual([
      'hello: es is not ICU MessageFormat',
    ]);
    expect(faultsIn({ hello: { ...hello, de: 'Hallo' } })).toEqual(['hello: de is none of the languages']);
  });

  it('leave no mark of French alone at the beginning of a line', () => {
    const fr = 'Déjà inscrit ? « {name} » : oui ; non !';
    const [text] = Object.values(catalogueOf({ hello: { fr: fr.replace('{name}', 'Ada') } }, 'fr'));
    expect(text).toBe('Déjà inscrit\u00a0? «\u00a0Ada\u00a0»\u00a0: oui\u00a0; non\u00a0!');
    const { hello } = catalogueOf({ hello: { fr } }, 'fr');
    expect(JSON.stringify(hello)).not.toMatch(/ [:;?!»]|« /);
    expect(catalogueOf({ hello: { en: 'so : so' } }, 'en')).toEqual({ hello: 'so : so' });
    // No number goes on in the next line with its sign.
    expect(catalogueOf({ hello: { en: 'at 5 %' } }, 'en')).toEqual({ hello: 'at 5\u00a0%' });
  });

  it('say every problem code of the API', () => {
    const unworded = Object.keys(PROBLEMS).filter((code) => !(`problem.${code}` in words));
    expect(unworded).toEqual([]);
  });

  it('are all used', () => {
    const code = ['portal/src', 'console/src', 'web']
      .map(folder)
      .flatMap((sources) =>
        readdirSync(sources, { recursive: true, encoding: 'utf8' })
          .filter((name) => /\.tsx?$/.test(name))
          .map((name) => readFileSync(join(sources, name), 'utf8')),
      )
      .join('\n');
    // Those that are found by a code of the API.
    const byCode =
      /^(?:autopay\.off|care\.kind|state|problem|fault|status|event|movement|reason|advice|idle|skipped|policy|age|returns|instrument|money|amount|mandate|topic)\./;
    const unused = Object.keys(words).filter(
      (key) => !byCode.test(key) && !code.includes(`'${key}'`) && !code.includes(`"${key}"`),
    );
    expect(unused).toEqual([]);
  });
});
