import { dayNumber } from './dates.js';
import { internalRate } from './internal-rate.js';

/** Money in (positive) or out (negative) on a date, minor units. */
export interface CashFlow {
  on: string;
  amount: bigint;
}

/**
 * The annual return x of dated cash flows, Σ amount/(1+x)^(days/365) = 0 (rule 18), as a decimal text with ten
 * decimals. Of several it is the one nearest to zero growth. Throws NoSuchRate, as `internalRate` does.
 */
export function xirr(flows: readonly CashFlow[]): string {
  const first = flows.reduce((earliest, { on }) => Math.min(earliest, dayNumber(on)), Infinity);
  return internalRate(
    flows.map(({ on, amount }) => ({ at: dayNumber(on) - first, amount })),
    365,
  );
}
