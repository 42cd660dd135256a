import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { User } from '../auth/user.entity.js';
import { bigintColumn, EntryNo } from '../database/columns.js';
import { inSql } from '../database/in-sql.js';
import { Loan } from '../loans/loan.entity.js';
import { CONTACT_KINDS, Note } from '../notes/note.entity.js';

/** How it was given; `counter`: in the office. */
export const PROMISE_CHANNELS = [...CONTACT_KINDS, 'counter'] as const;
export const PROMISE_STATES = ['open', 'kept', 'broken', 'cancelled', 'replaced'] as const;
export type PromiseState = (typeof PROMISE_STATES)[number];

/** How many days after today a promise may lie. */
export const PROMISE_MOST_DAYS = 31;

/**
 * What a borrower said that will be paid by a date. It moves no money. The end of a business date decides whether it was
 * kept. Minor units.
 */
@Entity('promises')
@Index('promises_one_open', ['loanId'], { unique: true, where: "state = 'open'" })
@Index('promises_by_loan', ['loanId', 'entryNo'])
@Index('promises_kept', ['resolvedOn'], { where: "state = 'kept'" })
@Index('promises_broken', ['resolvedOn'], { where: "state = 'broken'" })
@Check('promises_amount', 'amount > 0 AND paid >= 0')
@Check('promises_channel', `channel IN (${inSql(PROMISE_CHANNELS)})`)
@Check('promises_due', `due_on BETWEEN made_on AND made_on + ${String(PROMISE_MOST_DAYS)}`)
@Check('promises_state', `state IN (${inSql(PROMISE_STATES)}) AND (state = 'open') = (resolved_on IS NULL)`)
export class PaymentPromise {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'promises_pkey' })
  id!: string;

  @ForeignKey(() => Loan, { name: 'promises_loan_fkey' })
  @Column('uuid', { name: 'loan_id' })
  loanId!: string;

  @Column('bigint', { transformer: bigintColumn })
  amount!: bigint;

  @Column('date', { name: 'due_on' })
  dueOn!: string;

  @Column('text')
  channel!: (typeof PROMISE_CHANNELS)[number];

  /** What was said. */
  @ForeignKey(() => Note, { name: 'promises_note_fkey' })
  @Column('uuid', { name: 'note_id' })
  noteId!: string;

  @Column('text')
  state!: PromiseState;

  /** What had been paid since when it was decided; zero before. */
  @Column('bigint', { default: '0', transformer: bigintColumn })
  paid!: bigint;

  @Column('date', { name: 'made_on' })
  madeOn!: string;

  /** The business date at whose end it was decided, or on which staff ended it. */
  @Column('date', { name: 'resolved_on', nullable: true })
  resolvedOn!: string | null;

  @ForeignKey(() => User, { name: 'promises_author_fkey' })
  @Column('uuid', { name: 'made_by' })
  madeBy!: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  /** Payments with a higher number were entered after it. */
  @EntryNo()
  entryNo?: bigint;
}
