import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { toCsv, type Cell } from './csv.js';

/** A strict reader of RFC 4180: the rows that a program gets. */
function read(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    let cell = '';
    if (text[at] === '"') {
      for (at++; text[at] !== '"' || text[at + 1] === '"'; at++) {
        if (text[at] === '"') at++;
        cell += text[at] ?? '';
      }
      at++;
    } else {
      while (at < text.length && text[at] !== ',' && text[at] !== '\r') cell += text[at++] ?? '';
    }
    row.push(cell);
    if (text[at] === ',') {
      at++;
      continue;
    }
    expect(text.slice(at, at + 2)).toBe('\r\n');
    at += 2;
    rows.push(row);
    row = [];
  }
  return rows;
}

describe('CSV', () => {
  it.each<[Cell, string]>([
    ['Ada', 'Ada'],
    [null, ''],
    [undefined, ''],
    [12, '12'],
    [false, 'false'],
    ['-5.00', '-5.00'],
    ['a,b', '"a,b"'],
    ['say "hi"', '"say ""hi"""'],
    ['two\nlines', '"two\nlines"'],
    ['=1+1', "'=1+1"],
    ['+234 800', "'+234 800"],
    ['+1', "'+1"],
    ['-2+3', "'-2+3"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['=HYPERLINK("x")', `"'=HYPERLINK(""x"")"`],
  ])('writes %j as %s', (value, cell) => {
    expect(toCsv([[value]])).toBe(`${cell}\r\n`);
  });

  it('is read back as it was written, apostrophes aside, and holds no formula', () => {
    const cell = fc.string({ unit: fc.constantFrom(...'a,"\r\n=+-@\t 1.\'') });
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 })), (rows) => {
        const back = read(toCsv(rows));
        expect(back.map((row) => row.length)).toEqual(rows.map((row) => row.length));
        back.flat().forEach((text, index) => {
          const written = rows.flat()[index];
          expect([written, `'${String(written)}`]).toContain(text);
          if (/^[=+\-@]/.test(text)) expect(text).toMatch(/^-\d+(\.\d+)?$/);
        });
      }),
    );
  });
});
