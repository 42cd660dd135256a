import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { bigintColumn } from '../common/columns.js';
import { Customer } from '../customers/customer.entity.js';
import { Loan } from '../loans/loan.entity.js';

/** A repayment: a fact that never changes. Its shares are in the journal, under its id. Minor units. */
@Entity('payments')
@Index('payments_by_customer', ['customerId', 'id'])
@Index('payments_by_loan', ['loanId', 'id'])
@Check('payments_amount', 'amount > 0 AND principal >= 0 AND interest >= 0 AND amount = principal + interest')
export class Payment {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'payments_pkey' })
  id!: string;

  @ForeignKey(() => Loan, { name: 'payments_loan_fkey' })
  @Column('uuid', { name: 'loan_id' })
  loanId!: string;

  @ForeignKey(() => Customer, { name: 'payments_customer_fkey' })
  @Column('uuid', { name: 'customer_id' })
  customerId!: string;

  @Column('text')
  currency!: string;

  @Column('bigint', { transformer: bigintColumn })
  amount!: bigint;

  @Column('bigint', { transformer: bigintColumn })
  principal!: bigint;

  @Column('bigint', { transformer: bigintColumn })
  interest!: bigint;

  /** The business date on which the payment counts. */
  @Column('date', { name: 'value_date' })
  valueDate!: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}
