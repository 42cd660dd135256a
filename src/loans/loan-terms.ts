import type { BankConfiguration } from '../bank-config/bank-configuration.entity.js';
import { installmentPlan } from '../bank-config/installment-plan.js';
import type { LoanTerms } from '../lending/terms.js';
import type { Loan } from './loan.entity.js';

type CopiedTerms = Pick<
  Loan,
  | 'configVersion'
  | 'currency'
  | 'interestRate'
  | 'interestMethod'
  | 'interestRounding'
  | 'dayCount'
  | 'periodInterest'
  | 'duration'
  | 'installments'
  | 'every'
  | 'unit'
>;

/** The terms that a loan copies from the configuration in force when it is granted. */
export function copyTerms(config: BankConfiguration): CopiedTerms {
  const plan = installmentPlan(config.duration, config.installments);
  if (!plan) throw new Error(`bank configuration ${String(config.version)} does not divide into instalments`);
  return {
    configVersion: config.version,
    currency: config.currency,
    interestRate: config.interestRate,
    interestMethod: 'flat',
    interestRounding: 'per_loan',
    dayCount: 'actual/365',
    periodInterest: 'equal_periods',
    duration: config.duration,
    installments: config.installments,
    ...plan,
  };
}

/** A loan's own terms, as the arithmetic takes them. */
export function termsOf(
  loan: Omit<CopiedTerms, 'configVersion' | 'currency' | 'duration'> & Pick<Loan, 'amount' | 'startOn'>,
): LoanTerms {
  return {
    principal: loan.amount,
    annualRate: loan.interestRate,
    interestMethod: loan.interestMethod,
    interestRounding: loan.interestRounding,
    dayCount: loan.dayCount,
    periodInterest: loan.periodInterest,
    installments: loan.installments,
    every: loan.every,
    unit: loan.unit,
    startOn: loan.startOn,
  };
}
