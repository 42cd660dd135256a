import { divideHalfEven, formatMoney } from './money.js';

/** An amount at a whole number of time units after the first, minor units; money paid out is negative. */
export interface Flow {
  at: number;
  amount: bigint;
}

const BITS = 192n;
/** The number one in fixed point, with 57 decimals. */
export const ONE = 1n << BITS;
const RATE_DECIMALS = 10;
const HALVINGS = 110;

/** Why there is no rate: none at all, two that are equally good, or one outside the reported range. */
export type NoRateReason = 'none' | 'ambiguous' | 'out_of_range';

/** No rate can be reported for these amounts and dates; `rates` are the equally good ones. */
export class NoSuchRate extends RangeError {
  constructor(
    message: string,
    readonly reason: NoRateReason = 'none',
    readonly rates: readonly string[] = [],
  ) {
    super(message);
  }
}

/** The point between two others where a function changes sign, in fixed point. Throws NoSuchRate when it does not. */
export function bisect(value: (at: bigint) => bigint, low: bigint, high: bigint): bigint {
  const negative = value(low) < 0n;
  if (negative === value(high) < 0n) throw new NoSuchRate('no rate fits these amounts and dates');
  // The interval is at most a hundred wide: what remains of it is far below the tenth decimal of any reachable rate.
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (low + high) >> 1n;
    if (value(middle) < 0n === negative) low = middle;
    else high = middle;
  }
  return (low + high) >> 1n;
}

/** A fixed-point number to a whole power that is not negative. */
export function power(base: bigint, exponent: number): bigint {
  let result = ONE;
  for (let left = exponent, square = base; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result = (result * square) >> BITS;
    square = (square * square) >> BITS;
  }
  return result;
}

/** A fixed-point rate as a decimal text with ten decimals, half-even. */
export function rateText(rate: bigint): string {
  return formatMoney(divideHalfEven(rate * 10n ** BigInt(RATE_DECIMALS), ONE), RATE_DECIMALS);
}

/** Σ amount · discount^at in fixed point, for flows in order of time. */
export function presentValue(flows: readonly Flow[], discount: bigint): bigint {
  const powers = new Map<number, bigint>();
  let value = 0n;
  let at = flows.at(-1)?.at ?? 0;
  for (let i = flows.length - 1; i >= 0; i--) {
    const flow = flows[i] as Flow;
    const gap = at - flow.at;
    if (gap > 0) {
      let factor = powers.get(gap);
      if (factor === undefined) powers.set(gap, (factor = power(discount, gap)));
      value = (value * factor) >> BITS;
    }
    value += flow.amount * ONE;
    at = flow.at;
  }
  return at > 0 ? (value * power(discount, at)) >> BITS : value;
}

/**
 * e^-exponent in fixed point, with the precision of a float: it decides where a search starts and ends, not its result.
 */
export function roughDiscount(exponent: number): bigint {
  const fixed = (value: number) => BigInt(Math.round(value * 2 ** 80)) << (BITS - 80n);
  // Near one, the difference from one is known more precisely than the value itself.
  return exponent < 0.5 ? ONE + fixed(Math.expm1(-exponent)) : fixed(Math.exp(-exponent));
}
