import { readFileSync } from 'node:fs';
import { isArabic, type Face } from './typesetter.js';

const fontFile = (name: string) => readFileSync(new URL(`fonts/${name}.ttf`, import.meta.url));
const FONTS = ['NotoSans-Regular', 'NotoSans-Bold', 'IBMPlexSansArabic-Regular', 'IBMPlexSansArabic-Bold'];
/** The files of the fonts by name; ADR 28 says why it is these. */
export const FILES = new Map(FONTS.map((name) => [name, fontFile(name)]));
export const REGULAR: Face = { name: 'NotoSans-Regular', arabic: 'IBMPlexSansArabic-Regular' };
export const BOLD: Face = { name: 'NotoSans-Bold', arabic: 'IBMPlexSansArabic-Bold' };

/** What pdfkit keeps of a font: the text that each of its glyphs stands for. */
export interface EmbeddedFont {
  unicode: number[][];
}

/**
 * A file has Arabic from the left to the right, and viewers turn it round to copy it, letter by letter: one glyph for two
 * letters has to name them in the same direction, or what is copied out of the file has them exchanged.
 */
export function turnLigatures(font: EmbeddedFont): void {
  font.unicode = font.unicode.map((points) =>
    points.length > 1 && isArabic(String.fromCodePoint(...points)) ? [...points].reverse() : points,
  );
}
