import { describe, expect, it } from '@jest/globals';
import { Allocator } from './allocation.js';
import type { Candidate, LoanToFund } from './capacity.js';
import { POLICIES } from './policies.js';

describe('a loan whose money is reserved', () => {
  const loan = (principal: bigint, reserved: boolean): LoanToFund => ({
    ...{ id: `${String(principal)} of ada`, customerId: 'ada', principal },
    ...{ termMonths: 12, bands: [], reserved },
  });
  /** Who lends no more than 500 to one borrower. */
  const capped = (): Candidate => ({
    ...{ id: 'a', available: 1000n, total: 1000n },
    limits: {
      ...{ maxPerLoan: null, borrowerCap: 500n, lowestBand: null, longestTermMonths: null },
      owed: new Map(),
    },
  });

  it('is not owed by its borrower: it may never be funded', () => {
    const allocator = new Allocator([capped()], POLICIES.oldest_first, { minimumShare: 1n, complete: true });
    const parts = [loan(300n, true), loan(500n, false), loan(1n, false)].map((each) => allocator.take(each));
    expect(parts).toEqual([null, [{ providerId: 'a', amount: 500n, extraUnit: false }], null]);
  });
});

describe('a loan in proportion', () => {
  it('is also lent by who gets exactly the minimum share, and by nobody who would get less', () => {
    const candidate = (id: string, available: bigint): Candidate => ({
      ...{ id, available, total: available, limits: null },
    });
    const lenders = (smaller: bigint) =>
      new Allocator([candidate('a', 1000n), candidate('b', smaller)], POLICIES.pro_rata, {
        ...{ minimumShare: 200n, complete: true },
      }).take({ id: 'l', customerId: 'ada', principal: 1000n, termMonths: 12, bands: [] });
    expect(lenders(250n)?.map(({ providerId, amount }) => [providerId, amount])).toEqual([
      ['a', 800n],
      ['b', 200n],
    ]);
    expect(lenders(249n)?.map(({ providerId }) => providerId)).toEqual(['a']);
  });
});
