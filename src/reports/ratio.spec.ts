import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ratioOf } from './ratio.js';

describe('a ratio', () => {
  it.each([
    [0n, 0n, '0.000000'],
    [5n, 0n, '0.000000'],
    [0n, 7n, '0.000000'],
    [1n, 3n, '0.333333'],
    [2n, 3n, '0.666667'],
    [7n, 7n, '1.000000'],
    // Halves go to the even digit.
    [1n, 2_000_000n, '0.000000'],
    [3n, 2_000_000n, '0.000002'],
    [5n, 2_000_000n, '0.000002'],
    [10n ** 18n, 3n * 10n ** 18n, '0.333333'],
  ])('%s of %s is %s', (part, whole, ratio) => {
    expect(ratioOf(part, whole)).toBe(ratio);
  });

  it('lies within half a millionth of the truth', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 10n ** 18n), fc.bigInt(1n, 10n ** 18n), (part, whole) => {
        const millionths = BigInt(ratioOf(part, whole).replace('.', ''));
        const off = 2n * (millionths * whole - part * 1_000_000n);
        expect((off < 0n ? -off : off) <= whole).toBe(true);
      }),
    );
  });
});
