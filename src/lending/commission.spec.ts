import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { commissionOn } from './commission.js';

describe("the bank's commission", () => {
  it.each([
    [0n, '0.1', 0n],
    [999n, '0', 0n],
    [999n, '0.1', 99n],
    [1000n, '0.1', 100n],
    [1000n, '1', 1000n],
    [3n, '0.333333', 0n],
    [10_000_000n, '0.000001', 10n],
    [1000n, '0.10', 100n],
  ])('on %s at %s is %s', (interest, rate, commission) => {
    expect(commissionOn(interest, rate)).toBe(commission);
  });

  it.each(['', 'x', '-0.1', '0.1234567', '1e-3'])('has no rate %j', (rate) => {
    expect(() => commissionOn(1n, rate)).toThrow(RangeError);
  });

  it('is never more than the interest of a payment, never negative, and does not drift', () => {
    const amounts = fc.array(fc.bigInt({ min: 0n, max: 10n ** 9n }), { maxLength: 20 });
    fc.assert(
      fc.property(amounts, fc.integer({ min: 0, max: 1_000_000 }), (payments, ppm) => {
        const rate = `${String(Math.floor(ppm / 1_000_000))}.${String(ppm % 1_000_000).padStart(6, '0')}`;
        let paid = 0n;
        let taken = 0n;
        for (const interest of payments) {
          const part = commissionOn(paid + interest, rate) - commissionOn(paid, rate);
          expect(part >= 0n && part <= interest).toBe(true);
          paid += interest;
          taken += part;
          const apart = paid * BigInt(ppm) - taken * 1_000_000n;
          expect(apart >= 0n && apart < 1_000_000n).toBe(true);
        }
      }),
    );
  });
});
