import { describe, expect, it } from '@jest/globals';
import {
  bandFor,
  bandMisfits,
  bandsFrom,
  isTooLow,
  queuePriority,
  rateIn,
  scoreBandsColumn,
  type ScoreBand,
} from './score-bands.js';

const band = (name: string, minScore: number, change: Partial<ScoreBand> = {}): ScoreBand => ({
  name,
  minScore,
  maxLoanAmount: null,
  rateAdjustment: '0',
  queuePriority: 0,
  ...change,
});
const BANDS = [band('good', 640), band('fair', 560, { maxLoanAmount: 2000_00n }), band('low', 450)];
const CONFIG = { minLoanAmount: 100_00n, maxLoanAmount: 10_000_00n, interestRate: '9.5' };
const misfits = (bands: ScoreBand[]) =>
  bandMisfits(bands, CONFIG, 2).map(({ field, code }) => [field.replace('score_bands.', ''), code]);

describe('the bands of credit scores', () => {
  it.each([
    [850, 'good', 0],
    [640, 'good', 0],
    [639, 'fair', 1],
    [560, 'fair', 1],
    [450, 'low', 2],
  ])('%i lies in %s, at place %i', (score, name, rank) => {
    expect(bandFor(score, BANDS)).toMatchObject({ name, rank });
    expect(isTooLow(score, BANDS)).toBe(false);
  });

  it('lend nothing below the lowest, and have no effect when there are none', () => {
    expect(bandFor(449, BANDS)).toBeNull();
    expect(isTooLow(449, BANDS)).toBe(true);
    expect(bandFor(300, [])).toBeNull();
    expect(isTooLow(300, [])).toBe(false);
  });

  it('satisfy what lenders ask for: a band itself and those below', () => {
    expect(bandsFrom('good', BANDS)).toEqual(['good', 'fair', 'low']);
    expect(bandsFrom('low', BANDS)).toEqual(['low']);
    expect([bandsFrom('none', BANDS), bandsFrom(null, BANDS), bandsFrom('good', [])]).toEqual([[], [], []]);
  });

  it('order the queue by what each says, and not where there is none', () => {
    const bands = [band('good', 640, { queuePriority: 2 }), band('low', 450, { queuePriority: 7 })];
    expect(['good', 'low', 'none', null].map((name) => queuePriority(name, bands))).toEqual([2, 7, 0, 0]);
  });

  it('adjust the rate exactly, and never below zero', () => {
    expect(rateIn(null, '0.05')).toBe('0.05');
    expect(rateIn(band('a', 300), '0.050')).toBe('0.050');
    expect(rateIn(band('a', 300, { rateAdjustment: '0.01' }), '0.05')).toBe('0.06');
    expect(rateIn(band('a', 300, { rateAdjustment: '-0.005' }), '0.05')).toBe('0.045');
    expect(rateIn(band('a', 300, { rateAdjustment: '-0.05' }), '0.05')).toBe('0');
    expect(rateIn(band('a', 300, { rateAdjustment: '-9.999999' }), '0.05')).toBe('0');
  });

  it('are stored as they are read', () => {
    const stored: unknown = JSON.parse(JSON.stringify(scoreBandsColumn.to(BANDS)));
    expect(scoreBandsColumn.from(stored)).toEqual(BANDS);
  });

  it('go down, have names of their own, and fit into the range and the rates of the bank', () => {
    expect(misfits(BANDS)).toEqual([]);
    expect(
      misfits([
        band('a', 600, { maxLoanAmount: 99_99n }),
        band('b', 600, { maxLoanAmount: 10_000_01n }),
        band('a', 500, { rateAdjustment: '0.500001' }),
        band('c', 400, { rateAdjustment: '0.5' }),
      ]),
    ).toEqual([
      ['0.max_loan_amount', 'range'],
      ['1.min_score', 'order'],
      ['1.max_loan_amount', 'range'],
      ['2.name', 'unique'],
      ['2.rate_adjustment', 'range'],
    ]);
  });
});
