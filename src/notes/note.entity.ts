import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { User } from '../auth/user.entity.js';

export const NOTE_KINDS = ['reversal', 'write_off', 'outside', 'undo'] as const;
export const NOTE_SUBJECTS = ['payment', 'loan', 'statement_line'] as const;

const quoted = (names: readonly string[]) => names.map((name) => `'${name}'`).join(', ');

/**
 * Free text about a fact whose row cannot be changed. The text has a row of its own, so that a name in it can be removed:
 * the database allows that change, once, and no other.
 */
@Entity('notes')
@Index('notes_by_subject', ['subjectId', 'id'])
@Check('notes_subject_type', `subject_type IN (${quoted(NOTE_SUBJECTS)})`)
@Check('notes_kind', `kind IN (${quoted(NOTE_KINDS)})`)
@Check('notes_redacted', "(redacted_at IS NOT NULL) = (text = '')")
export class Note {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'notes_pkey' })
  id!: string;

  @Column('text', { name: 'subject_type' })
  subjectType!: (typeof NOTE_SUBJECTS)[number];

  /** The payment, loan or statement line that it is about. */
  @Column('uuid', { name: 'subject_id' })
  subjectId!: string;

  @Column('text')
  kind!: (typeof NOTE_KINDS)[number];

  /** Empty once it is redacted. */
  @Column('text')
  text!: string;

  @ForeignKey(() => User, { name: 'notes_author_fkey' })
  @Column('uuid', { name: 'author_id' })
  authorId!: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'redacted_at', nullable: true })
  redactedAt!: Date | null;
}
