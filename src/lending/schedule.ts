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

/** The schedule of a loan right after disbursement, one row per instalment (rules 3-8). Throws RangeError on bad terms. */
export function buildSchedule(terms: LoanTerms): Installment[] {
  if (terms.principal <= 0n) throw new RangeError('the principal must be positive');
  if (!Number.isInteger(terms.installments) || terms.installments < 1) {
    throw new RangeError('a loan has at least one instalment');
  }
  if (!Number.isInteger(terms.every) || terms.every < 1)
    throw new RangeError('a period has at least one unit');
  if (terms.interestMethod === 'flat') return flatRows(terms);
  throw new RangeError('declining_balance is not there yet');
}
