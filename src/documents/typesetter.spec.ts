import { describe, expect, it } from '@jest/globals';
import { apart } from './speech.js';
import { Typesetter, type Direction } from './typesetter.js';

const FACE = { name: 'latin', arabic: 'arabic' };
/** Every letter is as wide as it is high. */
const typesetter = (direction: Direction) => new Typesetter(direction, (text, _, size) => text.length * size);
/** What stands on each line, from the left to the right. */
const seen = (direction: Direction, text: string, width = 1000) =>
  typesetter(direction)
    .lines(text, FACE, 1, width)
    .map(({ pieces }) => pieces.map((piece) => piece.text).join(''));

describe('setting text', () => {
  it('leaves text from the left as it is, in one piece', () => {
    const [line] = typesetter('ltr').lines('Paid 50.00 (of 87.50)', FACE, 10, 1000);
    expect(line).toEqual({
      pieces: [{ text: 'Paid 50.00 (of 87.50)', font: 'latin', x: 0, width: 210 }],
      width: 210,
    });
  });

  it('puts a number into the middle of an Arabic sentence, its digits from the left', () => {
    // Arabic words stay as they are written: the font turns them round.
    expect(seen('rtl', 'دفع 1,050.25 اليوم')).toEqual(['اليوم 1,050.25 دفع']);
  });

  it('turns Arabic digits back, since the font would turn them round too', () => {
    expect(seen('rtl', 'دفع ١٢٣ اليوم')).toEqual(['اليوم ٣٢١ دفع']);
  });

  it('keeps a Latin name in brackets together, with the brackets round it', () => {
    expect(seen('rtl', 'بنك (Harbour Credit) المرفأ')).toEqual(['المرفأ (Harbour Credit) بنك']);
  });

  it('does not let what is filled in order what is beside it', () => {
    expect(seen('rtl', `القرض ${apart('12 Harbour Road')}.`)).toEqual(['.12 Harbour Road القرض']);
  });

  it('puts Arabic into a line from the left', () => {
    expect(seen('ltr', 'Paid by محمد علي today')).toEqual(['Paid by علي محمد today']);
  });

  it('gives each piece its place and its font', () => {
    const [line] = typesetter('rtl').lines('دفع 12', FACE, 2, 1000);
    expect(line?.pieces.map(({ text, font, x }) => [text, font, x])).toEqual([
      ['12', 'latin', 0],
      [' ', 'latin', 4],
      ['دفع', 'arabic', 6],
    ]);
    expect(line?.width).toBe(12);
  });

  it.each(['ltr', 'rtl'] as const)(
    'breaks between words and inside what is longer than a line (%s)',
    (direction) => {
      expect(seen(direction, 'one two three', 8)).toEqual(['one two', 'three']);
      expect(seen(direction, 'abcdefghij', 4).join('')).toBe('abcdefghij');
      expect(seen(direction, 'abcdefghij', 4).every((line) => line.length <= 4)).toBe(true);
    },
  );

  it('begins the second line of an Arabic sentence with its next word', () => {
    expect(seen('rtl', 'القرض الأول من البنك', 12)).toEqual(['الأول القرض', 'البنك من']);
  });
});
