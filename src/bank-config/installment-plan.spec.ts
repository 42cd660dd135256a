import { describe, expect, it } from '@jest/globals';
import { durationOf, installmentPlan } from './installment-plan.js';

describe('the instalments of a loan', () => {
  it.each([
    ['P365D', 12, { every: 1, unit: 'months' }],
    ['P365D', 4, { every: 3, unit: 'months' }],
    ['P730D', 24, { every: 1, unit: 'months' }],
    ['P365D', 1, { every: 365, unit: 'days' }],
    ['P365D', 73, { every: 5, unit: 'days' }],
    ['P180D', 6, { every: 30, unit: 'days' }],
    ['P6M', 6, { every: 1, unit: 'months' }],
    ['P2Y', 8, { every: 3, unit: 'months' }],
    ['P26W', 13, { every: 2, unit: 'weeks' }],
    ['P1W', 7, { every: 1, unit: 'days' }],
  ])('%s in %i', (duration, installments, plan) => {
    expect(installmentPlan(duration, installments)).toEqual(plan);
  });

  it.each([
    ['P365D', 7],
    ['P5M', 2],
    ['P1Y6M', 6],
    ['365 days', 12],
    ['P0D', 1],
    ['P100Y', 1],
    ['P100000D', 1],
  ])('refuses %s in %i', (duration, installments) => {
    expect(installmentPlan(duration, installments)).toBeNull();
  });

  it.each([
    [12, { every: 1, unit: 'months' }, 'P12M'],
    [13, { every: 2, unit: 'weeks' }, 'P26W'],
    [7, { every: 1, unit: 'days' }, 'P7D'],
    [1, { every: 365, unit: 'days' }, 'P365D'],
  ] as const)('%i of every %j last %s', (installments, plan, duration) => {
    expect(durationOf(installments, plan)).toBe(duration);
  });

  it.each([
    [1, { every: 0, unit: 'days' }],
    [100, { every: 12, unit: 'months' }],
    // P730D is two years, which are divided by months.
    [2, { every: 365, unit: 'days' }],
  ] as const)('%i of every %j have no duration that says so', (installments, plan) => {
    expect(durationOf(installments, plan)).toBeNull();
  });
});
