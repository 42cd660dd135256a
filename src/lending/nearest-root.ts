import { bisect, ONE, presentValue, roughDiscount, type Flow } from './discounting.js';

/** Flows as floats, to find where a root may be: years after the first, and fractions of the sum of all sizes. */
interface Point {
  years: number;
  part: number;
}

interface Search {
  points: readonly Point[];
  value: (discount: bigint) => bigint;
  slope: (discount: bigint) => bigint;
  discountAt: (growth: number) => bigint;
  /** At an extreme, a value this small is zero. */
  tiny: bigint;
}

const NARROW = 2 ** -26;

/**
 * The discount per time unit, in fixed point and below one, at which the value of the flows is zero; of several, the
 * one nearest to one. Null when there is none. The flows are in order of time, one per time and none zero.
 *
 * Floats bound the value over an interval of growth g = -ln(discount per year) by its Taylor series. Intervals that
 * cannot hold a root are skipped. Where the value only rises or only falls, exact signs decide. Any other interval is
 * halved, the nearer half first. So no root is missed, even where the value only touches zero.
 */
export function nearestRoot(flows: readonly Flow[], unitsPerYear: number): bigint | null {
  const [first, second] = flows as [Flow, Flow];
  const seen = flows.map(({ at, amount }) => ({ at: at - first.at, amount }));
  const size = seen.reduce((sum, { amount }) => sum + magnitude(amount), 0n);
  const points = seen.map(({ at, amount }) => ({
    years: at / unitsPerYear,
    part: ratio(amount, size),
  }));
  // Beyond this growth the first flow outweighs all others.
  const others = ratio(size - magnitude(first.amount), magnitude(first.amount));
  if (others <= 1) return null;
  const furthest = (Math.log(others) * unitsPerYear) / (second.at - first.at) + NARROW;
  const slopes = seen.map(({ at, amount }) => ({ at, amount: amount * BigInt(at) }));
  const search: Search = {
    points,
    value: (discount) => presentValue(seen, discount),
    slope: (discount) => presentValue(slopes, discount),
    discountAt: (growth) => roughDiscount(growth / unitsPerYear),
    tiny: (size * ONE) >> 128n,
  };
  if (signChanges(seen) === 1) return between(search, 0, furthest);
  return nearestIn(search, 0, furthest);
}

function nearestIn(search: Search, low: number, high: number): bigint | null {
  const { mayBeZero, isMonotone, isNoise } = boundsOver(search.points, low, high);
  if (!mayBeZero) return null;
  if (isMonotone) return between(search, low, high);
  if (isNoise || high - low < NARROW) return between(search, low, high) ?? atExtreme(search, low, high);
  const middle = (low + high) / 2;
  return nearestIn(search, low, middle) ?? nearestIn(search, middle, high);
}

/** Value, slope and curvature in floats, with a bound on the rounding errors. */
function boundsOver(points: readonly Point[], low: number, high: number) {
  const middle = (low + high) / 2;
  const half = (high - low) / 2;
  let [value, slope, curve, sizes, slopes] = [0, 0, 0, 0, 0];
  for (const { years, part } of points) {
    const here = part * Math.exp(-middle * years);
    const most = Math.abs(part) * Math.exp(-low * years);
    value += here;
    slope -= here * years;
    sizes += most;
    slopes += most * years;
    curve += most * years * years;
  }
  const rounding = 4 * Number.EPSILON * (points.length + 8);
  const change = Math.abs(slope) * half + (curve * half * half) / 2;
  return {
    mayBeZero: Math.abs(value) <= change + sizes * rounding,
    isMonotone: Math.abs(slope) > curve * half + slopes * rounding,
    isNoise: change <= sizes * rounding,
  };
}

/** The root between two ends where the value has different signs, else null. */
function between(search: Search, low: number, high: number): bigint | null {
  const [near, far] = [search.discountAt(low), search.discountAt(high)];
  return differ(search.value(near), search.value(far)) ? bisect(search.value, far, near) : null;
}

/** The root at or before the extreme between two growths where the value has the same sign, else null. */
function atExtreme(search: Search, low: number, high: number): bigint | null {
  const [near, far] = [search.discountAt(low), search.discountAt(high)];
  if (!differ(search.slope(near), search.slope(far))) return null;
  const extreme = bisect(search.slope, far, near);
  const value = search.value(extreme);
  if (magnitude(value) <= search.tiny) return extreme;
  return differ(value, search.value(near)) ? bisect(search.value, extreme, near) : null;
}

function signChanges(flows: readonly Flow[]): number {
  return flows.filter(({ amount }, index) => index > 0 && differ(amount, (flows[index - 1] as Flow).amount))
    .length;
}

/** A float: it guides the search, and enters no figure. */
function ratio(numerator: bigint, denominator: bigint): number {
  return Number(numerator) / Number(denominator);
}

function differ(a: bigint, b: bigint): boolean {
  return a < 0n !== b < 0n;
}

function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value;
}
