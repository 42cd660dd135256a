import type { PeriodUnit } from './dates.js';

export type DayCount = (typeof DAY_COUNTS)[number];
/** The components of a payment on the platform, which has no fees (rule 9). */
export const PAID_COMPONENTS = ['penalty', 'interest', 'principal'] as const;
export type PaidComponent = (typeof PAID_COMPONENTS)[number];
export type Component = 'penalty' | 'fee' | 'interest' | 'principal';

export const INTEREST_METHODS = ['flat', 'declining_balance'] as const;
export const DAY_COUNTS = ['30/360', 'actual/365', 'actual/360', 'actual/actual', '30/actual'] as const;
export const PERIOD_INTERESTS = ['actual_days', 'equal_periods'] as const;
export const PERIOD_UNITS = ['days', 'weeks', 'months'] as const;

/** The order within an instalment when the terms name none (rule 9). */
export const DEFAULT_ALLOCATION_ORDER: readonly Component[] = ['penalty', 'fee', 'interest', 'principal'];

/** The terms a loan was granted on. Money is minor units, rates are decimal texts ("0.05"), dates are YYYY-MM-DD. */
export interface LoanTerms {
  principal: bigint;
  annualRate: string;
  interestMethod: (typeof INTEREST_METHODS)[number];
  dayCount: DayCount;
  /** `actual_days` applies the day count; `equal_periods` takes a month as 1/12, a week 1/52, a day 1/365 of a year. */
  periodInterest: (typeof PERIOD_INTERESTS)[number];
  installments: number;
  every: number;
  unit: PeriodUnit;
  startOn: string;
  /** Due date of instalment 1 if it is not start + every; later due dates count from it (rule 3). */
  firstDueOn?: string;
  /**
   * Flat interest only. `per_period` rounds each row on its own (rule 7). `per_loan` rounds the total once and gives
   * row i the growth of the rounded running total. So 1000.00 at 0.05 for a year owes exactly 1050.00 with any number
   * of instalments (twelve rows of 4.17 would make it 1050.04).
   */
  interestRounding: 'per_period' | 'per_loan';
  allocationOrder?: readonly Component[];
  graceDays?: number;
  /** Annual rate on overdue principal and interest, actual/365 (rule 14). */
  lateInterestRate?: string;
  defaultAfterDays?: number;
  /** Declining balance: whether interest follows the actual balance (rule 10, the default) or stays as scheduled. */
  earlyPaymentReducesInterest?: boolean;
  /** Flat: whether full prepayment gives back the interest of periods that have not begun (rule 11). */
  prepaymentRebate?: boolean;
}
