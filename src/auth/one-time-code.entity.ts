import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { User } from './user.entity.js';
import { inSql } from '../database/in-sql.js';

export const CODE_PURPOSES = ['first_password', 'forgotten', 'invitation'] as const;

/** A code with which somebody chooses a password, once. There is one live code a person and purpose. */
@Entity('one_time_codes')
@Check('one_time_codes_purpose', `purpose IN (${inSql(CODE_PURPOSES)})`)
@Check('one_time_codes_attempts', 'attempts >= 0')
@Index('one_time_codes_live', ['userId', 'purpose'], { unique: true, where: 'used_at IS NULL' })
@Index('one_time_codes_by_end', ['expiresAt'])
export class OneTimeCode {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'one_time_codes_pkey' })
  id!: string;

  @ForeignKey(() => User, { name: 'one_time_codes_user_fkey' })
  @Column('uuid', { name: 'user_id' })
  userId!: string;

  @Column('text')
  purpose!: (typeof CODE_PURPOSES)[number];

  /** Keyed, because so short a code could be found by trying. */
  @Column('bytea')
  hash!: Buffer;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt!: Date;

  @Column('integer', { default: 0 })
  attempts!: number;

  @Column('timestamptz', { name: 'used_at', nullable: true })
  usedAt!: Date | null;

  @ForeignKey(() => User, { name: 'one_time_codes_author_fkey' })
  @Column('uuid', { name: 'created_by', nullable: true })
  createdBy!: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}
