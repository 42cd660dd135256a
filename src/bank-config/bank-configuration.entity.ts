import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { User } from '../auth/user.entity.js';
import { bigintColumn } from '../common/columns.js';

export const ALLOCATION_POLICIES = ['smallest_first', 'oldest_first', 'largest_first'] as const;
export type AllocationPolicy = (typeof ALLOCATION_POLICIES)[number];

/** One version of the bank's terms. Rows are facts: a change appends the next version. */
@Entity('bank_configurations')
@Check('bank_configurations_range', 'min_loan_amount > 0 AND min_loan_amount <= max_loan_amount')
@Check('bank_configurations_rate', 'interest_rate >= 0 AND interest_rate <= 10')
@Check('bank_configurations_installments', 'installments BETWEEN 1 AND 600')
export class BankConfiguration {
  @PrimaryColumn('integer', { primaryKeyConstraintName: 'bank_configurations_pkey' })
  version!: number;

  @Column('bigint', { name: 'min_loan_amount', transformer: bigintColumn })
  minLoanAmount!: bigint;

  @Column('bigint', { name: 'max_loan_amount', transformer: bigintColumn })
  maxLoanAmount!: bigint;

  /** A year's interest as a decimal: 0.05 is 5 %. */
  @Column('numeric', { name: 'interest_rate' })
  interestRate!: string;

  /** ISO 8601, of the whole loan. */
  @Column('text')
  duration!: string;

  @Column('integer')
  installments!: number;

  @Column('text')
  currency!: string;

  @Column('text', { name: 'allocation_policy' })
  allocationPolicy!: AllocationPolicy;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @ForeignKey(() => User, { name: 'bank_configurations_author_fkey' })
  @Column('uuid', { name: 'created_by', nullable: true })
  createdBy!: string | null;
}
