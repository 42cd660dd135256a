import { buffer } from 'node:stream/consumers';
import PDFDocument from 'pdfkit';
import { widthsOf } from './columns.js';
import { BOLD, FILES, REGULAR, turnLigatures, type EmbeddedFont } from './fonts.js';
import type { Block, Column, Letterhead, Sheet } from './sheet.js';
import { apart, type Speech } from './speech.js';
import { Typesetter, type Face, type Line } from './typesetter.js';

const MARGIN = 48;
const FOOT = 36;
/** From one baseline to the next, in parts of the size. */
const LEADING = 1.45;
const GAP = 8;
/** The room of the logo, in points. */
const LOGO = { width: 120, height: 48 };
const TEXT = 9.5;
const TABLE = 8;
const INK = '#1d2430';
const SOFT = '#5b6472';
const RULE = '#c9ced6';
const RED = '#b3261e';

interface Style {
  face?: Face;
  size?: number;
  color?: string;
  align?: 'start' | 'end' | 'left' | 'right' | 'center';
}

/** The file of a document: A4, the letterhead on its first page, a number on each. Fonts are in it, cut to what it uses. */
export function toPdf(sheet: Sheet, letterhead: Letterhead, speech: Speech): Promise<Buffer> {
  const page = new Page(sheet, letterhead, speech);
  page.head(letterhead);
  page.title(sheet);
  for (const block of sheet.blocks) page.add(block);
  return page.end();
}

/** Writes from the top to the bottom, on new pages as needed; what stands at the left is at the right in Arabic. */
class Page {
  private readonly pdf: PDFKit.PDFDocument;
  private readonly isRtl: boolean;
  private readonly typesetter: Typesetter;
  private readonly file: Promise<Buffer>;
  private readonly fonts: EmbeddedFont[] = [];
  private y = MARGIN;

  constructor(
    { title, isWide = false }: Sheet,
    private readonly letterhead: Letterhead,
    private readonly speech: Speech,
  ) {
    this.isRtl = speech.direction === 'rtl';
    this.pdf = new PDFDocument({
      size: 'A4',
      layout: isWide ? 'landscape' : 'portrait',
      margin: 0,
      bufferPages: true,
      // Its own default is a font that is not in the file.
      font: null as never,
      lang: speech.language,
      displayTitle: true,
      info: { Title: title, Author: letterhead.bankName },
    });
    for (const [name, file] of FILES) {
      this.pdf.registerFont(name, file);
      this.fonts.push((this.pdf.font(name) as unknown as { _font: EmbeddedFont })._font);
    }
    this.file = buffer(this.pdf);
    this.typesetter = new Typesetter(speech.direction, (text, font, size) =>
      this.pdf.font(font, size).widthOfString(text),
    );
  }

  head({ bankName, bankAddress, logo }: Letterhead): void {
    const top = this.y;
    const beside = logo ? LOGO.width + GAP : 0;
    if (logo) {
      const { width, height } = LOGO;
      const x = this.isRtl ? MARGIN : this.pdf.page.width - MARGIN - width;
      // Its types know no plain bytes.
      this.pdf.image(Buffer.from(logo), x, top, {
        fit: [width, height],
        align: this.isRtl ? undefined : 'right',
      });
    }
    if (bankName !== '') this.text(apart(bankName), { face: BOLD, size: 13 }, beside);
    if (bankAddress !== '') this.text(apart(bankAddress), { size: 8.5, color: SOFT }, beside);
    if (logo) this.y = Math.max(this.y, top + LOGO.height + GAP);
    this.y += 14;
  }

  title({ title, stamp }: Sheet): void {
    this.text(title, { face: BOLD, size: 18 });
    if (stamp !== undefined) {
      this.y += 4;
      this.text(stamp, { face: BOLD, size: 13, color: RED });
    }
    this.y += 8;
  }

  add(block: Block): void {
    switch (block.kind) {
      case 'heading':
        this.room(60);
        this.y += 8;
        this.text(block.text, { face: BOLD, size: 11 });
        this.y += 3;
        break;
      case 'text':
        this.text(block.text, {});
        this.y += 5;
        break;
      case 'facts':
        for (const [label, value] of block.facts) this.fact(label, value);
        this.y += 6;
        break;
      case 'table':
        this.table(block.columns, block.rows, block.totals);
        this.y += 8;
    }
  }

  /** Numbers the pages, which are known only now. */
  end(): Promise<Buffer> {
    const { start, count } = this.pdf.bufferedPageRange();
    const made = this.speech.word('made_on', {
      instant: this.speech.instant(this.letterhead.madeAt, this.letterhead.timeZone),
    });
    for (let at = 0; at < count; at++) {
      this.pdf.switchToPage(start + at);
      const number = this.speech.word('page', { page: String(at + 1), pages: String(count) });
      const style: Style = { size: 7.5, color: SOFT };
      const [, end] = this.between();
      const y = this.pdf.page.height - FOOT;
      this.put(made, { ...style, align: 'start' }, MARGIN, end, y);
      this.put(number, { ...style, align: 'end' }, MARGIN, end, y);
    }
    for (const font of this.fonts) turnLigatures(font);
    this.pdf.end();
    return this.file;
  }

  private between(): [left: number, right: number] {
    return [MARGIN, this.pdf.page.width - MARGIN];
  }

