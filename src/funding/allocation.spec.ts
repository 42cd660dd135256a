import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ALLOCATION_POLICIES, type AllocationPolicy } from '../bank-config/bank-configuration.entity.js';
import { Allocator, MoreCandidatesNeeded } from './allocation.js';
import { candidatesOf, loansOf, replayAllocation, toRecord } from './allocation-record.js';
import { compareBy, POLICIES } from './policies.js';
import { capacityFor, type Candidate, type Limits, type LoanToFund } from './capacity.js';

const noLimits: Limits = {
  maxPerLoan: null,
  borrowerCap: null,
  lowestBand: null,
  longestTermMonths: null,
  owed: new Map(),
};

const candidate = (id: string, available: bigint, limits: Partial<Limits> | null = null): Candidate => ({
  id,
  available,
  total: available,
  limits: limits === null ? null : { ...noLimits, ...limits },
});

const loan = (principal: bigint, other: Partial<LoanToFund> = {}): LoanToFund => ({
  id: 'loan',
  customerId: 'ada',
  principal,
  termMonths: 12,
  bands: [],
  ...other,
});

const allocator = (
  policy: AllocationPolicy,
  candidates: readonly Candidate[],
  { minimumShare = 1n, complete = true } = {},
) => new Allocator(candidates, POLICIES[policy], { minimumShare, complete });

const lenders = [candidate('a', 700n), candidate('b', 300n), candidate('c', 1000n)];

/** The parts of loans of these principals, as `provider amount`. */
const take = (
  policy: AllocationPolicy,
  candidates: readonly Candidate[],
  ...loans: (bigint | LoanToFund)[]
) => {
  const taking = allocator(policy, candidates);
  return loans.map(
    (each) =>
      taking
        .take(typeof each === 'bigint' ? loan(each) : each)
        ?.map(({ providerId, amount }) => `${providerId} ${String(amount)}`) ?? null,
  );
};

