import { describe, expect, it } from '@jest/globals';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { readAmount, readPercent, readWhole, shifted, typed, typedPercent } from './numbers';
import { catalogueOf, readWords, SHARED } from '../../../web/words-plugin.mjs';
import { speak } from '../words/say';

const WORDS = fileURLToPath(new URL('../words/', import.meta.url));
speak('en', catalogueOf(readWords(SHARED, WORDS), 'en'));

const LOCALES = [
  'en-US',
  'en-IN',
  'de-DE',
  'de-CH',
  'fr-FR',
  'pt-BR',
  'pl-PL',
  'ar-EG',
  'fa-IR',
  'hi-IN-u-nu-deva',
];

describe('an amount that somebody types', () => {
  it.each([
    ['1000', 'en-GB', '1000'],
    ['1000.5', 'en-GB', '1000.5'],
    ['1000,5', 'en-GB', '1000.5'],
    ['1,000.50', 'en-GB', '1000.50'],
    ['1,000.50', 'de-DE', '1000.50'],
    ['1.000,50', 'en-GB', '1000.50'],
    ['1 000,50', 'en-GB', '1000.50'],
    ['1 000,50', 'fr-FR', '1000.50'],
    ['1\u00a0000.50', 'en-GB', '1000.50'],
    ['1\u202f000,50', 'fr-FR', '1000.50'],
    ["1'000.50", 'de-CH', '1000.50'],
    ['1’000.50', 'de-CH', '1000.50'],
    ['1,00,000.50', 'en-IN', '100000.50'],
    ['12,34,567', 'en-GB', '1234567'],
    ['1,000,000', 'de-DE', '1000000'],
    ['1,000', 'en-GB', '1000'],
    ['1.000', 'de-DE', '1000'],
    ['1 000', 'de-DE', '1000'],
    ['.5', 'en-GB', '0.5'],
    ['  87.50 ', 'en-GB', '87.50'],
    ['US$ 1,000.50', 'en-GB', '1000.50'],
    ['$87.50', 'en-GB', '87.50'],
    ['87,50 $', 'de-DE', '87.50'],
    ['1.000,50 USD', 'de-DE', '1000.50'],
    ['usd 5', 'en-GB', '5'],
    ['١٬٠٠٠٫٥٠', 'ar-EG', '1000.50'],
    ['۱۲۳۴٫۵', 'fa-IR', '1234.5'],
    ['१,०००.५०', 'hi-IN', '1000.50'],
    ['１，０００．５０', 'ja-JP', '1000.50'],
    ['0', 'en-GB', '0'],
    ['007', 'en-GB', '7'],
    ['-5', 'en-GB', '-5'],
  ])('%s (%s) is %s', (text, locale, value) => {
    expect(readAmount(text, 'USD', locale)).toEqual({ value });
  });

  it.each([
    ['1.000', 'en-GB', 'USD'],
    ['1,000', 'de-DE', 'USD'],
    ['12.345', 'en-GB', 'USD'],
    ['1,000', 'fr-FR', 'EUR'],
    ['1,250', 'en-GB', 'KWD'],
  ])('is asked back when it can be two: %s (%s, %s)', (text, locale, currency) => {
    const read = readAmount(text, currency, locale);
    expect(read).toEqual({ problem: expect.stringContaining('can mean') });
  });

  it('asks back with both, as the reader writes them', () => {
    expect(readAmount('1.250', 'USD', 'en-GB')).toEqual({
      problem: '“1.250” can mean 1250 or 1.25. Please type the one that is meant.',
    });
  });

  it.each([
    ['1.250', 'en-GB', 'KWD', '1.250'],
    ['1,250', 'de-DE', 'KWD', '1.250'],
    ['1,250', 'en-GB', 'JPY', '1250'],
  ])('goes by the decimals of its currency: %s (%s, %s)', (text, locale, currency, value) => {
    expect(readAmount(text, currency, locale)).toEqual({ value });
  });

  it.each([
    '',
    ' ',
    'abc',
    '1e3',
    '1,00',
    '1.2.3',
    '1,000.50,7',
    '1.000.50',
    '12,3456',
    '1 00',
    '5.',
    '1..2',
    '--5',
    '1,0000.5',
    '0x10',
    'Infinity',
    '½',
    '1,000.123',
  ])('is refused in words: %j', (text) => {
    const read = readAmount(text, 'USD', 'en-GB');
    if (text === '1,00') expect(read).toEqual({ value: '1.00' });
    else
      expect(read).toEqual({
        problem: expect.stringMatching(/^(Please type an amount such as 1,000\.50|At most 2)/),
      });
  });

  it.each(['€5', 'EUR 5', '5 EUR', '£1,000.50'])('is refused in another currency: %s', (text) => {
    expect(readAmount(text, 'USD', 'en-GB')).toEqual({ problem: 'Amounts here are in USD.' });
  });

  it('is read back as every reader sees it, in every currency', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...LOCALES),
        fc.constantFrom('USD', 'JPY', 'KWD', 'EUR', 'INR'),
        fc.bigInt({ min: 0n, max: 10n ** 12n }),
        (locale, currency, minor) => {
          const format = new Intl.NumberFormat(locale, { style: 'currency', currency });
          const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
          const value = `${String(minor / 10n ** BigInt(digits))}${digits === 0 ? '' : `.${String(minor % 10n ** BigInt(digits)).padStart(digits, '0')}`}`;
          expect(readAmount(typed(value, locale), currency, locale)).toEqual({ value });
          // As pages show it, it is never another number; at worst it is asked back.
          const shown = readAmount(format.format(value as Intl.StringNumericLiteral), currency, locale);
          expect('problem' in shown ? value : shown.value).toBe(value);
        },
      ),
    );
  });
});

