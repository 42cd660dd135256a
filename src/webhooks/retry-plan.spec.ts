import { describe, expect, it } from '@jest/globals';
import { retryAfter, waitAfter } from './retry-plan.js';

const NOW = Date.parse('2026-11-23T10:00:00Z');

describe('when a message is sent again', () => {
  it('is ten times in about three days, a tenth sooner or later', () => {
    const total = (chance: number) => {
      let sum = 0;
      for (let attempts = 1; attempts < 10; attempts++) sum += waitAfter(attempts, chance) ?? NaN;
      return sum / 3_600_000;
    };
    expect(total(0.5)).toBeCloseTo(75.6, 1);
    expect(total(0)).toBeCloseTo(75.6 * 0.9, 1);
    expect(total(1)).toBeCloseTo(75.6 * 1.1, 1);
    expect(waitAfter(1, 0.5)).toBe(5000);
    expect(waitAfter(10, 0.5)).toBe(null);
  });

  it('is not before the receiver has asked for, within a day', () => {
    expect(waitAfter(1, 0.5, 3_600_000)).toBe(3_600_000);
    expect(waitAfter(1, 0.5, 10 * 86_400_000)).toBe(86_400_000);
    expect(waitAfter(4, 0.5, 1000)).toBe(7_200_000);
    expect(waitAfter(10, 0.5, 1000)).toBe(null);
  });

  it('reads seconds and dates, of answers that may say so', () => {
    expect(retryAfter(503, '3', NOW)).toBe(3000);
    expect(retryAfter(429, 'Mon, 23 Nov 2026 10:02:00 GMT', NOW)).toBe(120_000);
    expect(retryAfter(429, 'Mon, 23 Nov 2026 09:00:00 GMT', NOW)).toBe(0);
    expect(retryAfter(500, '3', NOW)).toBe(null);
    expect(retryAfter(503, undefined, NOW)).toBe(null);
    expect(retryAfter(503, 'soon', NOW)).toBe(null);
  });
});
