import { NoSuchRate, ONE, power, rateText, roughDiscount, type Flow } from './discounting.js';
import { nearestRoot } from './nearest-root.js';

/** The limits of reported rates, as |ln(1 + x)|: gains to 1,000,000 % a year, losses to 99.9999 %, both inclusive. */
const ROUNDING = 1e-12;
const GREATEST_GAIN = Math.log(10_001) + ROUNDING;
const GREATEST_LOSS = Math.log(1_000_000) + ROUNDING;
/** Two rates are equally near to zero growth if their ln(1 + x) differ by less than this, about 10^-12. */
const SAME = ONE >> 40n;

/**
 * The annual rate x at which Σ amount/(1+x)^(at/unitsPerYear) is zero, as a decimal text with ten decimals, half-even.
 * Of several rates it is the one nearest to zero growth, by |ln(1 + x)|: doubling and halving are equally far
 * (docs/rates.md). Throws NoSuchRate when there is none (`none`), when a gain and a loss are equally near
 * (`ambiguous`), and when none is from -99.9999 % to 1,000,000 % a year (`out_of_range`).
 */
export function internalRate(flows: readonly Flow[], unitsPerYear: number): string {
  const sums = sumsByTime(flows);
  if (!hasBothSigns(sums)) throw new NoSuchRate('no rate fits these amounts and dates', 'none');
  if (sums.reduce((total, { amount }) => total + amount, 0n) === 0n) return rateText(0n);
  // Losses are gains of the reversed flows, so that both are discounted by factors below one.
  const gain = nearestRoot(sums, unitsPerYear);
  const loss = nearestRoot(reversed(sums), unitsPerYear);
  const isTold = (root: bigint | null, reach: number): root is bigint =>
    root !== null && root >= roughDiscount(reach / unitsPerYear);
  const rates = [
    ...(isTold(gain, GREATEST_GAIN)
      ? [{ root: gain, rate: power((ONE * ONE) / gain, unitsPerYear) - ONE }]
      : []),
    ...(isTold(loss, GREATEST_LOSS) ? [{ root: loss, rate: power(loss, unitsPerYear) - ONE }] : []),
  ].sort((a, b) => (a.root > b.root ? -1 : 1));
  const [nearest, other] = rates;
  if (!nearest) throw nothingToTell(gain !== null, loss !== null);
  if (other && (nearest.root - other.root) * BigInt(unitsPerYear) < SAME) {
    throw ambiguous([other.rate, nearest.rate].sort((a, b) => (a < b ? -1 : 1)).map(rateText));
  }
  return rateText(nearest.rate);
}

function nothingToTell(isGain: boolean, isLoss: boolean): NoSuchRate {
  if (!isGain && !isLoss) return new NoSuchRate('no rate fits these amounts and dates', 'none');
  const where = [...(isGain ? ['above 1,000,000 %'] : []), ...(isLoss ? ['below -99.9999 %'] : [])];
  return new NoSuchRate(`the rate that fits is ${where.join(' or ')} a year`, 'out_of_range');
}

function ambiguous(rates: readonly string[]): NoSuchRate {
  return new NoSuchRate(
    `two rates fit equally well, ${rates.join(' and ')}: as much growth as loss`,
    'ambiguous',
    rates,
  );
}

/** One amount per time, in order of time, without zeros. */
function sumsByTime(flows: readonly Flow[]): Flow[] {
  const sums = new Map<number, bigint>();
  for (const { at, amount } of flows) sums.set(at, (sums.get(at) ?? 0n) + amount);
  return [...sums]
    .map(([at, amount]) => ({ at, amount }))
    .filter(({ amount }) => amount !== 0n)
    .sort((a, b) => a.at - b.at);
}

function reversed(sums: readonly Flow[]): Flow[] {
  const end = sums.at(-1)?.at ?? 0;
  return sums.map(({ at, amount }) => ({ at: end - at, amount })).reverse();
}

function hasBothSigns(sums: readonly Flow[]): boolean {
  return sums.some(({ amount }) => amount < 0n) && sums.some(({ amount }) => amount > 0n);
}