describe('a percentage that somebody types', () => {
  it.each([
    ['5', 'en-GB', '0.05'],
    ['5 %', 'en-GB', '0.05'],
    ['5%', 'en-GB', '0.05'],
    ['5,25 %', 'en-GB', '0.0525'],
    ['12.345', 'en-GB', '0.12345'],
    ['12,345', 'de-DE', '0.12345'],
    ['0.05', 'en-GB', '0.0005'],
    ['100', 'en-GB', '1'],
    ['700', 'en-GB', '7'],
    ['-0.5', 'en-GB', '-0.005'],
    ['٥٫٢٥٪', 'ar-EG', '0.0525'],
    ['0', 'en-GB', '0'],
  ])('%s (%s) is the ratio %s', (text, locale, value) => {
    expect(readPercent(text, locale)).toEqual({ value });
  });

  it.each(['12,345', '1,000'])('is asked back when it can be two: %s', (text) => {
    expect(readPercent(text, 'en-GB')).toEqual({ problem: expect.stringContaining('can mean') });
  });

  it.each(['', 'five', '5 % %', '1.23456'])('is refused in words: %j', (text) => {
    expect(readPercent(text, 'en-GB')).toEqual({ problem: expect.any(String) });
  });

  it('is read back as every reader sees it', () => {
    fc.assert(
      fc.property(fc.constantFrom(...LOCALES), fc.integer({ min: -1e7, max: 1e7 }), (locale, millionths) => {
        const ratio = shifted(String(millionths), -6);
        expect(readPercent(typedPercent(ratio, locale), locale)).toEqual({ value: ratio });
      }),
    );
  });
});

describe('a whole number that somebody types', () => {
  it.each([
    ['12', '12'],
    ['1,000', '1000'],
    ['٧', '7'],
  ])('%s is %s', (text, value) => {
    expect(readWhole(text, 'en-GB')).toEqual({ value });
  });

  it.each(['2.5', 'a dozen', '', '1.000'])('is refused in words: %j', (text) => {
    expect(readWhole(text, 'en-GB')).toEqual({ problem: expect.any(String) });
  });
});
