import type { Installment } from './installment.js';

/** A schedule and its equal instalment (the last row may differ from it), minor units. */
export interface LevelSchedule {
  rows: Installment[];
  payment: bigint;
}

/**
 * The equal instalment with which a schedule ends level, minor units (rule 6). It is `first` if the last row differs
 * from it by at most half a unit per row. Otherwise it is the one whose last row differs least; of two equally good
 * ones, the one nearer to `first`. It is found with the schedule's own rows, so it holds whatever they assume. An
 * instalment that repays the loan before its last row is chosen only if, with the next smaller one, the last row would
 * exceed twice the instalment.
 */
export function levelSchedule(first: bigint, rowsWith: (payment: bigint) => Installment[]): LevelSchedule {
  const made = (payment: bigint) => {
    const rows = rowsWith(payment);
    return { rows, payment, difference: totalOf(rows.at(-1) as Installment) - payment };
  };
  const start = made(first);
  if (magnitude(start.difference) <= BigInt(start.rows.length) / 2n) return start;
  // The larger the other rows, the less is left for the last. Zero in the others leaves everything to it.
  let low = start.difference > 0n ? start : null;
  let high = low ? null : start;
  for (let step = 1n; !low || !high; step *= 2n) {
    const from = (low ?? high ?? start).payment;
    const next = made(low ? from + step : from > step ? from - step : 0n);
    if (next.difference > 0n) low = next;
    else high = next;
  }
  while (high.payment - low.payment > 1n) {
    const next = made((low.payment + high.payment) / 2n);
    if (next.difference > 0n) low = next;
    else high = next;
  }
  const endsEarly = high.rows.some((row) => totalOf(row) === 0n);
  if (endsEarly && low.difference <= low.payment) return low;
  const gap = magnitude(high.difference);
  return gap < low.difference || (gap === low.difference && start.difference <= 0n) ? high : low;
}

/** Whether no instalment of a schedule is zero, and the last is at most twice the equal one. */
export function isLevel({ rows, payment }: LevelSchedule): boolean {
  return rows.every((row) => totalOf(row) > 0n) && totalOf(rows.at(-1) as Installment) <= 2n * payment;
}

function totalOf({ principal, interest }: Installment): bigint {
  return principal + interest;
}

function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value;
}
