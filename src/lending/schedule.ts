import type { Installment } from './installment.js';
import { decliningSchedule } from './declining-schedule.js';
import { flatSchedule } from './flat-schedule.js';
import { isLevel, type LevelSchedule } from './level-payment.js';
import type { LoanTerms } from './terms.js';

/** A loan's schedule right after disbursement, one row per instalment (rules 3-8). Throws RangeError on bad terms. */
export function buildSchedule(terms: LoanTerms): Installment[] {
  return levelScheduleOf(terms).rows;
}

/**
 * Throws DoesNotAmortise if equal instalments cannot repay a loan on these terms. Interest then leaves so little of an
 * instalment for principal that one minor unit more or less in each grows into more than an instalment. Some
 * instalments would be zero, or the last more than twice the others. An amount too small for equal instalments even
 * without interest does not count.
 */
export function assertAmortises(terms: LoanTerms): void {
  if (isLevel(levelScheduleOf(terms)) || !isLevel(levelScheduleOf({ ...terms, annualRate: '0' }))) return;
  throw new DoesNotAmortise(
    'equal instalments cannot repay this amount at this rate over this term: nearly all of each would be interest',
  );
}

/** Terms on which the last instalment cannot be like the others. */
export class DoesNotAmortise extends RangeError {}

function levelScheduleOf(terms: LoanTerms): LevelSchedule {
  checkTerms(terms);
  return terms.interestMethod === 'flat' ? flatSchedule(terms) : decliningSchedule(terms);
}

/** Throws RangeError on terms that allow no schedule. */
export function checkTerms({ principal, installments, every }: LoanTerms): void {
  if (principal <= 0n) throw new RangeError('the principal must be positive');
  if (!Number.isInteger(installments) || installments < 1) {
    throw new RangeError('a loan has at least one instalment');
  }
  if (!Number.isInteger(every) || every < 1) throw new RangeError('a period has at least one unit');
}
