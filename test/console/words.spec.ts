import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { faultsIn, readWords, SHARED } from '../../web/words-plugin.mjs';
import { TOPIC_FACTS } from '../../src/notifications/topics.js';
import { NAMES } from '../../src/proof/checks.js';
import { PROBLEMS } from '../../src/runtime/problems.js';

const SOURCES = fileURLToPath(new URL('../../console/src/', import.meta.url));
const PLATFORM = fileURLToPath(new URL('../../src/', import.meta.url));
const WORDS = `${SOURCES}words/`;
const words = readWords(SHARED, WORDS);
const own = readdirSync(WORDS).filter((name) => name.endsWith('.json'));
const keysIn = (file: string) =>
  Object.keys(JSON.parse(readFileSync(WORDS + file, 'utf8')) as Record<string, object>);
const code = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => readFileSync(SOURCES + name, 'utf8'))
  .join('\n');

/** Fields whose codes have a notation of their own, or a function that says them; and those that no page shows. */
const SAID_OTHERWISE = [
  ...['letter_language', 'locale', 'language', 'day_count', 'days_past_due', 'same', 'sent_by'],
  ...['separator', 'decimal_separator', 'certainty', 'waiting', 'subject_type'],
];
const NOT_SHOWN = [
  ...['kind: full', 'kind: incremental', 'state: on'],
  ...['status: down', 'status: ok', 'status: up'],
];

describe('the words of the console', () => {
  it('are there in every language', () => {
    expect(own.length).toBeGreaterThan(3);
    expect(faultsIn(words)).toEqual([]);
  });

  it('need no English where the text is the key, and miss every other language', () => {
    const [hello] = Object.entries(
      JSON.parse(readFileSync(`${WORDS}frame.json`, 'utf8')) as Record<string, Record<string, string>>,
    );
    expect(words[hello![0]]).toEqual({ en: hello![0], ...hello![1] });
    expect(faultsIn({ 'Sign in': { en: 'Sign in', es: 'Entrar', fr: 'Entrer' } })).toEqual([
      'Sign in: ar is missing',
    ]);
  });

  it('are each said in one place', () => {
    const keys = own.flatMap((file) => keysIn(file).map((key) => ({ key, file })));
    const twice = keys.filter(({ key, file }) =>
      keys.some((other) => other.key === key && other.file !== file),
    );
    expect(twice).toEqual([]);
  });

  it('say every problem code of the API', () => {
    expect(Object.keys(PROBLEMS).filter((code) => !(`problem.${code}` in words))).toEqual([]);
  });

  it('say every check of the books', () => {
    const source = ['check-words.ts', 'words.ts']
      .map((name) => readFileSync(`${SOURCES}parts/${name}`, 'utf8'))
      .join('\n');
    expect(NAMES.filter((name) => !source.includes(`  ${name}: say(`))).toEqual([]);
    expect(keysIn('promises.json').sort()).toEqual(NAMES.map((name) => `promise.${name}`).sort());
  });

  it('say every state, kind and reason that answers of the API have', () => {
    const answers = readFileSync(`${SOURCES}api/schemas.ts`, 'utf8');
    const listed = [...answers.matchAll(/^ {6}(\w+)\??:((?:\s*\|? '[^']+')+)(?: \| null)?;$/gm)];
    const codes = listed.flatMap(([, field, values]) =>
      SAID_OTHERWISE.includes(String(field))
        ? []
        : [...String(values).matchAll(/'([^']+)'/g)].map(([, value]) => `${String(field)}: ${String(value)}`),
    );
    expect(codes.length).toBeGreaterThan(300);
    const said = new Set(
      [...code.matchAll(/[\s{]'?([\w/.*-]+)'?: (?:\(\) => )?say\(/g)].map(([, key]) => key),
    );
    const missing = codes.filter((each) => !said.has(each.replace(/^\w+: /, '')));
    expect([...new Set(missing)].sort()).toEqual(NOT_SHOWN);
  });

  it('say every failure of a transfer that the platform and its gateways name themselves', () => {
    const places = ['gateways', 'autopay', 'payout-files', 'reconciliation', 'transfers'].map(
      (name) => `${PLATFORM}${name}/`,
    );
    const source = places
      .flatMap((place) => readdirSync(place).map((name) => place + name))
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
      .map((file) => readFileSync(file, 'utf8'))
      .join('\n');
    const named =
      /(?:failureCode: |inReview\(\s*ref,\s*|failing\(|failed\(null, )'(\w+)'|code: '(\w+)',\s*text/g;
    const codes = [...source.matchAll(named)].map(([, one, other]) => String(one ?? other));
    expect(new Set(codes).size).toBeGreaterThan(20);
    const own = readFileSync(`${SOURCES}transfers/failure-words.ts`, 'utf8');
    const isSaid = (each: string) => new RegExp(`^ {2}${each}:\\s*'`, 'm').test(own);
    expect([...new Set(codes)].filter((each) => each !== 'returned' && !isSaid(each))).toEqual([]);
  });

  it('say every kind that letters come in, or the topic itself where it has one kind', () => {
    const source = readFileSync(`${SOURCES}letters/letter-words.ts`, 'utf8');
    const kinds = Object.values(TOPIC_FACTS).flatMap(({ examples }) => {
      const names = Object.keys(examples);
      return names.length > 1 ? names : [];
    });
    expect(kinds.length).toBeGreaterThan(10);
    expect(kinds.filter((kind) => !source.includes(`  ${kind}: say(`))).toEqual([]);
  });

  it('are all used', () => {
    // Those of react-admin, and those that are found by what is counted, scored or checked.
    const byName = /^(?:ra|count|score|advice|promise)\./;
    const unused = own
      .flatMap(keysIn)
      .filter((key) => !byName.test(key) && !code.includes(`'${key}'`) && !code.includes(`"${key}"`));
    expect(unused).toEqual([]);
  });
});
