import { describe, expect, it } from '@jest/globals';
import type { ConfigPreviewResponse } from '../quotes/config-preview.dto.js';
import { percentOf, unusual } from './config-change.js';

describe('a change of the configuration at the command line', () => {
  it.each([
    ['0', '0'],
    ['0.05', '5'],
    ['0.5', '50'],
    ['1', '100'],
    ['0.0725', '7.25'],
    ['0.123450', '12.345'],
    ['0.001', '0.1'],
    ['-0.005', '-0.5'],
    ['10', '1000'],
  ])('says %s as %s %%', (rate, percent) => {
    expect(percentOf(rate)).toBe(percent);
  });

  const from = (before: string, after: string) => {
    const side = (rate: string) => ({
      configuration: { interest_rate: rate, commission_rate: '0', late_interest_rate: '0' },
    });
    return unusual({ before: side(before), after: side(after) } as unknown as ConfigPreviewResponse);
  };

  it.each([
    ['0.05', '0.1'],
    ['0.05', '0.06'],
    ['0.3', '0.25'],
    ['0.2', '0.3'],
    ['0', '0.1'],
  ])('is usual from %s to %s', (before, after) => {
    expect(from(before, after)).toEqual([]);
  });

  it.each([
    ['0.05', '0.5', 'interest_rate goes from 5 % to 50 %.'],
    ['0.06', '6', 'interest_rate goes from 6 % to 600 %.'],
    ['0.04', '0.081', 'interest_rate goes from 4 % to 8.1 %.'],
    ['0.3', '0.03', 'interest_rate goes from 30 % to 3 %.'],
    ['0', '0.101', 'interest_rate goes from 0 % to 10.1 %.'],
  ])('is asked about twice from %s to %s', (before, after, said) => {
    expect(from(before, after)).toEqual([said]);
  });
});
