import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { User } from '../auth/user.entity.js';
import { EntryNo } from '../database/columns.js';
import { Transfer } from './transfer.entity.js';
import type { Stands, TransferState } from './transfer-states.js';
import { inSql } from '../database/in-sql.js';

export const STEP_SOURCES = ['api', 'webhook', 'poll', 'statement', 'staff', 'clock'] as const;
export type StepSource = (typeof STEP_SOURCES)[number];

/** Something that happened to a transfer: a fact that never changes. */
@Entity('transfer_steps')
@Index('transfer_steps_by_transfer', ['transferId', 'entryNo'])
@Index('transfer_steps_by_entry', { synchronize: false })
@Check('transfer_steps_source', `source IN (${inSql(STEP_SOURCES)})`)
export class TransferStep {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'transfer_steps_pkey' })
  id!: string;

  @ForeignKey(() => Transfer, { name: 'transfer_steps_transfer_fkey' })
  @Column('uuid', { name: 'transfer_id' })
  transferId!: string;

  /** Null when it was opened. The same as the state after it where only the books moved on. */
  @Column('text', { name: 'from_state', nullable: true })
  fromState!: TransferState | null;

  @Column('text', { name: 'to_state' })
  toState!: TransferState;

  /** What the books say from then on. */
  @Column('text')
  stands!: Stands;

  @Column('text')
  source!: StepSource;

  /** The event, statement line or reason behind it. */
  @Column('text', { name: 'source_ref', nullable: true })
  sourceRef!: string | null;

  @Column('timestamptz')
  at!: Date;

  @ForeignKey(() => User, { name: 'transfer_steps_actor_fkey' })
  @Column('uuid', { name: 'actor_id', nullable: true })
  actorId!: string | null;

  @EntryNo()
  entryNo?: bigint;
}
