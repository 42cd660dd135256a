/** One component (principal or interest) of a payment, to be split among the providers of its loan. */
export interface SplitInput {
  /** What each provider funded, ordered by provider id. */
  weights: readonly bigint[];
  /** The component paid before this payment. */
  paidSoFar: bigint;
  /** The component of this payment. */
  amount: bigint;
  /** What each provider received of the component before this payment, in the order of `weights`. */
  received: readonly bigint[];
}

/**
 * Each provider's part of a payment, minor units, by cumulative entitlement, clamped (rule 16): the parts add up
 * to `amount`, none is negative, and each provider is within one unit of its entitlement afterwards.
 * Throws RangeError on impossible input, Error if the last promise does not hold.
 */
export function splitCumulative({ weights, paidSoFar, amount, received }: SplitInput): bigint[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0n);
  check(weights, received, total, paidSoFar, amount);
  const cumulative = paidSoFar + amount;
  let left = amount;
  // A remainder is (q - got - x)·W: entitlements stay integers, so nothing is rounded.
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
  if (left > 0n) giveUnits(parts, remainders, total, left);
  else if (left < 0n) takeUnits(parts, remainders, total, -left);
  for (const remainder of remainders) {
    if (remainder > total || remainder < -total) {
      throw new Error('split: a provider would be more than one unit from its entitlement');
    }
  }
  return parts;
}

function giveUnits(parts: bigint[], remainders: bigint[], total: bigint, units: bigint): void {
  for (let left = units; left > 0n; left--) {
    let chosen = 0;
    for (let i = 1; i < parts.length; i++) {
      if ((remainders[i] as bigint) > (remainders[chosen] as bigint)) chosen = i;
    }
    move(parts, remainders, chosen, 1n, total);
  }
}

function takeUnits(parts: bigint[], remainders: bigint[], total: bigint, units: bigint): void {
  for (let left = units; left > 0n; left--) {
    let chosen = -1;
    for (let i = 0; i < parts.length; i++) {
      if (parts[i] === 0n) continue;
      if (chosen < 0 || (remainders[i] as bigint) < (remainders[chosen] as bigint)) chosen = i;
    }
    move(parts, remainders, chosen, -1n, total);
  }
}

function move(parts: bigint[], remainders: bigint[], index: number, unit: bigint, total: bigint): void {
  parts[index] = (parts[index] as bigint) + unit;
  remainders[index] = (remainders[index] as bigint) - unit * total;
}

function check(
  weights: readonly bigint[],
  received: readonly bigint[],
  total: bigint,
  paidSoFar: bigint,
  amount: bigint,
): void {
  if (total <= 0n || weights.some((weight) => weight < 0n))
    throw new RangeError('split: weights must be positive');
  if (received.length !== weights.length) throw new RangeError('split: one received amount per provider');
  if (amount < 0n) throw new RangeError('split: the amount must not be negative');
  if (received.reduce((sum, got) => sum + got, 0n) !== paidSoFar) {
    throw new RangeError('split: what was received does not add up to what was paid');
  }
}
