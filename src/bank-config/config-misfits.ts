import { currencyDecimals } from '../lending/money.js';
import { assertAmortises, DoesNotAmortise } from '../lending/schedule.js';
import type { FieldError } from '../runtime/problems.js';
import type { BankConfiguration } from './bank-configuration.entity.js';
import { installmentPlan } from './installment-plan.js';
import { bandMisfits } from './score-bands.js';

/** A version before it is appended. */
export type Version = Omit<BankConfiguration, 'createdAt' | 'createdBy'>;

/** Whether not even the largest loan could be repaid in equal instalments on these terms. */
export function unrepayable(config: Version, startOn: string): FieldError[] {
  const plan = installmentPlan(config.duration, config.installments);
  if (plan === null || config.interestMethod === 'flat') return [];
  const { interestMethod, dayCount, periodInterest, installments, interestRate, maxLoanAmount } = config;
  const terms = { interestMethod, dayCount, periodInterest, installments, ...plan, startOn };
  try {
    assertAmortises({
      ...terms,
      principal: maxLoanAmount,
      annualRate: interestRate,
      interestRounding: 'per_loan',
    });
    return [];
  } catch (error) {
    if (!(error instanceof DoesNotAmortise)) throw error;
    const message =
      `${String(installments)} equal instalments cannot repay even max_loan_amount at ${interestRate} a year: ` +
      'nearly all of each would be interest.';
    return [{ field: 'interest_rate', code: 'does_not_amortise', message }];
  }
}

/** Fields that do not fit together, with a message for each. */
export function misfits(config: Version): FieldError[] {
  const errors: FieldError[] = [];
  if (config.minLoanAmount > config.maxLoanAmount) {
    const message = 'min_loan_amount must not be above max_loan_amount.';
    errors.push({ field: 'min_loan_amount', code: 'range', message });
  }
  if (installmentPlan(config.duration, config.installments) === null) {
    const message =
      `${config.duration} cannot be cut into ${String(config.installments)} equal instalments of whole days, weeks ` +
      'or months.';
    errors.push({ field: 'installments', code: 'does_not_divide', message });
  }
  if (config.defaultAfterDays <= config.graceDays) {
    const message = 'default_after_days must be above grace_days.';
    errors.push({ field: 'default_after_days', code: 'range', message });
  }
  if (config.queuePatienceDays > config.queueDays) {
    const message = 'queue_patience_days must not be above queue_days.';
    errors.push({ field: 'queue_patience_days', code: 'range', message });
  }
  if (config.prepaymentRebate && config.interestMethod !== 'flat') {
    const message =
      'prepayment_rebate is for flat interest; with interest on the declining balance, early payment saves ' +
      'interest anyway.';
    errors.push({ field: 'prepayment_rebate', code: 'does_not_fit', message });
  }
  const both = config.lettersRequired.filter((topic) => config.lettersOnRequest.includes(topic));
  if (both.length > 0) {
    const message = `letters_required and letters_on_request must not both have ${both.join(', ')}.`;
    errors.push({ field: 'letters_required', code: 'does_not_fit', message });
  }
  return [...errors, ...bandMisfits(config.scoreBands, config, currencyDecimals(config.currency))];
}
