import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { User } from '../auth/user.entity.js';
import { Instrument } from './instrument.entity.js';
import { inSql } from '../database/in-sql.js';

export const MOST_LEAD_DAYS = 5;

export const AUTOPAY_STATES = ['on', 'off'] as const;
/** Somebody asked for it; two debits in a row failed; the loan is not open any more; the instrument is gone. */
export const OFF_REASONS = ['asked', 'failed', 'loan_closed', 'instrument_gone'] as const;
export type OffReason = (typeof OFF_REASONS)[number];

/** That the instalments of a loan are collected by themselves. Changed only while its loan is locked. */
@Entity('autopay')
@Index('autopay_opening', ['opensOn'], { where: 'opens_on IS NOT NULL' })
@Check('autopay_lead_days', `lead_days BETWEEN 0 AND ${String(MOST_LEAD_DAYS)}`)
@Check(
  'autopay_state',
  `(state = 'on' AND off_reason IS NULL) OR (state = 'off' AND off_reason IN (${inSql(OFF_REASONS)}) AND due_on IS NULL)`,
)
@Check('autopay_next', '(due_on IS NULL) = (opens_on IS NULL)')
export class Autopay {
  @ForeignKey('Loan', { name: 'autopay_loan_fkey' })
  @PrimaryColumn('uuid', { name: 'loan_id', primaryKeyConstraintName: 'autopay_pkey' })
  loanId!: string;

  @ForeignKey(() => Instrument, { name: 'autopay_instrument_fkey' })
  @Column('uuid', { name: 'instrument_id' })
  instrumentId!: string;

  /** How many days before a due date its debit is asked for. */
  @Column('integer', { name: 'lead_days' })
  leadDays!: number;

  @Column('text')
  state!: (typeof AUTOPAY_STATES)[number];

  @Column('text', { name: 'off_reason', nullable: true })
  offReason!: OffReason | null;

  /** The due date for which the next debit will be asked; null: none is left. */
  @Column('date', { name: 'due_on', nullable: true })
  dueOn!: string | null;

  /** The business date that begins with that debit; a day-close opens it at the end of the date before. */
  @Column('date', { name: 'opens_on', nullable: true })
  opensOn!: string | null;

  @ForeignKey(() => User, { name: 'autopay_author_fkey' })
  @Column('uuid', { name: 'set_by' })
  setBy!: string;

  @Column('timestamptz', { name: 'set_at' })
  setAt!: Date;
}