describe('the allocation of a loan', () => {
  it('empties the smallest fund first', () => {
    expect(take('smallest_first', lenders, 800n)).toEqual([['b 300', 'a 500']]);
  });

  it('asks the oldest provider first', () => {
    expect(take('oldest_first', lenders, 800n)).toEqual([['a 700', 'b 100']]);
  });

  it('takes from the largest fund, and ranks it again by what it has left', () => {
    expect(take('largest_first', lenders, 600n, 500n)).toEqual([['c 600'], ['a 500']]);
  });

  it('lends the last unit of a fund too, on a later loan of the batch', () => {
    expect(take('largest_first', [candidate('a', 100n)], 99n, 1n)).toEqual([['a 99'], ['a 1']]);
  });

  it('takes from whoever has the highest share of its money idle, and ranks it again', () => {
    const shares = [
      { ...candidate('a', 700n), total: 1000n },
      { ...candidate('b', 300n), total: 400n },
      { ...candidate('c', 1000n), total: 4000n },
    ];
    expect(take('idle_share', shares, 100n, 400n)).toEqual([['b 100'], ['a 400']]);
  });

  it('lends in proportion to free funds, with left-over units going to the largest remainders', () => {
    const parts = allocator('pro_rata', lenders).take(loan(1001n));
    expect(parts).toEqual([
      { providerId: 'c', amount: 501n, extraUnit: true },
      { providerId: 'a', amount: 350n, extraUnit: false },
      { providerId: 'b', amount: 150n, extraUnit: false },
    ]);
  });

  it('lends in proportion among as many as get the minimum share', () => {
    const parts = allocator('pro_rata', lenders, { minimumShare: 200n }).take(loan(1000n));
    expect(parts?.map(({ providerId, amount }) => [providerId, amount])).toEqual([
      ['c', 588n],
      ['a', 412n],
    ]);
  });

  it('adds one more lender when those who get the minimum share lack a single unit', () => {
    const three = ['a', 'b', 'c'].map((id) => candidate(id, 333n));
    const parts = allocator('pro_rata', [...three, candidate('d', 1n)], { minimumShare: 1000n }).take(
      loan(1000n),
    );
    const amounts = parts?.map(({ providerId, amount }) => `${providerId} ${String(amount)}`);
    expect(amounts?.sort()).toEqual(['a 333', 'b 333', 'c 333', 'd 1']);
  });

  it('goes below the minimum share rather than leave a loan unfunded', () => {
    const parts = allocator('pro_rata', lenders, { minimumShare: 600n }).take(loan(1900n));
    expect(parts?.map(({ amount }) => amount)).toEqual([950n, 665n, 285n]);
  });

  it('funds a loan wholly or not at all, and a smaller one after it', () => {
    const taking = allocator('smallest_first', lenders);
    expect(taking.take(loan(2001n))).toBeNull();
    expect(taking.available(loan(2001n))).toBe(2000n);
    expect(taking.take(loan(2000n))).toHaveLength(3);
    expect(taking.available(loan(1n))).toBe(0n);
    expect(taking.take(loan(1n))).toBeNull();
  });

  it('gives equal funds to the older provider', () => {
    expect(take('smallest_first', [candidate('b', 5n), candidate('a', 5n)], 5n)).toEqual([['a 5']]);
  });

  it('keeps to the mandates', () => {
    const limited = [
      candidate('a', 100n, { longestTermMonths: 11 }),
      candidate('b', 200n, { lowestBand: 'good' }),
      candidate('c', 300n, { maxPerLoan: 50n }),
      candidate('d', 400n, { borrowerCap: 120n, owed: new Map([['ada', 100n]]) }),
      candidate('e', 500n),
    ];
    expect(take('smallest_first', limited, 100n, loan(100n, { customerId: 'ben' }))).toEqual([
      ['c 50', 'd 20', 'e 30'],
      ['c 50', 'd 50'],
    ]);
    expect(take('smallest_first', limited, loan(350n, { termMonths: 11, bands: ['good', 'fair'] }))).toEqual([
      ['a 100', 'b 200', 'c 50'],
    ]);
  });

  it('counts what the same borrower took in the same batch', () => {
    const capped = [candidate('a', 1000n, { borrowerCap: 100n }), candidate('b', 2000n)];
    expect(take('smallest_first', capped, 80n, 80n, 80n)).toEqual([['a 80'], ['a 20', 'b 60'], ['b 80']]);
  });

  it('keeps what a loan with a reservation could use from the loans behind it', () => {
    const holding = loan(5000n, { hasReservation: true });
    expect(take('smallest_first', lenders, holding, 100n)).toEqual([null, null]);
    const other = [...lenders, candidate('d', 400n, { longestTermMonths: 6 })];
    const short = loan(150n, { termMonths: 6 });
    expect(take('smallest_first', other, holding, short, 100n)).toEqual([null, ['d 150'], null]);
    const limited = [candidate('a', 1000n, { maxPerLoan: 800n }), candidate('b', 700n, { maxPerLoan: 300n })];
    expect(take('largest_first', limited, holding, 100n)).toEqual([null, ['b 100']]);
  });

  it('asks for more candidates before it chooses past those it knows', () => {
    const asking = (policy: AllocationPolicy, principal: bigint) => () =>
      allocator(policy, lenders, { complete: false }).take(loan(principal));
    expect(asking('smallest_first', 1000n)()).toHaveLength(2);
    expect(asking('smallest_first', 1500n)()).toHaveLength(3);
    // Two loans from the largest fund make it smaller than some funds outside the candidates.
    const largest = allocator('largest_first', lenders, { complete: false });
    expect(largest.take(loan(800n))).toEqual([{ providerId: 'c', amount: 800n, extraUnit: false }]);
    expect(largest.take(loan(500n))).toHaveLength(1);
    expect(() => largest.take(loan(301n))).toThrow(MoreCandidatesNeeded);
    expect(asking('pro_rata', 500n)).toThrow(MoreCandidatesNeeded);
  });
});

const amount = fc.bigInt({ min: 0n, max: 10n ** 9n });
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
const limits: fc.Arbitrary<Limits> = fc.record({
  maxPerLoan: maybe(fc.bigInt({ min: 1n, max: 10n ** 8n })),
  borrowerCap: maybe(fc.bigInt({ min: 1n, max: 10n ** 8n })),
  lowestBand: maybe(fc.constantFrom('good', 'fair')),
  longestTermMonths: maybe(fc.constantFrom(6, 12, 24)),
  owed: fc
    .array(fc.tuple(fc.constantFrom('ada', 'ben'), fc.bigInt({ min: 1n, max: 10n ** 8n })))
    .map((entries) => new Map(entries)),
});
const candidates = fc
  .array(fc.record({ available: amount, lent: amount, limits: maybe(limits) }), { maxLength: 12 })
  .map((rows) =>
    rows.map((row, index): Candidate => ({
      id: `p${String(index).padStart(2, '0')}`,
      available: row.available,
      total: row.available + row.lent + 1n,
      limits: row.limits,
    })),
  );
