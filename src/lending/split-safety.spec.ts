import { describe, expect, it } from '@jest/globals';
import { nearestPart, splitCumulative, splitInProportion } from './split.js';

const sum = (of: readonly bigint[]) => of.reduce((all, each) => all + each, 0n);
const plus = (a: readonly bigint[], b: readonly bigint[]) =>
  a.map((each, index) => each + (b[index] as bigint));

/** Whether everyone is within a unit of its entitlement. */
function holds(weights: readonly bigint[], held: readonly bigint[]): boolean {
  const [total, paid] = [sum(weights), sum(held)];
  return weights.every((weight, index) => {
    const apart = (held[index] as bigint) * total - paid * weight;
    return apart <= total && -apart <= total;
  });
}

/**
 * Whether units can be handed out one by one for ever, everyone staying within a unit: the hardest that can come, tried
 * in every way. After as many units as the weights add up to all entitlements are whole again.
 */
function safety(weights: readonly bigint[]) {
  const total = sum(weights);
  const known = new Map<string, boolean>();
  const lasts = (held: readonly bigint[], units: bigint): boolean => {
    if (!holds(weights, held)) return false;
    if (units === 0n) return true;
    const key = `${held.join()} ${String(units)}`;
    const answer =
      known.get(key) ??
      weights.some((_, chosen) =>
        lasts(
          held.map((each, index) => (index === chosen ? each + 1n : each)),
          units - 1n,
        ),
      );
    known.set(key, answer);
    return answer;
  };
  return (held: readonly bigint[]) => lasts(held, 2n * total);
}

/** Rule 16 to the letter, by fractions written out as [numerator over the sum of weights]. */
function largestRemainders(weights: readonly bigint[], held: readonly bigint[], amount: bigint): bigint[] {
  const total = sum(weights);
  const paid = sum(held) + amount;
  const parts = weights.map((weight, index) => {
    const open = (paid * weight) / total - (held[index] as bigint);
    return open > 0n ? open : 0n;
  });
  const left = (index: number) =>
    paid * (weights[index] as bigint) - ((held[index] as bigint) + (parts[index] as bigint)) * total;
  const byRemainder = (indexes: number[], sign: 1n | -1n) =>
    indexes.sort((a, b) =>
      left(a) === left(b) ? a - b : sign * (left(b) - left(a)) > 0n ? 1 : -1,
    )[0] as number;
  const all = weights.map((_, index) => index);
  while (sum(parts) < amount) parts[byRemainder([...all], 1n)]! += 1n;
  while (sum(parts) > amount)
    parts[
      byRemainder(
        all.filter((index) => (parts[index] as bigint) > 0n),
        -1n,
      )
    ]! -= 1n;
  return parts;
}

/** What everyone must have, then one unit at a time to whoever will be a whole unit short first. */
function soonestFirst(weights: readonly bigint[], held: readonly bigint[], amount: bigint): bigint[] {
  const total = sum(weights);
  const paid = sum(held) + amount;
  const now = weights.map((weight, index) => {
    let least = held[index] as bigint;
    while (paid * weight - least * total > total) least += 1n;
    return least;
  });
  while (sum(now) < paid) {
    const due = weights
      .map((weight, index) => ({ index, deadline: Number((now[index] as bigint) + 1n) / Number(weight) }))
      .filter(({ index }) => (now[index] as bigint) * total <= paid * (weights[index] as bigint))
      .sort((a, b) => a.deadline - b.deadline || a.index - b.index);
    now[(due[0] as (typeof due)[number]).index]! += 1n;
  }
  return now.map((each, index) => each - (held[index] as bigint));
}

/** Every state that payments of 1 to `most` units lead to within one round, with what is paid in it. */
function* states(weights: readonly bigint[], most: bigint) {
  const seen = new Set<string>();
  const open = [weights.map(() => 0n)];
  for (let held = open.pop(); held; held = open.pop()) {
    if (seen.has(held.join()) || sum(held) > 2n * sum(weights)) continue;
    seen.add(held.join());
    for (let amount = 1n; amount <= most; amount++) {
      const parts = splitCumulative({ weights, paidSoFar: sum(held), amount, received: held });
      yield { held, amount, parts };
      open.push(plus(held, parts));
    }
  }
}

