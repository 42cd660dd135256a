import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { ProfileColumns } from '../auth/profile-columns.js';
import { User } from '../auth/user.entity.js';
import { bigintColumn } from '../database/columns.js';

/** A borrower (LoanCustomer): shares its id with its user, who holds the names and the login. */
@Entity('customers')
@Unique('customers_number_key', ['number'])
@Check(
  'customers_own_range',
  'min_loan_amount > 0 AND max_loan_amount > 0 AND min_loan_amount <= max_loan_amount',
)
@Check('customers_credit_not_negative', 'credit_amount >= 0')
@Check('customers_receivable_not_negative', 'receivable_amount >= 0')
@Check('customers_credit_score', 'credit_score BETWEEN 300 AND 850')
@Index('customers_by_score_change', ['scoreChangesOn'], { where: 'score_changes_on IS NOT NULL' })
export class Customer extends ProfileColumns {
  @ForeignKey(() => User, { name: 'customers_user_fkey' })
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'customers_pkey' })
  id!: string;

  /** Set by staff for this customer; null: the bank's configuration applies. */
  @Column('bigint', { name: 'min_loan_amount', nullable: true, transformer: bigintColumn })
  minLoanAmount!: bigint | null;

  @Column('bigint', { name: 'max_loan_amount', nullable: true, transformer: bigintColumn })
  maxLoanAmount!: bigint | null;

  /** Money of the customer that no loan took: a summary of the journal, changed by `CustomerBalances` only. */
  @Column('bigint', { name: 'credit_amount', default: '0', transformer: bigintColumn })
  creditAmount!: bigint;

  /** What the customer owes of money that was taken back after it was spent. */
  @Column('bigint', { name: 'receivable_amount', default: '0', transformer: bigintColumn })
  receivableAmount!: bigint;

  /** 300 to 850: a summary of the customer's loans. Only scoring writes it. */
  @Column('integer', { name: 'credit_score', default: 600 })
  creditScore!: number;

  /** The business date of the computation; null until something has happened. */
  @Column('date', { name: 'scored_on', nullable: true })
  scoredOn!: string | null;

  /** The next date on which the score changes through the passage of time. */
  @Column('date', { name: 'score_changes_on', nullable: true })
  scoreChangesOn!: string | null;
}
