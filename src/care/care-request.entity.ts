import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { User } from '../auth/user.entity.js';
import { EntryNo } from '../database/columns.js';
import { inSql } from '../database/in-sql.js';
import { Loan } from '../loans/loan.entity.js';
import { Note } from '../notes/note.entity.js';

export const CARE_KINDS = ['holiday', 'reschedule', 'hardship', 'other'] as const;
export type CareKind = (typeof CARE_KINDS)[number];
export const CARE_STATES = ['open', 'granted', 'declined', 'withdrawn'] as const;
export type CareState = (typeof CARE_STATES)[number];

/** What a borrower who cannot pay as agreed asks for, and what the bank answered. It changes nothing of the loan. */
@Entity('care_requests')
@Index('care_requests_one_open', ['loanId'], { unique: true, where: "state = 'open'" })
@Index('care_requests_by_loan', ['loanId', 'entryNo'])
@Index('care_requests_by_state', ['state', 'entryNo'])
@Check('care_requests_kind', `kind IN (${inSql(CARE_KINDS)})`)
@Check(
  'care_requests_state',
  `state IN (${inSql(CARE_STATES)}) AND (state = 'open') = (ended_at IS NULL)
   AND (state IN ('granted', 'declined')) = (answer_note_id IS NOT NULL)`,
)
export class CareRequest {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'care_requests_pkey' })
  id!: string;

  @ForeignKey(() => Loan, { name: 'care_requests_loan_fkey' })
  @Column('uuid', { name: 'loan_id' })
  loanId!: string;

  @Column('text')
  kind!: CareKind;

  /** What the borrower wrote. */
  @ForeignKey(() => Note, { name: 'care_requests_wish_fkey' })
  @Column('uuid', { name: 'wish_note_id' })
  wishNoteId!: string;

  @Column('text')
  state!: CareState;

  /** What staff answered; the borrower reads it. Its author is who answered. */
  @ForeignKey(() => Note, { name: 'care_requests_answer_fkey' })
  @Column('uuid', { name: 'answer_note_id', nullable: true })
  answerNoteId!: string | null;

  @ForeignKey(() => User, { name: 'care_requests_author_fkey' })
  @Column('uuid', { name: 'made_by' })
  madeBy!: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt!: Date | null;

  @EntryNo()
  entryNo?: bigint;
}
