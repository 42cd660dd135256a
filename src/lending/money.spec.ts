import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  addRates,
  currencyDecimals,
  divideHalfEven,
  formatMoney,
  MoneyFormatError,
  parseMoney,
  parseRate,
} from './money.js';

describe('money', () => {
  it('knows how many decimals a currency has', () => {
    expect(['USD', 'EUR', 'JPY', 'KWD'].map(currencyDecimals)).toEqual([2, 2, 0, 3]);
    // ISO 4217 counts these in hundredths and thousandths, though prices are shown without.
    expect(['HUF', 'COP', 'PKR', 'IDR', 'IQD'].map(currencyDecimals)).toEqual([2, 2, 2, 2, 3]);
    for (const code of ['ZZZ', 'usd', '', 'DOLLAR']) expect(() => currencyDecimals(code)).toThrow(RangeError);
  });

  it('parses plain decimals exactly', () => {
    expect(parseMoney('1050.00', 2)).toBe(105_000n);
    expect(parseMoney('1050.5', 2)).toBe(105_050n);
    expect(parseMoney('0', 2)).toBe(0n);
    expect(parseMoney('7', 0)).toBe(7n);
    expect(parseMoney('999999999999.999', 3)).toBe(999_999_999_999_999n);
  });

  it.each([
    '',
    '-1',
    '+1',
    '1e3',
    ' 1',
    '1 ',
    '1.',
    '.5',
    '1,000.00',
    '1.234',
    '1234567890123',
    '١',
    'NaN',
    '0x10',
    '1\n',
  ])('refuses %j', (text) => {
    expect(() => parseMoney(text, 2)).toThrow(MoneyFormatError);
  });

  it('says what is wrong with an amount', () => {
    expect(() => parseMoney('1.5', 0)).toThrow('must be a whole amount: the currency has no decimals');
    expect(() => parseMoney('1.234', 2)).toThrow('must have at most 2 digits after the decimal point');
    expect(() => parseMoney('1234567890123', 2)).toThrow(
      'must have at most 12 digits before the decimal point',
    );
    expect(() => parseMoney('1e3', 2)).toThrow('must be a plain decimal such as "150.00"');
  });

  it('adds rates exactly, with the decimals of the finer one, and never below zero', () => {
    expect([addRates('0.05', '0.025'), addRates('0.05', '-0.005'), addRates('0.1', '-0.000001')]).toEqual([
      '0.075',
      '0.045',
      '0.099999',
    ]);
    expect([addRates('1', '2'), addRates('0.05', '10'), addRates('9.75', '0.25')]).toEqual([
      '3',
      '10.05',
      '10.00',
    ]);
    expect([
      addRates('0.05', '-0.05'),
      addRates('0.05', '-0.06'),
      addRates('0.050', '0'),
      addRates('0.050', '-0.0'),
    ]).toEqual(['0', '0', '0.050', '0.050']);
    expect(() => addRates('0.05', '+0.01')).toThrow(RangeError);
  });

  it('reads back what it wrote', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 10n ** 12n - 1n), fc.integer({ min: 0, max: 4 }), (minor, decimals) => {
        expect(parseMoney(formatMoney(minor, decimals), decimals)).toBe(minor);
        expect(formatMoney(String(minor), decimals)).toBe(formatMoney(minor, decimals));
        expect(formatMoney(String(-minor), decimals)).toBe(formatMoney(-minor, decimals));
      }),
    );
    expect(formatMoney(-105_005n, 2)).toBe('-1050.05');
    expect(formatMoney(-5n, 2)).toBe('-0.05');
  });

  it('rounds half to even, on both sides of zero', () => {
    const rounded = [5n, 15n, 25n, -5n, -15n, 16n, -16n, 14n, -26n].map((tenths) =>
      divideHalfEven(tenths, 10n),
    );
    expect(rounded).toEqual([0n, 2n, 2n, 0n, -2n, 2n, -2n, 1n, -3n]);
    expect(divideHalfEven(3n, -2n)).toBe(-2n);
  });

  it('takes a rate as an exact fraction', () => {
    expect(parseRate('0.05')).toEqual({ numerator: 5n, denominator: 100n });
    expect(() => parseRate('5e-2')).toThrow(RangeError);
  });
});
