import type { BankConfiguration } from '../bank-config/bank-configuration.entity.js';
import { rateIn, type ScoreBand } from '../bank-config/score-bands.js';
import type { TermColumns } from '../bank-config/term-columns.js';
import { durationOf, installmentPlan, type InstallmentPlan } from '../bank-config/installment-plan.js';
import { dueDate, monthsCovering } from '../lending/dates.js';
import type { Component, LoanTerms } from '../lending/terms.js';
import type { Loan } from './loan.entity.js';

/** The terms of a loan that come from the bank configuration. */
export type CopiedTerms = TermColumns & Pick<Loan, 'configVersion' | 'interestRounding' | 'every' | 'unit'>;

/**
 * The terms that a loan copies from the configuration in force when it is granted. With fewer instalments the loan is
 * shorter: its periods keep their length. The band of the credit score adjusts the rate.
 */
export function copyTerms(
  config: BankConfiguration,
  installments = config.installments,
  band: ScoreBand | null = null,
): CopiedTerms {
  const plan = planOf(config);
  const duration = shorterDuration(config, installments);
  if (duration === null) throw new Error(`${String(installments)} instalments have no duration`);
  return {
    configVersion: config.version,
    currency: config.currency,
    interestRate: rateIn(band, config.interestRate),
    interestMethod: config.interestMethod,
    interestRounding: 'per_loan',
    dayCount: config.dayCount,
    periodInterest: config.periodInterest,
    duration,
    installments,
    ...plan,
    allocationOrder: config.allocationOrder,
    prepaymentRebate: config.prepaymentRebate,
    graceDays: config.graceDays,
    lateInterestRate: config.lateInterestRate,
    defaultAfterDays: config.defaultAfterDays,
    commissionRate: config.commissionRate,
  };
}

/**
 * The duration (ISO 8601) of a loan with at most the configuration's number of instalments and the same periods. Null
 * when no duration divides that way (`P365W` has seven periods of 365 days; four of them are `P1460D`, which reads as
 * four years).
 */
export function shorterDuration(config: BankConfiguration, installments: number): string | null {
  return installments === config.installments ? config.duration : durationOf(installments, planOf(config));
}

function planOf(config: BankConfiguration): InstallmentPlan {
  const plan = installmentPlan(config.duration, config.installments);
  if (!plan) throw new Error(`bank configuration ${String(config.version)} does not divide into instalments`);
  return plan;
}

/** How many months a loan that starts on that date runs, to its last instalment, rounded up. */
export function termMonths(
  { installments, every, unit }: Pick<CopiedTerms, 'installments' | 'every' | 'unit'>,
  startOn: string,
): number {
  return monthsCovering(startOn, dueDate(startOn, installments, every, unit));
}

/** A loan's own terms, in the form that the arithmetic takes. */
export function termsOf(
  loan: Omit<CopiedTerms, 'configVersion' | 'currency' | 'duration' | 'commissionRate'> &
    Pick<Loan, 'amount' | 'startOn'>,
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
    allocationOrder: loan.allocationOrder.split(',') as Component[],
    prepaymentRebate: loan.prepaymentRebate,
    graceDays: loan.graceDays,
    lateInterestRate: loan.lateInterestRate,
    defaultAfterDays: loan.defaultAfterDays,
  };
}
