import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { User } from '../auth/user.entity.js';
import { inSql } from '../database/in-sql.js';

export const PROPOSAL_KINDS = ['resolve', 'bank_loss'] as const;

/** What one member of staff proposes about money, and another one confirms. */
@Entity('proposals')
@Index('proposals_open', ['subjectId', 'kind'], { unique: true, where: 'ended_at IS NULL' })
@Check('proposals_kind', `kind IN (${inSql(PROPOSAL_KINDS)})`)
@Check(
  'proposals_ended',
  '(ended_by IS NULL) = (ended_at IS NULL) AND (ended_by IS NULL) = (confirmed IS NULL)',
)
@Check('proposals_two_people', 'confirmed IS NOT TRUE OR ended_by <> proposed_by')
export class Proposal {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'proposals_pkey' })
  id!: string;

  @Column('text')
  kind!: (typeof PROPOSAL_KINDS)[number];

  /** The transfer, or the customer, that it is about. */
  @Column('uuid', { name: 'subject_id' })
  subjectId!: string;

  @Column('text')
  outcome!: string;

  @Column('text')
  reason!: string;

  @ForeignKey(() => User, { name: 'proposals_author_fkey' })
  @Column('uuid', { name: 'proposed_by' })
  proposedBy!: string;

  @Column('timestamptz', { name: 'proposed_at' })
  proposedAt!: Date;

  @ForeignKey(() => User, { name: 'proposals_ender_fkey' })
  @Column('uuid', { name: 'ended_by', nullable: true })
  endedBy!: string | null;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt!: Date | null;

  /** False: another proposal has taken its place. */
  @Column('boolean', { nullable: true })
  confirmed!: boolean | null;
}
