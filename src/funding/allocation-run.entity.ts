import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { BankConfiguration } from '../bank-config/bank-configuration.entity.js';
import type { AllocationPolicy } from '../bank-config/bank-configuration.entity.js';

/** `Limits` as they are stored: amounts in minor units as text; a missing limit is left out. */
export interface StoredLimits {
  max_per_loan?: string;
  borrower_cap?: string;
  lowest_band?: string;
  longest_term_months?: number;
  owed?: Record<string, string>;
}

/** `LoanToFund` as it is stored. */
export interface StoredLoan {
  id: string;
  customer: string;
  principal: string;
  term_months: number;
  bands?: readonly string[];
  holds_line?: true;
  aside?: true;
}

/**
 * The recorded input of one allocation: the providers it locked, and the loans in the order in which they were funded.
 * `replayAllocation` gives the same split from it. Rows are facts; amounts in minor units.
 */
@Entity('allocation_runs')
@Check(
  'allocation_runs_candidates',
  'cardinality(provider_ids) = cardinality(free_amounts) AND cardinality(provider_ids) = cardinality(total_amounts)',
)
export class AllocationRun {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'allocation_runs_pkey' })
  id!: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @ForeignKey(() => BankConfiguration, { name: 'allocation_runs_config_fkey' })
  @Column('integer', { name: 'config_version' })
  configVersion!: number;

  @Column('text')
  policy!: AllocationPolicy;

  @Column('uuid', { name: 'provider_ids', array: true })
  providerIds!: string[];

  @Column('bigint', { name: 'free_amounts', array: true })
  freeAmounts!: string[];

  @Column('bigint', { name: 'total_amounts', array: true })
  totalAmounts!: string[];

  /** By provider id, only for those that have limits. */
  @Column('jsonb')
  limits!: Record<string, StoredLimits>;

  @Column('jsonb')
  loans!: StoredLoan[];
}
