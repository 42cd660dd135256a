import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { User } from './user.entity.js';

/**
 * What one sign-in starts, until the session is ended or expires. A program has a family of refresh tokens, each good
 * for one use; a browser has one token in a cookie, for as long as the session lasts.
 */
@Entity('sessions')
@Unique('sessions_cookie_hash_key', ['cookieHash'])
@Index('sessions_by_user', ['userId', 'id'])
@Index('sessions_by_end', ['endedAt'], { where: 'ended_at IS NOT NULL' })
export class UserSession {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'sessions_pkey' })
  id!: string;

  @ForeignKey(() => User, { name: 'sessions_user_fkey' })
  @Column('uuid', { name: 'user_id' })
  userId!: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  /** When its latest tokens were issued. */
  @Column('timestamptz', { name: 'last_used_at' })
  lastUsedAt!: Date;

  /** When its latest refresh token expires, or when it ends unless the browser renews it. */
  @Column('timestamptz', { name: 'expires_at' })
  expiresAt!: Date;

  /** The address of the sign-in, an IPv6 address by its /64; empty if unknown. */
  @Column('text')
  address!: string;

  /** The User-Agent header; empty if there was none. */
  @Column('text', { name: 'user_agent' })
  userAgent!: string;

  /** SHA-256 of the token in the cookie; null for a program. */
  @Column('bytea', { name: 'cookie_hash', nullable: true })
  cookieHash!: Buffer | null;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt!: Date | null;

  /** Begun by somebody who had to have a second factor and had none. */
  @Column('boolean', { name: 'needs_factor', default: false })
  needsFactor!: boolean;
}
