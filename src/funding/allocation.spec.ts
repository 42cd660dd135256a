import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ALLOCATION_POLICIES } from '../bank-config/bank-configuration.entity.js';
import { Allocator, POLICIES, type Candidate } from './allocation.js';

const lenders: Candidate[] = [
  { id: 'a', available: 700n },
  { id: 'b', available: 300n },
  { id: 'c', available: 1000n },
];

const take = (policy: keyof typeof POLICIES, ...principals: bigint[]) => {
  const allocator = new Allocator(lenders, POLICIES[policy].compare);
  return principals.map((principal) => allocator.take(principal));
};

describe('the allocation of a loan', () => {
  it('empties the smallest fund first', () => {
    expect(take('smallest_first', 800n)).toEqual([
      [
        { providerId: 'b', amount: 300n },
        { providerId: 'a', amount: 500n },
      ],
    ]);
  });

  it('asks the oldest provider first', () => {
    expect(take('oldest_first', 800n)).toEqual([
      [
        { providerId: 'a', amount: 700n },
        { providerId: 'b', amount: 100n },
      ],
    ]);
  });

  it('takes from the largest fund, and ranks it again by what it has left', () => {
    expect(take('largest_first', 600n, 500n)).toEqual([
      [{ providerId: 'c', amount: 600n }],
      [{ providerId: 'a', amount: 500n }],
    ]);
  });

  it('funds a loan wholly or not at all, and a smaller one after it', () => {
    const allocator = new Allocator(lenders, POLICIES.smallest_first.compare);
    expect(allocator.take(2001n)).toBeNull();
    expect(allocator.available).toBe(2000n);
    expect(allocator.take(2000n)).toHaveLength(3);
    expect(allocator.available).toBe(0n);
    expect(allocator.take(1n)).toBeNull();
  });

  it('gives equal funds to the older provider', () => {
    const equal = [
      { id: 'b', available: 5n },
      { id: 'a', available: 5n },
    ];
    expect(new Allocator(equal, POLICIES.smallest_first.compare).take(5n)).toEqual([
      { providerId: 'a', amount: 5n },
    ]);
  });

  it('never takes more than a provider has, nor more or less than the principal', () => {
    const amount = fc.bigInt({ min: 0n, max: 10n ** 9n });
    fc.assert(
      fc.property(
        fc.array(amount, { maxLength: 12 }),
        fc.array(fc.bigInt({ min: 1n, max: 10n ** 9n }), { maxLength: 12 }),
        fc.constantFrom(...ALLOCATION_POLICIES),
        (funds, principals, policy) => {
          const candidates = funds.map((available, index) => ({
            id: `p${String(index).padStart(2, '0')}`,
            available,
          }));
          const left = new Map(candidates.map(({ id, available }) => [id, available]));
          const allocator = new Allocator(candidates, POLICIES[policy].compare);
          for (const principal of principals) {
            const total = [...left.values()].reduce((sum, value) => sum + value, 0n);
            const parts = allocator.take(principal);
            expect(parts === null).toBe(principal > total);
            for (const { providerId, amount: part } of parts ?? []) {
              expect(part > 0n).toBe(true);
              left.set(providerId, (left.get(providerId) ?? 0n) - part);
              expect((left.get(providerId) ?? -1n) >= 0n).toBe(true);
            }
            if (parts) expect(parts.reduce((sum, part) => sum + part.amount, 0n)).toBe(principal);
          }
        },
      ),
    );
  });
});
