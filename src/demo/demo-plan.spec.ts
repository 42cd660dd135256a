import { describe, expect, it } from '@jest/globals';
import { DEMO_DAYS, planDemo } from './demo-plan.js';

const SIZES = { min: 10_000n, max: 1_000_000n, whole: 100n };
const SIZE = { customers: 30, providers: 4, loans: 60, seed: 7 };

describe('the plan of the demo data', () => {
  it('is the same for the same seed and another for another', () => {
    expect(planDemo(SIZE, SIZES)).toEqual(planDemo(SIZE, SIZES));
    expect(planDemo({ ...SIZE, seed: 8 }, SIZES)).not.toEqual(planDemo(SIZE, SIZES));
  });

  it('has as many of each as asked for', () => {
    const { customers, providers, loans } = planDemo(SIZE, SIZES);
    expect([customers.length, providers.length, loans.length]).toEqual([30, 4, 60]);
    expect(planDemo({ customers: 0, providers: 0, loans: 0, seed: 1 }, SIZES)).toEqual({
      customers: [],
      providers: [],
      loans: [],
    });
  });

  it('lends within the range, to customers who have joined, from funds that cover all loans', () => {
    const { customers, providers, loans } = planDemo(SIZE, SIZES);
    for (const { amount, day, customer } of loans) {
      expect(amount >= SIZES.min && amount <= SIZES.max).toBe(true);
      expect(day).toBeGreaterThanOrEqual(customers[customer]?.joinsOn ?? Infinity);
      expect(day).toBeLessThan(DEMO_DAYS);
      expect(providers.every(({ joinsOn }) => joinsOn < day)).toBe(true);
    }
    const funds = providers.reduce((sum, { fund }) => sum + fund, 0n);
    expect(funds > loans.reduce((sum, { amount }) => sum + amount, 0n)).toBe(true);
  });

  it('has usernames and addresses that the API accepts', () => {
    const { customers, providers } = planDemo(SIZE, SIZES);
    for (const { username, email } of [...customers, ...providers]) {
      expect(username).toMatch(/^demo7-(customer|provider)-\d{3}$/);
      expect(email).toMatch(/^[a-z]+[.@][a-z.@-]+\.(org|example)$/);
    }
  });

  it('works in a currency without decimals and a range of one amount', () => {
    const { loans } = planDemo(SIZE, { min: 777n, max: 777n, whole: 1n });
    expect(new Set(loans.map(({ amount }) => amount))).toEqual(new Set([777n]));
  });
});
