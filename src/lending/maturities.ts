/** Principal that is still to come back with an instalment, minor units. */
export interface Maturity {
  dueOn: string;
  principal: bigint;
}

/**
 * When the principal that is still outstanding comes back: payments cover the oldest instalments first, so it is in the
 * last ones. Adds up to `outstanding` exactly. Throws when the instalments hold less than that.
 */
export function maturitiesOf(
  rows: readonly { dueOn: string; principal: bigint }[],
  outstanding: bigint,
): Maturity[] {
  let left = outstanding;
  const found: Maturity[] = [];
  for (const { dueOn, principal } of [...rows].reverse()) {
    const part = principal < left ? principal : left;
    if (part > 0n) found.unshift({ dueOn, principal: part });
    left -= part;
  }
  if (left > 0n) throw new Error('more principal is outstanding than the instalments hold');
  return found;
}

/** The part of each that belongs to `own` of their sum; the parts add up to `own` exactly, each within one unit. */
export function shareOfMaturities(maturities: readonly Maturity[], own: bigint): Maturity[] {
  const whole = maturities.reduce((sum, { principal }) => sum + principal, 0n);
  let [upTo, given] = [0n, 0n];
  return maturities.map(({ dueOn, principal }) => {
    upTo += principal;
    const ownUpTo = (upTo * own) / whole;
    const part = ownUpTo - given;
    given = ownUpTo;
    return { dueOn, principal: part };
  });
}
