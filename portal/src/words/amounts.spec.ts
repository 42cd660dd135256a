import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decimalsOf, fromMinor, readAmount, toMinor } from './amounts';

const NOTATIONS = ['en', 'en-IN', 'en-ZA', 'es', 'es-MX', 'fr', 'fr-CA', 'ar', 'ar-EG', 'de'];

describe('an amount as it is typed', () => {
  it.each([
    ['1000.50', 'en', '1000.50'],
    ['1,000.50', 'en', '1000.50'],
    ['1,234,567.8', 'en', '1234567.80'],
    ['12', 'en', '12.00'],
    ['007', 'en', '7.00'],
    ['0.5', 'en', '0.50'],
    ['1.000,50', 'es', '1000.50'],
    ['1000,5', 'es', '1000.50'],
    ['1.000', 'es', '1000.00'],
    ['1 000,50', 'fr', '1000.50'],
    ['1\u202f000,50', 'fr', '1000.50'],
    ['1000.50', 'fr', '1000.50'],
    ['١٬٠٠٠٫٥٠', 'ar', '1000.50'],
    ['۱۰۰۰', 'ar', '1000.00'],
    ['1,000.50', 'ar', '1000.50'],
    [' 250 ', 'en', '250.00'],
    ['1,000.50', 'es-MX', '1000.50'],
    ['12,34,567.5', 'en-IN', '1234567.50'],
    ['1,00,000', 'en-IN', '100000.00'],
    ['100,000', 'en-IN', '100000.00'],
  ])('%s in %s is %s', (typed, language, amount) => {
    expect(readAmount(typed, language, 2)).toEqual({ amount });
  });

  it.each([
    ['', 'en', 'empty'],
    ['   ', 'ar', 'empty'],
    // It may be one and a half, or fifteen.
    ['1,5', 'en', 'unclear'],
    ['1.5', 'es', 'unclear'],
    ['1,00,000', 'en', 'unclear'],
    ['1,0,000', 'en-IN', 'unclear'],
    ['1,00', 'en-IN', 'unclear'],
    ['12,345,67,890', 'en-IN', 'unclear'],
    ['1.000', 'es-MX', 'decimals'],
    ['1000.', 'en', 'unclear'],
    ['.', 'en', 'unclear'],
    ['-5', 'en', 'unclear'],
    ['1e3', 'en', 'unclear'],
    ['abc', 'fr', 'unclear'],
    ['1.2.3', 'en', 'unclear'],
    ['9999999999999999', 'en', 'unclear'],
    ['1.005', 'en', 'decimals'],
    ['1,005', 'fr', 'decimals'],
  ])('%j in %s is not guessed: %s', (typed, language, fault) => {
    expect(readAmount(typed, language, 2)).toEqual({ fault });
  });

  it('has the decimals of its currency', () => {
    expect([decimalsOf('USD'), decimalsOf('JPY'), decimalsOf('TND')]).toEqual([2, 0, 3]);
    expect(readAmount('1,000', 'en', 0)).toEqual({ amount: '1000' });
    expect(readAmount('1000.5', 'en', 0)).toEqual({ fault: 'decimals' });
    expect(readAmount('1.5', 'en', 3)).toEqual({ amount: '1.500' });
  });

  it('is read back exactly as each language writes it', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...NOTATIONS),
        fc.bigInt({ min: 0n, max: 99_999_999_999_999n }),
        fc.constantFrom(0, 2, 3),
        (language, minor, decimals) => {
          const amount = fromMinor(minor, decimals);
          const format = new Intl.NumberFormat(language, { minimumFractionDigits: decimals });
          const written = format.format(amount as unknown as number);
          expect(readAmount(written, language, decimals)).toEqual({ amount });
        },
      ),
    );
  });

  it('is minor units and back', () => {
    expect([
      toMinor('1000.50'),
      toMinor('7'),
      fromMinor(5n, 2),
      fromMinor(-150n, 2),
      fromMinor(7n, 0),
    ]).toEqual([100_050n, 7n, '0.05', '-1.50', '7']);
  });
});
