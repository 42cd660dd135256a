import { afterEach, describe, expect, it } from '@jest/globals';
import { fileURLToPath } from 'node:url';
import { readFileSync } from 'node:fs';
import { catalogueOf, readWords, SHARED } from '../../../web/words-plugin.mjs';
import { speak } from '../words/say';
import { deliveryError } from './error-words';

const words = readWords(SHARED, fileURLToPath(new URL('../words/', import.meta.url)));
const EXAMPLES = [
  'It answered 500.',
  'It answered 301: redirects are not followed.',
  'It gave no answer within 2.5 s.',
  'It could not be reached: ECONNREFUSED.',
  'It could not be signed: its key is gone.',
  'There is no host hooks.example.',
  '10.0.0.1 is not on the public internet.',
  'It is no address.',
  'It must begin with https://.',
  'It must not contain a user or a password.',
  'Its port must be 443 or 8443.',
];

describe('why a delivery did not arrive', () => {
  afterEach(() => {
    speak('en', catalogueOf(words, 'en'));
  });

  it('is said in the language of the page, with the facts that it has', () => {
    speak('en', catalogueOf(words, 'en'));
    expect(EXAMPLES.map(deliveryError)).toEqual(EXAMPLES);
    speak('es', catalogueOf(words, 'es'));
    expect(EXAMPLES.map(deliveryError).filter((said) => EXAMPLES.includes(said))).toEqual([]);
    expect(deliveryError('It could not be reached: ECONNREFUSED.')).toBe(
      'No se pudo alcanzar: ECONNREFUSED.',
    );
    expect(deliveryError('It gave no answer within 2.5 s.')).toContain('2.5');
    expect([deliveryError(null), deliveryError('Something new.')]).toEqual(['–', 'Something new.']);
  });

  it('knows every sentence that the platform has for it', () => {
    const source = ['webhook-sender', 'safe-address']
      .map((name) =>
        readFileSync(fileURLToPath(new URL(`../../../src/webhooks/${name}.ts`, import.meta.url)), 'utf8'),
      )
      .join('\n');
    const sentences = [...source.matchAll(/['`]((?:It|Its|There|\$\{\w+\}) [^'`]*\.)['`]/g)]
      .map(([, sentence]) => String(sentence))
      .filter((sentence) => !sentence.includes('${isRedirect'));
    expect(sentences.length).toBeGreaterThan(8);
    speak('es', catalogueOf(words, 'es'));
    const english = sentences
      .map((sentence) => sentence.replaceAll(/\$\{.*?\}/g, '7').replaceAll(/\$\{.*$/g, '7.'))
      .filter((sentence) => deliveryError(sentence) === sentence);
    expect(english).toEqual([]);
  });
});