describe('a split', () => {
  it.each<[string, boolean, bigint[]]>([
    ['two large ones that starve', true, [1n, 1n, 1n, 1n, 1n, 1n, 5n, 5n]],
    ['the large ones first', false, [5n, 5n, 1n, 1n, 1n, 1n, 1n, 1n]],
    ['the large ones outside', false, [5n, 1n, 1n, 1n, 1n, 1n, 1n, 5n]],
    ['three large ones among small ones', true, [1n, 4n, 1n, 1n, 1n, 4n, 1n, 4n]],
    ['somebody without a share', true, [0n, 1n, 1n, 1n, 1n, 1n, 1n, 5n, 5n]],
    ['three of one size', false, [2n, 2n, 2n]],
    ['sizes of all sorts', false, [1n, 2n, 3n, 7n]],
  ])(
    'follows rule 16 wherever that leaves room for what may come, and else who is next: %s',
    (_, departs, weights) => {
      const isSafe = safety(weights);
      let departures = 0;
      for (const { held, amount, parts } of states(weights, sum(weights))) {
        const asWritten = largestRemainders(weights, held, amount);
        if (isSafe(plus(held, asWritten))) {
          expect([held, amount, parts]).toEqual([held, amount, asWritten]);
          continue;
        }
        departures++;
        expect([held, amount, parts]).toEqual([held, amount, soonestFirst(weights, held, amount)]);
        expect(isSafe(plus(held, parts))).toBe(true);
      }
      expect(departures > 0).toBe(departs);
    },
  );

  it('gives nothing to whom nothing is due', () => {
    expect(
      splitCumulative({ weights: [0n, 3n, 0n], paidSoFar: 0n, amount: 7n, received: [0n, 0n, 0n] }),
    ).toEqual([0n, 7n, 0n]);
  });

  it('refuses in words what cannot be', () => {
    const given = { weights: [1n, 1n], paidSoFar: 0n, amount: 1n, received: [0n, 0n] };
    expect(() => splitCumulative({ ...given, amount: -1n })).toThrow(
      'split: the amount must not be negative',
    );
    expect(() => splitCumulative({ ...given, weights: [2n, -1n] })).toThrow(
      'split: weights must be positive',
    );
    expect(() => splitCumulative({ ...given, weights: [0n, 0n] })).toThrow('split: weights must be positive');
    expect(() => splitCumulative({ ...given, received: [0n] })).toThrow(
      'split: one received amount per provider',
    );
    expect(() => splitCumulative({ ...given, received: [1n, 0n] })).toThrow(
      'split: what was received does not add up',
    );
    // What no payments by this rule lead to.
    expect(() => splitCumulative({ ...given, paidSoFar: 9n, received: [9n, 0n] })).toThrow(
      'split: a provider would be more than one unit from its entitlement',
    );
  });
});

describe('a split in proportion', () => {
  it('rounds down and gives what is left to the largest remainders, the first of equals', () => {
    expect(splitInProportion([1n, 1n], 1n)).toEqual({ parts: [1n, 0n], extra: [0] });
    expect(splitInProportion([1n, 1n, 1n], 2n)).toEqual({ parts: [1n, 1n, 0n], extra: [0, 1] });
    // 10 · 1/7, 2/7 and 4/7: 1 3/7, 2 6/7, 5 5/7.
    expect(splitInProportion([1n, 2n, 4n], 10n)).toEqual({ parts: [1n, 3n, 6n], extra: [1, 2] });
    expect(splitInProportion([3n, 5n], 0n)).toEqual({ parts: [0n, 0n], extra: [] });
  });

  it('refuses weights of nothing and negative amounts', () => {
    for (const [weights, amount] of [
      [[1n, 0n], 1n],
      [[1n, -1n], 1n],
      [[1n], -1n],
    ] as const) {
      expect(() => splitInProportion(weights, amount)).toThrow(
        'split: weights must be positive, and the amount not negative',
      );
    }
  });
});

describe('the nearest part', () => {
  it.each([
    [1n, 1n, 3n, 0n],
    [2n, 1n, 3n, 1n],
    // Halves go up.
    [1n, 1n, 2n, 1n],
    [5n, 1n, 2n, 3n],
    [1000n, 1n, 3n, 333n],
    [1000n, 2n, 3n, 667n],
  ])('of %s for %s of %s is %s', (amount, part, total, nearest) => {
    expect(nearestPart(amount, part, total)).toBe(nearest);
  });
});