  /** A new page unless so much is left of this one. Tells whether there is one. */
  private room(height: number): boolean {
    if (this.y + height <= this.pdf.page.height - FOOT - 14) return false;
    this.pdf.addPage();
    this.y = MARGIN;
    return true;
  }

  /** `beside` is room at its end that something else has. */
  private text(text: string, style: Style, beside = 0): void {
    const [start, end] = this.between();
    const [left, right] = this.isRtl ? [start + beside, end] : [start, end - beside];
    for (const line of this.lines(text, style, right - left)) {
      this.room((style.size ?? TEXT) * LEADING);
      this.y += this.line(line, style, left, right, this.y);
    }
  }

  private fact(label: string, value: string): void {
    const [left, right] = this.between();
    const middle = left + (right - left) * 0.36;
    const wide = right - left - (middle - left);
    const labels = this.lines(label, { color: SOFT }, middle - left - GAP);
    const values = this.lines(apart(value), {}, wide);
    const height = TEXT * LEADING;
    for (let at = 0; at < Math.max(labels.length, values.length); at++) {
      this.room(height);
      const [a, b] = this.isRtl ? ([right - (middle - left), right] as const) : ([left, middle] as const);
      const [c, d] = this.isRtl ? ([left, left + wide] as const) : ([middle, right] as const);
      const [first, second] = [labels[at], values[at]];
      if (first) this.line(first, { color: SOFT }, a, b, this.y);
      if (second) this.line(second, {}, c, d, this.y);
      this.y += height;
    }
  }

  private table(columns: readonly Column[], rows: readonly string[][], totals?: string[]): void {
    const { cells, size } = this.cellsOf(columns, totals ? [...rows, totals] : rows);
    const bold: Style = { face: BOLD, size };
    const head = this.set(
      columns.map(({ title }) => title),
      cells,
      bold,
    );
    const begin = () => {
      this.row(head, cells, bold);
      this.rule();
    };
    this.room(heightOf(head) + 3 * TABLE * LEADING);
    begin();
    for (const row of rows) {
      const lines = this.set(row, cells, { size });
      if (this.room(heightOf(lines) + 4)) begin();
      this.row(lines, cells, { size });
      this.y += 2;
    }
    if (!totals) return;
    const lines = this.set(totals, cells, bold);
    if (this.room(heightOf(lines) + 8)) begin();
    this.rule();
    this.row(lines, cells, bold);
  }

  /** Where each column is: the first at the left, or at the right in Arabic; and the size in which all figures fit. */
  private cellsOf(columns: readonly Column[], rows: readonly string[][]): { cells: Cell[]; size: number } {
    const [left, right] = this.between();
    const needs = columns.map(
      ({ title }, at) => GAP + this.widest([...title.split(' '), ...rows.map((row) => row[at] ?? '')]),
    );
    const { widths, scale } = widthsOf(columns, needs, right - left);
    let used = 0;
    const cells = columns.map(({ isFigure }, at): Cell => {
      const wide = widths[at] ?? 0;
      const from = this.isRtl ? right - used - wide : left + used;
      used += wide;
      return { from: from + GAP / 2, to: from + wide - GAP / 2, align: isFigure ? 'right' : 'start' };
    });
    return { cells, size: TABLE * scale };
  }

  /** How wide the longest of some texts is in one line. */
  private widest(texts: readonly string[]): number {
    const longest = texts.reduce((long, text) => (text.length > long.length ? text : long), '');
    const lines = this.lines(longest, { face: BOLD, size: TABLE }, Infinity);
    return Math.max(...lines.map(({ width }) => width));
  }

  /** The lines of each cell of a row. */
  private set(row: readonly string[], cells: readonly Cell[], style: Style): Line[][] {
    return cells.map(({ from, to }, at) => this.lines(row[at] ?? '', style, to - from));
  }

  private row(set: readonly Line[][], cells: readonly Cell[], style: Style): void {
    for (const [at, { from, to, align }] of cells.entries()) {
      for (const [nr, line] of (set[at] ?? []).entries()) {
        this.line(line, { ...style, align }, from, to, this.y + nr * TABLE * LEADING);
      }
    }
    this.y += heightOf(set);
  }

  private rule(): void {
    const [left, right] = this.between();
    this.pdf.moveTo(left, this.y).lineTo(right, this.y).lineWidth(0.6).stroke(RULE);
    this.y += 4;
  }

  private put(text: string, style: Style, left: number, right: number, y: number): void {
    const [line] = this.lines(text, style, right - left);
    if (line) this.line(line, style, left, right, y);
  }

  private lines(text: string, { face = REGULAR, size = TEXT }: Style, width: number): Line[] {
    return this.typesetter.lines(text, face, size, width);
  }

  /** One line between two edges; answers its height. */
  private line(
    { pieces, width }: Line,
    { size = TEXT, color = INK, align = 'start' }: Style,
    left: number,
    right: number,
    y: number,
  ): number {
    const isRight = align === 'right' || align === (this.isRtl ? 'start' : 'end');
    const x = isRight ? right - width : left;
    this.pdf.fillColor(color);
    for (const piece of pieces) {
      this.pdf
        .font(piece.font, size)
        .text(piece.text, x + piece.x, y + size, { lineBreak: false, baseline: 'alphabetic' });
    }
    return size * LEADING;
  }
}

function heightOf(row: readonly Line[][]): number {
  return Math.max(1, ...row.map(({ length }) => length)) * TABLE * LEADING;
}

interface Cell {
  from: number;
  to: number;
  align: 'start' | 'right';
}
