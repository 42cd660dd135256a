import { Check, Column, Entity, PrimaryColumn } from 'typeorm';
import { bigintColumn } from '../database/columns.js';
import { inSql } from '../database/in-sql.js';

export const DAY_CLOSE_STATUSES = ['running', 'done'] as const;

/** The close of one business date. Minor units. */
@Entity('day_closes')
@Check('day_closes_finished', "(status = 'done') = (finished_at IS NOT NULL)")
@Check('day_closes_status', `status IN (${inSql(DAY_CLOSE_STATUSES)})`)
export class DayCloseRun {
  @PrimaryColumn('date', { name: 'business_date', primaryKeyConstraintName: 'day_closes_pkey' })
  businessDate!: string;

  /** `running` also means interrupted: the next run finishes it. */
  @Column('text')
  status!: (typeof DAY_CLOSE_STATUSES)[number];

  /** Loans on its list: past due, or due soon. */
  @Column('integer')
  candidates!: number;

  /** Loans past due that were assessed. */
  @Column('integer', { default: 0 })
  assessed!: number;

  /** Late interest booked. */
  @Column('bigint', { name: 'late_interest', default: '0', transformer: bigintColumn })
  lateInterest!: bigint;

  @Column('integer', { name: 'became_overdue', default: 0 })
  becameOverdue!: number;

  @Column('integer', { name: 'became_defaulted', default: 0 })
  becameDefaulted!: number;

  @Column('integer', { default: 0 })
  reminders!: number;

  @Column('integer', { default: 0 })
  notices!: number;

  @Column('timestamptz', { name: 'started_at' })
  startedAt!: Date;

  @Column('timestamptz', { name: 'finished_at', nullable: true })
  finishedAt!: Date | null;
}
