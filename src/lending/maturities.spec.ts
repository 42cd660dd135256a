import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { maturitiesOf, shareOfMaturities } from './maturities.js';

const rows = (...principals: bigint[]) =>
  principals.map((principal, index) => ({ dueOn: `2027-0${String(index + 1)}-15`, principal }));
const sum = (parts: readonly { principal: bigint }[]) =>
  parts.reduce((total, { principal }) => total + principal, 0n);

describe('the principal that is still to come back', () => {
  it('is in the last instalments, since payments cover the oldest first', () => {
    expect(maturitiesOf(rows(100n, 100n, 100n), 300n).map(({ principal }) => principal)).toEqual([
      100n,
      100n,
      100n,
    ]);
    expect(maturitiesOf(rows(100n, 100n, 100n), 150n)).toEqual([
      { dueOn: '2027-02-15', principal: 50n },
      { dueOn: '2027-03-15', principal: 100n },
    ]);
    expect(maturitiesOf(rows(100n, 100n), 0n)).toEqual([]);
    expect(() => maturitiesOf(rows(100n), 101n)).toThrow('more principal');
  });

  it('is shared to the cent: the parts add up, and none is off by a unit or more', () => {
    const some = fc.array(fc.bigInt({ min: 1n, max: 10n ** 9n }), { minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(some, fc.bigInt({ min: 0n, max: 10n ** 9n }), (principals, wanted) => {
        const all = maturitiesOf(rows(...principals), sum(rows(...principals)));
        const own = wanted > sum(all) ? sum(all) : wanted;
        const parts = shareOfMaturities(all, own);
        expect(sum(parts)).toBe(own);
        parts.forEach(({ principal }, index) => {
          const off = principal * sum(all) - (all[index]?.principal ?? 0n) * own;
          expect(off < sum(all) && -off < sum(all)).toBe(true);
        });
      }),
    );
  });
});
