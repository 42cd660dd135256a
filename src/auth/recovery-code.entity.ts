import { Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import { User } from './user.entity.js';

/** A code on paper, for a user who has lost the authenticator. It works once. */
@Entity('recovery_codes')
@Unique('recovery_codes_hash_key', ['userId', 'hash'])
export class RecoveryCode {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'recovery_codes_pkey' })
  id!: string;

  @ForeignKey(() => User, { name: 'recovery_codes_user_fkey' })
  @Column('uuid', { name: 'user_id' })
  userId!: string;

  /** SHA-256 of the code and its user: a code has 114 random bits, too many to try, so it needs no key and no salt. */
  @Column('bytea')
  hash!: Buffer;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'used_at', nullable: true })
  usedAt!: Date | null;
}
