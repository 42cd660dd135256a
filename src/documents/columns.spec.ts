import { describe, expect, it } from '@jest/globals';
import { widthsOf } from './columns.js';

const text = { width: 1 };
const figure = { width: 1, isFigure: true };

describe('the columns of a table', () => {
  it('are as wide as planned while all figures fit, however long texts are', () => {
    expect(widthsOf([{ width: 2 }, figure], [500, 90], 300)).toEqual({ widths: [200, 100], scale: 1 });
  });

  it('give a figure that needs more what others do not need', () => {
    const { widths, scale } = widthsOf([text, figure, figure], [60, 140, 80], 300);
    expect(scale).toBe(1);
    expect(widths[1]).toBeCloseTo(140);
    expect(widths[2]).toBeGreaterThanOrEqual(80);
    expect(widths.reduce((sum, width) => sum + width)).toBeCloseTo(300);
  });

  it('have smaller letters where no column has room to give', () => {
    const { widths, scale } = widthsOf([text, figure, figure], [100, 120, 130], 300);
    expect(scale).toBeLessThan(1);
    expect(widths[1]).toBeGreaterThanOrEqual(120 * scale - 0.01);
    expect(widths[2]).toBeGreaterThanOrEqual(130 * scale - 0.01);
    expect(widths.reduce((sum, width) => sum + width)).toBeCloseTo(300);
  });

  it('end somewhere', () => {
    const { widths, scale } = widthsOf([figure, figure], [9000, 9000], 300);
    expect(scale).toBeCloseTo(0.6);
    expect(widths).toEqual([150, 150]);
  });
});
