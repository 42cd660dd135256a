import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { UserSession } from './session.entity.js';
import { User } from './user.entity.js';

/**
 * A refresh token, good for one use. The tokens that follow from one sign-in form a family, its session, and are ended
 * together.
 */
@Entity('refresh_tokens')
@Unique('refresh_tokens_token_hash_key', ['tokenHash'])
@Index('refresh_tokens_by_family', ['familyId'])
@Index('refresh_tokens_by_user', ['userId', 'expiresAt'])
export class RefreshToken {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'refresh_tokens_pkey' })
  id!: string;

  @ForeignKey(() => User, { name: 'refresh_tokens_user_fkey' })
  @Column('uuid', { name: 'user_id' })
  userId!: string;

  @ForeignKey(() => UserSession, { name: 'refresh_tokens_session_fkey', onDelete: 'CASCADE' })
  @Column('uuid', { name: 'family_id' })
  familyId!: string;

  /** SHA-256 of the token; the token itself is not stored. */
  @Column('bytea', { name: 'token_hash' })
  tokenHash!: Buffer;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt!: Date;

  /** When it was exchanged for its successor. */
  @Column('timestamptz', { name: 'used_at', nullable: true })
  usedAt!: Date | null;
}
