import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { inSql } from '../database/in-sql.js';
import { COMPONENTS } from '../lending/components.js';
import { User } from '../auth/user.entity.js';
import { bigintColumn, EntryNo } from '../database/columns.js';
import { Customer } from '../customers/customer.entity.js';
import { RECEIVING_ACCOUNTS, type ReceivingAccount } from '../ledger/accounts.js';
import { Loan } from '../loans/loan.entity.js';
import { Transfer } from '../transfers/transfer.entity.js';

/** The division of a payment, which a replay may change. */
export const DIVISION = [...COMPONENTS, 'commission'] as const;

/**
 * A repayment: a fact that never changes. Its division is a summary that a replay of the loan may change; its shares
 * are in the journal, under its id. Minor units.
 */
@Entity('payments')
@Check('payments_received_in', `received_in IN (${inSql(RECEIVING_ACCOUNTS)})`)
@Check('payments_commission', 'commission BETWEEN 0 AND interest')
@Index('payments_by_customer', ['customerId', 'id'])
@Index('payments_by_entry', { synchronize: false })
@Index('payments_by_loan', ['loanId', 'id'])
@Index('payments_by_transfer', ['transferId'], { where: 'transfer_id IS NOT NULL' })
@Check(
  'payments_amount',
  `amount > 0 AND ${COMPONENTS.map((component) => `${component} >= 0 AND`).join(' ')}
   amount = ${COMPONENTS.join(' + ')}`,
)
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

  /** Late interest. */
  @Column('bigint', { default: '0', transformer: bigintColumn })
  penalty!: bigint;

  /** The whole amount if it came after the write-off of its loan. */
  @Column('bigint', { default: '0', transformer: bigintColumn })
  recovery!: bigint;

  /** What the bank kept of the interest. */
  @Column('bigint', { default: '0', transformer: bigintColumn })
  commission!: bigint;

  /** Who entered it, if not the customer. */
  @ForeignKey(() => User, { name: 'payments_author_fkey' })
  @Column('uuid', { name: 'entered_by', nullable: true })
  enteredBy!: string | null;

  /** The account that the money came into. */
  @Column('text', { name: 'received_in', default: 'cash' })
  receivedIn!: ReceivingAccount;

  /** The transfer that brought the money. One may have several payments, if it was returned and came again. */
  @ForeignKey(() => Transfer, { name: 'payments_transfer_fkey' })
  @Column('uuid', { name: 'transfer_id', nullable: true })
  transferId!: string | null;

  /** The business date on which the payment counts. */
  @Column('date', { name: 'value_date' })
  valueDate!: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @EntryNo()
  entryNo?: bigint;
}
