import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { EntryNo } from '../database/columns.js';
import { User } from '../auth/user.entity.js';
import { Note } from '../notes/note.entity.js';
import { Loan } from '../loans/loan.entity.js';

/** A loan that was written off, by whom and why. Its losses are in the journal. */
@Entity('write_offs')
export class WriteOff {
  @ForeignKey(() => Loan, { name: 'write_offs_loan_fkey' })
  @PrimaryColumn('uuid', { name: 'loan_id', primaryKeyConstraintName: 'write_offs_pkey' })
  loanId!: string;

  @Column('uuid')
  id!: string;

  /** Why: the text is the note's. */
  @ForeignKey(() => Note, { name: 'write_offs_note_fkey' })
  @Column('uuid', { name: 'note_id' })
  noteId!: string;

  @Column('date', { name: 'business_date' })
  businessDate!: string;

  @ForeignKey(() => User, { name: 'write_offs_author_fkey' })
  @Column('uuid', { name: 'written_off_by' })
  writtenOffBy!: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  /** Orders it among the payments of the day: those entered later are recoveries. */
  @EntryNo()
  entryNo?: bigint;
}
