import { divideHalfEven, formatMoney } from '../lending/money.js';

const DECIMALS = 6;

/**
 * A part over a whole, both in minor units, as a decimal with six digits, rounded half-even; zero if the whole is zero.
 */
export function ratioOf(part: bigint, whole: bigint): string {
  if (whole === 0n) return formatMoney(0n, DECIMALS);
  return formatMoney(divideHalfEven(part * 10n ** BigInt(DECIMALS), whole), DECIMALS);
}
