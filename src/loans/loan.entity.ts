import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { User } from '../auth/user.entity.js';
import { BankConfiguration } from '../bank-config/bank-configuration.entity.js';
import { TermColumns } from '../bank-config/term-columns.js';
import { bigintColumn, ShortNumber } from '../database/columns.js';
import { Customer } from '../customers/customer.entity.js';
import { inSql } from '../database/in-sql.js';
import type { LoanTerms } from '../lending/terms.js';

export const LOAN_STATUSES = [
  'queued',
  'active',
  'overdue',
  'defaulted',
  'paid',
  'written_off',
  'cancelled',
] as const;
export type LoanStatus = (typeof LOAN_STATUSES)[number];

/** Something is owed on the loan, and it is not written off. */
export const OPEN_STATUSES: readonly LoanStatus[] = ['active', 'overdue', 'defaulted'];

export function isOpen(status: LoanStatus): boolean {
  return OPEN_STATUSES.includes(status);
}

/** Loan `l` is open, as SQL. */
export const IS_OPEN = `l.status IN (${inSql(OPEN_STATUSES)})`;

/** A loan: the terms it was granted on, and the summaries that lists need (the proof recomputes them). */
@Entity('loans')
@Unique('loans_number_key', ['number'])
@Index('loans_by_customer', ['customerId', 'id'])
@Index('loans_by_status', ['status', 'id'])
@Check(
  'loans_status',
  "status IN ('queued', 'active', 'overdue', 'defaulted', 'paid', 'written_off', 'cancelled')",
)
@Check('loans_amount', 'amount > 0 AND amount_due >= amount')
@Check('loans_not_overpaid', 'total_paid BETWEEN 0 AND amount_due')
@Check('loans_principal', 'principal_outstanding BETWEEN 0 AND amount')
@Check(
  'loans_past_due',
  '(worst_days_past_due > 0) = (past_due_until IS NOT NULL) AND worst_days_past_due >= 0',
)
@Check('loans_late_interest', 'late_interest >= 0')
@Check('loans_commission', 'commission_rate BETWEEN 0 AND 1')
@Check(
  'loans_unfunded_owe_nothing',
  "status NOT IN ('queued', 'cancelled') OR " +
    '(principal_outstanding = 0 AND total_paid = 0 AND next_due_on IS NULL AND next_due_amount = 0)',
)
@Check('loans_written_off', "status <> 'written_off' OR written_off_on IS NOT NULL")
@Check('loans_undone', "undone_on IS NULL OR status = 'cancelled'")
@Check(
  'loans_paid_is_settled',
  "status <> 'paid' OR (principal_outstanding = 0 AND next_due_on IS NULL AND next_due_amount = 0)",
)
export class Loan extends TermColumns {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'loans_pkey' })
  id!: string;

  @ShortNumber()
  number!: number;

  @ForeignKey(() => Customer, { name: 'loans_customer_fkey' })
  @Column('uuid', { name: 'customer_id' })
  customerId!: string;

  @ForeignKey(() => BankConfiguration, { name: 'loans_config_fkey' })
  @Column('integer', { name: 'config_version' })
  configVersion!: number;

  /** Who requested it for the customer; null when the customer did. */
  @ForeignKey(() => User, { name: 'loans_requester_fkey' })
  @Column('uuid', { name: 'requested_by', nullable: true })
  requestedBy!: string | null;

  /** Principal, minor units. */
  @Column('bigint', { transformer: bigintColumn })
  amount!: bigint;

  @Column('text', { name: 'interest_rounding' })
  interestRounding!: LoanTerms['interestRounding'];

  @Column('integer')
  every!: number;

  @Column('text')
  unit!: LoanTerms['unit'];

  @Column('date', { name: 'start_on' })
  startOn!: string;

  @Column('text')
  status!: LoanStatus;

  /** Principal, interest and late interest known so far: what was paid and what is left. Minor units. */
  @Column('bigint', { name: 'amount_due', transformer: bigintColumn })
  amountDue!: bigint;

  @Column('bigint', { name: 'total_paid', default: '0', transformer: bigintColumn })
  totalPaid!: bigint;

  @Column('bigint', { name: 'principal_outstanding', transformer: bigintColumn })
  principalOutstanding!: bigint;

  /** Due date of the oldest instalment that is not fully paid; null when there is none. */
  @Column('date', { name: 'next_due_on', nullable: true })
  nextDueOn!: string | null;

  @Column('bigint', { name: 'next_due_amount', transformer: bigintColumn })
  nextDueAmount!: bigint;

  /** Late interest booked so far, minor units; part of `amountDue`. */
  @Column('bigint', { name: 'late_interest', default: '0', transformer: bigintColumn })
  lateInterest!: bigint;

  /** The business date at whose end the summaries were last derived. */
  @Column('date', { name: 'assessed_on' })
  assessedOn!: string;

  /** The allocation that funded it, for its receipt. Null for loans from before receipts were kept. */
  @Column('uuid', { name: 'allocation_run_id', nullable: true })
  allocationRunId!: string | null;

  @Column('date', { name: 'written_off_on', nullable: true })
  writtenOffOn!: string | null;

  /** When its grant was taken back, to the last row: from then on it counts as if it had never been. */
  @Column({ type: 'date', name: 'undone_on', nullable: true, insert: false })
  undoneOn?: string | null;

  /** The most days it has ever been past due, and the last date on which it was past due; as of `assessedOn`. */
  @Column('integer', { name: 'worst_days_past_due', default: 0 })
  worstDaysPastDue!: number;

  @Column('date', { name: 'past_due_until', nullable: true })
  pastDueUntil!: string | null;

  /** Its customer's credit score and score band when the loan was granted; null when there was none. */
  @Column('integer', { name: 'credit_score', nullable: true })
  creditScore!: number | null;

  @Column('text', { name: 'score_band', nullable: true })
  scoreBand!: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}
