import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { BankConfiguration } from '../bank-config/bank-configuration.entity.js';
import { bigintColumn } from '../database/columns.js';
import { Customer } from '../customers/customer.entity.js';
import { Loan } from '../loans/loan.entity.js';

/** What a customer was told a loan would cost. Its figures follow from the terms of its configuration version. */
@Entity('quotes')
@Index('quotes_by_customer', ['customerId', 'id'])
@Check('quotes_amount', 'amount > 0')
@Check('quotes_installments', 'installments BETWEEN 1 AND 600')
export class Quote {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'quotes_pkey' })
  id!: string;

  @ForeignKey(() => Customer, { name: 'quotes_customer_fkey' })
  @Column('uuid', { name: 'customer_id' })
  customerId!: string;

  @ForeignKey(() => BankConfiguration, { name: 'quotes_config_fkey' })
  @Column('integer', { name: 'config_version' })
  configVersion!: number;

  /** Principal, minor units. */
  @Column('bigint', { transformer: bigintColumn })
  amount!: bigint;

  @Column('integer')
  installments!: number;

  /** The score band of the customer in its configuration; null when there was none. */
  @Column('text', { name: 'score_band', nullable: true })
  scoreBand!: string | null;

  /** The business date on which the loan would start; the quote ends with it. */
  @Column('date', { name: 'start_on' })
  startOn!: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt!: Date;

  /** The loan that used it. */
  @ForeignKey(() => Loan, { name: 'quotes_loan_fkey' })
  @Column('uuid', { name: 'loan_id', nullable: true })
  loanId!: string | null;
}
