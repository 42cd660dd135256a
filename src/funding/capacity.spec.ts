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
