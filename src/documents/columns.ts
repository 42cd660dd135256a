import type { Column } from './sheet.js';

/** Smaller is not read any more. */
const LEAST_SCALE = 0.6;
const STEP = 0.05;

/**
 * How wide each column of a table is, and by how much its letters are smaller, so that no figure goes over two lines: a
 * column whose figures need more takes it from those that have more than they need. `needs`: the widest text of each, in
 * one line.
 */
export function widthsOf(
  columns: readonly Pick<Column, 'width' | 'isFigure'>[],
  needs: readonly number[],
  total: number,
): { widths: number[]; scale: number } {
  const parts = columns.reduce((sum, { width }) => sum + width, 0);
  const planned = columns.map(({ width }) => (total * width) / parts);
  for (let scale = 1; ; scale -= STEP) {
    const over = planned.map((width, at) => width - (needs[at] ?? 0) * scale);
    const lacks = over.map((spare, at) => (columns[at]?.isFigure && spare < 0 ? -spare : 0));
    const spares = over.map((spare) => Math.max(0, spare));
    const [lack, spare] = [sum(lacks), sum(spares)];
    if (lack <= spare || scale <= LEAST_SCALE) {
      const given = lack === 0 ? 0 : Math.min(1, lack / spare);
      const taken = lack === 0 ? 0 : Math.min(1, spare / lack);
      const widths = planned.map((width, at) => width + (lacks[at] ?? 0) * taken - (spares[at] ?? 0) * given);
      return { widths, scale };
    }
  }
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
