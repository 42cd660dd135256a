import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { shownShortNumber } from '../runtime/short-number.js';
import { shortNumbersIn } from './payment-references.js';

const A = 482_109_375;
const B = 794;

describe('our numbers in the text of a bank transfer', () => {
  it.each([
    ['4821093759', [A]],
    ['Loan L 4821 0937 59, instalment 3', [A]],
    ['loan l4821093759 thanks', [A]],
    ['C 0000 0079 41', [B]],
    ['2026-12 4821-0937-59', [A]],
    ['rent 3 4821 0937 59 2026', [A]],
    ['RF124821093759', [A]],
    ['RF12 4821 0937 59', [A]],
    ['rf 12 4821.0937.59 Miete', [A]],
    ['RF124821093759 and again 4821 0937 59', [A]],
    ['4821093759 / 0000007941', [A, B]],
    ['4821093759,0000007941', [A, B]],
  ])('finds those of %j', (text, numbers) => {
    expect(shortNumbersIn(text)).toEqual(numbers);
  });

  it.each([
    '',
    '4821093758',
    '4812093759',
    'RF134821093759',
    '14821093759',
    '48210937591',
    'DE48210937590000',
    'NL69INGB4821093759',
    'INV4821093759',
    '4821093759x',
    '48210 93',
    '٤٨٢١٠٩٣٧٥٩',
  ])('finds none in %j', (text) => {
    expect(shortNumbersIn(text)).toEqual([]);
  });

  it('finds any number among words, in any groups, and never more than eight', () => {
    const word = fc.stringMatching(/^[a-z]{2,8}$/);
    const inGroups = fc.tuple(
      fc.nat(999_999_999),
      fc.subarray([1, 2, 3, 4, 5, 6, 7, 8, 9]),
      fc.constantFrom(' ', '-', '.'),
    );
    fc.assert(
      fc.property(word, inGroups, word, (before, [number, cuts, separator], after) => {
        const digits = shownShortNumber(number);
        const grouped = [...digits]
          .map((digit, index) => (cuts.includes(index) ? separator : '') + digit)
          .join('');
        expect(shortNumbersIn(`${before} ${grouped} ${after}`)).toContain(number);
      }),
    );
    const many = Array.from({ length: 30 }, (_none, index) => shownShortNumber(index)).join(', ');
    expect(shortNumbersIn(many)).toHaveLength(8);
  });
});
