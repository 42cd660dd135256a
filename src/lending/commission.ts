const MILLION = 1_000_000n;

/**
 * The bank's commission on the interest that was paid so far (rule 17), minor units, rounded down: what is not a whole
 * unit yet stays with the providers. `rate` is a decimal from 0 to 1 with at most 6 decimals. The commission on a
 * payment is this after it less this before it, so that it never drifts, and is never more than its interest.
 */
export function commissionOn(interest: bigint, rate: string): bigint {
  return (interest * millionths(rate)) / MILLION;
}

function millionths(rate: string): bigint {
  const match = /^(\d+)(?:\.(\d{1,6})0*)?$/.exec(rate);
  if (!match) throw new RangeError(`"${rate}" is not a rate of at most 6 decimals`);
  return BigInt(match[1] as string) * MILLION + BigInt((match[2] ?? '').padEnd(6, '0'));
}
