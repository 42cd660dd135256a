import { describe, expect, it } from '@jest/globals';
import { LINES, NAMED_LINE, ONE_LINE, PROSE } from './plain-text.js';

describe('text that people type', () => {
  it.each([
    ['a NUL', 'a\0b'],
    ['an escape', '\u001b[31mred'],
    ['a mark that turns letters round', '\u202Egnp.exe'],
    ['one that isolates them', 'Ada\u2066'],
  ])('has nowhere %s', (_, text) => {
    for (const pattern of [ONE_LINE, NAMED_LINE, LINES, PROSE]) expect(text).not.toMatch(pattern);
  });

  it.each(['Ada Okoye', 'نور‎ الدين', 'می‌خواهم', 'O’Brien-Łuczak', '👩‍🌾', '=1+1', '<b>'])(
    'may be %s, in any writing',
    (text) => {
      for (const pattern of [ONE_LINE, NAMED_LINE, LINES, PROSE]) expect(text).toMatch(pattern);
    },
  );

  it('has lines where there is room for them, and something to read where it must', () => {
    const matching = (text: string) =>
      [ONE_LINE, NAMED_LINE, LINES, PROSE].map((pattern) => pattern.test(text));
    expect(matching('')).toEqual([true, false, true, false]);
    expect(matching(' \u00a0\u200b')).toEqual([true, false, true, true]);
    expect(matching('a\nb')).toEqual([false, false, true, true]);
    expect(matching('a\r\n\tb')).toEqual([false, false, false, true]);
  });

  it('does not take longer where it was made to take long', () => {
    const began = performance.now();
    for (const pattern of [ONE_LINE, NAMED_LINE, LINES, PROSE]) {
      expect(`${' '.repeat(90_000)}\0`).not.toMatch(pattern);
      expect(`${'a'.repeat(90_000)}\0`).not.toMatch(pattern);
    }
    // In one pass: milliseconds. With one for each character: minutes.
    expect(performance.now() - began).toBeLessThan(2000);
  });
});
