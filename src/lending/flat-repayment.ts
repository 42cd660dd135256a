import type { Installment } from './installment.js';
import { DEFAULT_ALLOCATION_ORDER, type Component } from './terms.js';

/** The state of a flat loan, minor units. The next due instalment is the oldest one that is not fully paid. */
export interface FlatPosition {
  nextDueOn: string | null;
  nextDueAmount: bigint;
  principalOutstanding: bigint;
  interestOutstanding: bigint;
}

/**
 * The principal and interest of a payment, minor units: oldest instalment first, within it the allocation order (rules
 * 9 and 11). It is the growth of a function of the total paid, so splitting a payment in two changes nothing. Throws
 * RangeError when the amount is not positive or exceeds what is left.
 */
export function flatPayment(
  schedule: readonly Installment[],
  paidBefore: bigint,
  amount: bigint,
  order: readonly Component[] = DEFAULT_ALLOCATION_ORDER,
): { principal: bigint; interest: bigint } {
  if (amount <= 0n) throw new RangeError('a payment must be positive');
  const principalFirst = order.indexOf('principal') < order.indexOf('interest');
  const principal =
    principalWithin(schedule, paidBefore + amount, principalFirst) -
    principalWithin(schedule, paidBefore, principalFirst);
  return { principal, interest: amount - principal };
}

/** The state of the loan after `totalPaid`, minor units. Throws RangeError when that exceeds what the loan owes. */
export function flatPosition(
  schedule: readonly Installment[],
  totalPaid: bigint,
  order: readonly Component[] = DEFAULT_ALLOCATION_ORDER,
): FlatPosition {
  let [left, principal, interest] = [totalPaid, 0n, 0n];
  let next: Installment | undefined;
  let nextDueAmount = 0n;
  for (const row of schedule) {
    const due = row.principal + row.interest;
    if (!next && left < due) {
      next = row;
      nextDueAmount = due - left;
    }
    left = left > due ? left - due : 0n;
    principal += row.principal;
    interest += row.interest;
  }
  const principalFirst = order.indexOf('principal') < order.indexOf('interest');
  const principalPaid = principalWithin(schedule, totalPaid, principalFirst);
  return {
    nextDueOn: next ? next.dueOn : null,
    nextDueAmount,
    principalOutstanding: principal - principalPaid,
    interestOutstanding: interest - (totalPaid - principalPaid),
  };
}

/** How much of the first `paid` units is principal. */
function principalWithin(schedule: readonly Installment[], paid: bigint, principalFirst: boolean): bigint {
  if (paid < 0n) throw new RangeError('the total paid must not be negative');
  let left = paid;
  let principal = 0n;
  for (const row of schedule) {
    if (left === 0n) return principal;
    const due = row.principal + row.interest;
    if (left >= due) {
      left -= due;
      principal += row.principal;
      continue;
    }
    const part = principalFirst ? left : left - row.interest;
    if (part > 0n) principal += part > row.principal ? row.principal : part;
    return principal;
  }
  if (left > 0n) throw new RangeError('the payment is above what is left of the loan');
  return principal;
}
