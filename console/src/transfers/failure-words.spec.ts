import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fileURLToPath } from 'node:url';
import { catalogueOf, readWords, SHARED } from '../../../web/words-plugin.mjs';
import { speak } from '../words/say';
import { failureInWords } from './failure-words';

const words = readWords(SHARED, fileURLToPath(new URL('../words/', import.meta.url)));
const why = (failure_code: string | null, failure_text: string | null, direction: 'in' | 'out' = 'in') =>
  failureInWords({ failure_code, failure_text, direction });

describe('why a transfer failed', () => {
  beforeAll(() => {
    speak('fr', catalogueOf(words, 'fr'));
  });
  afterAll(() => {
    speak('en', catalogueOf(words, 'en'));
  });

  it('is said in the language of the page, and not again in English', () => {
    const said = 'Le compte n’est pas assez approvisionné.';
    expect(why('insufficient_funds', 'The account does not hold enough.')).toEqual({ said, written: null });
    expect(why('insufficient_funds', null)).toEqual({ said, written: null });
    expect(why('not_needed', 'Less is owed by now.')).toEqual({
      said: 'Il est dû moins désormais.',
      written: null,
    });
  });

  it('is quoted too where the gateway, or staff, wrote something else', () => {
    expect(why('insufficient_funds', 'Your card has insufficient funds.')).toEqual({
      said: 'Le compte n’est pas assez approvisionné.',
      written: 'Your card has insufficient funds.',
    });
    expect(why('a_new_code', 'Computer says no.')).toEqual({ said: null, written: 'Computer says no.' });
  });

  it('says of money that was sent back who did it', () => {
    expect(why('returned', 'The payer took it back.').said).toBe('Le payeur l’a repris.');
    expect(why('returned', 'The bank of the one to be paid sent it back.', 'out')).toEqual({
      said: 'La banque de la personne à payer l’a renvoyé.',
      written: null,
    });
  });
});
