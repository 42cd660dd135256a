import { Column } from 'typeorm';
import type { LoanTerms } from '../lending/terms.js';

/** The terms that a loan copies from the bank configuration, as both tables keep them. */
export abstract class TermColumns {
  @Column('text')
  currency!: string;

  /** The annual interest rate as a decimal: 0.05 is 5 %. */
  @Column('numeric', { name: 'interest_rate' })
  interestRate!: string;

  /** The fraction of the interest that the bank takes before the providers get their shares: 0.1 is 10 %. */
  @Column('numeric', { name: 'commission_rate' })
  commissionRate!: string;

  /** The length of the whole loan, ISO 8601. */
  @Column('text')
  duration!: string;

  @Column('integer')
  installments!: number;

  @Column('text', { name: 'interest_method' })
  interestMethod!: LoanTerms['interestMethod'];

  @Column('text', { name: 'day_count' })
  dayCount!: LoanTerms['dayCount'];

  @Column('text', { name: 'period_interest' })
  periodInterest!: LoanTerms['periodInterest'];

  /** The parts of an instalment in the order in which a payment covers them, separated by commas. */
  @Column('text', { name: 'allocation_order' })
  allocationOrder!: string;

  @Column('boolean', { name: 'prepayment_rebate' })
  prepaymentRebate!: boolean;

  @Column('integer', { name: 'grace_days' })
  graceDays!: number;

  /** Annual, on overdue principal and interest. */
  @Column('numeric', { name: 'late_interest_rate' })
  lateInterestRate!: string;

  @Column('integer', { name: 'default_after_days' })
  defaultAfterDays!: number;
}
