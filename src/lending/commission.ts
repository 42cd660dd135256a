const MILLION = 1_000_000n;

/**
 * The bank's commission on the interest paid so far (rule 17), minor units, rounded down: a fraction of a unit stays
 * with the providers. `rate` is a decimal from 0 to 1 with at most 6 decimals. The commission on a payment is the value
 * after it minus the value before it, so it never drifts and never exceeds its interest.
 */
export function commissionOn(interest: bigint, rate: string): bigint {
  return (interest * millionths(rate)) / MILLION;
}

function millionths(rate: string): bigint {
  const match = /^(\d+)(?:\.(\d{1,6})0*)?$/.exec(rate);
  if (!match) throw new RangeError(`"${rate}" is not a rate of at most 6 decimals`);
  return BigInt(match[1] as string) * MILLION + BigInt((match[2] ?? '').padEnd(6, '0'));
}
