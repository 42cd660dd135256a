import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { bigintColumn, EntryNo } from '../database/columns.js';
import { inSql } from '../database/in-sql.js';
import { Note } from '../notes/note.entity.js';
import { Loan, type LoanStatus } from './loan.entity.js';

export const LOAN_EVENT_KINDS = [
  'payment',
  'recovery',
  'payment_reversed',
  'late_interest',
  'overdue',
  'defaulted',
  'written_off',
  'reminder',
  'overdue_notice',
  'queued',
  'disbursed',
  'cancelled',
  'expired',
  'refused',
  'undone',
  'autopay_on',
  'autopay_off',
  'promise_made',
  'promise_kept',
  'promise_broken',
] as const;
export type LoanEventKind = (typeof LOAN_EVENT_KINDS)[number];

/**
 * Something that happened to a loan: a fact that never changes. Minor units. The events of a loan that did not wait for
 * money begin with its pay-out.
 */
@Entity('loan_events')
@Index('loan_events_by_entry', { synchronize: false })
@Index('loan_events_by_loan', ['loanId', 'entryNo'])
@Index('loan_events_once_a_day', ['loanId', 'businessDate', 'kind'], {
  unique: true,
  where: "kind IN ('late_interest', 'overdue_notice')",
})
@Index('loan_events_reminded_once', ['loanId', 'dueOn'], { unique: true, where: "kind = 'reminder'" })
@Check('loan_events_kind', `kind IN (${inSql(LOAN_EVENT_KINDS)})`)
@Check(
  'loan_events_before',
  "(status_before IS NULL) = (balance_before IS NULL) AND (status_before IS NOT NULL OR kind = 'disbursed')",
)
@Check('loan_events_reminder', "(kind = 'reminder') = (due_on IS NOT NULL)")
export class LoanEvent {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'loan_events_pkey' })
  id!: string;

  @ForeignKey(() => Loan, { name: 'loan_events_loan_fkey' })
  @Column('uuid', { name: 'loan_id' })
  loanId!: string;

  @Column('date', { name: 'business_date' })
  businessDate!: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('text')
  kind!: LoanEventKind;

  @Column('bigint', { nullable: true, transformer: bigintColumn })
  amount!: bigint | null;

  @Column('uuid', { name: 'payment_id', nullable: true })
  paymentId!: string | null;

  @Column('text', { nullable: true })
  detail!: string | null;

  /** The note about it. */
  @ForeignKey(() => Note, { name: 'loan_events_note_fkey' })
  @Column('uuid', { name: 'note_id', nullable: true })
  noteId!: string | null;

  /** The user who did it; null when the platform did. */
  @Column('uuid', { name: 'actor_id', nullable: true })
  actorId!: string | null;

  /** Null when the loan began with this event. */
  @Column('text', { name: 'status_before', nullable: true })
  statusBefore!: LoanStatus | null;

  @Column('text', { name: 'status_after' })
  statusAfter!: LoanStatus;

  @Column('bigint', { name: 'balance_before', nullable: true, transformer: bigintColumn })
  balanceBefore!: bigint | null;

  @Column('bigint', { name: 'balance_after', transformer: bigintColumn })
  balanceAfter!: bigint;

  /** For a reminder: the due date of its instalment. */
  @Column('date', { name: 'due_on', nullable: true })
  dueOn!: string | null;

  @EntryNo()
  entryNo?: bigint;
}
