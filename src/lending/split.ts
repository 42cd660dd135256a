/** One component (principal or interest) of a payment, to be split among the providers of its loan. */
export interface SplitInput {
  /** The amount each provider funded, ordered by provider id. */
  weights: readonly bigint[];
  /** The component paid before this payment. */
  paidSoFar: bigint;
  /** The component of this payment. */
  amount: bigint;
  /** The amount of the component each provider received before this payment, in the order of `weights`. */
  received: readonly bigint[];
}

const HORIZON = 64n;

/**
 * Each provider's part of a payment, minor units, by cumulative entitlement, clamped (rule 16). The parts add up to
 * `amount`, none is negative, and afterwards each provider is within one unit of its entitlement to this component.
 * Each component is split on its own (rule 17), so the sum of several can be off by nearly as many units. Throws
 * RangeError on impossible input, and Error if the last promise fails.
 */
export function splitCumulative(input: SplitInput): bigint[] {
  const total = input.weights.reduce((sum, weight) => sum + weight, 0n);
  check(input, total);
  let parts = byLargestRemainder(input, total);
  let remainders = remaindersAfter(input, parts, total);
  // Largest remainders alone can reach a state from which one more unit must break the promise (about 2 loans in a
  // million with six or more providers; never with three). Such a state is avoided.
  if (!leavesRoom(input.weights, remainders, total)) {
    parts = byEarliestDeadline(input, total);
    remainders = remaindersAfter(input, parts, total);
  }
  for (const remainder of remainders) {
    if (remainder > total || remainder < -total) {
      throw new Error('split: a provider would be more than one unit from its entitlement');
    }
  }
  return parts;
}

/** Rule 16 as written. */
function byLargestRemainder({ weights, paidSoFar, amount, received }: SplitInput, total: bigint): bigint[] {
  const cumulative = paidSoFar + amount;
  let left = amount;
  const remainders: bigint[] = [];
  const parts = weights.map((weight, index) => {
    const got = received[index] as bigint;
    const entitled = cumulative * weight;
    const open = entitled / total - got;
    const part = open > 0n ? open : 0n;
    left -= part;
    remainders.push(entitled - (got + part) * total);
    return part;
  });
  for (; left > 0n; left--) {
    let chosen = 0;
    for (let i = 1; i < parts.length; i++) {
      if ((remainders[i] as bigint) > (remainders[chosen] as bigint)) chosen = i;
    }
    parts[chosen] = (parts[chosen] as bigint) + 1n;
    remainders[chosen] = (remainders[chosen] as bigint) - total;
  }
  for (; left < 0n; left++) {
    let chosen = -1;
    for (let i = 0; i < parts.length; i++) {
      if (parts[i] === 0n) continue;
      if (chosen < 0 || (remainders[i] as bigint) < (remainders[chosen] as bigint)) chosen = i;
    }
    parts[chosen] = (parts[chosen] as bigint) - 1n;
    remainders[chosen] = (remainders[chosen] as bigint) + total;
  }
  return parts;
}

/**
 * First the minimum that keeps everyone within one unit, then one unit at a time to the provider that needs its next
 * unit soonest. From a state that leaves room it always reaches one that does (earliest deadline first).
 */
function byEarliestDeadline({ weights, paidSoFar, amount, received }: SplitInput, total: bigint): bigint[] {
  const cumulative = paidSoFar + amount;
  let left = amount;
  const held = weights.map((weight, index) => {
    const got = received[index] as bigint;
    const least = (cumulative * weight + total - 1n) / total - 1n;
    const next = least > got ? least : got;
    left -= next - got;
    return next;
  });
  for (; left > 0n; left--) {
    let chosen = -1;
    for (let i = 0; i < held.length; i++) {
      const weight = weights[i] as bigint;
      if (weight === 0n || (held[i] as bigint) * total > cumulative * weight) continue;
      if (
        chosen < 0 ||
        ((held[i] as bigint) + 1n) * (weights[chosen] as bigint) < ((held[chosen] as bigint) + 1n) * weight
      ) {
        chosen = i;
      }
    }
    held[chosen] = (held[chosen] as bigint) + 1n;
  }
  return held.map((amountHeld, index) => amountHeld - (received[index] as bigint));
}

/**
 * Whether the remaining units suffice, at every later point, for the providers that will then be owed one. A provider
 * can only be starved when the units held ahead of entitlement exceed one in total.
 */
function leavesRoom(weights: readonly bigint[], remainders: readonly bigint[], total: bigint): boolean {
  for (let units = 0n; ; units++) {
    let ahead = 0n;
    let needed = 0n;
    for (let i = 0; i < weights.length; i++) {
      const owed = (remainders[i] as bigint) + units * (weights[i] as bigint);
      if (owed < 0n) ahead -= owed;
      else if (owed > total) needed += (owed - 1n) / total;
    }
    if (needed > units) return false;
    if (ahead <= total) return true;
    if (units === HORIZON) return false;
  }
}

/** Entitlement minus what is held, times the sum of weights: integers, so the promise is checked exactly. */
function remaindersAfter(
  { weights, paidSoFar, amount, received }: SplitInput,
  parts: bigint[],
  total: bigint,
) {
  return weights.map(
    (weight, i) => (paidSoFar + amount) * weight - ((received[i] as bigint) + (parts[i] as bigint)) * total,
  );
}

function check({ weights, received, paidSoFar, amount }: SplitInput, total: bigint): void {
  if (total <= 0n || weights.some((weight) => weight < 0n)) {
    throw new RangeError('split: weights must be positive');
  }
  if (received.length !== weights.length) throw new RangeError('split: one received amount per provider');
  if (amount < 0n) throw new RangeError('split: the amount must not be negative');
  if (received.reduce((sum, got) => sum + got, 0n) !== paidSoFar) {
    throw new RangeError('split: what was received does not add up to what was paid');
  }
}

/**
 * Parts of `amount` in proportion to the weights, minor units. They are rounded down; left-over units go one each to
 * the largest remainders, ties in the order of the weights. `extra` holds the indexes that got such a unit. No part
 * exceeds its weight unless `amount` exceeds their sum. Throws RangeError when the weights are not positive.
 */
export function splitInProportion(
  weights: readonly bigint[],
  amount: bigint,
): { parts: bigint[]; extra: number[] } {
  const total = weights.reduce((sum, weight) => sum + weight, 0n);
  if (amount < 0n || weights.some((weight) => weight <= 0n)) {
    throw new RangeError('split: weights must be positive, and the amount not negative');
  }
  const parts = weights.map((weight) => (amount * weight) / total);
  const left = amount - parts.reduce((sum, part) => sum + part, 0n);
  const remainders = weights.map((weight, index) => ({ index, remainder: (amount * weight) % total }));
  const extra = remainders
    .sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1))
    .slice(0, Number(left))
    .map(({ index }) => index);
  for (const index of extra) parts[index] = (parts[index] as bigint) + 1n;
  return { parts, extra };
}

/** How many times a share fits into a whole, both minor units, rounded down. */
export function wholeShares(whole: bigint, share: bigint): bigint {
  return whole / share;
}

/** The share of an amount for `part` of `total`, minor units, rounded down. */
export function partOf(amount: bigint, part: bigint, total: bigint): bigint {
  const share = amount * part;
  return share / total;
}

/** Like `partOf`, but rounded to the nearest unit, halves up. */
export function nearestPart(amount: bigint, part: bigint, total: bigint): bigint {
  const twice = 2n * amount * part + total;
  return twice / (2n * total);
}
