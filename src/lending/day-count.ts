import { daysBetween } from './dates.js';

/** An exact number: numerator/denominator, denominator positive. */
export interface Fraction {
  numerator: bigint;
  denominator: bigint;
}

/** Days over a fixed year: the exact fraction of a year from one date to another. */
export function actualOver(from: string, to: string, yearDays: number): Fraction {
  return { numerator: BigInt(daysBetween(from, to)), denominator: BigInt(yearDays) };
}
