import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { Component } from '../lending/components.js';
import { bigintColumn } from '../database/columns.js';
import { Provider } from '../providers/provider.entity.js';

/** The column of a participation that holds what it received of each component. */
export const RECEIVED = {
  principal: 'principalReturned',
  interest: 'interestEarned',
  penalty: 'penaltyEarned',
  recovery: 'recovered',
} as const satisfies Record<Component, keyof Funding>;

/** A participation (LoanFunding): what one provider lent on one loan, and what it has received so far. Minor units. */
@Entity('fundings')
@Unique('fundings_loan_provider_key', ['loanId', 'providerId'])
@Index('fundings_by_provider', ['providerId', 'id'])
@Check('fundings_amount', 'amount > 0')
@Check('fundings_returned', 'principal_returned BETWEEN 0 AND amount')
@Check('fundings_earned', 'interest_earned >= 0')
@Check('fundings_penalty', 'penalty_earned >= 0')
@Check('fundings_lost', 'principal_lost BETWEEN 0 AND amount - principal_returned')
@Check('fundings_recovered', 'recovered >= 0')
@Index('fundings_undone_of', ['providerId'], { where: 'undone_at IS NOT NULL' })
@Check(
  'fundings_undone',
  'undone_at IS NULL OR (principal_returned = 0 AND interest_earned = 0 AND penalty_earned = 0 AND principal_lost = 0 AND recovered = 0)',
)
export class Funding {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'fundings_pkey' })
  id!: string;

  @ForeignKey('Loan', { name: 'fundings_loan_fkey' })
  @Column('uuid', { name: 'loan_id' })
  loanId!: string;

  @ForeignKey(() => Provider, { name: 'fundings_provider_fkey' })
  @Column('uuid', { name: 'provider_id' })
  providerId!: string;

  @Column('bigint', { transformer: bigintColumn })
  amount!: bigint;

  @Column('bigint', { name: 'principal_returned', default: '0', transformer: bigintColumn })
  principalReturned!: bigint;

  @Column('bigint', { name: 'interest_earned', default: '0', transformer: bigintColumn })
  interestEarned!: bigint;

  @Column('bigint', { name: 'penalty_earned', default: '0', transformer: bigintColumn })
  penaltyEarned!: bigint;

  /** Principal written off. */
  @Column('bigint', { name: 'principal_lost', default: '0', transformer: bigintColumn })
  principalLost!: bigint;

  /** Received after the write-off. */
  @Column('bigint', { default: '0', transformer: bigintColumn })
  recovered!: bigint;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  /** When its loan was undone: it is what the allocation gave, and nothing is lent by it any more. */
  @Column({ type: 'timestamptz', name: 'undone_at', nullable: true, insert: false })
  undoneAt?: Date | null;
}
