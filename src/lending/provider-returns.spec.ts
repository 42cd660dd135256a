import { describe, expect, it } from '@jest/globals';
import { providerReturns, type ProviderFlows } from './provider-returns.js';

const base: ProviderFlows = {
  loans: [
    { on: '2026-01-01', amount: -100_000n },
    { on: '2026-07-02', amount: 52_500n },
    { on: '2027-01-01', amount: 2_500n },
  ],
  outside: [{ on: '2026-01-01', amount: -200_000n }],
  claims: 50_000n,
  claimsPastDue: 0n,
  idle: 155_000n,
};

describe("a provider's returns", () => {
  it('are the yearly rates at which its flows balance', () => {
    const { realised, conservative, allMoney } = providerReturns(base, '2027-01-01');
    // 1000.00 = 525.00 / 1.06747^(182/365) + 525.00 / 1.06747, the last 500.00 of it at par.
    expect(Number(realised.rate)).toBeCloseTo(0.06747, 5);
    expect(realised.flows).toHaveLength(4);
    expect(conservative.rate).toBe(realised.rate);
    // 2000.00 became 2050.00 in a year.
    expect(allMoney.rate).toBe('0.0250000000');
  });

  it('count principal that is past due as lost, where they are conservative', () => {
    const { realised, conservative, allMoney } = providerReturns(
      { ...base, claimsPastDue: 50_000n },
      '2027-01-01',
    );
    expect(Number(realised.rate)).toBeGreaterThan(0.06);
    expect(Number(conservative.rate)).toBeLessThan(-0.5);
    expect(allMoney.rate).toBe('-0.2250000000');
  });

  it('are not told before there are 90 days of data, or of money that was never lent', () => {
    const early = { ...base, loans: base.loans.slice(0, 1), claims: 100_000n };
    expect(providerReturns(early, '2026-03-31').realised).toMatchObject({
      rate: null,
      reason: 'less_than_90_days',
    });
    expect(providerReturns(early, '2026-04-01').realised).toMatchObject({
      rate: '0.0000000000',
      reason: null,
    });
    const sameDay = { ...base, loans: [{ on: '2026-01-01', amount: 2_000n }], claims: 0n };
    expect(providerReturns(sameDay, '2026-03-31').realised.reason).toBe('less_than_90_days');
    expect(providerReturns(sameDay, '2026-04-01').realised.reason).toBe('no_rate_fits');
    expect(providerReturns({ ...base, loans: [], claims: 0n }, '2027-01-01').realised).toMatchObject({
      rate: null,
      reason: 'no_money_lent',
    });
  });

  it('are, where several rates fit, the one nearest to zero growth, and none where a gain and a loss are equally near', () => {
    const on = (date: string, amount: bigint) => ({ on: date, amount });
    const made = [on('2023-01-01', -10_000n), on('2024-01-01', 10_000n)];
    // Lent again and lost: -100, +100, 0, -7. Also -67.8 % makes it balance.
    const lostAgain = { ...base, loans: [...made, on('2025-12-31', -700n)], claims: 0n };
    expect(Number(providerReturns(lostAgain, '2026-11-25').realised.rate)).toBeCloseTo(-0.0833, 4);
    const twice = {
      ...base,
      loans: [on('2023-01-01', -10_000n), on('2024-01-01', 25_000n), on('2024-12-31', -10_000n)],
      claims: 0n,
    };
    expect(providerReturns(twice, '2026-11-25').realised).toMatchObject({
      rate: null,
      reason: 'ambiguous',
      equallyGood: ['-0.5000000000', '1.0000000000'],
    });
    const overnight = { ...base, loans: [on('2026-01-01', -100n), on('2026-01-02', 200n)], claims: 0n };
    expect(providerReturns(overnight, '2026-11-25').realised).toMatchObject({
      rate: null,
      reason: 'no_rate_fits',
    });
  });

  it('count what is left to the last unit, and no flow of nothing', () => {
    const left = (claims: bigint) => providerReturns({ ...base, claims }, '2027-01-01').realised.flows.length;
    expect([0n, 1n, 2n].map(left)).toEqual([3, 4, 4]);
  });

  it('have no rate where everything is lost', () => {
    const lost = { ...base, loans: base.loans.slice(0, 1), claims: 100_000n, claimsPastDue: 100_000n };
    expect(providerReturns(lost, '2027-01-01').conservative).toMatchObject({
      rate: null,
      reason: 'no_rate_fits',
    });
  });
});
