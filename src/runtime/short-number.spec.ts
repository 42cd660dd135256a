import { describe, expect, it } from '@jest/globals';
import { parseShortNumber, shownShortNumber } from './short-number.js';

describe('short numbers', () => {
  it.each([
    // By another implementation of ISO 7064 (python-stdnum's formula).
    [794, '0000007941'],
    [0, '0000000006'],
    [482_109_375, '4821093759'],
    [999_999_999, '9999999991'],
  ])('shows %d as %s, and reads it again', (number, shown) => {
    expect(shownShortNumber(number)).toBe(shown);
    expect(parseShortNumber(shown)).toBe(number);
  });

  it.each(['L 4821 0937 59', 'l4821093759', ' 4821-0937-59 ', 'P 4821 0937 59', 'C4821 093 759'])(
    'reads %j',
    (text) => {
      expect(parseShortNumber(text)).toBe(482_109_375);
    },
  );

  it.each([
    '',
    'L',
    '482109375',
    '48210937590',
    '4821093750',
    'X 4821 0937 59',
    '4821 0937 5x',
    '٤٨٢١٠٩٣٧٥٤',
  ])('takes %j for none', (text) => {
    expect(parseShortNumber(text)).toBeNull();
  });

  it('finds every wrong digit', () => {
    for (const number of [0, 7, 482_109_375, 999_999_999, 123_456_789]) {
      const shown = shownShortNumber(number);
      for (let place = 0; place < shown.length; place++) {
        for (let digit = 0; digit < 10; digit++) {
          const typed = shown.slice(0, place) + String(digit) + shown.slice(place + 1);
          expect(parseShortNumber(typed)).toBe(typed === shown ? number : null);
        }
      }
    }
  });
});
