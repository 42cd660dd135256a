import { describe, expect, it } from '@jest/globals';
import { LANGUAGES } from '../auth/languages.js';
import { speechOf } from './speech.js';
import { WORDS, type Words } from './words.js';

const MESSAGES = Object.entries(WORDS as Record<string, Words>);
const namesIn = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

describe('the words of documents', () => {
  it.each(MESSAGES)('%s fills in the same in every language', (_, message) => {
    for (const language of LANGUAGES) {
      expect(namesIn(message[language])).toEqual(namesIn(message.en));
      expect(message[language].trim()).not.toBe('');
    }
  });

  it('formats amounts to the last digit, in the way of each language', () => {
    const amount = '123456789012345678.91';
    expect(speechOf('en').amount(amount)).toBe('123,456,789,012,345,678.91');
    expect(speechOf('es').amount(amount)).toBe('123.456.789.012.345.678,91');
    expect(speechOf('fr').amount(amount).replaceAll(/\s/g, ' ')).toBe('123 456 789 012 345 678,91');
    expect(speechOf('en').amount('5')).toBe('5');
    expect(speechOf('en').percent('0.0525')).toBe('5.25%');
    expect(speechOf('es').date('2026-12-24')).toBe('24 dic 2026');
  });
});
