import bidiFactory from 'bidi-js';

// Its types name the factory as a member of the module that it is.
const bidi = (bidiFactory as unknown as typeof bidiFactory.default)();

export type Direction = 'ltr' | 'rtl';
/** The fonts of a text: Arabic letters are in one of their own. */
export interface Face {
  name: string;
  arabic: string;
}
/** Text in one font and direction, `x` from the left end of its line. */
export interface Piece {
  text: string;
  font: string;
  x: number;
  width: number;
}
/** The pieces stand from the left to the right, as viewers expect it of a file: they find the order of reading again. */
export interface Line {
  pieces: Piece[];
  width: number;
}
type Measure = (text: string, font: string, size: number) => number;

const ARABIC = /[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]/;
export const isArabic = (text: string) => ARABIC.test(text);
/** Marks that only tell the order; they have no shape. */
const ORDERING = /[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/;
/** What is not plain text from the left to the right in one font. */
const MIXED = new RegExp(`[\\u0590-\\u08ff]|${ARABIC.source}|${ORDERING.source}`);
/** Marks on the letter before, and what joins letters. */
const JOINING = /[\u200c\u200d\p{M}]/u;
/** What fontkit lays from the right to the left, digits included. */
const REVERSED_BY_FONT = /[\p{Script=Arabic}\u0660-\u0669]/u;

/**
 * Breaks text into lines and puts what is on a line in its order, by the Unicode bidirectional algorithm. The font
 * joins Arabic letters; pdfkit orders nothing.
 */
export class Typesetter {
  constructor(
    private readonly direction: Direction,
    private readonly measure: Measure,
  ) {}

  /** Lines of at most `width`; a word that is longer is broken. */
  lines(given: string, face: Face, size: number, width: number): Line[] {
    return given
      .normalize('NFC')
      .split('\n')
      .flatMap((text) => this.paragraph(text, face, size, width));
  }

  private paragraph(text: string, face: Face, size: number, width: number): Line[] {
    if (this.direction === 'ltr' && !MIXED.test(text)) {
      const whole = this.measure(text, face.name, size);
      if (whole <= width) return [{ pieces: [{ text, font: face.name, x: 0, width: whole }], width: whole }];
    }
    const pieces = this.cut(text, face).map((piece) => this.laid(piece, size));
    return broken(pieces, width, (piece) => this.halves(piece, size)).map(ordered);
  }

  /** Words and spaces of one font and direction, in the order of reading. */
  private cut(text: string, face: Face): Cut[] {
    const { levels } = bidi.getEmbeddingLevels(text, this.direction);
    const mirrored = bidi.getMirroredCharactersMap(text, levels);
    const pieces: Cut[] = [];
    for (let at = 0; at < text.length; at++) {
      const character = text.charAt(at);
      if (ORDERING.test(character)) continue;
      const level = levels[at] ?? 0;
      const isSpace = /[ \t]/.test(character);
      const written = mirrored.get(at) ?? character;
      const last: Cut | undefined = pieces.at(-1);
      const font = fontOf(character, face, last);
      if (last?.level === level && last.font === font && last.isSpace === isSpace) last.read += written;
      else pieces.push({ read: written, text: '', level, font, isSpace, x: 0, width: 0 });
    }
    return pieces;
  }

  /** As the font needs it: fontkit turns Arabic text round, and nothing else. */
  private laid(piece: Cut, size: number): Cut {
    const isBackwards = (piece.level % 2 === 1) !== REVERSED_BY_FONT.test(piece.read);
    const text = isBackwards ? [...piece.read].reverse().join('') : piece.read;
    return { ...piece, text, width: this.measure(text, piece.font, size) };
  }

  private halves(piece: Cut, size: number): Cut[] | null {
    const characters = [...piece.read];
    if (characters.length < 2) return null;
    const middle = characters.length >> 1;
    return [characters.slice(0, middle), characters.slice(middle)].map((half) =>
      this.laid({ ...piece, read: half.join('') }, size),
    );
  }
}

/** A piece with its text in the order of reading, and its level: even is from the left, odd from the right. */
interface Cut extends Piece {
  read: string;
  level: number;
  isSpace: boolean;
}

function fontOf(character: string, face: Face, last: Cut | undefined): string {
  if (last?.isSpace === false && JOINING.test(character)) return last.font;
  return ARABIC.test(character) ? face.arabic : face.name;
}

/** Whole words go to the next line; spaces at its ends are left out. */
function broken(pieces: Cut[], width: number, halves: (piece: Cut) => Cut[] | null): Cut[][] {
  const lines: Cut[][] = [];
  let line: Cut[] = [];
  let used = 0;
  const rest = wordsOf(pieces).reverse();
  while (rest.length > 0) {
    const word = rest.pop() as Cut[];
    const wide = sum(word);
    const isSpace = word[0]?.isSpace === true;
    if (used + wide <= width || (isSpace && line.length > 0)) {
      line.push(...word);
      used += wide;
    } else if (line.some((piece) => !piece.isSpace)) {
      lines.push(line);
      [line, used] = [[], 0];
      if (!isSpace) rest.push(word);
    } else {
      const [first] = word;
      const parts = word.length > 1 || !first ? word : halves(first);
      if (parts) rest.push(...parts.map((part) => [part]).reverse());
      else [line, used] = [[...line, ...word], used + wide];
    }
  }
  lines.push(line);
  return lines.map(trimmed);
}

function wordsOf(pieces: Cut[]): Cut[][] {
  const words: Cut[][] = [];
  for (const piece of pieces) {
    const word = words.at(-1);
    if (word && !piece.isSpace && word[0]?.isSpace === false) word.push(piece);
    else words.push([piece]);
  }
  return words;
}

function trimmed(line: Cut[]): Cut[] {
  const inked = line.map(({ isSpace }) => !isSpace);
  return line.slice(Math.max(0, inked.indexOf(true)), inked.lastIndexOf(true) + 1);
}

/** From the order of reading to places from the left: rule L2 of the algorithm. */
function ordered(line: Cut[]): Line {
  const places = [...line];
  const highest = Math.max(0, ...line.map(({ level }) => level));
  for (let level = highest; level > 0; level--) {
    for (let from = 0; from < places.length; from++) {
      let to = from;
      while ((places[to]?.level ?? 0) >= level) to++;
      places.splice(from, to - from, ...places.slice(from, to).reverse());
      from = Math.max(from, to);
    }
  }
  let x = 0;
  for (const piece of places) {
    piece.x = x;
    x += piece.width;
  }
  return { pieces: places, width: x };
}

function sum(pieces: readonly Piece[]): number {
  return pieces.reduce((total, { width }) => total + width, 0);
}
