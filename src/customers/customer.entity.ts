import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { User } from '../auth/user.entity.js';
import { bigintColumn } from '../common/columns.js';

/** A borrower (LoanCustomer): shares its id with its user, who holds the names and the login. */
@Entity('customers')
@Check(
  'customers_own_range',
  'min_loan_amount > 0 AND max_loan_amount > 0 AND min_loan_amount <= max_loan_amount',
)
export class Customer {
  @ForeignKey(() => User, { name: 'customers_user_fkey' })
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'customers_pkey' })
  id!: string;

  @Column('text', { default: '' })
  phone!: string;

  @Column('text', { default: '' })
  address!: string;

  /** Set by staff for this customer; null: the bank's configuration holds. */
  @Column('bigint', { name: 'min_loan_amount', nullable: true, transformer: bigintColumn })
  minLoanAmount!: bigint | null;

  @Column('bigint', { name: 'max_loan_amount', nullable: true, transformer: bigintColumn })
  maxLoanAmount!: bigint | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}
