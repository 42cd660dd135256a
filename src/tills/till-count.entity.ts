import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { User } from '../auth/user.entity.js';
import { bigintColumn } from '../database/columns.js';

/** What was counted in a teller's till on a date, and what its receipts make. The highest version counts. Minor units. */
@Entity('till_counts')
@Check('till_counts_counted', 'version > 0 AND counted >= 0')
export class TillCount {
  @PrimaryColumn('date', { name: 'business_date', primaryKeyConstraintName: 'till_counts_pkey' })
  businessDate!: string;

  @ForeignKey(() => User, { name: 'till_counts_user_fkey' })
  @PrimaryColumn('uuid', { name: 'user_id', primaryKeyConstraintName: 'till_counts_pkey' })
  userId!: string;

  @PrimaryColumn('integer', { primaryKeyConstraintName: 'till_counts_pkey' })
  version!: number;

  /** Cash taken in less cash handed out. */
  @Column('bigint', { transformer: bigintColumn })
  expected!: bigint;

  @Column('bigint', { transformer: bigintColumn })
  counted!: bigint;

  @Column('text')
  currency!: string;

  @ForeignKey(() => User, { name: 'till_counts_author_fkey' })
  @Column('uuid', { name: 'counted_by' })
  countedBy!: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}
