import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { User } from '../auth/user.entity.js';
import { inSql } from '../database/in-sql.js';

/** Somebody turned to a person. */
export const CONTACT_KINDS = ['call', 'visit', 'letter', 'message'] as const;
/** What people write of their own accord; other notes belong to a command. */
export const WRITTEN_KINDS = [...CONTACT_KINDS, 'decision', 'other'] as const;
export const NOTE_KINDS = ['reversal', 'write_off', 'outside', 'undo', ...WRITTEN_KINDS] as const;
/** What people write about of their own accord. */
export const WRITTEN_SUBJECTS = ['customer', 'provider', 'loan', 'payment'] as const;
export const NOTE_SUBJECTS = ['payment', 'loan', 'statement_line', 'customer', 'provider'] as const;
export const NOTE_OUTCOMES = ['reached', 'no_answer', 'wrong_number', 'refused', 'promised', 'paid'] as const;

/** The kinds of contact, as SQL. */
export const CONTACTS = inSql(CONTACT_KINDS);

/**
 * Free text about a fact whose row cannot be changed, or about a person. The text has a row of its own, so that a name in
 * it can be removed: the database allows that change, once, and no other.
 */
@Entity('notes')
@Index('notes_by_subject', ['subjectId', 'id'])
@Index('notes_of_contact', { synchronize: false })
@Check('notes_subject_type', `subject_type IN (${inSql(NOTE_SUBJECTS)})`)
@Check('notes_kind', `kind IN (${inSql(NOTE_KINDS)})`)
@Check('notes_outcome', `outcome IS NULL OR kind IN (${CONTACTS}) AND outcome IN (${inSql(NOTE_OUTCOMES)})`)
@Check('notes_redacted', "(redacted_at IS NOT NULL) = (text = '')")
export class Note {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'notes_pkey' })
  id!: string;

  @Column('text', { name: 'subject_type' })
  subjectType!: (typeof NOTE_SUBJECTS)[number];

  /** What it is about. */
  @Column('uuid', { name: 'subject_id' })
  subjectId!: string;

  @Column('text')
  kind!: (typeof NOTE_KINDS)[number];

  /** What came of a contact. */
  @Column('text', { nullable: true })
  outcome!: (typeof NOTE_OUTCOMES)[number] | null;

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