const loans = fc
  .array(
    fc.record({
      customerId: fc.constantFrom('ada', 'ben', 'cem'),
      principal: fc.bigInt({ min: 1n, max: 10n ** 9n }),
      termMonths: fc.constantFrom(1, 12, 24),
      bands: fc.constantFrom<string[]>([], ['fair'], ['good', 'fair']),
      hasReservation: fc.boolean(),
    }),
    { maxLength: 12 },
  )
  .map((rows) => rows.map((row, index): LoanToFund => ({ id: `l${String(index)}`, ...row })));
const policy = fc.constantFrom(...ALLOCATION_POLICIES);
const minimumShare = fc.bigInt({ min: 1n, max: 10n ** 8n });

describe('any allocation', () => {
  it('never takes more than a provider has and allows, nor more or less than the principal', () => {
    fc.assert(
      fc.property(candidates, loans, policy, minimumShare, (providers, wanted, name, least) => {
        const left = new Map(
          providers.map((each) => [each.id, { ...each, limits: each.limits && { ...each.limits } }]),
        );
        const taking = new Allocator(providers, POLICIES[name], { minimumShare: least, complete: true });
        for (const each of wanted) {
          const capacities = new Map([...left.values()].map((of) => [of.id, capacityFor(of, each).capacity]));
          const parts = taking.take({ ...each, hasReservation: false });
          const capacity = [...capacities.values()].reduce((sum, value) => sum + value, 0n);
          expect(parts === null).toBe(each.principal > capacity);
          for (const { providerId, amount: part } of parts ?? []) {
            const provider = left.get(providerId) as Candidate;
            expect(part > 0n && part <= (capacities.get(providerId) ?? 0n)).toBe(true);
            provider.available -= part;
            if (provider.limits) {
              const owed = new Map(provider.limits.owed);
              provider.limits.owed = owed.set(each.customerId, (owed.get(each.customerId) ?? 0n) + part);
            }
          }
          if (parts) expect(parts.reduce((sum, part) => sum + part.amount, 0n)).toBe(each.principal);
        }
      }),
    );
  });

  it('in proportion keeps everyone within a unit of its share, and to the minimum unless all are needed', () => {
    fc.assert(
      fc.property(
        candidates,
        fc.bigInt({ min: 1n, max: 10n ** 9n }),
        minimumShare,
        (providers, principal, least) => {
          const wanted = loan(principal);
          const parts = allocator('pro_rata', providers, { minimumShare: least }).take(wanted);
          if (parts === null) return;
          const capacity = new Map(providers.map((each) => [each.id, capacityFor(each, wanted).capacity]));
          const capacities = parts.map(({ providerId }) => capacity.get(providerId) ?? 0n);
          const total = capacities.reduce((sum, value) => sum + value, 0n);
          parts.forEach(({ amount: part }, index) => {
            const apart = part * total - principal * (capacities[index] as bigint);
            expect(apart < total && apart > -total).toBe(true);
          });
          const smallest = capacities.reduce((least_, value) => (value < least_ ? value : least_));
          const belowMinimum = principal * smallest < least * total;
          if (belowMinimum && parts.length > 1) expect(total - smallest < principal).toBe(true);
        },
      ),
    );
  });

  it('gives the same parts from a part of the candidates, or asks for more of them', () => {
    fc.assert(
      fc.property(candidates, loans, policy, fc.nat({ max: 12 }), (providers, wanted, name, window) => {
        const ranked = [...providers]
          .filter(({ available }) => available > 0n)
          .sort(compareBy(POLICIES[name]));
        const all = allocator(name, providers);
        const known = allocator(name, ranked.slice(0, window), { complete: window >= ranked.length });
        try {
          for (const each of wanted) {
            const parts = known.take({ ...each, hasReservation: false });
            const expected = all.take({ ...each, hasReservation: false });
            if (parts === null && window < ranked.length) return;
            expect(parts).toEqual(expected);
          }
        } catch (error) {
          if (!(error instanceof MoreCandidatesNeeded)) throw error;
        }
      }),
    );
  });

  it('comes out the same when replayed from its stored record', () => {
    fc.assert(
      fc.property(candidates, loans, policy, minimumShare, (providers, wanted, name, least) => {
        const taking = new Allocator(providers, POLICIES[name], { minimumShare: least, complete: true });
        const parts = new Map(wanted.map((each) => [each.id, taking.take(each)]));
        const stored = {
          ...(JSON.parse(JSON.stringify(toRecord(providers, wanted))) as ReturnType<typeof toRecord>),
        };
        expect(replayAllocation({ ...stored, policy: name }, least)).toEqual(parts);
        expect(candidatesOf(stored)).toEqual(providers);
        expect(loansOf(stored).map(({ id }) => id)).toEqual(wanted.map(({ id }) => id));
      }),
    );
  });
});
