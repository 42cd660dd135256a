import { decliningSchedule } from './declining-schedule.js';
import { flatRows } from './flat-schedule.js';
import type { LoanTerms } from './terms.js';

/** One row of a schedule, minor units. `balance` is the principal left after it, `days` its period's length. */
export interface Installment {
  nr: number;
  dueOn: string;
  days: number;
  principal: bigint;
  interest: bigint;
  balance: bigint;
}

/** What an instalment asks for: principal + interest, minor units. */
export function installmentTotal(installment: Installment): bigint {
  return installment.principal + installment.interest;
}

/** A loan's schedule right after disbursement, one row per instalment (rules 3-8). Throws RangeError on bad terms. */
export function buildSchedule(terms: LoanTerms): Installment[] {
  checkTerms(terms);
  return terms.interestMethod === 'flat' ? flatRows(terms) : decliningSchedule(terms).rows;
}

/** Refuses terms that no schedule can be made of, with a RangeError. */
export function checkTerms({ principal, installments, every }: LoanTerms): void {
  if (principal <= 0n) throw new RangeError('the principal must be positive');
  if (!Number.isInteger(installments) || installments < 1) {
    throw new RangeError('a loan has at least one instalment');
  }
  if (!Number.isInteger(every) || every < 1) throw new RangeError('a period has at least one unit');
}
